package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/staff"
	"lostfound/internal/web/dutyform"
	"lostfound/internal/web/form"
	"lostfound/internal/web/manager"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

type signInPage struct {
	Name, Next string
	Opened     bool // the office, a moment ago
	Problems   page.Problems
}

type accountPage struct {
	Name, SignIn, Initial string
	Grants                []string
	Changed               bool // the password, a moment ago
	Duty                  dutyform.Form
	Problems              page.Problems
}

// welcome finds out who comes, in which language, before any handler runs.
func (h *house) welcome(c *gin.Context) {
	if strings.HasPrefix(c.Request.URL.Path, assetsAt) {
		return
	}
	v := h.visit(c.Request)
	visit.Begin(c, v)
	m, err := h.who(c)
	if revoked(err) {
		v.Revoked, err = true, nil // it may still open what everybody may, and the link that lets it in again
	}
	v.Member, v.Lot = m, h.onLot(c, m)
	h.speak(c, v)
	if err != nil {
		h.fail(c, err)
		c.Abort()
	}
}

// onLot reports whether the member works on a rental lot. Where nobody knows the sites just now,
// the way there is missing for a moment.
func (h *house) onLot(c *gin.Context, m staff.Member) bool {
	if m.Ref == "" {
		return false
	}
	lots, err := h.office.LotsOf(c.Request.Context(), m)
	return err == nil && len(lots) > 0
}

// who is the member whose session the request carries: nobody where it carries none
// or one that ended.
func (h *house) who(c *gin.Context) (staff.Member, error) {
	secret := session(c.Request)
	if secret == "" {
		return staff.Member{}, nil
	}
	m, err := h.office.Who(c.Request.Context(), secret)
	if fault.Is(err, fault.Unauthenticated) && !revoked(err) {
		h.setSession(c, "", -1)
		return staff.Member{}, nil
	}
	return m, err
}

// revoked reports whether it is a device that was shut out.
func revoked(err error) bool {
	f := fault.Of(err)
	return f != nil && f.Problems[0].Code == "device_revoked"
}

// guard lets in those the route is for. The office asks again at each operation; this
// keeps whoever has no business here from being shown a form first.
func (h *house) guard(r route) gin.HandlerFunc {
	return func(c *gin.Context) {
		if r.needs == everybody {
			return
		}
		v := visit.Of(c)
		m := v.Member
		var err error
		switch {
		case v.Revoked:
			err = fault.New(fault.Unauthenticated, "device_revoked")
		case r.needs != member:
			err = m.MaySomewhere(r.needs)
		case m.Ref == "":
			err = fault.New(fault.Unauthenticated, "sign_in")
		case m.Device != nil:
			err = fault.New(fault.Forbidden, "role") // it has no account
		}
		if err != nil {
			h.fail(c, err)
			c.Abort()
		}
	}
}

func (h *house) showSignIn(c *gin.Context) error {
	v := visit.Of(c)
	if v.Member.Ref != "" {
		c.Redirect(http.StatusSeeOther, within(c.Query("next"), v.Member, v.Lot))
		return nil
	}
	return h.signIn.Write(c.Writer, http.StatusOK, v.Frame(c, page.Door), signInPage{Next: c.Query("next"), Opened: c.Query("opened") != ""})
}

func (h *house) doSignIn(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	secret, m, err := h.office.SignIn(c.Request.Context(), s.Line("name"), s.Secret("password"), c.ClientIP())
	if fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.TooMany) {
		p := signInPage{Name: s.Line("name"), Next: s.Line("next"), Problems: page.Explain(v.Language, err)}
		return h.signIn.Write(c.Writer, page.Status(err), v.Frame(c, page.Door), p)
	}
	if err != nil {
		return err
	}
	if old := session(c.Request); old != "" {
		if err := h.office.SignOut(c.Request.Context(), old); err != nil {
			return err
		}
	}
	h.setSession(c, secret, staff.Session.Lifetime())
	c.Redirect(http.StatusSeeOther, within(s.Line("next"), m, h.onLot(c, m)))
	return nil
}

