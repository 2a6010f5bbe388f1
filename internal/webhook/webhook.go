// Package webhook is the office's messenger: it tells a program of the operator's what a
// traveller is to hear, which passes it on, as an SMS for example.
//
// Guarantees. What it sends is signed by the rules of Standard Webhooks
// (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): webhook-id, the
// same at every attempt, webhook-timestamp and webhook-signature. It goes to the configured
// address and follows no redirection.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"lostfound/internal/loss"
	"lostfound/internal/notice"
)

// secretPrefix begins a secret's text form.
const secretPrefix = "whsec_"

// Sender tells one address. It is safe for concurrent use.
type Sender struct {
	address string
	key     []byte
	client  *http.Client
	now     func() time.Time
}

// New makes a sender. secret is whsec_ and 24 to 64 bytes in base64.
func New(address, secret string) (*Sender, error) {
	key, err := Key(secret)
	if err != nil {
		return nil, err
	}
	return &Sender{address: address, key: key, now: time.Now, client: &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Key reads a secret's text form.
func Key(secret string) ([]byte, error) {
	text, ok := strings.CutPrefix(secret, secretPrefix)
	key, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil || len(key) < 24 || len(key) > 64 {
		return nil, errors.New("the webhook's secret is not whsec_ and 24 to 64 bytes in base64")
	}
	return key, nil
}

// event is what is sent.
type event struct {
	Type string    `json:"type"` // message. and what it is about: message.here
	At   time.Time `json:"timestamp"`
	Data data      `json:"data"`
}

type data struct {
	Report   string `json:"report"`
	Language string `json:"language"`
	Phone    string `json:"phone"` // as the traveller wrote it
	Short    string `json:"short"` // the first sentence and the page, for an SMS
	Text     string `json:"text"`
	Page     string `json:"status_url"`
	Stop     string `json:"stop_url"` // a POST to it ends the messages
}

// Send tells one letter. An error that is not ours is a [notice.Failure]: 410 and 422 are an
// answer for good, anything else but success is tried again.
func (s *Sender) Send(ctx context.Context, l notice.Letter) error {
	body, err := json.Marshal(event{"message." + string(l.Event), l.At.UTC(), data{
		Report: string(l.Report), Language: l.Lang, Phone: l.Phone, Short: l.Paragraphs[0] + " " + l.Page.URL, Text: l.Text(), Page: l.Page.URL, Stop: l.Stop.URL}})
	if err != nil {
		return fmt.Errorf("write event %s: %w", l.ID, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("address event %s: %w", l.ID, err)
	}
	at := strconv.FormatInt(s.now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("webhook-id", l.ID)
	req.Header.Set("webhook-timestamp", at)
	req.Header.Set("webhook-signature", Sign(s.key, l.ID, at, body))
	res, err := s.client.Do(req)
	if err != nil {
		return &notice.Failure{Why: loss.Unreachable}
	}
	defer res.Body.Close()
	_, _ = io.CopyN(io.Discard, res.Body, 64<<10) // so that the connection can be used again
	switch code := strconv.Itoa(res.StatusCode); {
	case res.StatusCode/100 == 2:
		return nil
	case res.StatusCode == http.StatusGone || res.StatusCode == http.StatusUnprocessableEntity:
		return &notice.Failure{Why: loss.Refused, Code: code}
	default:
		return &notice.Failure{Why: loss.NotNow, Code: code}
	}
}

// Sign is the signature of what was sent as id at a time in Unix seconds.
func Sign(key []byte, id, at string, body []byte) string {
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.%s", id, at, body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
