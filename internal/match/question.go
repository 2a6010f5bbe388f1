package match

import "slices"

// Question is what to ask the owner when several finds fit almost alike: an open question, whose
// words are the locale's messages "question.<question>". It never says what any of them has.
type Question string

// The questions, those that people answer best first.
const (
	AskColour   Question = "colour"
	AskBrand    Question = "brand"
	AskContents Question = "contents" // what was in it or with it
	AskMarks    Question = "marks"    // what sets it apart
	AskSerial   Question = "serial"
	AskPlace    Question = "place"
)

// Questions lists all questions.
var Questions = []Question{AskColour, AskBrand, AskContents, AskMarks, AskSerial, AskPlace}

// A question is worth the owner's time from the score askFrom, short of a possible match, as who says
// little is asked first; and another find comes near from the part closeTo of the best score.
const (
	askFrom = 0.1
	closeTo = 0.25
)

// Separating returns the question whose answer tells the best find from most of the others that
// fit almost as well, "" where none does or none comes near. The finds stand best first, with their scores.
func Separating(l Loss, finds []Find, scores []float64) Question {
	if len(finds) < 2 || scores[0] < askFrom {
		return ""
	}
	rivals := 1
	for rivals < len(finds) && scores[rivals] >= closeTo*scores[0] {
		rivals++
	}
	best, most := Question(""), 0
	for _, q := range Questions {
		told := 0
		for _, f := range finds[1:rivals] {
			if tells(q, l, finds[0], f) {
				told++
			}
		}
		if told > most {
			best, most = q, told
		}
	}
	return best
}

// tells reports whether the answer tells one find from the other and the report does not give it.
func tells(q Question, l Loss, a, b Find) bool {
	switch q {
	case AskColour:
		return len(l.Colours) == 0 && apart(a.Colours, b.Colours)
	case AskBrand:
		return len(l.Brands) == 0 && apart(a.Brands, b.Brands)
	case AskSerial:
		return len(l.Serials) == 0 && apart(a.Serials, b.Serials)
	case AskPlace:
		return len(l.Places) == 0 && apart(a.Places, b.Places)
	case AskContents:
		return unasked(a.Holds, b.Holds, l.Holds)
	case AskMarks:
		return unasked(a.Marks, b.Marks, slices.Concat(l.Details, l.Words, l.Holds, l.Names, l.Numbers))
	}
	return false
}

// apart reports whether both sides say something, and nothing in common.
func apart(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(one string) bool { return slices.Contains(b, one) })
}

// unasked reports whether one side has what the other has not, and the report does not speak of it.
func unasked(a, b, said []string) bool {
	only := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(one string) bool { return !slices.Contains(y, one) && !slices.Contains(said, one) })
	}
	return only(a, b) || only(b, a)
}
