package models

import (
	"context"
	"math"
	"slices"
	"sort"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/design"
	"ballast/sim/stats"
)

// Scenarios are near a quantile when they are among the 2 % of the run whose
// rank is nearest, at least 200 of them. They are looked for among those that
// kept their draws, for nothing has to be drawn again then, and are at most
// 5 % of these.
const (
	nearShare = 0.02
	nearLeast = 200
	nearMost  = 0.05
)

// allocateGroups of the scenarios that are moved to the quantile give an interval.
const allocateGroups = 8

// allocateMost is how many scenarios are moved to the quantile where the cost is
// smoothed: a mean over them is as exact as one over as many that happen to be
// there. Of Sobol points half as many will do.
func (s *Simulation) allocateMost() int {
	if s.res.Sampling == design.Sobol {
		return 1 << 11
	}
	return 1 << 12
}

// nearest returns the scenarios whose total cost is nearest to Qp by rank, in
// ascending order of scenario.
func (s *Simulation) nearest(p float64) []int {
	t := s.total()[:min(len(s.total()), s.res.InputsN)]
	n := float64(len(t))
	k := min(len(t), max(nearLeast, int(math.Round(min(nearShare*float64(s.res.N), nearMost*n)))))
	order := make([]int32, len(t))
	new(stats.Sorter).Order(order, t)
	mid := int(math.Round(p * (n - 1)))
	from := min(max(0, mid-k/2), len(t)-k)
	out := make([]int, k)
	for i, at := range order[from : from+k] {
		out[i] = int(at)
	}
	slices.Sort(out)
	return out
}

// allocate splits the contingency over lines and risks by conditional means:
// a_i = E[X_i | T = Qp] - b_i, which sum to Qp - B; what rounding or scenarios that
// are only near leave is shared out in proportion. The scenarios are replayed, so
// that no run has to keep every line of every scenario.
//
// Source: Tasche, Capital allocation to business units and sub-portfolios: the
// Euler principle (2007), equation (15); weights of the conditional mean: see
// stats.Smooth.
// Checked: TestAllocationOfTwins, TestAllocationInterval.
func (s *Simulation) allocate(ctx context.Context, r *outcome.Reserve) error {
	m := s.m
	lines, risks := make([]float64, len(m.lines)), make([]float64, len(m.risks))
	months, beyond := make([]float64, m.horizon), 0.0
	chosen, scores, weight := s.given(r.Confidence)
	length := s.res.Replicate
	if scores != nil {
		length = min(length, s.allocateMost()/allocateGroups)
	}
	spread := newPartSpread(s.res.N, length, len(lines)+len(risks))
	prog := m.program
	prog.Series, prog.Unbinned = nil, nil // nobody reads them
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, costKernel)
		k.totals = newPlainTotals(m)
		k.seen = func(sc *scenario) {
			w := weight[sc.id-s.res.First]
			addWeighted(lines, w, sc.lineTotal)
			addWeighted(risks, w, sc.riskTotal)
			addWeighted(months, w, sc.incurred)
			beyond += float64(w * sc.beyond)
			spread.add(sc.id-s.res.First, w, sc.lineTotal, sc.riskTotal)
		}
		return k
	}
	none := func(*sim.Block) error { return nil }
	replay := func() error { return sim.Subset(ctx, &prog, s.cfg, s.res, chosen, none) }
	if scores != nil {
		replay = func() error { return sim.SubsetAt(ctx, &prog, s.cfg, chosen, scores, none) }
	}
	if err := replay(); err != nil {
		return err
	}
	parts := make([]float64, 0, len(lines)+len(risks))
	for i := range lines {
		parts = append(parts, lines[i]+m.lines[i].actual-m.lines[i].base)
	}
	for k, x := range risks {
		parts = append(parts, x+m.risks[k].spent)
	}
	if sum := total(months) + beyond; scores != nil && sum > 0 { // what the polynomials of the scores leave
		scale := s.col(m.out.total).quantile(r.Confidence) / sum
		for k := range months {
			months[k] *= scale
		}
		beyond *= scale
	}
	for k := range r.Release {
		r.Release[k].Coherent = cents(months[k])
	}
	r.CoherentBeyond = cents(beyond)
	if r.Allocation.Why == "" {
		s.shares(r, Split(r.Contingency, parts), spread)
	}
	return nil
}

