package sim

import (
	"context"
	"errors"
	"fmt"
)

// Subset runs the program again on chosen scenarios of the run that cfg
// describes, which get the same draws as they had there. scenarios must be
// ascending and inside the run. A result of that run, which may be nil, lends
// the draws that it kept, so that they need not be drawn again. visit is called
// for each block in order of scenario, from one goroutine; the block is valid
// during the call only.
func Subset(ctx context.Context, p *Program, cfg Config, kept *Result, scenarios []int, visit func(*Block) error) error {
	return subset(ctx, p, cfg, kept, scenarios, nil, visit)
}

// SubsetAt is Subset with every chosen scenario moved to a score of its own:
// scores[i] is that of scenarios[i], and what is independent of the score stays
// as it was. The program must have a direction; see Program.Pull.
func SubsetAt(ctx context.Context, p *Program, cfg Config, scenarios []int, scores []float64, visit func(*Block) error) error {
	if len(scores) != len(scenarios) {
		return fmt.Errorf("sim: %d scores for %d scenarios", len(scores), len(scenarios))
	}
	return subset(ctx, p, cfg, nil, scenarios, scores, visit)
}

func subset(ctx context.Context, p *Program, cfg Config, kept *Result, scenarios []int, scores []float64, visit func(*Block) error) error {
	cfg = cfg.withDefaults()
	c, err := compile(p)
	if err != nil {
		return err
	}
	d, err := newDrawer(c, cfg)
	if err != nil {
		return err
	}
	w := newWorker(d, cfg.Seed)
	n := 0
	for kept != nil && n < len(scenarios) && scenarios[n] < kept.First+kept.InputsN && scenarios[n] >= kept.First {
		n++
	}
	if n > 0 {
		if err := w.stored(kept, scenarios[:n]); err != nil {
			return err
		}
		if err := visit(&w.blk); err != nil {
			return err
		}
		scenarios = scenarios[n:]
	}
	for len(scenarios) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		if s := scenarios[0]; s < cfg.First || s >= cfg.First+cfg.Scenarios {
			return fmt.Errorf("sim: scenario %d is outside %d..%d", s, cfg.First, cfg.First+cfg.Scenarios-1)
		}
		u := d.cut.holding(scenarios[0], cfg.First+cfg.Scenarios)
		n := 0
		for n < len(scenarios) && scenarios[n] < u.end {
			n++
		}
		if err := w.subset(u, scenarios[:n], scores[:min(n, len(scores))]); err != nil {
			return err
		}
		scores = scores[min(n, len(scores)):]
		if err := visit(&w.blk); err != nil {
			return err
		}
		scenarios = scenarios[n:]
	}
	return nil
}

// subset draws the unit, keeps the chosen scenarios and runs the kernel on them.
// A draw that is not finite is no error here: a scenario that stopped a run can
// be looked at, and so can its neighbours.
func (w *worker) subset(u span, chosen []int, scores []float64) error {
	in := w.in(u.end - u.first)
	w.scratch.moving = len(scores) > 0
	var infinite *NotFiniteError
	if err := w.d.draw(in, u, &w.scratch); err != nil && !errors.As(err, &infinite) {
		return err
	}
	for v, col := range in {
		choose(col, u, chosen)
		w.views[v] = col[:len(chosen)]
	}
	if w.d.turn.on() {
		w.chooseTurn(u, chosen)
		if len(scores) > 0 {
			w.blk.In = w.views
			w.blk.moveTo(scores)
			w.blk.turned = nil // the scores are no longer those of the run
		}
	}
	return w.evaluate(chosen)
}

// choose moves what belongs to the chosen scenarios of a piece, which ascend, to the
// start of a column.
func choose(col []float64, u span, chosen []int) {
	if n := len(chosen); chosen[n-1]-u.first == n-1 {
		return // it is there
	}
	for i, s := range chosen {
		col[i] = col[s-u.first]
	}
}

// chooseTurn keeps what belongs to the turned score of the chosen scenarios.
func (w *worker) chooseTurn(u span, chosen []int) {
	cols := append([][]float64{w.scratch.score}, w.scratch.moved[:len(w.d.turn.moves)]...)
	if w.d.mixer != nil {
		cols = append(cols, w.scratch.chi)
	}
	for _, col := range cols {
		choose(col, u, chosen)
	}
	w.bindTurn(0, len(chosen))
}

// stored takes the draws of the chosen scenarios from a result: where they stand, of
// neighbours.
func (w *worker) stored(r *Result, chosen []int) error {
	n := len(chosen)
	if first := chosen[0]; chosen[n-1]-first == n-1 {
		for v, col := range r.Inputs {
			w.views[v] = col[first-r.First:][:n:n]
		}
		return w.evaluate(chosen)
	}
	for v, col := range w.in(n) {
		for i, s := range chosen {
			col[i] = r.Inputs[v][s-r.First]
		}
	}
	return w.evaluate(chosen)
}

// evaluate runs the kernel on the chosen scenarios, whose draws are in place.
func (w *worker) evaluate(chosen []int) error {
	b := &w.blk
	b.N, b.In, b.Kept, b.Sample, b.Smooth = len(chosen), w.views, true, true, false
	b.Scenario = append(b.Scenario[:0], chosen...)
	w.bindChosen(b.N)
	clear(b.Sum)
	return w.kernel.Run(b)
}

// bindChosen gives the block places for all outputs of n scenarios, which are used
// again for the next block.
func (w *worker) bindChosen(n int) {
	b := &w.blk
	if w.roomFor < n {
		w.roomFor = n
		w.scalars = columns(len(w.d.Scalars), n)
		w.series = make([][][]float64, len(w.d.Program.Series))
		for s := range w.series {
			w.series[s] = columns(w.d.Periods, n)
		}
	}
	b.Scalar, b.Series = b.Scalar[:0], nil
	for _, col := range w.scalars {
		b.Scalar = append(b.Scalar, col[:n])
	}
	if len(w.series) > 0 {
		b.Series = make([][][]float64, len(w.series))
	}
	for s, periods := range w.series {
		for _, col := range periods {
			b.Series[s] = append(b.Series[s], col[:n])
		}
	}
}
