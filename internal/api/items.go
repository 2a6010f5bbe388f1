package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/found"
	"lostfound/internal/history"
	"lostfound/internal/office"
	"lostfound/internal/ref"
	"lostfound/internal/staff"
)

// item is a find as the API shows it.
type item struct {
	Ref    ref.Item     `json:"ref"`
	Status found.Status `json:"status"`
	found.Details
	Photos     []photograph    `json:"photos"`
	Claims     []found.Claim   `json:"claims,omitempty"`
	For        *found.Decision `json:"for,omitempty"`
	Handed     *found.Handover `json:"handed,omitempty"`
	TakenInAt  time.Time       `json:"taken_in_at"`
	TakenInBy  ref.Staff       `json:"taken_in_by,omitempty"`
	ChangedAt  time.Time       `json:"changed_at"`
	EraseAfter time.Time       `json:"erase_after"`
	ErasedAt   time.Time       `json:"erased_at,omitzero"`
	History    history.Log     `json:"history"`
}

// itemFor shows a find to a member. Who it belongs to is for those who see all
// finds, not for whoever found it.
func itemFor(by staff.Member, it found.Item) item {
	out := item{Ref: it.Ref, Status: it.Status, Details: it.Details, Photos: photosAt(itemAddress(it.Ref), it.Pictures),
		Claims: it.Claims, For: it.For, Handed: it.Handed, TakenInAt: it.TakenInAt, TakenInBy: it.TakenInBy, ChangedAt: it.ChangedAt,
		EraseAfter: it.EraseAfter, ErasedAt: it.ErasedAt, History: list(it.History)}
	out.Colours = list(it.Colours)
	if by.MaySomewhere(staff.SeeItems) != nil {
		out.For, out.Handed, out.Claims = nil, nil, nil
		out.History = slices.Clone(out.History)
		for i := range out.History {
			out.History[i].Report, out.History[i].Thing = "", 0
		}
	}
	return out
}

func itemAddress(id ref.Item) string { return "/api/v1/items/" + string(id) }

// list is the list, and an empty one where there is none.
func list[S ~[]E, E any](s S) S {
	if s == nil {
		return S{}
	}
	return s
}

func (a *api) takeIn(c *gin.Context, by staff.Member) error {
	var d found.Details
	photos, err := readRecord(c, "item", 1, &d)
	if err != nil {
		return err
	}
	if err := readInside(&d); err != nil {
		return err
	}
	it, created, err := a.office.TakeIn(c.Request.Context(), by, d, slices.Concat(photos...), c.GetHeader("Idempotency-Key"))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	c.Header("Location", itemAddress(it.Ref))
	tag(c, it.Rev)
	c.JSON(status, itemFor(by, it))
	return nil
}

// readInside reads the reference of what a find lay in, as people write it.
func readInside(d *found.Details) error {
	if id, err := ref.ParseItem(string(d.Inside)); err == nil {
		d.Inside = id
	} else if d.Inside != "" {
		return fault.Newf(fault.Invalid, "inside", "unknown_item", nil)
	}
	return nil
}

func (a *api) takeBack(c *gin.Context, by staff.Member) error {
	id, err := itemRef(c, "ref")
	if err != nil {
		return err
	}
	it, err := a.office.TakeBack(c.Request.Context(), by, id)
	if err != nil {
		return err
	}
	tag(c, it.Rev)
	c.JSON(http.StatusOK, itemFor(by, it))
	return nil
}

func (a *api) item(c *gin.Context, by staff.Member) error {
	id, err := itemRef(c, "ref")
	if err != nil {
		return err
	}
	it, err := a.office.Item(c.Request.Context(), by, id)
	if err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-cache")
	if tag(c, it.Rev) {
		c.Status(http.StatusNotModified)
		return nil
	}
	c.JSON(http.StatusOK, itemFor(by, it))
	return nil
}

// tag names the version of the answer, and reports whether the caller has it.
func tag(c *gin.Context, rev string) (known bool) {
	etag := `"` + rev + `"`
	c.Header("ETag", etag)
	for one := range strings.SplitSeq(c.GetHeader("If-None-Match"), ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == etag || one == "*" {
			return true
		}
	}
	return false
}

func (a *api) items(c *gin.Context, by staff.Member) error {
	limit, err := pageSize(c)
	if err != nil {
		return err
	}
	q := office.ItemQuery{Words: c.Query("q"), Cursor: c.Query("cursor"), Limit: limit}
	var check fault.Check
	check.Text("q", q.Words, fault.Line)
	if site := c.Query("site"); site != "" {
		q.Pick.Sites = []string{site}
	}
	if status := found.Status(c.Query("status")); slices.Contains(found.Statuses, status) {
		q.Pick.Statuses = []found.Status{status}
	} else if status != "" {
		check.Add("status", "unknown_status", nil)
	}
	if err := check.Err(); err != nil {
		return err
	}
	page, err := a.office.Items(c.Request.Context(), by, q)
	if err != nil {
		return err
	}
	items := make([]item, len(page.Items))
	for i, it := range page.Items {
		items[i] = itemFor(by, it)
	}
	c.JSON(http.StatusOK, gin.H{"items": items, "next": page.Next})
	return nil
}

// pageSize is how many records a page may hold; 0 leaves it to the office.
func pageSize(c *gin.Context) (int, error) {
	asked := c.Query("limit")
	if asked == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(asked)
	if err != nil {
		return 0, fault.Newf(fault.Invalid, "limit", "wants_number", nil)
	}
	if n < 1 || n > office.MostOnPage {
		return 0, fault.Newf(fault.Invalid, "limit", "out_of_range", fault.Args{"Min": 1, "Max": office.MostOnPage})
	}
	return n, nil
}

func (a *api) release(c *gin.Context, by staff.Member) error {
	id, err := itemRef(c, "ref")
	if err != nil {
		return err
	}
	var to found.Recipient
	if err := readJSON(c, &to); err != nil {
		return err
	}
	if witness, err := ref.ParseStaff(string(to.Witness)); err == nil {
		to.Witness = witness
	} else if to.Witness != "" {
		return fault.Newf(fault.Invalid, "witness", "unknown_member", nil)
	}
	it, err := a.office.Release(c.Request.Context(), by, id, to)
	if err != nil {
		return err
	}
	tag(c, it.Rev)
	c.JSON(http.StatusOK, itemFor(by, it))
	return nil
}
