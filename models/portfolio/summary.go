package portfolio

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

func quantile(x []float64, p float64) float64 {
	if len(x) == 0 {
		return 0
	}
	return stats.Quantiles(x, []float64{p})[0]
}

func cents(x float64) float64 { return budget.MoneyOf(x).InexactFloat64() }

// summarise turns the sums into figures.
func (r *runner) summarise(ctx context.Context) (*outcome.Portfolio, error) {
	t := &r.s.Settings
	if r.way != nil {
		r.s.note("portfolio.smoothed")
	} else if r.n > smoothMost {
		r.s.note("portfolio.counted", smoothMost)
	}
	o := &outcome.Portfolio{Name: t.Name, Currency: t.Currency, Start: t.Start.String(), Horizon: t.Horizon,
		Run:   outcome.PortfolioRun{Scenarios: r.n, Seed: *t.Seed, Sampling: t.Sampling, Block: r.replicate, AsOne: r.one != nil, Smoothed: r.smoothedN(), Digest: r.digest()},
		Notes: r.s.notes, Skipped: []outcome.PortfolioSkipped{}, Drivers: r.driversShared(), Problems: []outcome.PortfolioProblem{}}
	if o.Notes == nil {
		o.Notes = []string{}
	}
	total, excess := r.laws()
	r.cost(o, total)
	r.reserve(o, total, excess)
	r.yearly(o, total.x)
	r.plans(o)
	if err := r.byPlan(ctx, o, total, excess); err != nil {
		return nil, err
	}
	if r.one != nil {
		r.asRun(o)
	}
	return o, r.pool(ctx, o)
}

// digest is the hash of every sum.
func (r *runner) digest() string {
	h := sha256.New()
	buf := make([]byte, width*r.n)
	take := func(x []Amount) {
		put(buf, x)
		h.Write(buf)
	}
	take(r.total)
	take(r.excess)
	for _, col := range slices.Concat(r.alongs, r.need) {
		take(col)
	}
	for _, y := range slices.Sorted(maps.Keys(r.years)) {
		fmt.Fprintln(h, y)
		take(r.years[y])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// sharedDrivers are those that move more than one plan, in order.
func (s *Survey) sharedDrivers() []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(s.drivers)) {
		if d := s.drivers[key]; moves(&d.driver) && len(s.movedBy(key)) > 1 {
			out = append(out, key)
		}
	}
	return out
}

// movedBy lists the plans that a driver moves: those that have it, and those whose money
// it exchanges.
func (s *Survey) movedBy(key string) []string {
	out := slices.Clone(s.drivers[key].plans)
	for i, f := range s.facts {
		if f.Exchange == key && !slices.Contains(out, s.Entries[i].ID) {
			out = append(out, s.Entries[i].ID)
		}
	}
	return out
}

func (r *runner) driversShared() []outcome.PortfolioDriver {
	out := []outcome.PortfolioDriver{}
	for _, key := range r.s.sharedDrivers() {
		out = append(out, outcome.PortfolioDriver{Name: r.s.drivers[key].driver.Name, Plans: r.s.movedBy(key)})
	}
	return out
}

// laws are those of T and of T - B.
func (r *runner) laws() (total, excess *law) {
	ps, limits := reserveLevels(r.s.Settings.Confidence), []float64(nil)
	if limit := r.s.Settings.Limit; limit != nil {
		limits = []float64{beyond(*limit)}
	}
	return r.lawOf(floats(nil, r.total), ps, limits), r.lawOf(floats(nil, r.excess), ps, nil)
}

func (r *runner) cost(o *outcome.Portfolio, total *law) {
	c := &o.Cost
	for i, b := range r.members {
		c.Base += float64(b.Base * r.s.Entries[i].Chance)
	}
	c.Base = cents(c.Base)
	c.Mean, c.SD = stats.MeanSD(total.x)
	c.Quantiles, c.Curve = total.quantiles(), total.spots()
	if limit := r.s.Settings.Limit; limit != nil {
		over := total.above(*limit)
		c.BudgetLimit, c.ProbabilityOverLimit = limit, &over
	}
}

// above is the share of scenarios that pass a limit.
func above(x []float64, limit float64) float64 {
	n := 0
	for _, v := range x {
		if v > beyond(limit) {
			n++
		}
	}
	return float64(n) / float64(len(x))
}

