package caller

import (
	"strings"
)

// What each kind of evidence is worth at most; a word of a name is worth a little more than 1.
const (
	worthPhone  = 2.6
	worthCode   = 2.8
	worthMail   = 2.4
	worthDomain = 0.4
	worthFlight = 1.2
	worthPlate  = 2.2
	worthKind   = 0.5
)

// later is what a name counts that is not the reporter's own: of whom it was reported for, or on the thing.
const later = 0.92

// Score is how much speaks for a person of this card having been heard: 0 for nothing, about 1 for a
// word of a name, more for each further one and for numbers.
func (c Card) Score(h Heard) float64 {
	return c.byName(h) + c.byMail(h) + max(c.byPhone(h), c.byCode(h), c.byFlight(h), c.byPlate(h)) + c.byKind(h)
}

func (c Card) byName(h Heard) float64 {
	if len(h.spans) == 0 {
		return 0
	}
	best := 0.0
	for i, name := range c.Names {
		sum := weigh(h.spans, name)
		if i > 0 {
			sum *= later
		}
		best = max(best, sum)
	}
	if local, _, _ := strings.Cut(c.Mail, "@"); local != "" {
		best = max(best, later*weigh(h.spans, nameWords(local)))
	}
	return best
}

func (c Card) byPhone(h Heard) float64 {
	best := 0.0
	for _, d := range h.Digits {
		for _, p := range c.Phones {
			best = max(best, likeDigits(d, p))
		}
	}
	return worthPhone * best
}

// likeDigits is how much digits that were said tell of a number, in 0..1: those at its end above all.
func likeDigits(said, phone string) float64 {
	n := min(len(said), len(phone))
	much := min(1, 0.3+0.1*float64(n)) // three digits are many people's, seven are one's
	switch {
	case strings.HasSuffix(phone, said) || len(phone) >= 7 && strings.HasSuffix(said, phone):
		return much
	case n >= 7 && said[len(said)-7:] == phone[len(phone)-7:]: // another way to write the country
		return much
	case len(said) >= 4 && strings.Contains(phone, said):
		return 0.75 * much
	case len(said) == 4 && oneSlip(said, phone[max(0, len(phone)-4):]): // as many people's as two digits are
		return 0.45 * much
	case len(said) >= 5 && oneSlip(said, phone[max(0, len(phone)-len(said)):]):
		return 0.7 * much
	case len(said) >= 6 && oneSlip(ends(said), ends(phone)):
		return 0.7 * much
	}
	return 0
}

// oneSlip reports whether one digit differs, or two beside each other are swapped, or one is missing.
func oneSlip(a, b string) bool { return slips(a, b) <= 1 }

func (c Card) byCode(h Heard) float64 {
	best := 0.0
	for _, said := range h.Codes {
		like := likeCode(said, c.Code)
		best = max(best, like*like*min(1, float64(len(said))/codeLength))
	}
	return worthCode * best
}

func (c Card) byFlight(h Heard) float64 {
	best := 0.0
	for _, said := range h.Codes {
		for _, f := range c.Flights {
			best = max(best, likeFlight(said, f))
		}
	}
	return worthFlight * best
}

func (c Card) byPlate(h Heard) float64 {
	best := 0.0
	for _, said := range h.Plates {
		for _, p := range c.Plates {
			switch {
			case said == p:
				best = 1
			case len(said) >= 4 && oneSlip(said, p):
				best = max(best, 0.7)
			case len(said) >= 3 && strings.Contains(p, said):
				best = max(best, float64(len(said))/float64(len(p)))
			}
		}
	}
	return worthPlate * best
}

func (c Card) byMail(h Heard) float64 {
	if c.Mail == "" {
		return 0
	}
	local, domain, _ := strings.Cut(c.Mail, "@")
	best := 0.0
	for _, said := range h.Mails {
		user, host, whole := strings.Cut(said, "@")
		sum := worthMail*likeMail(user, local) + worthDomain*likeMail(host, domain)
		if !whole { // one of the two
			sum = max(worthMail*likeMail(said, local), 2*worthDomain*likeMail(said, domain))
		}
		best = max(best, sum)
	}
	return best
}

func likeMail(a, b string) float64 {
	a, b = bareMail(a), bareMail(b)
	if a == "" || b == "" {
		return 0
	}
	like := alike(span{word: a, ear: heard(a)}, span{word: b, ear: heard(b)})
	return like * like
}

// bareMail leaves out what people forget to say.
func bareMail(s string) string { return strings.NewReplacer(".", "", "-", "", "_", "").Replace(s) }

func (c Card) byKind(h Heard) float64 {
	for _, k := range c.Kinds {
		for _, said := range h.Kinds {
			for code := range strings.SplitSeq(k, "|") {
				if code == said {
					return worthKind
				}
			}
		}
	}
	return 0
}
