package office

import (
	"context"
	"net/netip"
	"time"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// ThrottleAddress refuses what one address does more than n times per window.
func (o *Office) ThrottleAddress(ctx context.Context, what, address string, n int, per time.Duration) error {
	return o.throttle(ctx, what+":"+ref.Digest(neighbourhood(address)), n, per)
}

// reportsAMinute is how many reports the public may file from one address: those of a whole
// coach, or of an airport's network.
const reportsAMinute = 20

// ThrottleReport refuses a report from the public where too many come from its address, be it
// through the pages or by programs.
func (o *Office) ThrottleReport(ctx context.Context, address string) error {
	return o.ThrottleAddress(ctx, "report", address, reportsAMinute, time.Minute)
}

// throttle refuses what is done more than n times per window under the key. When
// Redis does not answer it lets through: a limit is not worth a closed desk.
func (o *Office) throttle(ctx context.Context, key string, n int, per time.Duration) error {
	ok, wait, err := o.index.Throttle(ctx, key, n, per)
	if err != nil {
		o.log.Warn("throttle", "error", err)
		return nil
	}
	if !ok {
		seconds := int(wait.Round(time.Second)/time.Second) + 1
		return fault.Newf(fault.TooMany, "", "throttled", fault.Args{"Seconds": seconds})
	}
	return nil
}

// neighbourhood is what one caller's address counts as for a limit: the address
// itself, or the 64 bits of an IPv6 network, in which a caller has all addresses.
func neighbourhood(ip string) string {
	addr, err := netip.ParseAddr(ip)
	if err != nil || addr.Unmap().Is4() {
		return ip
	}
	return netip.PrefixFrom(addr, 64).Masked().String()
}
