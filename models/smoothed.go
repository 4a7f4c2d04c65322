package models

import (
	"slices"
	"sync"

	"ballast/sim"
	"ballast/sim/stats"
)

// smoothing holds the smoothed distributions of the layers of the cost of a run,
// each worked out when it is first asked for. What is subtracted from each other
// comes from them all, or, where nothing moves with the score, from none.
type smoothing struct {
	mu     sync.Mutex
	n      int // scenarios of the run when they were made
	curves [costLayers]*stats.Curve
	worth  worthCurves
}

// worthCurves holds those of the worth of the parties, under a lock of its own: they take
// long, and who asks for a cost must not wait for them.
type worthCurves struct {
	mu     sync.Mutex
	n      int
	guide  *stats.Guide // of the NPV before tax and funding
	curves map[int]*stats.Curve
}

// smoothed reports whether costs of the run are smoothed: at least one line has a
// continuous amount that moves with the score.
func (s *Simulation) smoothed() bool {
	return s.res.Moves > 0 && s.res.SmoothN > 0 && !s.flowsOnly && !s.counted
}

// smoothedN is how many scenarios are smoothed.
func (s *Simulation) smoothedN() int {
	if !s.smoothed() {
		return 0
	}
	return s.res.SmoothN
}

// smoothStops are the numbers of scenarios at which it is decided whether more are
// smoothed.
func (s *Simulation) smoothStops() (at []int) {
	for n := smoothLeast; s.decides && n < min(s.cfg.Scenarios, s.cfg.KeepSmooth); n *= 2 {
		at = append(at, n)
	}
	return at
}

// smoothOn reports whether more scenarios have to be smoothed than the first ones: while
// the reserve has an interval wider than the plan asks for, or what it is known by, the
// share of scenarios within it, a greater error than that of smoothWorth times as many
// plain random scenarios as the run has. It hangs on these scenarios alone.
//
// Checked: TestSmoothingEnds.
func (s *Simulation) smoothOn(first *sim.Result) bool {
	if first.Moves == 0 {
		return true
	}
	if first.SmoothN < first.N { // fewer were enough
		return false
	}
	p := s.m.plan.Project.ReserveConfidence
	x := s.m.smooth(first, costLayers-1)
	counted := stats.Quantiles(first.Scalar[s.m.out.total][:first.SmoothN], []float64{p})[0]
	if se := x.ShareError(counted); !(float64(smoothWorth*float64(s.cfg.Scenarios))*float64(se*se) <= p*(1-p)) {
		return true
	}
	c := s.m.totalCurve(x)
	if lo, hi := c.QuantileInterval(p); !(hi-lo <= s.accuracy()) {
		return true
	}
	s.smoothing.n, s.smoothing.curves[costLayers-1] = s.cfg.Scenarios, c // that of the run
	return false
}

// layerOf is the layer of the cost that a scalar output is, -1 for others.
func (m *Model) layerOf(col int) int {
	for layer, c := range m.layerColumns() {
		if c == col {
			return layer
		}
	}
	return -1
}

// layerColumns are the outputs of the layers.
func (m *Model) layerColumns() [costLayers]int {
	return [costLayers]int{m.out.layer1, m.out.layer2, m.out.layer3, m.out.total}
}

// smooth is a layer of the cost in the scenarios of a result that are smoothed.
func (m *Model) smooth(res *sim.Result, layer int) *stats.Smooth {
	n, o := res.SmoothN, &m.out
	poly := make([][]float64, stats.SmoothNodes)
	for p := range poly {
		poly[p] = res.Scalar[o.poly[layer]+p][:n]
	}
	x := stats.NewSmooth(res.Scalar[m.layerColumns()[layer]][:n], res.Scalar[o.score][:n], poly, false, res.Replicates(n))
	return x.With(m.control(res, layer))
}

// aroundShares are shares about p at which the distribution is wanted more
// closely.
func aroundShares(p float64) []float64 {
	var out []float64
	for _, off := range []float64{-0.005, 0, 0.005} {
		if q := p + off; q > 0 && q < 1 {
			out = append(out, q)
		}
	}
	return out
}

// curveOf is the smoothed distribution of a layer.
func (s *Simulation) curveOf(layer int) *stats.Curve {
	if c := s.smoothing.curve(layer, s.res.N); c != nil {
		return c
	}
	return s.smoothing.keep(layer, s.newCurve(layer))
}

