package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// failPage says what happened, that nothing is lost, and what to do.
type failPage struct {
	Status         int
	Picture        string // of a thing
	What, Safe, Do string
	Words          []string
	Back           string
	SignIn, Lost   bool // whether to sign in; whether somebody looks for a page who may want to report a loss
}

// pictures say before any word how bad it is. An office looks for things even then.
var pictures = map[fault.Kind]string{
	fault.Missing: "1f9ed", fault.Conflict: "1f9e9", fault.Stale: "1f9e9", fault.Invalid: "270f", fault.Unauthenticated: "1f511",
	fault.Forbidden: "1f511", fault.TooLarge: "1f9f3", fault.TooMany: "1f9f8", fault.Unavailable: "1f527",
}

// fail is the only answer to an error. Whoever must sign in for a page is led there and
// back; everything else is told. What is no fault is ours: it is logged here.
func (h *house) fail(c *gin.Context, err error) { h.failWith(c, page.Status(err), err) }

func (h *house) failWith(c *gin.Context, code int, err error) {
	if c.Request.Context().Err() != nil && errors.Is(err, context.Canceled) {
		return // whoever asked has gone
	}
	v := h.begin(c)
	if code == http.StatusInternalServerError {
		h.options.Log.Error("request failed", "route", c.FullPath(), "error", err)
	}
	if c.Writer.Written() {
		return // too late for a page
	}
	if code == http.StatusUnauthorized && c.Request.Method == http.MethodGet && !v.Revoked {
		c.Redirect(http.StatusSeeOther, "/sign-in?"+url.Values{"next": {c.Request.URL.RequestURI()}}.Encode())
		return
	}
	p := failPage{Status: code, Picture: "1f527", Back: "/", SignIn: code == http.StatusUnauthorized}
	kind := "ours"
	if f := fault.Of(err); f != nil {
		kind = string(f.Kind)
		p.Picture = pictures[f.Kind]
		if seconds, known := f.Problems[0].Args["Seconds"]; known {
			c.Header("Retry-After", fmt.Sprint(seconds))
		}
		for _, one := range page.Explain(v.Language, err) {
			p.Words = append(p.Words, one.Text)
		}
	}
	p.What = v.Language.Say("fail."+kind, nil)
	p.Safe, p.Do = v.Language.Say("fail_safe."+kind, nil), v.Language.Say("fail_do."+kind, nil)
	if v.Member.Ref != "" {
		p.Back = within("", v.Member, v.Lot)
		if staffToo[kind] {
			p.Do = v.Language.Say("fail_staff."+kind, nil)
		}
	} else {
		p.Lost = kind == string(fault.Missing)
	}
	f := v.Frame(c, page.Door)
	f.Private = true
	f.Here = p.Back + "?"
	if err := h.failed.Write(c.Writer, code, f, p); err != nil {
		h.options.Log.Error("answer a failed request", "route", c.FullPath(), "error", err)
	}
}

// staffToo are the kinds about which those who work here are told something else to do
// than to come to the desk.
var staffToo = map[string]bool{"missing": true, "too_many": true, "unavailable": true, "ours": true}

// begin returns the visit of a request, or one of nobody where it failed before it was known
// who comes.
func (h *house) begin(c *gin.Context) *visit.Visit {
	if _, known := c.Get(visit.Key); !known {
		visit.Begin(c, h.visit(c.Request))
	}
	return visit.Of(c)
}