// given lists the scenarios that stand for the quantile of p, with the weight of
// each by its place in the run: where the cost is smoothed, each of them moved to
// the score at which it costs just that; else those that happen to be near, as
// they are, and no scores.
func (s *Simulation) given(p float64) (chosen []int, scores, weight []float64) {
	if s.smoothed() {
		c := s.curveOf(costLayers - 1)
		at, w, ok := c.Smooth().Weights(c.Quantile(p), min(s.allocateMost(), s.res.SmoothN))
		if ok {
			for i, x := range w {
				if x > 0 {
					chosen, scores = append(chosen, s.res.First+i), append(scores, at[i])
				}
			}
			return chosen, scores, w
		}
	}
	chosen = s.nearest(p)
	weight = make([]float64, s.res.N)
	for _, i := range chosen {
		weight[i-s.res.First] = 1 / float64(len(chosen))
	}
	return chosen, nil, weight
}

// addWeighted adds x times a weight to sums.
func addWeighted(sum []float64, weight float64, x []float64) {
	for i, v := range x {
		sum[i] += float64(weight * v)
	}
}

func addTo(sum, x []float64) {
	for i, v := range x {
		sum[i] += v
	}
}

// shares groups the parts by line, risk, phase and owner.
func (s *Simulation) shares(r *outcome.Reserve, parts []budget.Money, spread *partSpread) {
	m := s.m
	phases, owners := newGroups(m.phases), newGroups(m.owners)
	wide := len(phases.shares)
	spread.about(parts)
	for i, c := range m.plan.Costs {
		l := &m.lines[i]
		r.Allocation.Lines = append(r.Allocation.Lines, outcome.Share{ID: c.ID, Name: c.Name, Amount: parts[i].InexactFloat64(), Base: cents(l.base), Interval95: spread.interval(i)})
		phases.add(l.phase, i, parts[i], l.base)
		owners.add(l.owner, i, parts[i], l.base)
	}
	for k, c := range m.plan.Risks {
		at := len(m.lines) + k
		part := parts[at]
		r.Allocation.Risks = append(r.Allocation.Risks, outcome.Share{ID: c.ID, Name: c.Name, Amount: part.InexactFloat64(), Interval95: spread.interval(at)})
		if m.risks[k].phase >= 0 {
			phases.add(m.risks[k].phase, at, part, 0)
		} else {
			phases.addNamed(wide, "project-wide", at, part)
		}
		owners.add(m.risks[k].owner, at, part, 0)
	}
	r.Allocation.Phases, r.Allocation.Owners = phases.list(spread), owners.list(spread)
}

// groups adds up exact parts by name.
type groups struct {
	shares  []outcome.Share
	money   []budget.Money
	members [][]int // the parts of each
}

func newGroups(names []string) *groups {
	g := &groups{}
	for _, n := range names {
		g.shares = append(g.shares, outcome.Share{ID: n, Name: n})
		g.money = append(g.money, budget.Money{})
	}
	g.members = make([][]int, len(names))
	return g
}

func (g *groups) add(k, at int, part budget.Money, base float64) {
	g.members[k] = append(g.members[k], at)
	g.money[k] = g.money[k].Add(part)
	g.shares[k].Base += base
}

func (g *groups) addNamed(k int, name string, at int, part budget.Money) {
	if k == len(g.shares) {
		g.shares = append(g.shares, outcome.Share{ID: name, Name: name})
		g.money = append(g.money, budget.Money{})
		g.members = append(g.members, nil)
	}
	g.add(k, at, part, 0)
}

func (g *groups) list(spread *partSpread) []outcome.Share {
	for i := range g.shares {
		g.shares[i].Interval95 = spread.interval(g.members[i]...)
		g.shares[i].Amount = g.money[i].InexactFloat64()
		g.shares[i].Base = cents(g.shares[i].Base)
	}
	return g.shares
}

// Split divides an amount in proportion to parts, in whole cents that sum to
// the amount exactly, by the largest remainder. Without any part the first
// gets all.
func Split(amount float64, parts []float64) []budget.Money {
	out := make([]budget.Money, len(parts))
	sum := 0.0
	for _, x := range parts {
		sum += x
	}
	if len(parts) == 0 || amount == 0 {
		return out
	}
	total := int64(math.Round(amount * 100))
	type rest struct {
		i    int
		frac float64
	}
	rests := make([]rest, len(parts))
	left := total
	for i, x := range parts {
		exact := 0.0
		if math.Abs(sum) > 1e-9 {
			exact = float64(total) * x / sum
		} else if i == 0 {
			exact = float64(total)
		}
		whole := math.Floor(exact)
		out[i] = budget.MoneyOfCents(int64(whole))
		left -= int64(whole)
		rests[i] = rest{i, exact - whole}
	}
	sort.SliceStable(rests, func(a, b int) bool { return rests[a].frac > rests[b].frac })
	for k := 0; left != 0; k = (k + 1) % len(rests) {
		step := int64(1)
		if left < 0 {
			step = -1
		}
		out[rests[k].i] = out[rests[k].i].Add(budget.MoneyOfCents(step))
		left -= step
	}
	return out
}
