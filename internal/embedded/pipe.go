package embedded

import (
	"context"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// dial connects a client to the embedded Redis over memory.
func (k *Keepers) dial(context.Context, string, string) (net.Conn, error) {
	client, server := pipe()
	k.mini.Server().ServeConn(server)
	return client, nil
}

// pipe is net.Pipe with writes that never block. The embedded Redis stops reading
// while it can't write, and a client that sends a long pipeline reads only when all is
// sent: over net.Pipe both would wait for ever.
func pipe() (net.Conn, net.Conn) {
	a, b := newHalf(), newHalf()
	return &conn{a, b}, &conn{b, a}
}

// half is one direction.
type half struct {
	mu       sync.Mutex
	more     *sync.Cond
	buf      []byte
	read     int // of buf
	closed   bool
	deadline time.Time
	alarm    *time.Timer
}

func newHalf() *half {
	h := &half{}
	h.more = sync.NewCond(&h.mu)
	return h
}

func (h *half) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return 0, io.ErrClosedPipe
	}
	if h.read == len(h.buf) {
		h.buf, h.read = h.buf[:0], 0
	}
	h.buf = append(h.buf, p...)
	h.more.Signal()
	return len(p), nil
}

// keepBuffer is how much of an emptied buffer is kept for the next message, in bytes.
const keepBuffer = 1 << 20

func (h *half) Read(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for h.read == len(h.buf) {
		if h.closed {
			return 0, io.EOF
		}
		if !h.deadline.IsZero() && !time.Now().Before(h.deadline) {
			return 0, os.ErrDeadlineExceeded
		}
		h.more.Wait()
	}
	n := copy(p, h.buf[h.read:])
	h.read += n
	if h.read == len(h.buf) && cap(h.buf) > keepBuffer {
		h.buf, h.read = nil, 0
	}
	return n, nil
}

func (h *half) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	h.more.Broadcast()
}

func (h *half) setDeadline(t time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.deadline = t
	if h.alarm != nil {
		h.alarm.Stop()
		h.alarm = nil
	}
	if !t.IsZero() {
		h.alarm = time.AfterFunc(time.Until(t), func() {
			h.mu.Lock()
			h.more.Broadcast()
			h.mu.Unlock()
		})
	}
	h.more.Broadcast()
}

// conn is one end of a pipe.
type conn struct{ in, out *half }

func (c *conn) Read(p []byte) (int, error)  { return c.in.Read(p) }
func (c *conn) Write(p []byte) (int, error) { return c.out.Write(p) }

func (c *conn) Close() error {
	c.in.close()
	c.out.close()
	return nil
}

func (c *conn) SetDeadline(t time.Time) error     { return c.SetReadDeadline(t) }
func (c *conn) SetReadDeadline(t time.Time) error { c.in.setDeadline(t); return nil }
func (c *conn) SetWriteDeadline(time.Time) error  { return nil } // writes never wait
func (c *conn) LocalAddr() net.Addr               { return address{} }
func (c *conn) RemoteAddr() net.Addr              { return address{} }

type address struct{}

func (address) Network() string { return "memory" }
func (address) String() string  { return "memory" }
