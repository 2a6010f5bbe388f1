package office

import "testing"

func TestNeighboursInAnIPv6NetworkAreOneAddress(t *testing.T) {
	for _, row := range []struct{ ip, want string }{
		{"192.0.2.7", "192.0.2.7"}, {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"}, {"2001:db8:1:2::9", "2001:db8:1:2::/64"}, {"::ffff:192.0.2.7", "::ffff:192.0.2.7"}, {"", ""},
	} {
		if got := neighbourhood(row.ip); got != row.want {
			t.Errorf("neighbourhood(%q): got %q, want %q", row.ip, got, row.want)
		}
	}
}
