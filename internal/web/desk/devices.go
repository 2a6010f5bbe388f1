package desk

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"rsc.io/qr"

	"lostfound/internal/fault"
	"lostfound/internal/locale"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
	"lostfound/internal/web/visit"
)

// devicesPage lists the shared tablets, and lets another one in.
type devicesPage struct {
	Form     deviceForm
	Sites    []choice.Option
	Link     *deviceLink // made a moment ago
	Devices  []device
	Problems page.Problems
	status   int // of the answer, where it is not OK
}

type deviceForm struct{ Site, Place string }

// deviceLink lets one tablet in, once.
type deviceLink struct {
	Place, Address string
	Code           qrCode
	Until          locale.Moment
}

type device struct {
	Ref         ref.Staff
	Place, Site string
	EnrolledBy  string
	Seen        locale.Moment // zero where it never came
	Revoked     bool
}

// qrCode is a QR code (ISO/IEC 18004) as the path of an SVG: Path has a square for each dark
// module, within a quiet zone of 4 modules, and Size is the width in modules.
type qrCode struct {
	Path string
	Size int
}

// quiet is the width of the zone around a code that must stay empty, in modules.
const quiet = 4

func draw(text string) (qrCode, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return qrCode{}, fmt.Errorf("draw a link: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return qrCode{path.String(), code.Size + 2*quiet}, nil
}

// Devices lists the shared tablets.
func (w *Workplace) Devices(c *gin.Context) error { return w.showDevices(c, devicesPage{}) }

// AddDevice makes a device and shows its link.
func (w *Workplace) AddDevice(c *gin.Context) error {
	s, err := form.Read(c)
	if err != nil {
		return err
	}
	v := visit.Of(c)
	p := devicesPage{Form: deviceForm{s.Line("site"), s.Line("place")}}
	if v.Switched(c, s) {
		return w.showDevices(c, p)
	}
	m, secret, err := w.office.AddDevice(c.Request.Context(), v.Member, p.Form.Site, p.Form.Place)
	if err != nil {
		if p.Problems, p.status, err = v.Explain(err); err != nil {
			return err
		}
		return w.showDevices(c, p)
	}
	return w.showLink(c, m, secret)
}

// LinkDevice shows another link for a device.
func (w *Workplace) LinkDevice(c *gin.Context) error {
	id, err := deviceRef(c)
	if err != nil {
		return err
	}
	m, secret, err := w.office.LinkDevice(c.Request.Context(), visit.Of(c).Member, id)
	if err != nil {
		return err
	}
	return w.showLink(c, m, secret)
}

// RevokeDevice shuts a device out.
func (w *Workplace) RevokeDevice(c *gin.Context) error {
	id, err := deviceRef(c)
	if err != nil {
		return err
	}
	if err := w.office.RevokeDevice(c.Request.Context(), visit.Of(c).Member, id); err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, "/desk/devices")
	return nil
}

func deviceRef(c *gin.Context) (ref.Staff, error) {
	id, err := ref.ParseStaff(c.Param("ref"))
	if err != nil {
		return "", fault.New(fault.Missing, "no_such_record")
	}
	return id, nil
}

// showLink shows the link in the answer to the form alone: no address leads to it again.
func (w *Workplace) showLink(c *gin.Context, m staff.Member, secret string) error {
	v := visit.Of(c)
	address := v.Absolute("/enrol/" + secret)
	code, err := draw(address)
	if err != nil {
		return err
	}
	until := v.Language.At(v.Now.Add(staff.Enrolment.Lifetime()), v.Now, w.location(c, []string{m.At()}))
	return w.showDevices(c, devicesPage{Link: &deviceLink{m.Name, address, code, until}})
}

func (w *Workplace) showDevices(c *gin.Context, p devicesPage) error {
	v := visit.Of(c)
	sites, err := w.sites(c, staff.EnrolDevice)
	if err != nil {
		return err
	}
	for _, s := range sites {
		p.Sites = append(p.Sites, choice.Option{Code: s.Code, Name: s.Name})
	}
	if p.Form.Site == "" && len(sites) > 0 {
		p.Form.Site = sites[0].Code
	}
	all, err := w.office.Devices(c.Request.Context(), v.Member)
	if err != nil {
		return err
	}
	for _, m := range all {
		d := device{Ref: m.Ref, Place: m.Name, Site: w.siteName(c, m.At()), EnrolledBy: w.name(c, m.Device.EnrolledBy), Revoked: !m.LeftAt.IsZero()}
		if !m.Device.SeenAt.IsZero() {
			d.Seen = v.Language.Ago(m.Device.SeenAt, v.Now, w.location(c, []string{m.At()}))
		}
		p.Devices = append(p.Devices, d)
	}
	frame := v.Frame(c, page.Desk)
	frame.Form = "device"
	c.Header("Cache-Control", "no-store")
	return w.devices.Write(c.Writer, max(p.status, http.StatusOK), frame, p)
}
