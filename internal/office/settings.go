package office

import (
	"context"

	"lostfound/internal/fault"
	"lostfound/internal/ref"
)

// settings is the one document about the office itself.
type settings struct {
	ref.Revised
	Secret string    `json:"secret"`
	SetUp  ref.Staff `json:"set_up,omitempty"` // the first admin, once there is one
}

const theSettings = "settings"

// ownSecret returns the configured secret, or the stored one, which the first
// process to come makes.
func (o *Office) ownSecret(ctx context.Context, configured string) (string, error) {
	s, err := o.settings.Get(ctx, theSettings)
	if fault.Is(err, fault.Missing) {
		s = settings{Secret: ref.Secret() + ref.Secret()}
		if err = o.settings.Create(ctx, theSettings, &s); fault.Is(err, fault.Conflict) {
			s, err = o.settings.Get(ctx, theSettings)
		}
	}
	if err != nil {
		return "", err
	}
	o.isSetUp.Store(s.SetUp != "")
	o.identity = s.Secret
	if configured != "" {
		return configured, nil
	}
	return s.Secret, nil
}