func (h *house) doSignOut(c *gin.Context) error {
	if secret := session(c.Request); secret != "" {
		if err := h.office.SignOut(c.Request.Context(), secret); err != nil {
			return err
		}
	}
	h.setSession(c, "", -1)
	c.Redirect(http.StatusSeeOther, "/sign-in")
	return nil
}

func (h *house) showAccount(c *gin.Context) error {
	return h.writeAccount(c, http.StatusOK, nil, nil)
}

// writeAccount shows the account, and of the times away what was typed, or what is known where that is nil.
func (h *house) writeAccount(c *gin.Context, status int, problems page.Problems, away *dutyform.Form) error {
	v, ctx := visit.Of(c), c.Request.Context()
	if away == nil {
		me, err := h.office.Roster(ctx, v.Member, v.Member.Ref)
		if err != nil {
			return err
		}
		known := dutyform.Of(me, h.office.ZoneOf(ctx, me))
		away = &known
	}
	p := accountPage{v.Member.Name, v.Member.SignIn, page.Initial(v.Member.Name), manager.Grants(ctx, h.office, v.Language, v.Member.Grants),
		c.Query("changed") != "", *away, problems}
	return h.account.Write(c.Writer, status, v.Frame(c, page.Door), p)
}

// changePassword gives the member a new password, and this device a new session.
func (h *house) changePassword(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	secret, err := h.office.ChangePassword(c.Request.Context(), v.Member, s.Secret("old"), s.Secret("password"))
	if err != nil {
		problems, status, err := v.Explain(err)
		if err != nil {
			return err
		}
		return h.writeAccount(c, status, problems, nil)
	}
	h.setSession(c, secret, staff.Session.Lifetime())
	c.Redirect(http.StatusSeeOther, "/account?changed=1")
	return nil
}

func (h *house) endSessions(c *gin.Context) error {
	m := visit.Of(c).Member
	if err := h.office.EndSessions(c.Request.Context(), m, m.Ref); err != nil {
		return err
	}
	h.setSession(c, "", -1)
	c.Redirect(http.StatusSeeOther, "/sign-in")
	return nil
}

// within is where to go after signing in: the page that was asked for if it is one of
// ours, or else where the member works.
func within(next string, m staff.Member, lot bool) string {
	u, err := url.Parse(next)
	if err == nil && u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(u.Path, "//") && !strings.Contains(next, `\`) {
		return u.String()
	}
	if m.MaySomewhere(staff.SeeReports) == nil {
		return "/desk"
	}
	if lot {
		return "/lot"
	}
	return "/checkpoint"
}

func session(r *http.Request) string {
	c, err := r.Cookie(staff.SessionCookie)
	if err != nil {
		return ""
	}
	return c.Value
}

func (h *house) setSession(c *gin.Context, secret string, lasts time.Duration) {
	age := int(lasts / time.Second)
	if lasts < 0 {
		age = -1
	}
	http.SetCookie(c.Writer, &http.Cookie{Name: staff.SessionCookie, Value: secret, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: h.secure(c.Request), SameSite: http.SameSiteLaxMode})
}

// visit is what is known of any request.
func (h *house) visit(r *http.Request) *visit.Visit {
	v := &visit.Visit{Book: h.book, Now: h.office.Now(), Secure: h.secure(r), Root: h.options.PublicURL}
	v.Language = h.book.Negotiate(visit.ChosenLanguage(r), r.Header.Get("Accept-Language"))
	switch {
	case v.Root != "":
	case v.Secure:
		v.Root = "https://" + r.Host
	default:
		v.Root = "http://" + r.Host
	}
	return v
}

// secure reports whether people reach the office by https, be it that a load balancer speaks it.
func (h *house) secure(r *http.Request) bool {
	return r.TLS != nil || strings.HasPrefix(h.options.PublicURL, "https://")
}