// reserve is max(0, Qp(T - B)) at the confidences of a table, with its 95 % interval.
func (r *runner) reserve(o *outcome.Portfolio, total, excess *law) {
	v := &o.Reserve
	v.Confidence = r.s.Settings.Confidence
	for _, p := range reserveLevels(v.Confidence) {
		lo, hi := excess.interval(p)
		row := outcome.ReserveRow{Confidence: p, Cost: cents(total.quantile(p)), Contingency: over(excess.quantile(p)), Interval95: outcome.Interval{over(lo), over(hi)}}
		v.Table = append(v.Table, row)
		if math.Abs(p-v.Confidence) < 1e-9 {
			v.Contingency, v.Interval95 = row.Contingency, row.Interval95
		}
	}
	for _, b := range r.members {
		v.SumOfPlans += cents(b.Alone)
	}
	v.SumOfPlans = cents(v.SumOfPlans)
	v.Diversification = cents(v.SumOfPlans - v.Contingency)
}

// reserveLevels are the confidences of the table of reserves, the chosen one among them.
func reserveLevels(chosen float64) []float64 {
	levels := []float64{0.50, 0.60, 0.70, 0.80, 0.85, 0.90, 0.95}
	if !slices.ContainsFunc(levels, func(x float64) bool { return math.Abs(x-chosen) < 1e-9 }) {
		levels = append(levels, chosen)
		slices.Sort(levels)
	}
	return levels
}

// yearly is the cost by calendar year.
func (r *runner) yearly(o *outcome.Portfolio, total []float64) {
	inside := 0.0
	o.Years = []outcome.PortfolioYear{}
	for _, y := range slices.Sorted(maps.Keys(r.years)) {
		x := floats(nil, r.years[y])
		planned := 0.0
		for i := range r.members {
			planned += r.members[i].Planned[y]
		}
		if planned == 0 && slices.Max(x) == 0 && slices.Min(x) == 0 {
			continue // within the horizon of a plan, but nothing can happen in it
		}
		d := outcome.DistOf(x)
		row := outcome.PortfolioYear{Year: y, Planned: cents(planned), Mean: d.Mean, Quantiles: d.Quantiles, AtConfidence: cents(quantile(x, r.s.Settings.Confidence))}
		for _, l := range r.s.Settings.YearLimits {
			if l.Year == y {
				over := above(x, l.Amount)
				row.Limit, row.ProbabilityOverLimit = &l.Amount, &over
			}
		}
		inside += d.Mean
		o.Years = append(o.Years, row)
	}
	if beyond := stats.Mean(total) - inside; math.Abs(beyond) > 1e-6*math.Max(1, math.Abs(inside)) {
		o.BeyondMean = cents(beyond)
	}
}

// plans are the rows of the plans, as far as they are known without the others.
func (r *runner) plans(o *outcome.Portfolio) {
	for i, e := range r.s.Entries {
		b := &r.members[i]
		o.Plans = append(o.Plans, outcome.PortfolioPlan{ID: e.ID, Name: e.Name, File: e.File, Group: e.Group, Owner: e.Owner, Priority: e.Priority,
			Start: r.s.facts[i].Start.Add(e.Shift).String(), Chance: e.Chance, Shift: e.Shift, Share: e.Share, Base: cents(b.Base), Mean: cents(b.Mean), ContingencyAlone: cents(b.Alone),
			Held: cents(b.Held), HeldSaid: b.HeldSaid})
		row := &o.Plans[i]
		if e.Delay != nil {
			row.ShiftText = cmp.Or(e.Delay.Text, "uncertain")
		}
		if f := r.s.facts[i]; f.Exchange != "" {
			row.Currency = f.Currency
		}
		if b.Own != nil {
			b.Own.Tell(o, i)
		}
	}
}

// nearShare is the share of the scenarios, those nearest to the quantile by rank, over
// which an allocation takes its means; nearLeast how many they are at least.
const (
	nearShare = 0.02
	nearLeast = 200
)

// near lists the scenarios nearest to the quantile of p by rank.
func near(x []float64, p float64) []int32 {
	order := make([]int32, len(x))
	new(stats.Sorter).Order(order, x)
	k := min(len(x), max(nearLeast, int(nearShare*float64(len(x)))))
	from := min(max(0, int(math.Round(p*float64(len(x)-1)))-k/2), len(x)-k)
	return order[from : from+k]
}

