package sim

import (
	"context"
	"fmt"
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
	pool := &pool{d: d, cfg: cfg}
	first, end := cfg.First, cfg.First+cfg.Scenarios
	if first == 0 {
		if first, err = pool.stops(ctx, r, end); err != nil {
			return nil, err
		}
	}
	if r.wantsBins() {
		pilot := r.pilotEnd()
		if cfg.First == 0 {
			if err := pool.run(ctx, r, d.cut.pieces(first, pilot)); err != nil {
				return nil, err
			}
			first = pilot
		}
		if err := pool.bins(ctx, r, pilot); err != nil {
			return nil, err
		}
	}
	if err := pool.run(ctx, r, d.cut.pieces(first, end)); err != nil {
		return nil, err
	}
	pool.countPending(r)
	r.finish()
	return r, nil
}

// pool runs pieces of work on all workers, which keep their memory between
// calls.
type pool struct {
	d       *drawer
	cfg     Config
	workers []*worker
	done    int
}

// run draws and evaluates pieces into a result.
func (p *pool) run(ctx context.Context, r *Result, pieces []span) error {
	for len(p.workers) < min(p.cfg.Workers, len(pieces)) {
		p.workers = append(p.workers, newWorker(p.d, p.cfg.Seed))
	}
	return p.each(ctx, len(pieces), func(w, k int) error { return p.workers[w].piece(r, pieces[k]) },
		func(w, k int) {
			r.addSums(p.workers[w].blk.Sum)
			p.workers[w].rows.take(r)
			p.done += pieces[k].end - pieces[k].first
			if p.cfg.Progress != nil && p.done > 0 {
				p.cfg.Progress(p.done, p.cfg.Scenarios)
			}
		})
}

// each calls work(worker, k) for k = 0..n-1 on the workers and waits for all of
// them; after(worker, k) is called for one at a time, in no order. Of several
// errors the one with the lowest k is returned: all before it were begun, and
// end, before another can be.
func (p *pool) each(ctx context.Context, n int, work func(w, k int) error, after func(w, k int)) error {
	var (
		next   atomic.Int64
		failed atomic.Bool
		wg     sync.WaitGroup
		mu     sync.Mutex
		bad    = n
		first  error
	)
	for w := range min(p.cfg.Workers, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for !failed.Load() && ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= n {
					return
				}
				err := work(w, k)
				mu.Lock()
				if err == nil {
					after(w, k)
				} else if failed.Store(true); k < bad {
					bad, first = k, err
				}
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	if first != nil {
		return first
	}
	return ctx.Err()
}

// checkFinite finds an output that is NaN, or infinite where Program.Finite
// says that this means nothing.
func checkFinite(p *Program, b *Block) error {
	for k, col := range b.Scalar {
		if k < len(p.Errors) && p.Errors[k] {
			continue
		}
		i := -1 // also of one that is nil
		if p.Finite != nil && p.Finite[k] {
			i = notFinite(col)
		} else {
			i = firstNaN(col)
		}
		if i >= 0 {
			return &NotFiniteError{Name: p.Scalars[k], Scenario: b.Scenario[i], Value: col[i]}
		}
	}
	return nil
}

// firstNaN returns the place of the first NaN, -1 without one.
func firstNaN(x []float64) int {
	from := notFinite(x)
	if from < 0 {
		return -1
	}
	for i, v := range x[from:] {
		if v != v {
			return from + i
		}
	}
	return -1
}
