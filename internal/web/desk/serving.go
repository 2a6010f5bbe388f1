package desk

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// While somebody is served, the desk's pages show that person's case and nothing else: no
// lists that grow, no promises to others. A cookie of the browser says so, as it is about
// this very desk; it ends by itself should nobody end it.
const (
	servingCookie = "lf_serving"
	servingAtMost = time.Hour
)

// servingPage is what is done at a counter.
type servingPage struct{}

// serving reports whether somebody stands at this desk.
func serving(c *gin.Context) bool {
	cookie, err := c.Request.Cookie(servingCookie)
	return err == nil && cookie.Value == "1"
}

// switchServing begins or ends serving where the address asks for it, ?serving=1 or 0, and leads
// to the day; it reports whether it did.
func switchServing(c *gin.Context) bool {
	cookie := &http.Cookie{Name: servingCookie, Value: c.Query("serving"), Path: "/desk", HttpOnly: true, Secure: visit.Of(c).Secure, SameSite: http.SameSiteLaxMode}
	switch cookie.Value {
	case "1":
		cookie.MaxAge = int(servingAtMost / time.Second)
	case "0":
		cookie.MaxAge = -1
	default:
		return false
	}
	http.SetCookie(c.Writer, cookie)
	c.Redirect(http.StatusSeeOther, "/desk")
	return true
}

func (w *Workplace) showServing(c *gin.Context) error {
	frame := visit.Of(c).Frame(c, page.Desk)
	frame.Search = false // the page has its own
	return w.serving.Write(c.Writer, http.StatusOK, frame, servingPage{})
}
