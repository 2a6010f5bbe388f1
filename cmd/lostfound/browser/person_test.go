package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// patience is how long a person waits for what should be there at once. It is long,
// because machines that run tests are slow when they are shared.
const patience = 30 * time.Second

// until asks again and again until the answer is yes. A page that goes away while it
// is asked gives an error, which is no answer yet.
func (p *person) until(what string, ask func() (bool, error)) {
	p.Helper()
	var last error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		yes, err := ask()
		if err == nil && yes {
			return
		}
		last = err
		if p.ctx.Err() != nil {
			break
		}
	}
	p.Fatalf("waited in vain: %s (last error %v)", what, last)
}

// ask calls a JavaScript function in the page and returns its answer, or that of the
// promise it returns.
func ask[T any](p *person, function string, args ...any) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	list := make([]string, len(args))
	for i, a := range args {
		raw, err := json.Marshal(a)
		if err != nil {
			var zero T
			return zero, err
		}
		list[i] = string(raw)
	}
	return chromedp.Run(ctx, chromedp.Evaluate[T](fmt.Sprintf("(%s)(%s)", function, strings.Join(list, ", ")), chromedp.EvalAwaitPromise))
}

// answer is ask where the answer must come.
func answer[T any](p *person, function string, args ...any) T {
	p.Helper()
	v, err := ask[T](p, function, args...)
	if err != nil {
		p.Fatalf("%s: %v", function, err)
	}
	return v
}

// words is a message in the person's language. Names and values alternate.
func (p *person) words(key string, args ...any) string {
	all := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		all[args[i].(string)] = args[i+1]
	}
	return p.speaks.Say(key, all)
}

// open goes to an address.
func (p *person) open(path string) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	must(p, chromedp.Do(ctx, chromedp.Navigate(p.at+path)))
}

// where returns the address of the page, without the program's own.
func (p *person) where() string {
	p.Helper()
	return strings.TrimPrefix(answer[string](p, `() => location.href`), p.at)
}

// signIn signs in a member of the staff, who then speaks the window's language.
func (p *person) signIn(name, password string) {
	p.Helper()
	must(p, call(p, network.ClearBrowserCookies, cdp.Empty{})) // whoever was here before
	p.open("/sign-in?lang=" + p.speaks.Code)
	p.fill("name", name)
	p.fill("password", password)
	p.follow("sign_in.do")
}

// sees waits until the page shows a text. Where lines break does not matter.
func (p *person) sees(text string) {
	p.Helper()
	p.until("to see "+text, func() (bool, error) {
		return ask[bool](p, `want => document.body.innerText.replace(/\s+/g, " ").toLowerCase().includes(want)`, strings.ToLower(strings.Join(strings.Fields(text), " ")))
	})
}
