package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// poolID is what the pool is drawn by: no plan can have it.
const poolID = "\x00pool"

// pool fills what the plans lack, scenario by scenario, and says what that takes. The
// plans are not simulated again: their gaps are those of their own funding.
//
// Checked: TestPoolFillsTheGaps.
func (r *runner) pool(ctx context.Context, o *outcome.Portfolio) error {
	if r.need == nil {
		return nil
	}
	t := &r.s.Settings
	if t.Pool == nil {
		return fmt.Errorf("portfolio: the sources of the pool are not known here")
	}
	p := *t.Pool
	p.Project.Start, p.Project.Horizon = t.Start, t.Horizon
	m, problems := models.Compile(&p)
	if m == nil {
		return fmt.Errorf("the pool cannot be simulated: %v", problems)
	}
	x := &lending{r: r, m: m, p: &p, v: &outcome.PortfolioPool{Pooled: t.Pooled, Confidence: t.Liquidity}, left: map[int][]float64{},
		cash: make([]float64, t.Horizon), short: make([]float64, t.Horizon), missed: make([]float64, t.Horizon)}
	for _, s := range p.Funding {
		x.v.Sources = append(x.v.Sources, outcome.PoolSource{ID: s.ID, Name: s.Name, Committed: s.Committed.InexactFloat64(), Drawn: make([]float64, t.Horizon)})
	}
	size := r.piece(6 * t.Horizon)
	for first := 0; first < r.n; first += size {
		if err := x.piece(ctx, first, min(size, r.n-first)); err != nil {
			return err
		}
	}
	x.finish()
	o.Pool = x.v
	var bare []string
	for i := range r.members {
		if r.members[i].Unfunded {
			bare = append(bare, o.Plans[i].ID)
		}
	}
	if len(bare) > 0 {
		o.Notes = append(o.Notes, r.s.words.Say("portfolio.unfunded", strings.Join(bare, ", ")))
	}
	return x.borrowers(o)
}

// lending is the pool while it is worked out.
type lending struct {
	r *runner
	m *models.Model
	p *budget.Plan
	v *outcome.PortfolioPool

	cash, short, missed []float64         // [month] mean cash, mean of what is left, share of the scenarios with some
	peaks               []float64         // by scenario: the most that all lack at once
	left                map[int][]float64 // by scenario in which anything is left: by month
}

// piece fills the gaps of some scenarios.
func (x *lending) piece(ctx context.Context, first, n int) error {
	r := x.r
	f, err := x.m.Fill(ctx, models.PartConfig{Seed: *r.s.Settings.Seed, Plan: poolID, Scenarios: n, First: first, Replicate: r.replicate,
		Sampling: r.s.Settings.Sampling, Workers: r.cfg.Workers}, r.lacking)
	if err != nil {
		return err
	}
	all := float64(r.n)
	for m := range f.Left {
		for s, short := range f.Left[m] {
			x.cash[m] += f.Balance[m][s] / all
			if short <= shortest {
				continue
			}
			x.short[m] += short / all
			x.missed[m] += 1 / all
			if x.left[first+s] == nil {
				x.left[first+s] = make([]float64, len(f.Left))
			}
			x.left[first+s][m] = short
		}
	}
	for j := range x.v.Sources {
		s := &x.v.Sources[j]
		s.Cost += f.Cost[j] * float64(n) / all
		for m, drawn := range f.Drawn[j] {
			s.Drawn[m] += drawn * float64(n) / all
			s.Used += drawn * float64(n) / all
		}
	}
	return nil
}

// finish turns the sums into figures.
func (x *lending) finish() {
	r, v := x.r, x.v
	x.peaks = make([]float64, r.n)
	peaks, short := x.peaks, make([]float64, r.n)
	need := make([]float64, r.n)
	for m, col := range r.need {
		mean := 0.0
		for s, a := range col {
			need[s] = math.Max(0, a.Float())
			peaks[s] = math.Max(peaks[s], need[s])
			mean += need[s] / float64(r.n)
		}
		v.Months = append(v.Months, outcome.PoolMonth{Date: r.s.Settings.Start.Add(m).String(), NeedMean: cents(mean), NeedAt: cents(quantile(need, v.Confidence)),
			CashMean: cents(x.cash[m]), LeftMean: cents(x.short[m]), ProbabilityShort: x.missed[m]})
	}
	for s, months := range x.left {
		short[s] = slices.Max(months)
	}
	for s := range peaks {
		v.PeakMean += peaks[s] / float64(r.n)
	}
	v.PeakMean, v.PeakNeed, v.PeakShort = cents(v.PeakMean), cents(quantile(peaks, v.Confidence)), cents(quantile(short, v.Confidence))
	v.ProbabilityShort = float64(len(x.left)) / float64(r.n)
	for j := range v.Sources {
		s := &v.Sources[j]
		s.Used, s.Cost = cents(s.Used), cents(s.Cost)
		for m := range s.Drawn {
			s.Drawn[m] = cents(s.Drawn[m])
		}
	}
}

// borrowers says what each plan takes: the pool serves them by priority, then as listed,
// so what is left falls on the last.
func (x *lending) borrowers(o *outcome.Portfolio) error {
	if x.v.Pooled {
		return nil
	}
	r := x.r
	starts := make([]int64, len(r.members))
	at := r.gaps.from
	for i := range r.members {
		starts[i] = at
		at += r.members[i].Gaps
	}
	left, adds := make([]int, len(r.members)), make([]float64, len(r.members))
	for _, i := range slices.Backward(byPriority(o.Plans)) {
		last := -1
		without := slices.Clone(x.peaks)
		err := readGaps(r.gaps.at, starts[i], r.members[i].Gaps, func(row gapRow) {
			without[row.scenario] = r.peakWithout(row)
			rest := x.left[row.scenario]
			if rest == nil {
				return
			}
			for k, a := range row.months {
				m := row.first + k
				taken := math.Min(rest[m], a.Float())
				if rest[m] -= taken; taken > shortest && row.scenario != last {
					left[i]++
					last = row.scenario
				}
			}
		})
		if err != nil {
			return err
		}
		adds[i] = cents(quantile(x.peaks, x.v.Confidence) - quantile(without, x.v.Confidence))
	}
	for i := range o.Plans {
		b := &r.members[i]
		x.v.Plans = append(x.v.Plans, outcome.PoolBorrower{ID: o.Plans[i].ID, ProbabilityNeeds: b.Short, PeakMean: cents(b.Peak), ProbabilityLeft: float64(left[i]) / float64(r.n), AddsPeak: adds[i]})
	}
	return nil
}

// peakWithout is the most that the plans lack at once in a scenario, but for one of them.
func (r *runner) peakWithout(row gapRow) float64 {
	most := 0.0
	for m, col := range r.need {
		need := col[row.scenario]
		if k := m - row.first; k >= 0 && k < len(row.months) {
			need = need.Sub(row.months[k])
		}
		most = math.Max(most, need.Float())
	}
	return most
}

// byPriority lists plans by priority, as listed where it is the same; those without one
// come last.
func byPriority(plans []outcome.PortfolioPlan) []int {
	order := make([]int, len(plans))
	for i := range order {
		order[i] = i
	}
	rank := func(i int) int { return cmp.Or(plans[i].Priority, math.MaxInt) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rank(a), rank(b)) })
	return order
}
