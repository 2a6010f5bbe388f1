package loss

import (
	"slices"
	"strings"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/history"
	"lostfound/internal/picture"
	"lostfound/internal/ref"
)

// Thing returns the report's thing of that number.
func (r *Report) Thing(no int) (*Thing, error) {
	for i := range r.Things {
		if r.Things[i].No == no {
			return &r.Things[i], nil
		}
	}
	return nil, fault.New(fault.Missing, "no_such_thing")
}

// Pictures returns all pictures of the report.
func (r *Report) Pictures() []picture.Picture {
	var out []picture.Picture
	for _, t := range r.Things {
		out = append(out, t.Pictures...)
	}
	return out
}

// Sought reports whether the thing is still looked for.
func (r *Report) Sought(t Thing) bool { return r.Status == Open && t.Item == "" }

// Confirm notes that the find is the thing. The find's own document decides;
// the report follows, so saying it again changes nothing.
func (r *Report) Confirm(no int, item ref.Item, by ref.Staff, now time.Time) error {
	t, err := r.Thing(no)
	if err != nil || t.Item == item {
		return err
	}
	switch {
	case t.Item != "":
		return fault.New(fault.Conflict, "thing_already_found")
	case r.Status == Withdrawn:
		return fault.New(fault.Conflict, "report_withdrawn")
	}
	t.Item = item
	t.Dismissed = slices.DeleteFunc(t.Dismissed, func(d ref.Item) bool { return d == item })
	r.changed(now, history.Entry{At: now, What: history.Confirmed, By: by, Item: item, Thing: no})
	return nil
}

// Dismiss notes that a person compared the find with the thing and it is another.
// A confirmation of the pair is undone by it.
func (r *Report) Dismiss(no int, item ref.Item, by ref.Staff, now time.Time) error {
	t, err := r.Thing(no)
	if err != nil {
		return err
	}
	if t.Returned && t.Item == item {
		return fault.New(fault.Conflict, "item_released")
	}
	if slices.Contains(t.Dismissed, item) {
		return nil
	}
	if t.Item == item {
		t.Item = ""
	}
	t.Dismissed = append(t.Dismissed, item)
	r.changed(now, history.Entry{At: now, What: history.Dismissed, By: by, Item: item, Thing: no})
	return nil
}

// Return notes that the thing was handed over. With the last one the report is settled.
func (r *Report) Return(no int, item ref.Item, by ref.Staff, now time.Time) error {
	t, err := r.Thing(no)
	if err != nil || t.Returned {
		return err
	}
	t.Item, t.Returned = item, true
	if !slices.ContainsFunc(r.Things, func(t Thing) bool { return !t.Returned }) && r.Status == Open {
		r.Status = Settled
		r.release(now)
	}
	r.changed(now, history.Entry{At: now, What: history.Released, By: by, Item: item, Thing: no})
	return nil
}

// Withdraw notes that the traveller looks no more.
func (r *Report) Withdraw(now time.Time) error {
	if r.Status == Withdrawn {
		return nil
	}
	r.Status = Withdrawn
	r.release(now)
	r.changed(now, history.Entry{At: now, What: history.Withdrawn})
	return nil
}

// AddDetail appends words to a thing's description, and pictures, as the traveller
// remembers more.
func (r *Report) AddDetail(no int, text string, pictures []picture.Picture, now time.Time) error {
	t, err := r.Thing(no)
	if err != nil {
		return err
	}
	if r.Status == Withdrawn {
		return fault.New(fault.Conflict, "report_withdrawn")
	}
	longer := strings.TrimSpace(t.Description + "\n" + text)
	var c fault.Check
	if strings.TrimSpace(text) == "" && len(pictures) == 0 {
		c.Add("description", "required", nil)
	}
	c.Text("description", longer, fault.Page)
	pictures = slices.DeleteFunc(slices.Clone(pictures), func(p picture.Picture) bool {
		return slices.ContainsFunc(t.Pictures, func(old picture.Picture) bool { return old.ID == p.ID })
	})
	if len(r.Pictures())+len(pictures) > MaxPictures {
		c.Add("photo", "too_many", fault.Args{"Max": MaxPictures})
	}
	if err := c.Err(); err != nil {
		return err
	}
	t.Description = longer
	t.Pictures = append(t.Pictures, pictures...)
	r.changed(now, history.Entry{At: now, What: history.Changed, Thing: no})
	return nil
}

func (r *Report) changed(now time.Time, e history.Entry) {
	r.ChangedAt, r.EraseAfter = history.After(r.ChangedAt, now), now.Add(KeepData)
	r.History.Add(e)
}
