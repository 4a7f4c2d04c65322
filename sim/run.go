package sim

import (
	"context"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
)

// Run simulates the program. The result is the same, bit for bit, for any
// number of workers. Run returns ctx.Err() when cancelled, within a block.
func Run(ctx context.Context, p *Program, cfg Config) (*Result, error) {
	cfg = cfg.withDefaults()
	if cfg.First%cfg.Replicate != 0 {
		return nil, fmt.Errorf("sim: first scenario %d is not a multiple of the replicate length %d", cfg.First, cfg.Replicate)
	}
	c, err := compile(p)
	if err != nil {
		return nil, err
	}
	d, err := newDrawer(c, cfg)
	if err != nil {
		return nil, err
	}
	r := newResult(p, cfg, d)
	units := d.units()
	sums := make([][]float64, len(units))
	err = forEach(ctx, len(units), cfg, func() func(int) error {
		w := newWorker(d, cfg.Seed)
		return func(k int) error {
			u := units[k]
			if err := d.draw(w.into(r, u), u, &w.scratch); err != nil {
				return err
			}
			b := w.block(u)
			sums[k] = make([]float64, p.Sums)
			b.Sum = sums[k]
			r.bind(b, u.first-cfg.First)
			if err := w.kernel.Run(b); err != nil {
				return err
			}
			r.keepInputs(b, u.first-cfg.First)
			return checkFinite(p, b)
		}
	}, func(k int) int { return units[k].end - units[k].first })
	if err != nil {
		return nil, err
	}
	for _, s := range sums { // in order: the sum has the same bits for any number of workers
		for i, x := range s {
			r.Sums[i] += x
		}
	}
	return r, nil
}

// forEach calls the workers' functions for 0..n-1 on cfg.Workers goroutines
// and waits for all of them. The first error in order of index wins.
func forEach(ctx context.Context, n int, cfg Config, worker func() func(int) error, size func(int) int) error {
	var (
		next   atomic.Int64
		failed atomic.Bool
		wg     sync.WaitGroup
		mu     sync.Mutex
		done   int
		errs   = make([]error, n)
	)
	for range min(cfg.Workers, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f := worker()
			for !failed.Load() && ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= n {
					return
				}
				if errs[k] = f(k); errs[k] != nil {
					failed.Store(true)
					return
				}
				mu.Lock()
				done += size(k)
				if cfg.Progress != nil {
					cfg.Progress(done, cfg.Scenarios)
				}
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// worker is what one goroutine owns.
type worker struct {
	d       *drawer
	kernel  Kernel
	columns [][]float64
	views   [][]float64
	scratch drawScratch
	blk     Block
}

func newWorker(d *drawer, seed uint64) *worker {
	w := &worker{d: d, kernel: d.NewKernel(seed)}
	w.columns = make([][]float64, len(d.Variables))
	w.views = make([][]float64, len(d.Variables))
	return w
}

// in returns the draw columns at length n.
func (w *worker) in(n int) [][]float64 {
	for v := range w.columns {
		w.columns[v] = resize(w.columns[v], n)
		w.views[v] = w.columns[v]
	}
	return w.views
}

// into returns the draw columns of a unit: the result's own where it keeps the
// draws of the whole unit, scratch otherwise.
func (w *worker) into(r *Result, u span) [][]float64 {
	at, n := u.first-r.First, u.end-u.first
	if at+n > r.InputsN {
		return w.in(n)
	}
	for v := range w.views {
		w.views[v] = r.Inputs[v][at : at+n : at+n]
	}
	return w.views
}

func (w *worker) block(u span) *Block {
	b := &w.blk
	b.N = u.end - u.first
	b.In = w.views
	b.Scenario = b.Scenario[:0]
	for s := u.first; s < u.end; s++ {
		b.Scenario = append(b.Scenario, s)
	}
	return b
}

// checkFinite finds the first NaN output. Infinities are allowed: they mean
// "never" (a payback beyond the horizon).
func checkFinite(p *Program, b *Block) error {
	for k, col := range b.Scalar {
		for i, x := range col {
			if math.IsNaN(x) {
				return &NotFiniteError{Name: p.Scalars[k], Scenario: b.Scenario[i], Value: x}
			}
		}
	}
	return nil
}
