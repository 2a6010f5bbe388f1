// Package config is the office's settings, read from the environment once at the
// start. The tags of Config are the manual: -h prints them and the README repeats them.
//
// A mistake stops the program before it opens anything, and all mistakes are told at
// once. Neither a mistake nor a printed Config shows a secret.
package config

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lostfound/internal/accent"
	"lostfound/internal/loss"
	"lostfound/internal/webhook"
)

// prefix begins the name of every variable. Those that go on with TEST_ are for tests.
const prefix = "LOSTFOUND_"

// Config is all settings. A field is read from the variable of its env tag, behind
// LOSTFOUND_; about explains it, secret keeps its value from being printed.
type Config struct {
	Listen         string   `env:"LISTEN" default:"127.0.0.1:8080" about:"address and port to answer at"`
	Data           string   `env:"DATA" default:"data" about:"folder of the embedded S3"`
	Brand          string   `env:"BRAND" default:"Lost & Found" about:"what the office is called, 40 characters or fewer"`
	Accent         string   `env:"ACCENT" about:"colour of what is pressed, such as #0b6b69; shades for day, night and glare are made from it; the house's own where empty"`
	Logo           string   `env:"LOGO" about:"file with a mark to show beside the name: an SVG or PNG of 64 KiB or less"`
	PublicURL      string   `env:"PUBLIC_URL" about:"address travellers and staff reach the program at; made from LISTEN where empty, needed to write to travellers"`
	S3Endpoint     string   `env:"S3_ENDPOINT" about:"host:port of an S3 service (MinIO); embedded where empty"`
	S3AccessKey    string   `env:"S3_ACCESS_KEY" about:"key for the S3 service"`
	S3SecretKey    string   `env:"S3_SECRET_KEY" secret:"true" about:"secret for the S3 service"`
	S3Bucket       string   `env:"S3_BUCKET" default:"lostfound" about:"bucket, made if it does not exist"`
	S3TLS          bool     `env:"S3_TLS" default:"false" about:"whether the S3 service speaks TLS: true or false"`
	RedisURL       string   `env:"REDIS_URL" secret:"true" about:"redis://, rediss:// or unix:// URL; more nodes as addr= make a Cluster, master_name= asks Sentinel; embedded where empty"`
	SMTPURL        string   `env:"SMTP_URL" secret:"true" about:"mail server that letters to travellers go by: smtp://user:password@host:port, or smtps:// for TLS from the start; none are sent where empty"`
	MailFrom       string   `env:"MAIL_FROM" about:"bare address that those letters come from; needed with SMTP_URL"`
	WebhookURL     string   `env:"WEBHOOK_URL" secret:"true" about:"address that is told what travellers who left a number are to hear, to pass it on as an SMS; none is told where empty"`
	WebhookSecret  string   `env:"WEBHOOK_SECRET" secret:"true" about:"signs what it is told, by Standard Webhooks: whsec_ and 24 to 64 bytes in base64; needed with WEBHOOK_URL"`
	AdminToken     string   `env:"ADMIN_TOKEN" secret:"true" about:"bearer token of the operator, an admin; 20 characters or more; none where empty"`
	TLSCert        string   `env:"TLS_CERT" about:"file with the certificate, to answer over TLS"`
	TLSKey         string   `env:"TLS_KEY" about:"file with the certificate's key"`
	TrustedProxies []string `env:"TRUSTED_PROXIES" about:"addresses or networks of proxies whose X-Forwarded-For counts, with commas between; none where empty"`
	Secret         string   `env:"SECRET" secret:"true" about:"signs private links, 32 characters or more; made once and stored where empty"`
}

// Read reads the settings from an environment (os.Environ). The error joins all
// mistakes, each with its variable; one of them is a variable that does not exist.
func Read(environ []string) (Config, error) {
	given := map[string]string{}
	for _, e := range environ {
		variable, value, _ := strings.Cut(e, "=")
		if name, ours := strings.CutPrefix(variable, prefix); ours && !strings.HasPrefix(name, "TEST_") {
			given[name] = strings.TrimSpace(value)
		}
	}
	var c Config
	var wrong []error
	v := reflect.ValueOf(&c).Elem()
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		name := tag.Get("env")
		value := given[name]
		delete(given, name)
		if value == "" {
			value = tag.Get("default")
		}
		if err := set(v.Field(i), value); err != nil {
			wrong = append(wrong, fmt.Errorf("%s%s %w", prefix, name, err))
		}
	}
	for name := range given {
		wrong = append(wrong, fmt.Errorf("%s%s is no setting of this program", prefix, name))
	}
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	wrong = append(wrong, c.check()...)
	slices.SortFunc(wrong, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return c, errors.Join(wrong...)
}

func set(field reflect.Value, value string) error {
	switch field.Kind() {
	case reflect.Bool:
		b, err := strconv.ParseBool(value)
		if err != nil {
			return errors.New("is neither true nor false")
		}
		field.SetBool(b)
	case reflect.Slice:
		var list []string
		for word := range strings.SplitSeq(value, ",") {
			if word = strings.TrimSpace(word); word != "" {
				list = append(list, word)
			}
		}
		field.Set(reflect.ValueOf(list))
	default:
		field.SetString(value)
	}
	return nil
}

