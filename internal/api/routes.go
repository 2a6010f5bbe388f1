package api

import (
	_ "embed"
	"net/http"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/staff"
)

//go:embed openapi.json
var document []byte

// routes adds every address of the package.
func (a *api) routes(r gin.IRouter) {
	r.GET("/healthz", a.open(a.alive))
	r.GET("/readyz", a.open(a.ready))
	r.GET("/metrics", gin.WrapH(a.metrics))

	v1 := r.Group("/api/v1")
	v1.GET("/openapi.json", a.open(described))
	v1.GET("/sites", a.open(a.sites))
	v1.PUT("/sites/:code", a.member(staff.ManageSite, a.putSite))
	v1.GET("/sites/:code/passages/keeping", a.member(staff.ManageSite, a.passageKeeping))
	v1.PUT("/sites/:code/passages/keeping", a.member(staff.ManageSite, a.keepPassages))
	v1.POST("/sites/:code/passages", a.member(staff.TakeIn, a.takePassages))
	v1.POST("/sites/:code/passes", a.member(staff.TakeIn, a.takePass))
	v1.POST("/sites/:code/vehicles", a.member(staff.ManageSite, a.importVehicles))
	v1.POST("/sites/:code/returns", a.member(staff.ManageSite, a.importReturns))
	v1.GET("/sites/:code/searches", a.member(staff.TakeIn, a.searches))
	v1.POST("/sites/:code/searches/:ref/answers", a.member(staff.TakeIn, a.answerSearch))
	v1.DELETE("/sites/:code/searches/:ref/answers/:no", a.member(staff.TakeIn, a.takeBackAnswer))

	v1.POST("/items", a.member(staff.TakeIn, a.takeIn))
	v1.GET("/items", a.member(staff.SeeItems, a.items))
	v1.GET("/items/:ref", a.member(staff.TakeIn, a.item))
	v1.PATCH("/items/:ref", a.member(staff.TakeIn, a.changeItem))
	v1.GET("/items/:ref/photos/:id/:size", a.member(staff.TakeIn, a.itemPhoto))
	v1.GET("/items/:ref/twins", a.member(staff.SeeItems, a.itemTwins))
	v1.POST("/items/:ref/take-back", a.member(staff.TakeIn, a.takeBack))
	v1.POST("/items/:ref/claims", a.member(staff.HandBack, a.claim))
	v1.PUT("/items/:ref/hand-back", a.member(staff.HandBack, a.handBack))
	v1.DELETE("/items/:ref/hand-back", a.member(staff.HandBack, a.undoHandBack))
	v1.POST("/items/:ref/release", a.member(staff.Release, a.release))

	v1.POST("/reports", a.open(a.fileReport))
	v1.GET("/reports", a.member(staff.SeeReports, a.reports))
	v1.GET("/reports/:ref", a.member(staff.SeeReports, a.report))
	v1.PATCH("/reports/:ref", a.member(staff.Decide, a.changeReport))
	v1.GET("/reports/:ref/photos/:id/:size", a.member(staff.SeeReports, a.reportPhoto))
	v1.GET("/reports/:ref/twins", a.member(staff.SeeReports, a.reportTwins))
	v1.POST("/reports/:ref/contacts", a.member(staff.Decide, a.noteContact))
	v1.POST("/reports/:ref/messages/:no/again", a.member(staff.Decide, a.sendAgain))
	v1.PUT("/reports/:ref/call", a.member(staff.Decide, a.agreeCall))
	v1.GET("/reports/:ref/matches", a.member(staff.SeeReports, a.matches))
	v1.POST("/reports/:ref/matches/:item/confirm", a.member(staff.Decide, a.confirm))
	v1.POST("/reports/:ref/matches/:item/dismiss", a.member(staff.Decide, a.dismiss))

	v1.GET("/callers", a.member(staff.SeeReports, a.callers))
	v1.POST("/callers/:ref/check", a.member(staff.SeeReports, a.checkCaller))

	v1.POST("/session", a.open(a.signIn))
	v1.DELETE("/session", a.member(anything, a.signOut))
	v1.POST("/staff", a.member(staff.ManageStaff, a.addStaff))
	v1.GET("/staff", a.member(staff.ManageStaff, a.staff))
	v1.DELETE("/staff/:ref", a.member(anything, a.leave))
	v1.PUT("/staff/:ref/duty", a.member(anything, a.setDuty))
	v1.POST("/staff/:ref/tokens", a.member(anything, a.issueBearer))
	v1.DELETE("/staff/:ref/sessions", a.member(anything, a.endSessions))

	v1.POST("/import", a.member(staff.Platform, a.importLines))
	v1.POST("/reindex", a.member(staff.Platform, a.reindex))
}

// open makes a handler that answers its own errors, for anybody.
func (a *api) open(h func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			if cause := recover(); cause != nil {
				a.fail(c, caught(cause))
			}
		}()
		c.Header("X-Content-Type-Options", "nosniff")
		c.Header("Cache-Control", "no-store")
		if err := h(c); err != nil {
			a.fail(c, err)
		}
	}
}

// anything is what no role is needed for.
const anything staff.Action = ""

// member is open for those who are signed in and whose work the action is somewhere.
// The office asks again where and on what; this keeps strangers' bodies unread.
func (a *api) member(needs staff.Action, h func(*gin.Context, staff.Member) error) gin.HandlerFunc {
	return a.open(func(c *gin.Context) error {
		by, err := a.who(c)
		if err == nil && needs != anything {
			err = by.MaySomewhere(needs)
		}
		if err != nil {
			return err
		}
		return h(c, by)
	})
}

func described(c *gin.Context) error {
	c.Header("Cache-Control", "no-cache")
	c.Data(http.StatusOK, "application/json", document)
	return nil
}

func noSuchAddress(*gin.Context) error { return fault.New(fault.Missing, "no_such_page") }

func noSuchMethod(*gin.Context) error { return fault.New(method, "method") }
