package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/ref"
)

// Failures that only programs meet; people never see a page for them.
const (
	mediaType fault.Kind = "media_type" // 415: the body is of a kind we don't read
	method    fault.Kind = "method"     // 405: the address does not do that
	internal  fault.Kind = "internal"   // 500: not the caller's doing; told by a reference alone
)

// hungUp notes, for the metrics, that the caller did not wait. The number is nginx's.
const hungUp = 499

// status is what a failure is answered with.
func status(k fault.Kind) int {
	switch k {
	case mediaType:
		return http.StatusUnsupportedMediaType
	case method:
		return http.StatusMethodNotAllowed
	case unconditional:
		return http.StatusPreconditionRequired
	}
	return k.Status()
}

// problem is the body of every error answer, as RFC 9457 has it. Errors holds all
// that is wrong, Field and Detail the first of it.
type problem struct {
	Type      string    `json:"type"` // where the document describes this answer
	Title     string    `json:"title"`
	Status    int       `json:"status"`
	Detail    string    `json:"detail"`
	Field     string    `json:"field,omitempty"`
	Errors    []mistake `json:"errors"`
	Reference string    `json:"reference,omitempty"` // of the log's line, for failures of ours
}

// mistake is one thing wrong. Code is for programs, Detail for people.
type mistake struct {
	Field  string `json:"field,omitempty"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func mistakes(l *locale.Language, problems []fault.Problem) []mistake {
	out := make([]mistake, len(problems))
	for i, p := range problems {
		out[i] = mistake{p.Field, p.Code, l.Fault(p)}
	}
	return out
}

// fail answers a request with what went wrong. It is the only place that does.
func (a *api) fail(c *gin.Context, err error) {
	c.Abort()
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		c.Status(hungUp)
		return
	}
	f, reference := a.understand(c, err)
	if c.Writer.Written() {
		return // a photo broke off half-way; its length tells
	}
	language := a.language(c)
	p := problem{
		Type:   "/api/v1/openapi.json#/components/responses/" + string(f.Kind),
		Title:  http.StatusText(status(f.Kind)),
		Status: status(f.Kind), Errors: mistakes(language, f.Problems), Reference: reference,
	}
	p.Field, p.Detail = p.Errors[0].Field, p.Errors[0].Detail
	h := c.Writer.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Language", language.Code)
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	switch f.Kind {
	case fault.Unauthenticated:
		h.Set("WWW-Authenticate", "Bearer")
	case fault.Unavailable:
		h.Set("Retry-After", "5")
	case fault.TooMany:
		h.Set("Retry-After", fmt.Sprint(f.Problems[0].Args["Seconds"]))
	}
	c.JSON(p.Status, p)
}

// understand finds the fault in an error. What is none is logged under a reference,
// and the reference is all the caller learns of it.
func (a *api) understand(c *gin.Context, err error) (f *fault.Error, reference string) {
	if over := new(http.MaxBytesError); errors.As(err, &over) {
		return fault.Newf(fault.TooLarge, "", "body_too_large", fault.Args{"Max": over.Limit >> 20}), ""
	}
	if f := fault.Of(err); f != nil {
		if f.Kind == fault.Unavailable {
			a.log.Warn("not available", "route", c.FullPath(), "error", err)
		}
		return f, ""
	}
	reference = ref.Secret()[:12]
	a.log.Error("request failed", "reference", reference, "method", c.Request.Method, "route", c.FullPath(), "error", err)
	return fault.Newf(internal, "", "internal", fault.Args{"Reference": reference}), reference
}

// caught turns a panic of a handler into an error with its stack.
func caught(cause any) error {
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	return fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
}
