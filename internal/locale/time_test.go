package locale

import (
	"testing"
	"time"
)

func book(t *testing.T) *Book {
	t.Helper()
	b, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMomentsAsPeopleSayThem(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, amsterdam) // a Wednesday
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, amsterdam) }
	for _, tc := range []struct {
		name           string
		at             time.Time
		en, nl, de, fr string
	}{
		{"today", at(25, 14, 10), "today at 14:10", "vandaag om 14.10 uur", "heute um 14:10 Uhr", "aujourd’hui à 14\u00a0h\u00a010"},
		{"tomorrow at noon", at(26, 12, 0), "tomorrow at noon", "morgen om 12.00 uur", "morgen um 12 Uhr", "demain à midi"},
		{"yesterday, just before midnight", at(24, 23, 59), "yesterday at 23:59", "gisteren om 23.59 uur", "gestern um 23:59 Uhr", "hier à 23\u00a0h\u00a059"},
		{"within the week", at(28, 9, 5), "on Saturday at 09:05", "zaterdag om 09.05 uur", "am Samstag um 09:05 Uhr", "samedi à 09\u00a0h\u00a005"},
		{"later this year", at(25, 9, 0).AddDate(0, 1, 0), "on 25 December at 09:00", "op 25 december om 09.00 uur", "am 25. Dezember um 09:00 Uhr", "le 25 décembre à 09\u00a0h\u00a000"},
		{"another year", at(25, 9, 0).AddDate(1, 0, 0), "on 25 November 2027 at 09:00", "op 25 november 2027 om 09.00 uur", "am 25. November 2027 um 09:00 Uhr", "le 25 novembre 2027 à 09\u00a0h\u00a000"},
		{"given in another zone", time.Date(2026, 11, 25, 23, 30, 0, 0, time.UTC), "tomorrow at 00:30", "morgen om 00.30 uur", "morgen um 00:30 Uhr", "demain à 00\u00a0h\u00a030"},
	} {
		for i, want := range []string{tc.en, tc.nl, tc.de, tc.fr} {
			if got := book(t).Languages()[i].At(tc.at, now, amsterdam).Text; got != want {
				t.Errorf("%s, %s: got %q, want %q", tc.name, Codes[i], got, want)
			}
		}
	}
	en := book(t).Languages()[0]
	if got, want := en.Before(at(25, 16, 30), now, amsterdam).Text, "today before 16:30"; got != want {
		t.Errorf("a deadline: got %q, want %q", got, want)
	}
	m := en.At(at(25, 14, 10), now, amsterdam)
	if got, want := m.Machine, "2026-11-25T14:10:00+01:00"; got != want {
		t.Errorf("for machines: got %q, want %q", got, want)
	}
	if got, want := m.Exact, "2026-11-25 14:10 (Europe/Amsterdam)"; got != want {
		t.Errorf("exact: got %q, want %q", got, want)
	}
	if m := en.At(time.Time{}, now, amsterdam); !m.IsZero() {
		t.Errorf("no instant: got %+v, want the zero moment", m)
	}
}

func TestAgo(t *testing.T) {
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	fr, _ := book(t).Language("fr")
	for ago, want := range map[time.Duration]string{
		20 * time.Second: "à l’instant", time.Minute: "il y a une minute", 59 * time.Minute: "il y a 59 minutes",
		time.Hour: "aujourd’hui à 09\u00a0h\u00a000", -time.Minute: "aujourd’hui à 10\u00a0h\u00a001",
	} {
		if got := fr.Ago(now.Add(-ago), now, time.UTC).Text; got != want {
			t.Errorf("%v ago: got %q, want %q", ago, got, want)
		}
	}
}

func TestWindow(t *testing.T) {
	en := book(t).Languages()[0]
	now := time.Date(2026, 11, 25, 18, 0, 0, 0, time.UTC)
	from, to := now.Add(-6*time.Hour), now.Add(-5*time.Hour)
	for name, tc := range map[string]struct {
		from, to time.Time
		want     string
	}{
		"both on one day":  {from, to, "today at noon to 13:00"},
		"over two days":    {from.AddDate(0, 0, -1), to, "yesterday at noon to today at 13:00"},
		"only its begin":   {from, time.Time{}, "today at noon or later"},
		"only its end":     {time.Time{}, to, "today before 13:00"},
		"nothing is known": {time.Time{}, time.Time{}, ""},
	} {
		if got := en.Window(tc.from, tc.to, now, time.UTC); got != tc.want {
			t.Errorf("%s: got %q, want %q", name, got, tc.want)
		}
	}
}

func TestNegotiate(t *testing.T) {
	b := book(t)
	for wish, want := range map[string]string{"": "en", "nl-BE": "nl", "de-CH,de;q=0.9,en;q=0.5": "de", "pl, fr;q=0.6": "fr", "zh": "en", "%%%": "en", "fr-CA": "fr"} {
		if got := b.Negotiate("", wish).Code; got != want {
			t.Errorf("wish %q: got %s, want %s", wish, got, want)
		}
	}
	if got := b.Negotiate("nl", "fr").Code; got != "nl" {
		t.Errorf("chosen before against the browser's: got %s, want nl", got)
	}
}
