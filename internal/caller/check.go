package caller

import (
	"slices"
	"strings"

	"lostfound/internal/lexicon"
	"lostfound/internal/loss"
	"lostfound/internal/match"
)

// Check is a question to whoever seems to be recognised, before anything is told. The words for it are
// the locale's messages "check.<check>". What answers it is never on the screen that asks.
type Check string

// The checks, in the order in which they are offered.
const (
	Flight Check = "flight" // which flight it was
	Phone  Check = "phone"  // the last four digits of the number given
	Plate  Check = "plate"  // of the car
	Mail   Check = "mail"   // the address given
	Thing  Check = "thing"  // what is missing, and what it looks like
)

// AllChecks lists all checks.
var AllChecks = []Check{Flight, Phone, Plate, Mail, Thing}

// digitsAsked is how many digits of a telephone number a caller is asked for.
const digitsAsked = 4

// Checks are what a report can be asked about, without what the caller has said already. There is
// always one: something is missing.
func Checks(r loss.Report, h Heard) []Check {
	c := CardOf(r)
	known := map[Check]bool{
		Flight: len(c.Flights) > 0 && c.byFlight(h) == 0,
		Phone:  len(digits(r.Contact.Phone)) >= digitsAsked && c.byPhone(h) == 0,
		Plate:  len(c.Plates) > 0 && c.byPlate(h) == 0,
		Mail:   c.Mail != "" && len(h.Mails) == 0,
		Thing:  true,
	}
	return slices.DeleteFunc(slices.Clone(AllChecks), func(q Check) bool { return !known[q] })
}

// Answers reports whether what a caller said, most likely in the language, answers the check.
func (q Check) Answers(r loss.Report, answer, lang string) bool {
	c := CardOf(r)
	switch q {
	case Flight:
		return slices.ContainsFunc(c.Flights, func(f string) bool { return sameFlight(answer, f) })
	case Phone:
		said, ours := onlyDigits(answer), onlyDigits(r.Contact.Phone)
		return len(said) >= digitsAsked && (strings.HasSuffix(ours, said) || len(said) > 6 && ends(digits(said)) == ends(digits(ours)))
	case Plate:
		return slices.ContainsFunc(match.Plates(answer), func(p string) bool { return slices.Contains(c.Plates, p) })
	case Mail:
		user, host, whole := strings.Cut(strings.TrimSpace(lexicon.Fold(answer)), "@")
		ours, at, _ := strings.Cut(c.Mail, "@")
		return whole && c.Mail != "" && slips(bareMail(user), bareMail(ours))+slips(bareMail(host), bareMail(at)) <= 1
	case Thing:
		return slices.ContainsFunc(r.Things, func(t loss.Thing) bool { return describes(answer, lang, r, t) })
	}
	return false
}

func sameFlight(answer, flight string) bool {
	if said := flightsIn(answer); len(said) > 0 {
		return len(said) == 1 && said[0] == flight
	}
	number := strings.TrimLeft(bareCode(strings.ReplaceAll(answer, " ", "")), "0")
	return len(number) >= fewestDigits && number == flight[2:]
}

// mostNamed is how many things, and how many colours and details, an answer may name: whoever names all
// is guessing.
const mostNamed = 4

// describes reports whether an answer names the thing and, where the report has more to go by, one
// more of what it tells: a colour, a maker, a detail, or an own word.
func describes(answer, lang string, r loss.Report, t loss.Thing) bool {
	ours := match.LossOf(r, t).Traits
	theirs := match.LossOf(loss.Report{Lang: lang}, loss.Thing{Details: loss.Details{Description: answer}}).Traits
	if len(theirs.Kinds)+len(theirs.Holds) > mostNamed || len(theirs.Colours)+len(theirs.Details) > mostNamed {
		return false
	}
	of := func(t match.Traits) []string {
		return slices.Concat(t.Colours, t.Brands, t.Details, t.Words, t.Numbers)
	}
	named := len(ours.Kinds) == 0 || among(slices.Concat(theirs.Kinds, theirs.Holds), ours.Kinds)
	more := of(ours)
	return named && (len(more) == 0 || among(of(theirs), more))
}

// among reports whether the lists have a trait in common; one that may mean several things is
// written with a bar between them.
func among(some, all []string) bool {
	for _, s := range some {
		for meaning := range strings.SplitSeq(s, "|") {
			if slices.ContainsFunc(all, func(a string) bool { return slices.Contains(strings.Split(a, "|"), meaning) }) {
				return true
			}
		}
	}
	return false
}
