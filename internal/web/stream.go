package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/index"
)

// How many streams are open at a time.
const (
	streamsAReport = 5
	streamsAMember = 20
	streamsALot    = 60 // tablets of one lot may share a member
	streamsInAll   = 2000
)

// writeWithin is how soon a browser must take what it is sent.
const writeWithin = 10 * time.Second

// live is what the streams share.
type live struct {
	beat  time.Duration // between signs of life, so that nothing on the way thinks it is over
	check time.Duration // between looks whether the reader still may

	mu   sync.Mutex
	all  int
	open map[string]int // by reader
}

func newLive() *live {
	return &live{beat: 20 * time.Second, check: time.Minute, open: map[string]int{}}
}

// stream is one reader's.
type stream struct {
	reader   string
	most     int // streams of this reader
	listen   func(context.Context, index.Since) (*index.Listener, error)
	may      func(context.Context) error // why the reader no longer may
	eachTime bool                        // may is asked before all news, not only now and then
}

// stream sends news until the reader goes, may no longer read, or the program stops.
func (h *house) stream(c *gin.Context, s stream) error {
	ctx := c.Request.Context()
	if err := h.live.enter(s.reader, s.most); err != nil {
		return err
	}
	defer h.live.leave(s.reader)
	l, err := s.listen(ctx, since(c))
	if err != nil {
		return err
	}
	defer l.Close()
	head := c.Writer.Header()
	head.Set("Content-Type", "text/event-stream")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Accel-Buffering", "no") // nginx would keep news until it has a page of them
	if c.Request.Method == http.MethodHead {
		return nil
	}
	out := newSender(c.Writer)
	defer out.done()
	h.live.feed(ctx, out, l, s)
	return nil
}

// feed sends what is heard, and now and then a sign of life. It ends too when the reader does
// not take what it is sent.
func (v *live) feed(ctx context.Context, out sender, l *index.Listener, s stream) {
	beat, check := time.NewTicker(v.beat), time.NewTicker(v.check)
	defer beat.Stop()
	defer check.Stop()
	more := true
	for err := out.send(fmt.Sprintf("retry: %d\n\n", 2000+rand.IntN(4000))); err == nil && more; {
		look := false
		select {
		case <-ctx.Done():
			return
		case <-check.C:
			look = true
		case <-l.Rings():
			look = s.eachTime
		case <-beat.C:
			err = out.send(":\n\n")
		}
		if look && over(s.may(ctx)) {
			_ = out.send("event: end\ndata: end\n\n") // who has gone needs no telling
			return
		}
		var news []index.News
		news, more = l.Take()
		for i := 0; i < len(news) && err == nil; i++ {
			err = out.send(event(news[i]))
		}
	}
}

// over reports whether the reader may certainly no longer read.
func over(err error) bool {
	return fault.Is(err, fault.Missing) || fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.Forbidden)
}

// enter takes a place for one more stream of the reader.
func (v *live) enter(reader string, most int) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case v.open[reader] >= most:
		return fault.Newf(fault.TooMany, "", "throttled", fault.Args{"Seconds": 60})
	case v.all >= streamsInAll:
		return fault.New(fault.Unavailable, "too_busy")
	}
	v.open[reader]++
	v.all++
	return nil
}

func (v *live) leave(reader string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.all--
	if v.open[reader]--; v.open[reader] == 0 {
		delete(v.open, reader)
	}
}

// sender sends at once, each time within writeWithin.
type sender struct {
	to    http.ResponseWriter
	limit *http.ResponseController
}

func newSender(w http.ResponseWriter) sender {
	s := sender{w, http.NewResponseController(w)}
	s.limit.SetReadDeadline(time.Time{}) // that of the request would end the stream
	return s
}

func (s sender) send(text string) error {
	err := s.limit.SetWriteDeadline(time.Now().Add(writeWithin))
	if err == nil || errors.Is(err, http.ErrNotSupported) {
		_, err = io.WriteString(s.to, text)
	}
	if err == nil {
		err = s.limit.Flush()
	}
	return err
}

// done leaves the connection as it was, for the next request.
func (s sender) done() { s.limit.SetWriteDeadline(time.Time{}) }
