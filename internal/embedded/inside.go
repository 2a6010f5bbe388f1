package embedded

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
)

// inside carries a client's requests to the S3 handler in the same process.
type inside struct {
	handler http.Handler

	// file is held while the handler works, alone if it writes. What it reads are bytes
	// of the file's memory map without a transaction, which the next write may reuse or unmap.
	file *sync.RWMutex
}

// RoundTrip returns the whole answer, in memory of its own. A request that has begun is
// carried out even if its caller gives up, as by a server.
func (t inside) RoundTrip(r *http.Request) (res *http.Response, err error) {
	in := r.Clone(context.WithoutCancel(r.Context()))
	if in.Body == nil {
		in.Body = http.NoBody
	}
	defer in.Body.Close()
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	if in.Host == "" {
		in.Host = r.URL.Host
	}
	in.RequestURI = r.URL.RequestURI()
	if r.ContentLength >= 0 { // gofakes3 reads the header, not the field
		in.Header.Set("Content-Length", strconv.FormatInt(r.ContentLength, 10))
	}
	defer func() {
		if p := recover(); p != nil {
			res, err = nil, fmt.Errorf("embedded S3 panicked: %v", p)
		}
	}()
	return t.ask(in).response(r), nil
}

func (t inside) ask(in *http.Request) *answer {
	if in.Method == http.MethodGet || in.Method == http.MethodHead {
		t.file.RLock()
		defer t.file.RUnlock()
	} else {
		t.file.Lock()
		defer t.file.Unlock()
	}
	a := &answer{header: http.Header{}}
	t.handler.ServeHTTP(a, in)
	a.WriteHeader(http.StatusOK)
	return a
}

// answer is what the handler answers.
type answer struct {
	header, sent http.Header
	status       int // zero before the header is written
	body         bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status != 0 {
		return
	}
	a.status, a.sent = status, a.header.Clone()
	if n := length(a.sent); n > 0 {
		a.body.Grow(int(n))
	}
}

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

func (a *answer) response(to *http.Request) *http.Response {
	res := &http.Response{StatusCode: a.status, Status: http.StatusText(a.status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.sent, Body: io.NopCloser(&a.body), Request: to, ContentLength: int64(a.body.Len())}
	if to.Method == http.MethodHead {
		res.Body, res.ContentLength = http.NoBody, length(a.sent)
	}
	return res
}

// length is what a header says of its body's length, -1 if nothing.
func length(h http.Header) int64 {
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil {
		return -1
	}
	return n
}
