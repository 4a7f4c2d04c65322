package portfolio

import (
	"context"
	"fmt"
	"math"

	"ballast/budget"
	"ballast/models"
	"ballast/sim"
	"ballast/sim/design"
	"ballast/sim/stream"
)

// addition is a plan while it is simulated and added.
type addition struct {
	r        *runner
	i        int
	e        *Entry
	b        *Member
	from     int // months from the portfolio's start to the plan's
	months   int // of the longest case
	rate     float64
	exchange string // driver as the plan calls it
	moved    []string
	cash     bool     // a pool fills what it lacks
	keys     []string // under which the portfolio knows those
	cases    []shiftCase
	ahead    []bool // by scenario: it goes ahead; nil: always
	shift    []int  // by scenario: months that it is put off; nil: one case

	excess, driven []Amount // of the piece at hand
	peaks          []Amount
	alone          lone
}

// shiftCase is the plan put off by some months.
type shiftCase struct {
	*opened
	months      int
	probability float64 // share of the scenarios
}

// adding makes a plan ready in all its cases. Its coordinates are placed among the shared
// ones.
func (r *runner) adding(ctx context.Context, i int) (*addition, error) {
	e := &r.s.Entries[i]
	x := &addition{r: r, i: i, e: e, b: &r.members[i], rate: 1}
	var err error
	if x.ahead, err = r.ahead(e); err != nil {
		return nil, err
	}
	if x.shift, err = r.shift(e); err != nil {
		return nil, err
	}
	for _, c := range casesOf(e, x.shift) {
		if c.opened, err = r.open(ctx, i, c.months); err != nil {
			return nil, err
		}
		x.months = max(x.months, c.p.Project.Horizon)
		r.placeSteps(c.m.Shocks(), c.keys)
		x.cases = append(x.cases, c)
	}
	first := x.cases[0]
	x.from = first.p.Project.Start.Sub(r.s.Settings.Start)
	if key := r.s.facts[i].Exchange; key != "" {
		x.exchange = localName(first.p, first.keys, key)
		x.rate = first.m.ExchangeRate(x.exchange)
	}
	for _, key := range r.s.sharedDrivers() {
		if name := localName(first.p, first.keys, key); name != "" {
			x.keys, x.moved = append(x.keys, key), append(x.moved, name)
		}
	}
	if x.cash = r.s.Settings.Lends && first.m.HasCash(); x.cash {
		x.months *= 4 // of the series that the funding needs
		x.peaks = make([]Amount, r.n)
	}
	if r.way != nil {
		x.months += models.PolyColumns
	}
	return x, x.base()
}

// placeSteps gives the random steps of a plan, whose drivers are known under keys, their
// coordinates.
func (r *runner) placeSteps(steps []models.Shock, keys map[string]string) {
	for _, s := range steps {
		r.shared.place(step(keys[nameKey(s.Driver)], s.Month))
	}
}

// casesOf lists the shifts that a plan has in some scenario, in order.
func casesOf(e *Entry, shift []int) []shiftCase {
	if shift == nil {
		return []shiftCase{{months: e.Shift, probability: 1}}
	}
	count := map[int]int{}
	most := 0
	for _, m := range shift {
		count[m]++
		most = max(most, m)
	}
	var out []shiftCase
	for m := range most + 1 {
		if count[m] > 0 {
			out = append(out, shiftCase{months: m, probability: float64(count[m]) / float64(len(shift))})
		}
	}
	return out
}

// base is the base of the plan, and of each year in which it is planned.
func (x *addition) base() (err error) {
	x.b.Base = x.cases[0].m.Base() * x.rate * x.e.Share
	if x.b.Amount, err = amountOf(x.b.Base); err != nil {
		return err
	}
	x.b.Planned = map[int]float64{}
	for _, c := range x.cases {
		months, _ := c.m.PlannedCost()
		for k, money := range months {
			if x.from+k < x.r.s.Settings.Horizon {
				x.b.Planned[x.r.s.year(c.p.Project.Start.Add(k))] += float64(money * x.rate * x.e.Share * x.e.Chance * c.probability)
			}
		}
	}
	return nil
}

// year is the budget year of a month, named by the calendar year in which it ends.
func (s *Survey) year(m budget.Month) int {
	if s.Settings.YearStarts > 1 && m.Month >= s.Settings.YearStarts {
		return m.Year + 1
	}
	return m.Year
}

// draw is a uniform number by scenario of the plan's own, stratified in every replicate.
func (r *runner) draw(e *Entry, name string) ([]float64, error) {
	d, err := design.New(design.Config{Kind: design.LHS, Seed: stream.New(*r.s.Settings.Seed, "plan/"+e.ID).Bits(1), Scenarios: r.n, Replicate: r.replicate, Names: []string{name}})
	if err != nil {
		return nil, err
	}
	u := make([]float64, r.n)
	d.Fill(u, 0, 0)
	return u, nil
}

// ahead says by scenario whether a plan goes ahead; nil where it always does. In every
// replicate it does in its share of the scenarios.
func (r *runner) ahead(e *Entry) ([]bool, error) {
	if e.Chance == 1 {
		return nil, nil
	}
	u, err := r.draw(e, "chance")
	if err != nil {
		return nil, err
	}
	out := make([]bool, r.n)
	for s, v := range u {
		out[s] = v < e.Chance
	}
	return out, nil
}

// shift says by scenario by how many months a plan is put off; nil where that is certain.
func (r *runner) shift(e *Entry) ([]int, error) {
	if e.Delay == nil {
		return nil, nil
	}
	d, err := models.Sampled(e.Delay)
	if err != nil {
		return nil, err
	}
	u, err := r.draw(e, "shift")
	if err != nil {
		return nil, err
	}
	out := make([]int, r.n)
	for s, v := range u {
		out[s] = max(0, int(math.Round(d.Quantile(v))))
	}
	return out, nil
}

