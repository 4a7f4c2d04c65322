package models

import (
	"math"
	"os"
	"testing"

	"ballast/budget"
	"ballast/sim"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// smoothedPlan is a random plan, one in three in progress, under one of the three
// designs, with a t copula in one of four and
// common factors in one of five.
func smoothedPlan(seed uint64) *budget.Plan {
	p := randomPlan(seed)
	if seed%3 == 0 {
		p = lived(seed)
	}
	if seed%2 == 0 {
		makePlainer(p)
	}
	p.Project.Sampling = []string{"Sobol", "MC", "LHS"}[seed/3%3]
	if seed%4 == 0 {
		p.Project.CopulaDF = 4
	}
	if seed%5 == 1 {
		p.Correlations, p.Matrix, p.Loadings = nil, nil, nil
		for i := range p.Costs {
			p.Loadings = append(p.Loadings, budget.Loading{ID: p.Costs[i].ID, General: 0.5, Within: 0.4, Group: "G"})
		}
	}
	return p
}

// TestSmootherAgrees: the polynomials of every layer of the cost are, at each of
// their nodes, what the scenario costs when it is replayed there, and so are the
// changes by alternatives at the two nodes at which they are worked out; on random
// plans with everything that a plan can have.
func TestSmootherAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	seen := map[string]int{}
	plans := uint64(45)
	if patient() {
		plans = 90
	}
	for seed := range plans {
		m := compileChanged(t, smoothedPlan(seed))
		const n = 100
		s, err := newSimulation(m, RunConfig{Scenarios: n, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		r, err := sim.Run(t.Context(), &m.program, s.cfg)
		if err != nil {
			t.Fatal(err)
		}
		if r.Moves == 0 {
			seen["nothing moves"]++
			continue
		}
		chosen, scores := []int{}, []float64{}
		for i := 0; i < n; i += 3 {
			chosen, scores = append(chosen, i), append(scores, 0)
		}
		for q, h := range stats.SmoothScores() {
			for k := range scores {
				scores[k] = h
			}
			err := sim.SubsetAt(t.Context(), &m.program, s.cfg, chosen, scores, func(b *sim.Block) error {
				for i, at := range b.Scenario {
					agree(t, m, r, b, i, at, q, seed, seen)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for what, least := range map[string]int{"moved": 1500, "without": 100, "response": 50, "NPV": 500} {
		if seen[what] < least {
			t.Errorf("only %d of %s: %v", seen[what], what, seen)
		}
	}
}

// agree compares scenario at of a run with scenario i of a block replayed at node q.
func agree(t *testing.T, m *Model, r *sim.Result, b *sim.Block, i, at, q int, seed uint64, seen map[string]int) {
	t.Helper()
	o, x := &m.out, float64(q-stats.SmoothNodes/2)
	size := 1 + math.Abs(m.base)
	for layer, col := range [costLayers]int{o.layer1, o.layer2, o.layer3, o.total} {
		got := 0.0
		for p := stats.SmoothNodes - 1; p >= 0; p-- {
			got = got*x + r.Scalar[o.poly[layer]+p][at]
		}
		if want := b.Scalar[col][i]; math.Abs(got-want) > 1e-8*(size+math.Abs(want)) {
			t.Fatalf("plan %d scenario %d node %d: layer %d is %v by the polynomial, %v replayed", seed, at, q, layer+1, got, want)
		}
		if r.Scalar[col][at] != b.Scalar[col][i] {
			seen["moved"]++
		}
	}
	if o.pretax >= 0 {
		got := 0.0
		for p := stats.SmoothNodes - 1; p >= 0; p-- {
			got = got*x + r.Scalar[o.pretaxPoly+p][at]
		}
		if want := b.Scalar[o.pretax][i]; math.Abs(got-want) > 1e-8*(size+math.Abs(want)) {
			t.Fatalf("plan %d scenario %d node %d: NPV before tax is %v by the polynomial, %v replayed", seed, at, q, got, want)
		}
		if m.plan.Project.TaxRate == 0 {
			if x := r.Scalar[o.pretax][at] - r.Scalar[o.project.npv][at]; math.Abs(x) > 1e-8*(size+math.Abs(r.Scalar[o.pretax][at])) {
				t.Fatalf("plan %d scenario %d: without tax the NPV before tax is off by %v", seed, at, x)
			}
		}
		seen["NPV"]++
	}
	side := q - stats.SmoothNodes/2
	if side != -1 && side != 1 {
		return
	}
	for k := range m.risks {
		if o.near[k] < 0 {
			continue
		}
		for kind, col := range []int{o.without + k, o.response + k} {
			got, want := r.Scalar[o.near[k]+2*kind+(side+1)/2][at], b.Scalar[col][i]
			if math.Abs(got-want) > 1e-8*(size+math.Abs(want)) {
				t.Fatalf("plan %d scenario %d node %d: risk %s changes the cost by %v nearby, %v replayed (alternative %d)", seed, at, q, m.risks[k].id, got, want, kind)
			}
			if want != r.Scalar[col][at] {
				seen[[2]string{"without", "response"}[kind]]++
			}
		}
	}
}

// TestSmoothedIsUnbiased: on random plans with everything that a plan can have
// the smoothed share of scenarios within a limit is, over many seeds, the counted
// one on the same draws: the mean of their difference is 0 within its error, for
// the total cost and for the layers, under every design.
func TestSmoothedIsUnbiased(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	smoothedIsUnbiased(t, 16)
}

// TestSlowSmoothedIsUnbiased: the same with more seeds, which see a smaller bias.
func TestSlowSmoothedIsUnbiased(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	smoothedIsUnbiased(t, 40)
}

func smoothedIsUnbiased(t *testing.T, seeds int) {
	t.Helper()
	const n = 300
	tried, strange := 0, 0
	seen := map[string]int{}
	for seed := range uint64(48) {
		m := compileChanged(t, smoothedPlan(seed))
		p := m.program
		p.Series, p.Sums = nil, 0
		p.NewKernel = func(seed uint64) sim.Kernel { return newKernel(m, seed, costKernel) }
		s, err := newSimulation(m, RunConfig{Scenarios: n, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		cfg := s.cfg
		cfg.KeepInputs, cfg.Bins = 0, false
		run := func(number uint64) *sim.Result {
			cfg.Seed = number
			r, err := sim.Run(t.Context(), &p, cfg)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		first := run(1000)
		if first.Moves == 0 {
			continue
		}
		note(seen, m)
		for _, layer := range []int{1, costLayers - 1} {
			col := m.layerColumns()[layer]
			limits := stats.Quantiles(first.Scalar[col], []float64{0.2, 0.5, 0.8, 0.95})
			off := make([][]float64, len(limits))
			for number := range uint64(seeds) {
				r := run(number)
				x := m.smooth(r, layer)
				for k, limit := range limits {
					counted := share(r.Scalar[col], func(v float64) bool { return v <= limit })
					off[k] = append(off[k], x.Sum(limit)/n-counted)
				}
			}
			for k := range limits {
				mean, sd := stats.MeanSD(off[k])
				if tried++; math.Abs(mean) > 3*sd/math.Sqrt(float64(seeds))+1e-9 {
					strange++
				}
				if math.Abs(mean) > 5*sd/math.Sqrt(float64(seeds))+1e-9 {
					t.Errorf("plan %d layer %d limit %d: smoothed less counted is %.5f on average over the seeds, standard error %.5f", seed, layer+1, k, mean, sd/math.Sqrt(float64(seeds)))
				}
			}
		}
	}
	if float64(strange) > 0.02*float64(tried) {
		t.Errorf("%d of %d differences are off by three standard errors", strange, tried)
	}
	for _, what := range []string{"vendor", "driver", "parent", "factors", "links", "share", "discrete line", "t copula", "as of"} {
		if seen[what] < 2 {
			t.Errorf("%d plans with %s: %v", seen[what], what, seen)
		}
	}
}

// note counts what a plan has.
func note(seen map[string]int, m *Model) {
	has := map[string]bool{"t copula": m.plan.Project.CopulaDF > 0 && (len(m.links) > 0 || m.factors != nil), "as of": m.past != nil, "factors": m.factors != nil, "links": len(m.links) > 0}
	for i := range m.lines {
		l := &m.lines[i]
		has["vendor"] = has["vendor"] || l.vendor >= 0
		has["driver"] = has["driver"] || l.driver >= 0
		has["discrete line"] = has["discrete line"] || l.amount.v >= 0 && m.discrete(l.amount.v)
	}
	for k := range m.risks {
		has["parent"] = has["parent"] || len(m.risks[k].parents) > 0
		has["share"] = has["share"] || m.risks[k].kind == impactShare
	}
	for what, yes := range has {
		if yes {
			seen[what]++
		}
	}
}

// discrete reports whether a variable has steps.
func (m *Model) discrete(v int) bool {
	s := distribution.Compile(m.vars[v].dist)
	return !s.Continuous()
}
