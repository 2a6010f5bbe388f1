// Package siteform is the form of a site's settings, at the first set-up and for
// its manager.
package siteform

import (
	"strconv"
	"strings"

	"lostfound/internal/fault"
	"lostfound/internal/lexicon"
	"lostfound/internal/locale"
	"lostfound/internal/ref"
	"lostfound/internal/site"
	"lostfound/internal/web/choice"
	"lostfound/internal/web/form"
	"lostfound/internal/web/page"
)

// Form is what was typed.
type Form struct {
	Rev                        string // of the settings that were shown; empty for a new site
	Code, Name, Kind, TimeZone string
	Languages, Connects        string // separated by commas or blanks
	Desk, Hours                string
	Zones                      string // one a line
	AnswerWithin               string // minutes; empty for the usual
	Kinds                      []choice.Option
	DeskOnly                   choice.Codes // groups of things; nil for what is usual
	Groups                     []choice.Option
}

// TimeZones are what a browser offers while one is typed: those of the places this office
// is likeliest to be at. Any other of the IANA's is as good.
func (Form) TimeZones() []string {
	return []string{"Europe/Amsterdam", "Europe/Athens", "Europe/Berlin", "Europe/Brussels", "Europe/Budapest", "Europe/Copenhagen", "Europe/Dublin", "Europe/Helsinki",
		"Europe/Istanbul", "Europe/Lisbon", "Europe/London", "Europe/Luxembourg", "Europe/Madrid", "Europe/Oslo", "Europe/Paris", "Europe/Prague", "Europe/Rome",
		"Europe/Stockholm", "Europe/Vienna", "Europe/Warsaw", "Europe/Zurich", "Africa/Casablanca", "America/Montreal", "America/New_York", "Asia/Dubai", "Asia/Tokyo"}
}

// Further reports whether to show what can wait: because it is filled, or wrong.
func (f Form) Further(wrong page.Problems) bool {
	return f.Zones+f.Connects+f.AnswerWithin+wrong.At("zones")+wrong.At("connects")+wrong.At("answer_within") != ""
}

// Of shows a site.
func Of(s site.Site, l *locale.Language) Form {
	within := ""
	if s.AnswerWithin > 0 {
		within = strconv.Itoa(s.AnswerWithin)
	}
	return Form{AnswerWithin: within, Rev: s.Rev, Code: s.Code, Name: s.Name, Kind: string(s.Kind), TimeZone: s.TimeZone, Languages: strings.Join(s.Languages, ", "),
		Connects: strings.Join(s.Connects, ", "), Desk: s.Desk, Hours: s.Hours, Zones: strings.Join(s.Zones, "\n"), Kinds: kinds(l), DeskOnly: s.DeskOnly, Groups: groups(l)}
}

// Read takes a form from what was sent.
func Read(s form.Sent, l *locale.Language) Form {
	return Form{Rev: s.Line("rev"), Code: strings.ToUpper(s.Line("code")), Name: s.Line("site_name"), Kind: s.Line("kind"), TimeZone: s.Line("time_zone"),
		Languages: s.Line("languages"), Connects: s.Line("connects"), Desk: s.Line("desk"), Hours: s.Line("hours"), Zones: s.Text("zones"), AnswerWithin: s.Line("answer_within"), Kinds: kinds(l), DeskOnly: picked(s), Groups: groups(l)}
}

// Site is what the form says.
func (f Form) Site() site.Site {
	within, err := strconv.Atoi(f.AnswerWithin)
	if err != nil && f.AnswerWithin != "" {
		within = -1 // which the site refuses
	}
	return site.Site{Revised: ref.Revised{Rev: f.Rev}, Code: f.Code, Name: f.Name, Kind: site.Kind(f.Kind), TimeZone: f.TimeZone,
		Desk: f.Desk, Hours: f.Hours, Languages: words(f.Languages), Connects: words(strings.ToUpper(f.Connects)), Zones: lines(f.Zones), DeskOnly: f.DeskOnly, AnswerWithin: within}
}

// Fields gives the site's problems the names their controls have in the form, where
// a person's name may stand beside the site's.
func Fields(err error) error {
	if f := fault.Of(err); f != nil {
		for i, p := range f.Problems {
			if p.Field == "name" {
				f.Problems[i].Field = "site_name"
			}
		}
	}
	return err
}

func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' || r == '\n' })
}

func lines(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// picked are the groups that were ticked: nil where the form did not ask, and never where it did.
func picked(s form.Sent) choice.Codes {
	if !s.On("asks_desk_only") {
		return nil
	}
	return append(choice.Codes{}, s.All("desk_only")...)
}

// Leaves reports whether the form shows a group as left to the desk.
func (f Form) Leaves(group string) bool { return site.Site{DeskOnly: f.DeskOnly}.AtDeskOnly(group) }

func groups(l *locale.Language) []choice.Option {
	var out []choice.Option
	for _, g := range lexicon.Groups {
		out = append(out, choice.Option{Code: string(g), Name: l.Say("group."+string(g), nil)})
	}
	return out
}

func kinds(l *locale.Language) []choice.Option {
	var out []choice.Option
	for _, k := range site.Kinds {
		out = append(out, choice.Option{Code: string(k), Name: l.Say("site_kind."+string(k), nil)})
	}
	return out
}
