package main

import (
	"context"
	"math"

	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// compared is one figure of two programs.
type compared struct {
	name         string
	ours, theirs float64
	se           float64 // of the difference
}

// apart is the difference in standard errors; rounding counts as none.
func (c compared) apart() float64 {
	d := c.ours - c.theirs
	if abs(d) <= 1e-9*max(abs(c.ours), abs(c.theirs)) {
		return 0
	}
	return d / c.se
}

func abs(x float64) float64 { return math.Abs(x) }

// compare runs n scenarios of the problem and puts each figure beside theirs.
// The errors of both are found from the spread of a number of runs of a tenth
// of n with seeds of their own: plain random ones for theirs, the problem's
// design for ours. A strongest input of theirs is looked up among all of ours.
func (p *problem) compare(ctx context.Context, theirs *figureTable, n, runs int) ([]compared, error) {
	cfg := p.cfg
	cfg.Scenarios = n
	ours, err := p.figures(ctx, cfg)
	if err != nil {
		return nil, err
	}
	own, err := p.errors(ctx, cfg.Sampling, runs, max(1, n/10))
	if err != nil {
		return nil, err
	}
	plain, err := p.errors(ctx, "MC", runs, max(1, n/10))
	if err != nil {
		return nil, err
	}
	at := map[string]float64{}
	for _, v := range ours.values(p.costPercents()) {
		at[v.name] = v.x
	}
	var all []compared
	theirs.quantile = p.w.Outputs.ReserveQuantile
	theirs.keepPercents(p.w.Outputs.CostQuantiles)
	for _, v := range theirs.values(p.costPercents()) {
		x, ok := at[v.name]
		if !ok {
			x = math.NaN()
		}
		c := compared{name: v.name, ours: x, theirs: v.x}
		c.se = math.Hypot(own.at(v, x, n), max(plain.at(v, x, theirs.Scenarios), counted(v, theirs.Scenarios)))
		all = append(all, c)
	}
	return all, nil
}

// counted is the standard error of a quantile that is counted in n plain random
// scenarios, of a figure that is about normal; 0 for what is no quantile. The
// peer counts, while our plain random runs smooth cost and correct NPV by it, so
// their spread is less than the peer's.
// Source: Serfling, Approximation Theorems of Mathematical Statistics (1980), 2.3.3.
// Checked: TestCountedQuantile.
func counted(v figureValue, n int) float64 {
	if v.sd == 0 {
		return 0
	}
	q := v.percent / 100
	z := distribution.NormalQuantile(q)
	return v.sd * math.Sqrt(q*(1-q)/float64(n)) / distribution.NormalDensity(z)
}

// spread is how figures vary between runs of n scenarios.
type spread struct {
	n, sample int
	sd        map[string]float64
}

// errors repeats short runs with seeds of their own.
func (p *problem) errors(ctx context.Context, sampling string, runs, n int) (*spread, error) {
	cfg := p.cfg
	cfg.Scenarios, cfg.Sampling = n, sampling
	found := map[string][]float64{}
	for r := range runs {
		seed := uint64(1000 + r)
		cfg.Seed = &seed
		t, err := p.figures(ctx, cfg)
		if err != nil {
			return nil, err
		}
		for _, v := range t.values(p.costPercents()) {
			found[v.name] = append(found[v.name], v.x)
		}
	}
	s := &spread{n: n, sample: p.w.Outputs.SensitivitySample, sd: map[string]float64{}}
	for name, x := range found {
		_, s.sd[name] = stats.MeanSD(x)
	}
	return s, nil
}

// at is the standard error of a figure in a run of n scenarios.
func (s *spread) at(v figureValue, x float64, n int) float64 {
	if v.ranks {
		return s.sd[v.name] * math.Sqrt(float64(min(s.n, s.sample))/float64(min(n, s.sample)))
	}
	se := s.sd[v.name] * math.Sqrt(float64(s.n)/float64(n))
	if v.share {
		q := min(max(x, 1/float64(n)), 1-1/float64(n))
		se = max(se, math.Sqrt(q*(1-q)/float64(n)))
	}
	return se
}
