package notice

import (
	_ "embed"
	"html/template"
	"strings"
)

//go:embed letter.html
var letterHTML string

var page = template.Must(template.New("letter").Parse(letterHTML))

// Text is what the letter says, without its links and notes.
func (l Letter) Text() string { return strings.Join(l.Paragraphs, "\n\n") }

// Plain is the whole letter as plain text.
func (l Letter) Plain() string {
	notes := strings.Join(l.Notes, "\n")
	return strings.Join([]string{l.Text(), l.Page.Name + ":\n" + l.Page.URL, notes, l.Stop.Name + ":\n" + l.Stop.URL, l.From}, "\n\n") + "\n"
}

// HTML is the whole letter as a page that loads nothing. It fails where the letter's template
// does.
func (l Letter) HTML() (string, error) {
	var s strings.Builder
	if err := page.Execute(&s, l); err != nil {
		return "", err
	}
	return s.String(), nil
}