// byPlan reads the columns of the plans again: the allocation by conditional means, once
// to plans and once to common drivers with the rest by plan, what each plan adds, and how
// they move together.
//
// Source: Tasche, Capital allocation to business units and sub-portfolios: the Euler
// principle (2007), equation (15).
// Checked: TestAllocationAddsUp, TestDriversTakeTheirPart.
func (r *runner) byPlan(ctx context.Context, o *outcome.Portfolio, total, excess *law) error {
	p := r.s.Settings.Confidence
	chosen := near(excess.x, p)
	atTotal, atExcess := quantile(total.x, p), math.Max(0, quantile(excess.x, p)) // of what is subtracted both are counted
	parts, rests := make([]float64, len(o.Plans)), make([]float64, len(o.Plans))
	own, driven, rest := make([]Amount, r.n), make([]Amount, r.n), make([]float64, r.n)
	var mine []float64
	m := newMoving(o.Plans)
	for i := range o.Plans {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := cmp.Or(r.kept.read(2*i, own), r.kept.read(2*i+1, driven)); err != nil {
			return err
		}
		mine = floats(mine, own)
		for _, s := range chosen {
			parts[i] += mine[s] / float64(len(chosen))
			rests[i] += own[s].Sub(driven[s]).Float() / float64(len(chosen))
		}
		for s := range rest {
			rest[s] = r.excess[s].Sub(own[s]).Float()
		}
		row := &o.Plans[i]
		row.AddsReserve = cents(atExcess - math.Max(0, quantile(rest, p)))
		row.WithOthers = together(mine, rest)
		m.take(i, mine)
		without, err := r.without(i, own)
		if err != nil {
			return err
		}
		row.AddsCost = cents(atTotal - quantile(without, p))
	}
	o.Correlation = m.matrix()
	if err := r.realised(o); err != nil {
		return err
	}
	for i, money := range models.Split(o.Reserve.Contingency, parts) {
		o.Plans[i].Allocated = money.InexactFloat64()
	}
	r.byCause(o, chosen, rests)
	r.release(o)
	o.Groups = shares(o.Plans, func(x *outcome.PortfolioPlan) string { return x.Group })
	o.Owners = shares(o.Plans, func(x *outcome.PortfolioPlan) string { return x.Owner })
	return r.fit(o, total)
}

// byCause is the reserve by common driver, with the rest by plan. Nothing where plans share
// no driver.
func (r *runner) byCause(o *outcome.Portfolio, chosen []int32, rests []float64) {
	o.Causes = []outcome.PortfolioCause{}
	keys := r.s.sharedDrivers()
	if len(keys) == 0 {
		return
	}
	var parts []float64
	for _, key := range keys {
		part := 0.0
		if col := r.moved[key]; col != nil {
			for _, s := range chosen {
				part += col[s].Float() / float64(len(chosen))
			}
		}
		parts = append(parts, part)
		o.Causes = append(o.Causes, outcome.PortfolioCause{Driver: r.s.drivers[key].driver.Name})
	}
	for i := range o.Plans {
		o.Causes = append(o.Causes, outcome.PortfolioCause{Plan: o.Plans[i].ID})
	}
	for i, money := range models.Split(o.Reserve.Contingency, append(parts, rests...)) {
		o.Causes[i].Amount = money.InexactFloat64()
	}
}

// release is what the plans hold beyond what all need together: the approved reserve of
// a plan that says one, else what it would hold by itself.
func (r *runner) release(o *outcome.Portfolio) {
	v := &o.Release
	for i := range o.Plans {
		x := &o.Plans[i]
		v.Held = cents(v.Held + x.Held)
		if x.HeldSaid {
			v.Said++
		}
		x.Release = cents(x.Held - x.Allocated)
	}
	v.Needed = o.Reserve.Contingency
	v.Amount = cents(v.Held - v.Needed)
}

// realised sets the correlations between plans that came about beside those asked for.
func (r *runner) realised(o *outcome.Portfolio) error {
	a, b := make([]Amount, r.n), make([]Amount, r.n)
	if len(r.s.Settings.Between) > 0 && r.s.Settings.Sampling != "Sobol" {
		r.s.note("portfolio.uncorrelated", r.s.Settings.Sampling)
	}
	for _, c := range r.s.Settings.Between {
		i, j := r.s.entry(c.A), r.s.entry(c.B)
		if err := cmp.Or(r.kept.read(2*i, a), r.kept.read(2*j, b)); err != nil {
			return err
		}
		o.Between = append(o.Between, outcome.PlansTogether{A: o.Plans[i].ID, B: o.Plans[j].ID, Asked: c.Rho, Realised: rankTogether(floats(nil, a), floats(nil, b))})
		for _, k := range []int{i, j} {
			if !r.members[k].Scored {
				r.s.note("portfolio.unscored", o.Plans[k].ID)
			}
		}
	}
	o.Notes = append([]string{}, r.s.notes...)
	return nil
}

// rankTogether is the rank correlation of two columns, 0 where one does not vary.
func rankTogether(x, y []float64) float64 {
	return together(ranked(x), ranked(y))
}

