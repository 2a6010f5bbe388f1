package config

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestNothingSetIsFine(t *testing.T) {
	c, err := Read([]string{"PATH=/bin", "LOSTFOUND_TEST_FULL=1", "LOSTFOUND_DATA= "})
	if err != nil {
		t.Fatal(err)
	}
	want := Config{Listen: "127.0.0.1:8080", Data: "data", Brand: "Lost & Found", S3Bucket: "lostfound"}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got\n%vwant\n%v", c, want)
	}
}

func TestEverySettingIsRead(t *testing.T) {
	c, err := Read([]string{
		"LOSTFOUND_LISTEN=:443", "LOSTFOUND_DATA=/srv/found", "LOSTFOUND_BRAND=Fundbüro", "LOSTFOUND_ACCENT=#004a99", "LOSTFOUND_LOGO=/srv/logo.svg", "LOSTFOUND_PUBLIC_URL=https://found.example.org/",
		"LOSTFOUND_S3_ENDPOINT=minio:9000", "LOSTFOUND_S3_ACCESS_KEY=key", "LOSTFOUND_S3_SECRET_KEY=password", "LOSTFOUND_S3_BUCKET=found", "LOSTFOUND_S3_TLS=true",
		"LOSTFOUND_REDIS_URL=rediss://:password@one:26379?addr=two:26379&master_name=office",
		"LOSTFOUND_SMTP_URL=smtps://found:password@mail.example.org", "LOSTFOUND_MAIL_FROM=found@example.org", "LOSTFOUND_WEBHOOK_URL=https://sms.example.org/send?key=password", "LOSTFOUND_WEBHOOK_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		"LOSTFOUND_ADMIN_TOKEN=twenty characters or so",
		"LOSTFOUND_TLS_CERT=cert.pem", "LOSTFOUND_TLS_KEY=key.pem", "LOSTFOUND_TRUSTED_PROXIES=10.0.0.0/8, ::1",
		"LOSTFOUND_SECRET=thirty-two characters, or some more",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Config{Listen: ":443", Data: "/srv/found", Brand: "Fundbüro", Accent: "#004a99", Logo: "/srv/logo.svg", PublicURL: "https://found.example.org",
		S3Endpoint: "minio:9000", S3AccessKey: "key", S3SecretKey: "password", S3Bucket: "found", S3TLS: true,
		RedisURL: "rediss://:password@one:26379?addr=two:26379&master_name=office",
		SMTPURL:  "smtps://found:password@mail.example.org", MailFrom: "found@example.org", WebhookURL: "https://sms.example.org/send?key=password", WebhookSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
		AdminToken: "twenty characters or so",
		TLSCert:    "cert.pem", TLSKey: "key.pem", TrustedProxies: []string{"10.0.0.0/8", "::1"},
		Secret: "thirty-two characters, or some more"}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got\n%vwant\n%v", c, want)
	}
}

func TestAllMistakesAreToldTogether(t *testing.T) {
	_, err := Read([]string{
		"LOSTFOUND_ACCENT=#ffcc00", "LOSTFOUND_BRAND=a name that nobody would paint over a door", "LOSTFOUND_LISTEN=nowhere", "LOSTFOUND_PUBLIC_URL=found.example.org", "LOSTFOUND_S3_ENDPOINT=http://minio:9000", "LOSTFOUND_S3_BUCKET=Found", "LOSTFOUND_S3_TLS=maybe",
		"LOSTFOUND_REDIS_URL=localhost:6379", "LOSTFOUND_ADMIN_TOKEN=short", "LOSTFOUND_TLS_CERT=cert.pem", "LOSTFOUND_TRUSTED_PROXIES=10.0.0.0/8, proxy",
		"LOSTFOUND_SECRET=short", "LOSTFOUND_LISTENS=:80", "LOSTFOUND_SMTP_URL=mail.example.org:25", "LOSTFOUND_MAIL_FROM=Lost & Found <found@example.org>",
		"LOSTFOUND_WEBHOOK_URL=sms.example.org", "LOSTFOUND_WEBHOOK_SECRET=short",
	})
	if err == nil {
		t.Fatal("got no error")
	}
	got := strings.Split(err.Error(), "\n")
	want := []string{
		"LOSTFOUND_ACCENT is too light: words in it can't be read on white; the nearest that can is #866a00",
		"LOSTFOUND_ADMIN_TOKEN needs 20 characters or more",
		"LOSTFOUND_BRAND has more than 40 characters, or invisible ones",
		"LOSTFOUND_LISTEN is no address with a port, such as 127.0.0.1:8080",
		"LOSTFOUND_LISTENS is no setting of this program",
		"LOSTFOUND_MAIL_FROM is no bare mail address such as found@example.org",
		"LOSTFOUND_PUBLIC_URL is no address such as https://found.example.org",
		"LOSTFOUND_REDIS_URL is no address such as redis://localhost:6379",
		"LOSTFOUND_S3_ACCESS_KEY is needed with LOSTFOUND_S3_ENDPOINT",
		"LOSTFOUND_S3_BUCKET needs 3 to 63 small letters, digits, dots or hyphens",
		"LOSTFOUND_S3_ENDPOINT is host:port, without a scheme or path",
		"LOSTFOUND_S3_SECRET_KEY is needed with LOSTFOUND_S3_ENDPOINT",
		"LOSTFOUND_S3_TLS is neither true nor false",
		"LOSTFOUND_SECRET needs 32 characters or more",
		"LOSTFOUND_SMTP_URL is no address such as smtp://localhost:25",
		"LOSTFOUND_TLS_KEY is needed with LOSTFOUND_TLS_CERT",
		`LOSTFOUND_TRUSTED_PROXIES has "proxy", which is no address or network`,
		"LOSTFOUND_WEBHOOK_SECRET is not whsec_ and 24 to 64 bytes in base64",
		"LOSTFOUND_WEBHOOK_URL is no address such as https://sms.example.org/send",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", err, strings.Join(want, "\n"))
	}
}

func TestOneMistake(t *testing.T) {
	for name, c := range map[string]struct {
		set  []string
		want string // the variable that is named
	}{
		"keys without an S3 service":     {[]string{"LOSTFOUND_S3_ACCESS_KEY=key", "LOSTFOUND_S3_SECRET_KEY=password"}, "LOSTFOUND_S3_ENDPOINT"},
		"a key without a certificate":    {[]string{"LOSTFOUND_TLS_KEY=key.pem"}, "LOSTFOUND_TLS_CERT"},
		"a public address with a path":   {[]string{"LOSTFOUND_PUBLIC_URL=https://example.org/found"}, "LOSTFOUND_PUBLIC_URL"},
		"a public address without host":  {[]string{"LOSTFOUND_PUBLIC_URL=https://:443"}, "LOSTFOUND_PUBLIC_URL"},
		"a port that is too large":       {[]string{"LOSTFOUND_LISTEN=:65536"}, "LOSTFOUND_LISTEN"},
		"a mail server without a sender": {[]string{"LOSTFOUND_SMTP_URL=smtp://mail", "LOSTFOUND_PUBLIC_URL=https://found.example.org"}, "LOSTFOUND_MAIL_FROM"},
		"a sender without a mail server": {[]string{"LOSTFOUND_MAIL_FROM=found@example.org"}, "LOSTFOUND_SMTP_URL"},
		"a sender of two lines":          {[]string{"LOSTFOUND_SMTP_URL=smtp://mail", "LOSTFOUND_MAIL_FROM=found@example.org\r\nBcc: all@example.org", "LOSTFOUND_PUBLIC_URL=https://found.example.org"}, "LOSTFOUND_MAIL_FROM"},
		"letters that lead nowhere":      {[]string{"LOSTFOUND_SMTP_URL=smtp://mail", "LOSTFOUND_MAIL_FROM=found@example.org"}, "LOSTFOUND_PUBLIC_URL"},
		"a webhook that is not signed":   {[]string{"LOSTFOUND_WEBHOOK_URL=http://sms", "LOSTFOUND_PUBLIC_URL=https://found.example.org"}, "LOSTFOUND_WEBHOOK_SECRET"},
		"a secret for no webhook":        {[]string{"LOSTFOUND_WEBHOOK_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, "LOSTFOUND_WEBHOOK_URL"},
		"Redis over http":                {[]string{"LOSTFOUND_REDIS_URL=http://redis:6379"}, "LOSTFOUND_REDIS_URL"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(c.set)
			if err == nil || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), c.want+" ") {
				t.Errorf("got %v, want one mistake, of %s", err, c.want)
			}
		})
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	c, err := Read([]string{
		"LOSTFOUND_S3_SECRET_KEY=hush", "LOSTFOUND_REDIS_URL=redis://:hush@redis:port", "LOSTFOUND_ADMIN_TOKEN=hush", "LOSTFOUND_SECRET=hush",
		"LOSTFOUND_SMTP_URL=smtp://found:hush@mail:port", "LOSTFOUND_WEBHOOK_URL=https://sms/hush", "LOSTFOUND_WEBHOOK_SECRET=hush",
	})
	if err == nil {
		t.Fatal("got no error")
	}
	for _, printed := range []string{err.Error(), fmt.Sprint(c), fmt.Sprintf("%+v", c), fmt.Sprintf("%v", &c)} {
		if strings.Contains(printed, "hush") {
			t.Errorf("got %q, want no secret in it", printed)
		}
	}
}

func TestTheReadmeHasEverySetting(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for line := range strings.Lines(string(readme)) {
		if strings.HasPrefix(line, "| `"+prefix) {
			got = append(got, strings.TrimSpace(line))
		}
	}
	settings := reflect.TypeFor[Config]()
	for i := range settings.NumField() {
		tag := settings.Field(i).Tag
		row := fmt.Sprintf("| `%s%s` | %s |", prefix, tag.Get("env"), tag.Get("about"))
		if d := tag.Get("default"); d != "" {
			row += " `" + d + "`"
		}
		want = append(want, row+" |")
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
