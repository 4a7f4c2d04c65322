package page

import (
	"ballast/cmd/ballast/service"
	"ballast/models"
)

// crowded reports whether somebody else uses the machine or waits for it.
func (j *job) crowded() bool { return j.s.live.others(j.owner) || j.s.whole.others(j.owner) }

// short tells the figures of fewer scenarios, beside those of the plan as it stands by as
// many, and waits for the turn of the whole run.
//
// Checked: TestFewerComeFirst.
func (j *job) short(r *ride, tried *service.Tried) error {
	var base *models.Stand
	if j.wantsBase(tried.Variant) {
		var err error
		if base, err = j.shortBase(r, tried.Variant); err != nil {
			return err
		}
	}
	line, stand, err := j.e.book.Short(r.ctx, tried, base, j.workers(), service.Hooks{Progress: r.progress})
	if err != nil {
		return err
	}
	if line.Base {
		j.s.plans.keepShort(j.e, alike(tried.Variant), stand)
	}
	if err := r.t.say(Event{Type: "figures", Result: line}); err != nil {
		return err
	}
	return r.change(j.lane())
}

// shortBase is where the plan as it stands stands by fewer scenarios.
func (j *job) shortBase(r *ride, v service.Variant) (*models.Stand, error) {
	if stand := j.s.plans.short(j.e, alike(v)); stand != nil {
		return stand, nil
	}
	tried, err := j.e.book.Try(r.ctx, j.plain(v))
	if err != nil {
		return nil, err
	}
	_, stand, err := j.e.book.Short(r.ctx, tried, nil, j.workers(), service.Hooks{Progress: r.progress})
	if err != nil {
		return nil, err
	}
	j.s.plans.keepShort(j.e, alike(v), stand)
	return stand, nil
}

// plain is the plan as it stands, to be run as a variant is.
func (j *job) plain(v service.Variant) service.Variant {
	return service.Variant{Seed: v.Seed, Scenarios: v.Scenarios, Language: v.Language}
}

// short is where the plan as it stands stands by fewer scenarios, run in some way; nil:
// nobody asked yet.
func (s *shelf) short(e *entry, how string) *models.Stand {
	s.mu.Lock()
	defer s.mu.Unlock()
	return e.shorts[how]
}

// keepShort keeps it; of seeds that change all the time only some.
func (s *shelf) keepShort(e *entry, how string, stand *models.Stand) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(e.shorts) >= mostResults {
		clear(e.shorts)
	}
	e.shorts[how] = stand
}