// piece simulates scenarios first, first+1, ... of the plan and adds them.
func (x *addition) piece(ctx context.Context, first, n int) error {
	r := x.r
	x.excess, x.driven = make([]Amount, n), make([]Amount, n)
	for c := range x.cases {
		at := &x.cases[c]
		part, err := at.m.Part(ctx, models.PartConfig{Seed: *r.s.Settings.Seed, Plan: x.e.ID, Scenarios: n, First: first, Replicate: r.replicate,
			Sampling: r.s.Settings.Sampling, Workers: r.cfg.Workers, Shared: r.shared.names, Score: r.score(x.i), Exchange: x.exchange, Moved: x.moved, Cash: x.cash, Smooth: r.way != nil && x.exchange == "",
			Place: func(s models.Shock) int { return r.shared.place(step(at.keys[nameKey(s.Driver)], s.Month)) }})
		if err != nil {
			return err
		}
		if part.Repair {
			return fmt.Errorf("its correlations contradict those between the drivers that it shares; make them smaller")
		}
		x.b.Scored = part.Scored
		if err := x.add(part, at, first); err != nil {
			return err
		}
	}
	if err := r.kept.write(2*x.i, first, x.excess); err != nil {
		return err
	}
	return r.kept.write(2*x.i+1, first, x.driven)
}

// takes reports whether a scenario is one of a case in which the plan goes ahead.
func (x *addition) takes(c *shiftCase, s int) bool {
	return (x.ahead == nil || x.ahead[s]) && (x.shift == nil || x.shift[s] == c.months)
}

// add puts a piece of a case into the sums.
func (x *addition) add(part *models.Part, c *shiftCase, first int) error {
	r := x.r
	for k, cost := range part.Total {
		if !x.takes(c, first+k) {
			continue
		}
		t, err := amountOf(cost * x.e.Share)
		if err != nil {
			return err
		}
		over := t.Sub(x.b.Amount)
		x.excess[k] = over
		r.total[first+k] = r.total[first+k].Add(t)
		r.excess[first+k] = r.excess[first+k].Add(over)
		x.b.Mean += t.Float() / float64(r.n)
	}
	x.addAlone(part, c, first)
	if r.way != nil {
		if err := x.addAlong(part, c, first); err != nil {
			return err
		}
	}
	if err := x.addMoved(part, c, first); err != nil {
		return err
	}
	if err := x.addYears(part, c, first); err != nil {
		return err
	}
	return x.addGaps(part, c, first)
}

// addMoved adds what the common drivers move.
func (x *addition) addMoved(part *models.Part, c *shiftCase, first int) error {
	for d, key := range x.keys {
		col := column(x.r.moved, key, x.r.n)[first:]
		for k, money := range part.Moved[d] {
			if !x.takes(c, first+k) {
				continue
			}
			a, err := amountOf(money * x.e.Share)
			if err != nil {
				return err
			}
			col[k] = col[k].Add(a)
			x.driven[k] = x.driven[k].Add(a)
		}
	}
	return nil
}

// column is one of several, made where it is not there.
func column[K comparable](of map[K][]Amount, key K, n int) []Amount {
	if of[key] == nil {
		of[key] = make([]Amount, n)
	}
	return of[key]
}

// addYears adds the months of a piece up by budget year, rounded once a year.
func (x *addition) addYears(part *models.Part, c *shiftCase, first int) error {
	r, start := x.r, c.p.Project.Start
	inside := min(len(part.Cost), r.s.Settings.Horizon-x.from)
	sum := make([]float64, len(part.Total))
	for m := 0; m < inside; {
		year := r.s.year(start.Add(m))
		clear(sum)
		for ; m < inside && r.s.year(start.Add(m)) == year; m++ {
			for k, money := range part.Cost[m] {
				sum[k] += money
			}
		}
		col := column(r.years, year, r.n)[first:]
		for k, money := range sum {
			if !x.takes(c, first+k) {
				continue
			}
			a, err := amountOf(money * x.e.Share)
			if err != nil {
				return err
			}
			col[k] = col[k].Add(a)
		}
	}
	return nil
}

// end works out what is known when all scenarios are through.
func (x *addition) end() error {
	x.b.Alone = math.Max(0, x.alone.quantile(x.r.s.Settings.Confidence))
	x.hold()
	for _, p := range x.peaks {
		if (p != Amount{}) {
			x.b.Short += 1 / float64(x.r.n)
			x.b.Peak += p.Float() / float64(x.r.n)
		}
	}
	x.b.Unfunded = x.r.s.Settings.Lends && !x.cash
	x.b.Gaps = x.r.gaps.end()
	return x.r.gaps.err
}

// hold is the reserve that the plan was given, else what it would hold by itself.
func (x *addition) hold() {
	m, p := x.cases[0].m, x.cases[0].p
	x.b.Held = x.b.Alone
	if approved, ok := p.ApprovedReserve(budget.MoneyOf(m.Base())); ok {
		x.b.Held, x.b.HeldSaid = approved.InexactFloat64()*x.rate*x.e.Share, true
	}
}

// score is what the turned score of a plan is mixed of, nil where it is its own.
func (r *runner) score(i int) []sim.ScorePart {
	weights := r.scores[i]
	if weights == nil {
		return nil
	}
	var out []sim.ScorePart
	for k, plan := range r.s.scored()[:len(weights)] {
		out = append(out, sim.ScorePart{At: r.shared.place("score/" + r.s.Entries[plan].ID), Weight: weights[k]})
	}
	return out
}
