package models

import (
	"context"
	"math"
)

// Fill is what the sources of a plan give towards a need that others have.
type Fill struct {
	Left    [][]float64 // [month][scenario] of the need, what is not met
	Balance [][]float64 // [month][scenario] cash
	Drawn   [][]float64 // [source][month] mean
	Cost    []float64   // [source] mean of interest and fees
}

// Fill lets the sources of a plan that costs nothing itself meet a need: in every
// scenario a level by month, of which what it rises by is lent and what it falls by
// comes back. The sources are as certain, as late and as dear as the plan says.
//
// Checked: TestPoolFillsTheGaps.
func (m *Model) Fill(ctx context.Context, cfg PartConfig, need func(scenario int, level []float64)) (*Fill, error) {
	cfg.Cash, cfg.Place = true, func(Shock) int { return 0 }
	x, err := m.newPartRun(cfg)
	if err != nil {
		return nil, err
	}
	x.impose = func() func(s *scenario) {
		level := make([]float64, m.horizon)
		return func(s *scenario) {
			need(s.id, level)
			before := 0.0
			for k, now := range level {
				s.ncf[k] -= now - before
				before = now
			}
		}
	}
	res, err := x.run(ctx)
	if err != nil {
		return nil, err
	}
	f := &Fill{Balance: res.Series[m.out.seriesCash], Left: make([][]float64, m.horizon)}
	level := make([]float64, m.horizon)
	for k := range f.Left {
		f.Left[k] = make([]float64, res.N)
	}
	for s := range res.N {
		need(res.First+s, level)
		for k, want := range level {
			if short := m.minimum - f.Balance[k][s]; short > gapTolerance {
				f.Left[k][s] = math.Min(want, short)
			}
		}
	}
	n, h := float64(res.N), m.horizon
	for j := range m.sources {
		drawn := make([]float64, h)
		for k := range drawn {
			drawn[k] = res.Sums[m.out.sumDrawn+j*h+k] / n
		}
		f.Drawn, f.Cost = append(f.Drawn, drawn), append(f.Cost, res.Sums[m.out.sumFees+j]/n)
	}
	return f, nil
}
