package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"lostfound/internal/locale"
)

// chromium starts the browser that all tests share. Its camera shows a test picture
// and asks nobody.
func chromium(t *testing.T) context.Context {
	t.Helper()
	exe := os.Getenv("LOSTFOUND_TEST_CHROMIUM")
	if exe == "" {
		if os.Getenv("LOSTFOUND_TEST_FULL") == "1" {
			t.Fatal("no Chromium, although all tests are to run")
		}
		t.Skip("no Chromium: set LOSTFOUND_TEST_CHROMIUM, or run scripts/test.sh --full")
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(exe),
		chromedp.NoSandbox, // which would not start as root
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-fake-device-for-media-stream", true),
	)...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx
}

// window is what tells a person's browser from another's.
type window struct {
	width, height int64
	lang          string
	scripts, dark bool
}

func (w window) String() string {
	name := fmt.Sprintf("%dx%d %s", w.width, w.height, w.lang)
	if !w.scripts {
		name += " without scripts"
	}
	if w.dark {
		name += " dark"
	}
	return name
}

// phone reports whether the window is that of a phone.
func (w window) phone() bool { return w.width < 600 }

// person is somebody at a window that shares nothing with anybody else's.
type person struct {
	*testing.T
	window
	ctx    context.Context
	at     string // the program's address
	speaks *locale.Language
	taps   int // clicks so far

	mu     sync.Mutex
	errors []string // what the page complained of to its console
}

// person opens a window for somebody. A page that throws or is refused something by
// its own policy fails the test.
func (o *office) person(t *testing.T, w window) *person {
	t.Helper()
	return visitor(t, o.browser, o.book, o.url, w)
}

func visitor(t *testing.T, browser context.Context, book *locale.Book, url string, w window) *person {
	t.Helper()
	p := &person{T: t, window: w, at: url}
	var known bool
	if p.speaks, known = book.Language(w.lang); !known {
		t.Fatalf("no language %s", w.lang)
	}
	ctx, closed := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.hear))
	p.ctx = ctx
	t.Cleanup(func() {
		if t.Failed() {
			p.testify()
		}
		closed()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, e := range p.errors {
			t.Errorf("the page complained: %s", e)
		}
	})
	must(p, call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: w.width, Height: w.height, DeviceScaleFactor: 1, Mobile: w.phone()}))
	must(p, call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: w.phone()}))
	must(p, call(p, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": []byte(`"` + w.lang + `"`)}}))
	if !w.scripts {
		must(p, call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	}
	p.light(!w.dark)
	return p
}

// light makes it day or night.
func (p *person) light(day bool) {
	scheme := "dark"
	if day {
		scheme = "light"
	}
	must(p, call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}))
}

// hear notes what a page complains of. An answer that refuses a form is none.
func (p *person) hear(event any) {
	var said string
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			said += " " + thrown.Description
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
			said = e.Entry.Text + " " + e.Entry.URL
		}
	}
	if said != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.errors = append(p.errors, said)
	}
}

// testify says what the person saw when the test failed.
func (p *person) testify() {
	text, _ := chromedp.Run(p.ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText`))
	if short := []rune(strings.Join(strings.Fields(text), " ")); len(short) > 1500 {
		text = string(short[:1500]) + "…"
	} else {
		text = string(short)
	}
	p.Logf("%s saw: %s", p.window, text)
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return
	}
	file := filepath.Join(p.ArtifactDir(), strings.ReplaceAll(p.window.String(), " ", "-")+".png")
	if err := os.WriteFile(file, shot, 0o600); err == nil {
		p.Logf("as in %s (kept by go test -artifacts)", file)
	}
}

// call sends a command of the protocol whose answer does not matter.
func call[P, R any](p *person, c cdp.Command[P, R], params P) error {
	_, err := chromedp.Call(p.ctx, c, params)
	return err
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
