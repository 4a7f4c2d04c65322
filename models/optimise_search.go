package models

import (
	"context"
	"math"
	"math/rand/v2"
	"sync"

	"gonum.org/v1/gonum/optimize"

	"ballast/sim"
)

// search is one search for the best amounts: many starts, each on one worker.
// gonum's CMA-ES finds the region; it ranks points and needs no slope, which a
// share of futures does not have. A compass search then walks to the corner
// where limits meet, which a population does not reach exactly; its steps
// change one source, or move money from one source to another.
//
// Source: Hansen, The CMA Evolution Strategy: A Tutorial (2016); Kolda, Lewis
// and Torczon, SIAM Review 45 (2003), 385-482, on compass search; Deb, Comput.
// Methods Appl. Mech. Eng. 186 (2000), 311-338, on ranking feasible points
// first; Kleywegt, Shapiro and Homem-de-Mello, SIAM J. Optim. 12 (2002),
// 479-502, on sample average approximation.
// Checked: TestOptimiseClosedForm, TestSlowOptimiseAgainstGrid.
type search struct {
	ctx   context.Context
	d     *mixStudy
	watch *watch
	seed  uint64
	wide  int // evaluations of CMA-ES by start, 0 none
	near  int // evaluations of the compass search by start
	step  float64
}

// watch counts evaluations and keeps the best so far, for the reader of the
// progress bar and for a search that is interrupted.
type watch struct {
	mu          sync.Mutex
	done, total int
	keep        *limits // the best of points under these limits only
	best        *point
	tell        func(done, total int, best *point)
}

func (w *watch) saw(p *point, l *limits) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	if l == w.keep && (w.best == nil || p.less(w.best)) {
		w.best = p
	}
	if w.tell != nil {
		w.tell(min(w.done, w.total), w.total, w.best)
	}
}

// task is one start of a search.
type task struct {
	s     *sample
	l     *limits
	start []float64
	wide  bool // CMA-ES, else the compass search
}

// all runs the tasks, each on one worker, and returns the best point of each.
func (s *search) all(tasks []task) ([]point, error) {
	out := make([]point, len(tasks))
	prog := sim.Program{NewKernel: func(uint64) sim.Kernel {
		return kernelFunc(func(b *sim.Block) error {
			for _, k := range b.Scenario {
				p, err := s.one(&tasks[k], uint64(k))
				if err != nil {
					return err
				}
				out[k] = p
			}
			return nil
		})
	}}
	_, err := sim.Run(s.ctx, &prog, s.d.each(len(tasks)))
	return out, err
}

// one follows one start.
func (s *search) one(t *task, stream uint64) (point, error) {
	p := newProber(t.s, t.l)
	eval := func(a []float64) point {
		x := p.at(a)
		s.watch.saw(&x, t.l)
		return x
	}
	best := eval(t.start)
	free := t.l.free()
	if len(free) == 0 {
		return best, nil
	}
	if t.wide && s.wide > 0 {
		return s.cma(eval, t.l, free, best, stream), s.ctx.Err()
	}
	w := &compass{ctx: s.ctx, p: p, eval: eval, l: t.l, free: free, best: best, budget: s.near}
	best = w.walk(s.step)
	return best, s.ctx.Err()
}

// free are the sources whose amount can be chosen.
func (l *limits) free() []int {
	var out []int
	for j := range l.lo {
		if l.hi[j] > l.lo[j]+tiny {
			out = append(out, j)
		}
	}
	return out
}

// cma lets gonum's CMA-ES look around in the box of the bounds.
func (s *search) cma(eval func([]float64) point, l *limits, free []int, best point, stream uint64) point {
	x0, a := make([]float64, len(free)), append([]float64(nil), best.amounts...)
	for i, j := range free {
		x0[i] = (a[j] - l.lo[j]) / (l.hi[j] - l.lo[j])
	}
	problem := optimize.Problem{
		Func: func(x []float64) float64 {
			outside := 0.0
			for i, j := range free {
				in := min(max(x[i], 0), 1)
				outside += math.Abs(x[i] - in)
				a[j] = l.lo[j] + float64(in*(l.hi[j]-l.lo[j]))
			}
			p := eval(a)
			if p.less(&best) {
				best = p
			}
			if p.violation > 0 {
				return 1e6 * (1 + p.violation + outside)
			}
			return p.value/l.scale + float64(1e-3*outside)
		},
		Status: func() (optimize.Status, error) { return optimize.NotTerminated, s.ctx.Err() },
	}
	settings := &optimize.Settings{FuncEvaluations: s.wide, Converger: optimize.NeverTerminate{}}
	method := &optimize.CmaEsChol{InitStepSize: 0.3, Population: 8 + len(free), Src: rand.NewPCG(s.seed, stream)}
	// An error is that of ctx, which the caller looks at, or a population that
	// has shrunk to a point: the best point seen stands in both cases.
	_, _ = optimize.Minimize(problem, x0, settings, method)
	return best
}