// curve is the distribution of a layer that was made for a run of n scenarios; nil without.
func (x *smoothing) curve(layer, n int) *stats.Curve {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.n != n {
		x.n, x.curves = n, [costLayers]*stats.Curve{}
	}
	return x.curves[layer]
}

// keep keeps the distribution of a layer, unless another one did meanwhile.
func (x *smoothing) keep(layer int, c *stats.Curve) *stats.Curve {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.curves[layer] == nil {
		x.curves[layer] = c
	}
	return x.curves[layer]
}

// newCurve works the distribution of a layer out, or finds that of the same costs.
func (s *Simulation) newCurve(layer int) *stats.Curve {
	p := s.m.plan.Project.ReserveConfidence
	for above := layer + 1; above < costLayers; above++ {
		if c := s.smoothing.curve(above, s.res.N); c != nil && s.sameLayers(layer, above) { // nothing escalates, nothing stretches
			return c
		}
	}
	if layer == costLayers-1 {
		return s.m.totalCurve(s.m.smooth(s.res, layer))
	}
	return s.m.smooth(s.res, layer).Near(p)
}

// totalCurve is the distribution of the total cost.
func (m *Model) totalCurve(total *stats.Smooth) *stats.Curve {
	return total.Curve(aroundShares(m.plan.Project.ReserveConfidence), m.costLimits())
}

// sameLayers reports whether two layers are the same in all smoothed scenarios.
func (s *Simulation) sameLayers(a, b int) bool {
	n, o, cols := s.res.SmoothN, &s.m.out, s.m.layerColumns()
	same := func(i, j int) bool { return slices.Equal(s.res.Scalar[i][:n], s.res.Scalar[j][:n]) }
	if !same(cols[a], cols[b]) {
		return false
	}
	for p := range stats.SmoothNodes {
		if !same(o.poly[a]+p, o.poly[b]+p) {
			return false
		}
	}
	return true
}

// costLimits are the limits at which the share of the total cost is asked for.
func (m *Model) costLimits() []float64 {
	over, _ := m.overrunLine()
	return []float64{m.beyond(m.base), m.jointCost, m.beyond(over)}
}

// worthShares are the shares whose quantiles of NPV are stated with their intervals.
func worthShares() []float64 { return []float64{0.05, 0.1, 0.5, 0.9, 0.95} }

// worthCurve is the distribution of the NPV of a party, which goes along with that of
// the project before tax and funding; nil for other outputs, and where not all
// scenarios are smoothed: there counting all of them is as good.
func (s *Simulation) worthCurve(col int) *stats.Curve {
	if s.m.out.pretax < 0 || !s.smoothed() || s.res.SmoothN < s.res.N || !s.m.isWorth(col) {
		return nil
	}
	x := &s.smoothing.worth
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.guide == nil || x.n != s.res.N { // what was made for a shorter run is gone
		n, o := s.res.SmoothN, &s.m.out
		poly := make([][]float64, stats.SmoothNodes)
		for p := range poly {
			poly[p] = s.res.Scalar[o.pretaxPoly+p][:n]
		}
		x.guide = stats.NewGuide(stats.NewSmooth(s.res.Scalar[o.pretax][:n], s.res.Scalar[o.score][:n], poly, true, s.res.Replicates(n)))
		x.n, x.curves = s.res.N, map[int]*stats.Curve{}
	}
	if x.curves[col] == nil {
		x.curves[col] = stats.NewMatched(s.res.Scalar[col], x.guide).Curve(worthShares(), []float64{0})
	}
	return x.curves[col]
}

// isWorth reports whether a scalar output is the NPV of a party.
func (m *Model) isWorth(col int) bool {
	o := &m.out
	return col == o.project.npv || col == o.equity.npv || slices.ContainsFunc(o.partners, func(w worthAt) bool { return w.npv == col })
}

// smoothQuantile is the quantile of the total cost of another run of the model,
// smoothed where this can be.
func (m *Model) smoothQuantile(res *sim.Result, p float64) float64 {
	if res.Moves == 0 || res.SmoothN == 0 {
		return m.costQuantile(res.Scalar[m.out.total], p)
	}
	return m.smooth(res, costLayers-1).Near(p).Quantile(p)
}
