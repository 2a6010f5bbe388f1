package vehicle

import (
	"cmp"
	"slices"
	"time"
)

// Sought is what somebody who left a thing in a car knows of it. All of it may be empty.
type Sought struct {
	Plate       Plate
	Agreement   string
	Renter      Renter // who rented it, where that is known
	Company     string
	Model       string
	Colour      string
	Lang        string    // of the colour, BCP 47
	From, To    time.Time // within which it was returned; one end alone is fine
	ByColleague bool      // who returned it, and may have rented it too
}

// Candidate is a return that may be of the car that is sought, and why.
type Candidate struct {
	Return
	Points  int
	Reasons []Reason // in the order of Kinds; of what is unknown on either side there is none
}

// Reason is what was compared, and how it came out.
type Reason struct {
	Kind Kind `json:"kind"`
	Fit  Fit  `json:"fit"`
}

// Kind is what was compared.
type Kind string

// The kinds.
const (
	ByPlate     Kind = "plate"
	ByAgreement Kind = "agreement"
	ByRenter    Kind = "renter"
	ByCompany   Kind = "company"
	ByModel     Kind = "model"
	ByColour    Kind = "colour"
	ByTime      Kind = "returned_at"
)

// Kinds lists all kinds.
var Kinds = []Kind{ByPlate, ByAgreement, ByRenter, ByCompany, ByModel, ByColour, ByTime}

// Fit is how two sides agree.
type Fit string

// The fits.
const (
	Fits  Fit = "same"
	Near  Fit = "near"
	Other Fit = "other"
)

// points are what each fit counts. A number settles it; of the rest people remember the model
// best, and take one grey for another.
var points = map[Kind]map[Fit]int{
	ByPlate:     {Fits: 100, Near: 45, Other: -40},
	ByAgreement: {Fits: 100, Near: 45, Other: -40},
	ByRenter:    {Fits: 60, Other: -20},
	ByCompany:   {Fits: 10, Near: 5, Other: -15},
	ByModel:     {Fits: 20, Near: 10, Other: -15},
	ByColour:    {Fits: 8, Near: 4, Other: -8},
	ByTime:      {Fits: 20, Near: 10, Other: -20},
}

// Candidates are the returns that may be of the car that is sought, the likeliest first: those
// with no less for them than against them. Where that is equal, the one returned nearest to
// the time that was said comes first or, without one, the one returned last. lang is that in
// which the lot writes its colours, BCP 47.
func (s Sought) Candidates(returns []Return, lang string) []Candidate {
	var out []Candidate
	known := heard{}
	for _, r := range returns {
		c := Candidate{Return: r}
		for _, kind := range Kinds {
			if fit := known.of(s, kind, r, lang); fit != "" {
				c.Reasons = append(c.Reasons, Reason{kind, fit})
				c.Points += points[kind][fit]
			}
		}
		if c.Points >= 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(s.off(a.ReturnedAt), s.off(b.ReturnedAt)),
			b.ReturnedAt.Compare(a.ReturnedAt), cmp.Compare(a.Text, b.Text))
	})
	return out
}

// heard are the answers for words that cars share, as there are few colours and models in a fleet
// and reading each takes a while.
type heard map[word]Fit

// word is what a return says in one respect.
type word struct {
	kind Kind
	text string
}

func (f heard) of(s Sought, kind Kind, r Return, lang string) Fit {
	w := word{kind: kind}
	switch kind {
	case ByCompany:
		w.text = r.Company
	case ByModel:
		w.text = r.Model
	case ByColour:
		w.text = r.Colour
	default:
		return s.compare(kind, r, lang)
	}
	fit, known := f[w]
	if !known {
		fit = s.compare(kind, r, lang)
		f[w] = fit
	}
	return fit
}

// compare says how a return fits in one respect; "" where one side says nothing of it.
func (s Sought) compare(kind Kind, r Return, lang string) Fit {
	switch kind {
	case ByPlate:
		if len(s.Plate.Readings()) > 0 {
			return fitOf(s.Plate.Compare(r.Plate))
		}
	case ByAgreement:
		if a, b := oneForI(signs(s.Agreement)), oneForI(signs(r.Number)); a != "" && b != "" {
			return fitOf(compare(a, b))
		}
	case ByRenter:
		return s.renter(r.Renter)
	case ByCompany:
		return alike(s.Company, r.Company)
	case ByModel:
		return alike(s.Model, r.Model)
	case ByColour:
		return s.colour(r.Colour, lang)
	case ByTime:
		return s.returned(r.ReturnedAt)
	}
	return ""
}

func fitOf(l Likeness) Fit {
	switch l {
	case Same:
		return Fits
	case Close:
		return Near
	}
	return Other
}

// renter compares who rented the car, which says nothing against it where a colleague may have.
func (s Sought) renter(r Renter) Fit {
	switch {
	case s.Renter == "" || r == "":
		return ""
	case s.Renter == r:
		return Fits
	case s.ByColleague:
		return ""
	}
	return Other
}

// mostCars is how many cars somebody is sent to.
const mostCars = 5

// Suspect is the stay of a car that somebody may have left a thing in, and why it may be the one.
type Suspect struct {
	Stay
	Reasons []Reason
}

// Suspects are the stays that may be of the car that is sought, the likeliest first: those with
// something for them, and at least half as much as for the likeliest.
func (s Sought) Suspects(stays []Stay, lang string) []Suspect {
	type written struct { // no car has two of one time
		plate Plate
		at    time.Time
	}
	returns, of := make([]Return, len(stays)), map[written]Stay{}
	for i, stay := range stays {
		returns[i], of[written{stay.Plate, stay.ReturnedAt}] = stay.Return, stay
	}
	var out []Suspect
	all := s.Candidates(returns, lang)
	for _, c := range all {
		if c.Points > 0 && 2*c.Points >= all[0].Points {
			out = append(out, Suspect{of[written{c.Plate, c.ReturnedAt}], c.Reasons})
		}
	}
	return out
}
