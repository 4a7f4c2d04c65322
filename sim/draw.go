package sim

import (
	"fmt"
	"math"
	"slices"

	"ballast/sim/depend"
	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stream"
)

// drawer makes the draws of any range of scenarios. It is shared by all
// workers; each worker has its own drawScratch.
type drawer struct {
	*compiled
	cfg     Config
	design  *design.Design
	shared  *design.Design // of Program.Common; nil without
	copula  *depend.Copula
	repairs []depend.Repair
	chi     stream.Stream // for the t copula
	mixer   *depend.Mixer // for the t copula
	sampler design.Kind   // what is really used
	cut     cutter

	turn            *turn
	coordinate      []int // [member of the turn] its coordinate of the design
	scoreCoordinate int

	doubtful []int // variables whose draws may be NaN or infinite, ascending
}

type drawScratch struct {
	u       []float64
	words   [piece]uint32 // the same as whole numbers
	z       []float64     // normals of one variable
	cols    [][]float64   // the columns of the linked variables
	values  [][]float64   // their draws in ascending order, under Latin hypercube sampling
	sorted  []float64     // the same of one variable
	factors [][]float64   // normals of the common factors
	chi     []float64     // what the scores of a scenario share
	score   []float64     // turned score; before it is drawn, u.g
	delta   []float64     // what the normals are turned by, times their weights
	moved   [][]float64   // normal scores of the variables that move with the score
	moving  bool          // these are drawn at other scores, so not yet
	copula  depend.Scratch
	order   depend.Reorderer
}

func newDrawer(c *compiled, cfg Config) (*drawer, error) {
	d := &drawer{compiled: c, cfg: cfg, chi: stream.New(cfg.Seed, "copula/chi-square")}
	var err error
	if c.mixture != nil && c.CopulaDF != 0 {
		if d.mixer, err = depend.NewMixer(c.CopulaDF); err != nil {
			return nil, fmt.Errorf("sim: %w", err)
		}
	}
	if d.copula, d.repairs, err = c.newCopula(); err != nil {
		return nil, err
	}
	if d.copula != nil {
		d.mixer = d.copula.Mixer()
	}
	if d.turn, err = c.newTurn(cfg.Sampling, d.copula); err != nil {
		return nil, err
	}
	names, rank := c.coordinates(d.turn)
	d.design, err = design.New(design.Config{Kind: cfg.Sampling, Seed: cfg.Seed,
		Scenarios: cfg.First + cfg.Scenarios, Replicate: cfg.Replicate, Names: names, Rank: rank, Shuffled: c.Common != nil})
	if err != nil {
		return nil, fmt.Errorf("sim: %w", err)
	}
	if d.shared, err = c.sharedDesign(cfg); err != nil {
		return nil, err
	}
	d.sampler = d.design.Kind()
	d.cut = cutter{replicate: cfg.Replicate, piece: piece}
	if d.sampler == design.LHS || c.Common != nil {
		d.cut.piece = cfg.Replicate
	}
	d.placeTurn(names)
	d.doubtful = d.mayBeInfinite()
	return d, nil
}

// newCopula factors the matrix of the linked variables; nil without one.
func (c *compiled) newCopula() (*depend.Copula, []depend.Repair, error) {
	if len(c.rank) <= 1 {
		return nil, nil, nil
	}
	if x := c.tied; x.of(c.Program) {
		return x.copula, x.repairs, nil
	}
	copula, repairs, err := depend.New(depend.Config{Rank: c.rank, DF: c.CopulaDF})
	if err != nil {
		return nil, nil, fmt.Errorf("sim: %w", err)
	}
	return copula, repairs, nil
}

// placeTurn finds the coordinates of the turned normals.
func (d *drawer) placeTurn(names []string) {
	if !d.turn.on() {
		return
	}
	at := make(map[string]int, len(names))
	for i, name := range names {
		at[name] = i
	}
	d.scoreCoordinate = at[scoreKey]
	for _, m := range d.turn.members {
		d.coordinate = append(d.coordinate, at[m.name])
	}
}

// mayBeInfinite lists the variables whose draws must be looked at. A correlated
// or turned score is a sum of normals with weights whose squares sum to 1, so it
// is at most the root of their number times as far from 0 as one normal; what a
// t copula divides by has no bound.
func (d *drawer) mayBeInfinite() []int {
	var list []int
	terms := 1 + len(d.linked)
	if d.mixture != nil {
		terms = 1 + len(d.mixture.strongest)
	}
	terms += len(d.turn.members) + 1
	for v := range d.Variables {
		reach := 1.0
		if d.isLinked[v] || d.turn.at[v] >= 0 {
			reach = math.Sqrt(float64(terms))
		}
		if d.isLinked[v] && d.mixer != nil || !d.samplers[v].Finite(reach*distribution.LargestScore) {
			list = append(list, v)
		}
	}
	return list
}

// draw fills in[v][i] with variable v of scenario s.first+i.
func (d *drawer) draw(in [][]float64, s span, w *drawScratch) error {
	n := s.end - s.first
	w.u = resize(w.u, n)
	turn := d.turn.on()
	if turn {
		d.beginTurn(in, s, w)
	}
	for v := range d.Variables {
		if d.isLinked[v] || d.turn.at[v] >= 0 || d.Variables[v].Within != nil {
			continue
		}
		if d.samplers[v].TakesScores() { // made where they are near, not in the column
			d.fillNormals(w.u, adjacent, v, s, w)
			d.samplers[v].FromZ(in[v], w.u)
			continue
		}
		d.fill(w.u, v, s.first)
		d.samplers[v].FromU(in[v], w.u)
	}
	if d.copula != nil {
		d.fillLinked(in, s, w)
	}
	if d.mixture != nil {
		d.fillFactors(s, w)
	}
	if turn {
		d.turnScore(s, w)
		d.drawMoved(in, w)
	}
	d.drawMixing(s, w)
	if d.copula != nil {
		d.drawLinked(in, w)
	}
	if d.mixture != nil {
		d.drawFactors(in, s, w)
	}
	d.drawNested(in, w)
	for _, v := range d.doubtful {
		if i := notFinite(in[v]); i >= 0 {
			return &NotFiniteError{Name: d.Variables[v].Key, Scenario: s.first + i, Value: in[v][i]}
		}
	}
	return nil
}

// notFinite returns the place of the first NaN or infinity, -1 without one. A sum
// of finite numbers is finite unless it grows too large, so it tells about a
// whole column without a branch for each value; eight sums, because one has to
// wait for itself.
func notFinite(x []float64) int {
	var s0, s1, s2, s3, s4, s5, s6, s7 float64
	rest := x
	for ; len(rest) >= 8; rest = rest[8:] {
		s0 += rest[0]
		s1 += rest[1]
		s2 += rest[2]
		s3 += rest[3]
		s4 += rest[4]
		s5 += rest[5]
		s6 += rest[6]
		s7 += rest[7]
	}
	for _, v := range rest {
		s0 += v
	}
	if sum := s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7; sum-sum == 0 {
		return -1
	}
	return slices.IndexFunc(x, func(v float64) bool { return v-v != 0 })
}

func resize(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n)
	}
	return x[:n]
}