// ranked are the ranks of a column, ties by the mean of theirs.
func ranked(x []float64) []float64 {
	order := make([]int32, len(x))
	new(stats.Sorter).Order(order, x)
	out := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[order[k]] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}

// cost of a plan by scenario: its excess and, where it goes ahead, its base.
func (r *runner) costs(i int, excess []Amount) ([]Amount, error) {
	ahead, err := r.ahead(&r.s.Entries[i])
	if err != nil {
		return nil, err
	}
	out := slices.Clone(excess)
	for s := range out {
		if ahead == nil || ahead[s] {
			out[s] = out[s].Add(r.members[i].Amount)
		}
	}
	return out, nil
}

// without is the total of the portfolio without a plan.
func (r *runner) without(i int, excess []Amount) ([]float64, error) {
	cost, err := r.costs(i, excess)
	if err != nil {
		return nil, err
	}
	for s := range cost {
		cost[s] = r.total[s].Sub(cost[s])
	}
	return floats(nil, cost), nil
}

// fit goes through the plans by priority, as listed where it is the same, and says up to
// which one their cost at the confidence stays within the limit.
func (r *runner) fit(o *outcome.Portfolio, total *law) error {
	limit := r.s.Settings.Limit
	if limit == nil {
		return nil
	}
	sum, own := make([]Amount, r.n), make([]Amount, r.n)
	for _, i := range byPriority(o.Plans) {
		if err := r.kept.read(2*i, own); err != nil {
			return err
		}
		cost, err := r.costs(i, own)
		if err != nil {
			return err
		}
		for s := range sum {
			sum[s] = sum[s].Add(cost[s])
		}
		q := cents(total.of(floats(nil, sum), r.s.Settings.Confidence))
		o.Fit = append(o.Fit, outcome.PortfolioFit{ID: o.Plans[i].ID, Cost: q, Fits: q <= *limit})
	}
	return nil
}

// shares adds the allocation up by a name, in the order of the plans; plans without one
// are together under "". Nothing where no plan has a name.
func shares(plans []outcome.PortfolioPlan, name func(*outcome.PortfolioPlan) string) []outcome.Share {
	out, at, any := []outcome.Share{}, map[string]int{}, false
	for i := range plans {
		x := &plans[i]
		any = any || name(x) != ""
		k, ok := at[name(x)]
		if !ok {
			k = len(out)
			at[name(x)] = k
			out = append(out, outcome.Share{ID: name(x), Name: name(x)})
		}
		out[k].Amount = cents(out[k].Amount + x.Allocated)
		out[k].Base = cents(out[k].Base + x.Base)
	}
	if !any {
		return []outcome.Share{}
	}
	return out
}

// together is the correlation of two columns, 0 where one of them does not vary.
func together(x, y []float64) float64 {
	if rho := stats.Pearson(x, y); rho == rho {
		return rho
	}
	return 0
}

// asRun puts the figures of the run of the one plan in the place of those from its
// columns: they are the same scenarios, with less error.
func (r *runner) asRun(o *outcome.Portfolio) {
	one := r.one
	o.Run.Scenarios, o.Run.Block, o.Run.Smoothed = one.Run.Scenarios, one.Run.Block, one.Run.Smoothed
	c := &o.Cost
	c.Base, c.Mean, c.SD, c.Quantiles, c.Curve = one.Cost.Base, one.Cost.Mean, one.Cost.SD, one.Cost.Quantiles, nil
	for _, p := range one.Cost.Curve {
		c.Curve = append(c.Curve, outcome.Spot(p))
	}
	if limit := one.Cost.BudgetLimit; c.BudgetLimit == nil && limit != nil {
		c.BudgetLimit, c.ProbabilityOverLimit = limit, one.Cost.ProbabilityOverLimit
	}
	v := &o.Reserve
	v.Confidence, v.Contingency, v.Interval95, v.Table = one.Reserve.Confidence, one.Reserve.Contingency, one.Reserve.Interval95, one.Reserve.Table
	v.SumOfPlans, v.Diversification = v.Contingency, 0
	o.Release = outcome.PortfolioRelease{}
	x := &o.Plans[0]
	x.Base, x.Mean, x.ContingencyAlone, x.Allocated, x.AddsReserve = one.Cost.Base, cents(one.Cost.Mean), v.Contingency, v.Contingency, v.Contingency
	r.release(o)
	o.Groups = shares(o.Plans, func(x *outcome.PortfolioPlan) string { return x.Group })
	o.Owners = shares(o.Plans, func(x *outcome.PortfolioPlan) string { return x.Owner })
}
