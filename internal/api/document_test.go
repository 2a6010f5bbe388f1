package api

import (
	"regexp"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
)

func TestTheDocumentIsValid(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(document)
	must(t, err)
	must(t, doc.Validate(t.Context(), openapi3.EnableExamplesValidation()))
	for path, p := range doc.Paths.Map() {
		for method, op := range p.Operations() {
			if op.Summary == "" || op.OperationID == "" || op.Responses.Status(500) == nil {
				t.Errorf("%s %s: got no summary, name or answer 500", method, path)
			}
		}
	}
}

func TestTheDocumentHasExactlyTheAddressesThereAre(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(document)
	must(t, err)
	var want []string
	for path, p := range doc.Paths.Map() {
		for method := range p.Operations() {
			want = append(want, method+" "+path)
		}
	}
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	a := &api{metrics: &Metrics{}}
	a.routes(e)
	var got []string
	param := regexp.MustCompile(`:([a-z]+)`)
	for _, r := range e.Routes() {
		got = append(got, r.Method+" "+param.ReplaceAllString(r.Path, "{$1}"))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEveryKindOfErrorIsInTheDocument(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(document)
	must(t, err)
	for _, kind := range append(slices.Clone(fault.Kinds), mediaType, method, unconditional, internal) {
		if doc.Components.Responses[string(kind)] == nil {
			t.Errorf("got no response %s", kind)
		}
	}
}
