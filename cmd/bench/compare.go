package main

import (
	"context"
	"math"

	"ballast/models"
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
func (p *problem) compare(ctx context.Context, theirs *models.FigureTable, n, runs int) ([]compared, error) {
	cfg := p.cfg
	cfg.Run.Scenarios = n
	cfg.Top = math.MaxInt
	ours, err := models.Figures(ctx, p.m, cfg)
	if err != nil {
		return nil, err
	}
	own, err := p.errors(ctx, cfg.Run.Sampling, runs, max(1, n/10))
	if err != nil {
		return nil, err
	}
	plain, err := p.errors(ctx, "MC", runs, max(1, n/10))
	if err != nil {
		return nil, err
	}
	at := map[string]float64{}
	for _, v := range ours.Values(p.cfg.CostQuantiles) {
		at[v.Name] = v.X
	}
	var all []compared
	for _, v := range theirs.Values(p.cfg.CostQuantiles) {
		x, ok := at[v.Name]
		if !ok {
			x = math.NaN()
		}
		c := compared{name: v.Name, ours: x, theirs: v.X}
		c.se = math.Hypot(own.at(v, x, n), plain.at(v, x, theirs.Scenarios))
		all = append(all, c)
	}
	return all, nil
}

// spread is how figures vary between runs of n scenarios.
type spread struct {
	n, sample int
	sd        map[string]float64
}

// errors repeats short runs with seeds of their own.
func (p *problem) errors(ctx context.Context, sampling string, runs, n int) (*spread, error) {
	cfg := p.cfg
	cfg.Top = math.MaxInt
	cfg.Run.Scenarios, cfg.Run.Sampling = n, sampling
	found := map[string][]float64{}
	for r := range runs {
		seed := uint64(1000 + r)
		cfg.Run.Seed = &seed
		t, err := models.Figures(ctx, p.m, cfg)
		if err != nil {
			return nil, err
		}
		for _, v := range t.Values(p.cfg.CostQuantiles) {
			found[v.Name] = append(found[v.Name], v.X)
		}
	}
	s := &spread{n: n, sample: p.cfg.Sample, sd: map[string]float64{}}
	for name, x := range found {
		_, s.sd[name] = stats.MeanSD(x)
	}
	return s, nil
}

// at is the standard error of a figure in a run of n scenarios.
func (s *spread) at(v models.FigureValue, x float64, n int) float64 {
	if v.Ranks {
		return s.sd[v.Name] * math.Sqrt(float64(min(s.n, s.sample))/float64(min(n, s.sample)))
	}
	se := s.sd[v.Name] * math.Sqrt(float64(s.n)/float64(n))
	if v.Share {
		q := min(max(x, 1/float64(n)), 1-1/float64(n))
		se = max(se, math.Sqrt(q*(1-q)/float64(n)))
	}
	return se
}