// bucketName is what every S3 service takes: docs.aws.amazon.com, "Bucket naming rules".
var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// check says what is wrong with the values, and with their combination.
func (c Config) check() []error {
	var wrong []error
	add := func(bad bool, name, what string) {
		if bad {
			wrong = append(wrong, fmt.Errorf("%s%s %s", prefix, name, what))
		}
	}
	add(!isHostPort(c.Listen), "LISTEN", "is no address with a port, such as 127.0.0.1:8080")
	add(utf8.RuneCountInString(c.Brand) > 40 || strings.ContainsFunc(c.Brand, unicode.IsControl), "BRAND", "has more than 40 characters, or invisible ones")
	if c.Accent != "" {
		colour, err := accent.Parse(c.Accent)
		if err == nil {
			_, err = accent.Mix(colour)
		}
		add(err != nil, "ACCENT", fmt.Sprint(err))
	}
	add(c.PublicURL != "" && !isOrigin(c.PublicURL), "PUBLIC_URL", "is no address such as https://found.example.org")
	remote, keyed := c.S3Endpoint != "", c.S3AccessKey != "" || c.S3SecretKey != ""
	add(keyed && !remote, "S3_ENDPOINT", "is needed with keys for it")
	add(remote && strings.ContainsAny(c.S3Endpoint, "/@ "), "S3_ENDPOINT", "is host:port, without a scheme or path")
	add(remote && c.S3AccessKey == "", "S3_ACCESS_KEY", "is needed with LOSTFOUND_S3_ENDPOINT")
	add(remote && c.S3SecretKey == "", "S3_SECRET_KEY", "is needed with LOSTFOUND_S3_ENDPOINT")
	add(!bucketName.MatchString(c.S3Bucket), "S3_BUCKET", "needs 3 to 63 small letters, digits, dots or hyphens")
	add(c.RedisURL != "" && !isRedis(c.RedisURL), "REDIS_URL", "is no address such as redis://localhost:6379")
	add(c.SMTPURL != "" && !isURL(c.SMTPURL, "smtp", "smtps"), "SMTP_URL", "is no address such as smtp://localhost:25")
	add(c.SMTPURL == "" && c.MailFrom != "", "SMTP_URL", "is needed with LOSTFOUND_MAIL_FROM")
	add(c.SMTPURL != "" && c.MailFrom == "", "MAIL_FROM", "is needed with LOSTFOUND_SMTP_URL")
	add(c.MailFrom != "" && !loss.IsAddress(c.MailFrom), "MAIL_FROM", "is no bare mail address such as found@example.org")
	add(c.WebhookURL != "" && !isURL(c.WebhookURL, "http", "https"), "WEBHOOK_URL", "is no address such as https://sms.example.org/send")
	add(c.WebhookURL == "" && c.WebhookSecret != "", "WEBHOOK_URL", "is needed with LOSTFOUND_WEBHOOK_SECRET")
	add(c.WebhookURL != "" && c.WebhookSecret == "", "WEBHOOK_SECRET", "is needed with LOSTFOUND_WEBHOOK_URL")
	if c.WebhookSecret != "" {
		_, err := webhook.Key(c.WebhookSecret)
		add(err != nil, "WEBHOOK_SECRET", "is not whsec_ and 24 to 64 bytes in base64")
	}
	add(c.PublicURL == "" && (c.SMTPURL != "" || c.WebhookURL != ""), "PUBLIC_URL", "is needed to write to travellers: their letters lead to it")
	add(c.AdminToken != "" && len(c.AdminToken) < 20, "ADMIN_TOKEN", "needs 20 characters or more")
	add(c.TLSCert != "" && c.TLSKey == "", "TLS_KEY", "is needed with LOSTFOUND_TLS_CERT")
	add(c.TLSKey != "" && c.TLSCert == "", "TLS_CERT", "is needed with LOSTFOUND_TLS_KEY")
	for _, proxy := range c.TrustedProxies {
		_, notAddress := netip.ParseAddr(proxy)
		_, notNetwork := netip.ParsePrefix(proxy)
		add(notAddress != nil && notNetwork != nil, "TRUSTED_PROXIES", fmt.Sprintf("has %q, which is no address or network", proxy))
	}
	add(c.Secret != "" && len(c.Secret) < 32, "SECRET", "needs 32 characters or more")
	return wrong
}

func isHostPort(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && s == u.Scheme+"://"+u.Host
}

func isURL(s string, schemes ...string) bool {
	u, err := url.Parse(s) // its error would repeat a password
	return err == nil && slices.Contains(schemes, u.Scheme) && u.Hostname() != ""
}

func isRedis(s string) bool {
	u, err := url.Parse(s) // its error would repeat a password
	if err != nil {
		return false
	}
	if u.Scheme == "unix" {
		return u.Path != ""
	}
	return (u.Scheme == "redis" || u.Scheme == "rediss") && u.Host != ""
}

// String tells what is set, a line each, with a secret's value left out.
func (c Config) String() string {
	var s strings.Builder
	v := reflect.ValueOf(c)
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		switch {
		case v.Field(i).IsZero():
		case tag.Get("secret") != "":
			fmt.Fprintf(&s, "%s%s is set\n", prefix, tag.Get("env"))
		default:
			fmt.Fprintf(&s, "%s%s=%v\n", prefix, tag.Get("env"), v.Field(i))
		}
	}
	return s.String()
}

// Manual writes every setting with its meaning and default, a line each.
func Manual(w io.Writer) {
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		fmt.Fprintf(w, "  %-26s %s", prefix+tag.Get("env"), tag.Get("about"))
		if d := tag.Get("default"); d != "" {
			fmt.Fprintf(w, " (%s)", d)
		}
		fmt.Fprintln(w)
	}
}
