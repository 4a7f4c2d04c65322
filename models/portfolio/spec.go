package portfolio

import (
	"context"
	"maps"
	"slices"

	"ballast/budget"
	"ballast/budget/words"
)

// Spec is what a survey has agreed on, for programs that each run a part of the
// portfolio. It is written as JSON; of the plans themselves it has nothing.
type Spec struct {
	Settings    Settings
	Entries     []Entry
	Facts       []facts
	Drivers     []SpecDriver
	Links       []SpecLink
	Notes       []string
	Coordinates []string // of the points that plans share
}

// SpecDriver is a driver that plans may share.
type SpecDriver struct {
	Key    string
	Driver budget.Driver
	Plans  []string
}

// SpecLink is a correlation between two drivers, by their keys.
type SpecLink struct {
	A, B        string
	Correlation budget.Correlation
}

// Spec settles what the survey left open and writes it down. The points that plans share
// are numbered in the order of the list; plans that are put off, or are given drivers of
// others, are opened once more for that.
func (s *Survey) Spec(ctx context.Context, open func(ctx context.Context, entry int) (*budget.Plan, error)) (*Spec, error) {
	s.settle()
	r, err := newRunner(s, Config{Open: open})
	if err != nil {
		return nil, err
	}
	for i := range s.Entries {
		if s.standsAsRead(i) {
			r.placeSteps(s.facts[i].shocks, s.facts[i].Keys)
		} else if _, err := r.adding(ctx, i); err != nil {
			return nil, err
		}
		r.score(i)
	}
	out := &Spec{Settings: s.Settings, Entries: slices.Clone(s.Entries), Facts: s.facts, Notes: s.notes, Coordinates: r.shared.names}
	for i := range out.Entries {
		if d := out.Entries[i].Delay; d != nil {
			plain := *d
			plain.Row = budget.Row{}
			out.Entries[i].Delay = &plain
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.drivers)) {
		d := s.drivers[key]
		plain := d.driver
		plain.Row = budget.Row{}
		out.Drivers = append(out.Drivers, SpecDriver{Key: key, Driver: plain, Plans: d.plans})
	}
	for _, pair := range s.pairs() {
		out.Links = append(out.Links, SpecLink{A: pair[0], B: pair[1], Correlation: s.links[pair].correlation})
	}
	return out, nil
}

// standsAsRead reports whether a plan has the same random steps in the portfolio as when it
// was added: it is not put off, and given no driver of another plan.
func (s *Survey) standsAsRead(i int) bool {
	e, f := &s.Entries[i], &s.facts[i]
	if e.Shift != 0 || e.Delay != nil || f.Exchange != "" || f.shocks == nil {
		return false
	}
	own := slices.Collect(maps.Values(f.Keys))
	return !slices.ContainsFunc(s.reach(f.Random), func(key string) bool { return !slices.Contains(own, key) })
}

// survey is the survey that agreed on a specification.
func (x *Spec) survey() *Survey {
	s := &Survey{Settings: x.Settings, Entries: x.Entries, facts: x.Facts, notes: slices.Clone(x.Notes), words: words.For(x.Settings.Language),
		drivers: map[string]*common{}, links: map[[2]string]link{}}
	for _, d := range x.Drivers {
		s.drivers[d.Key] = &common{driver: d.Driver, plans: d.Plans}
	}
	for _, l := range x.Links {
		s.links[[2]string{l.A, l.B}] = link{correlation: l.Correlation}
	}
	return s
}

// runner is one that knows all shared points.
func (x *Spec) runner(s *Survey, cfg Config) (*runner, error) {
	r, err := newRunner(s, cfg)
	if err != nil {
		return nil, err
	}
	for _, name := range x.Coordinates {
		r.shared.place(name)
	}
	return r, nil
}
