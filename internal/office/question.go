package office

import (
	"lostfound/internal/loss"
	"lostfound/internal/match"
)

// Question is what to ask the owner of a thing whose matches are nearly alike, "" where nothing
// needs to be asked; see [match.Separating]. matches are the report's, best first.
func Question(r loss.Report, t loss.Thing, matches []Match) match.Question {
	var finds []match.Find
	var scores []float64
	for _, m := range matches {
		switch {
		case m.Thing != t.No:
		case m.State == Confirmed:
			return ""
		case m.State == Proposed:
			finds, scores = append(finds, match.FindOf(m.Item)), append(scores, m.Score)
		}
	}
	return match.Separating(match.LossOf(r, t), finds, scores)
}
