package models

import (
	"fmt"
	"math"
	"os"
	"sort"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/sim"
	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// smoothedPlan is a random plan, one in three in progress, under one of the three
// designs, with a t copula in one of four, common factors in one of five, and amounts
// correlated with each other and with indices and impacts in one of six.
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
	switch {
	case seed%5 == 1:
		p.Correlations, p.Matrix, p.Loadings = nil, nil, nil
		for i := range p.Costs {
			p.Loadings = append(p.Loadings, budget.Loading{ID: p.Costs[i].ID, General: 0.5, Within: 0.4, Group: "G"})
		}
	case seed%6 == 2 || seed%6 == 3:
		linkAmounts(p)
	}
	return p
}

// linkAmounts correlates every line with the next, the first with an index where months
// are few, and the last with a risk's impact.
func linkAmounts(p *budget.Plan) {
	p.Matrix, p.Loadings, p.Correlations = nil, nil, nil
	link := func(a, b string, rho float64) {
		p.Correlations = append(p.Correlations, budget.Correlation{A: a, B: b, Rho: rho})
	}
	for i := range p.Costs[1:] {
		link(p.Costs[i].ID, p.Costs[i+1].ID, 0.5)
	}
	if p.Project.Horizon <= 18 {
		link(p.Costs[0].ID, "wages", 0.4)
	}
	for i := range p.Risks {
		if p.Risks[i].Impact != nil {
			link(p.Costs[len(p.Costs)-1].ID, p.Risks[i].ID, 0.6)
			break
		}
	}
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
// the total cost and for the layers, under every design. So is the share that is
// stated, which a control corrects, but for the order of one scenario, and the quantiles
// that are stated are on average those of all scenarios of all seeds together.
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

// unbiasedOn is how many scenarios a run of TestSmoothedIsUnbiased has.
const unbiasedOn = 300

func smoothedIsUnbiased(t *testing.T, seeds int) {
	t.Helper()
	tried := biases{t: t}
	seen := map[string]int{}
	for seed := range uint64(48) {
		m := compileChanged(t, smoothedPlan(seed))
		run := costRunner(t, m, unbiasedOn)
		runs := []*sim.Result{run(0)}
		if runs[0].Moves == 0 {
			continue
		}
		for k := 1; k < seeds; k++ {
			runs = append(runs, run(uint64(k)))
		}
		note(seen, m, runs[0].Sampling)
		for _, layer := range []int{1, costLayers - 1} {
			tried.layer(m, runs, layer, fmt.Sprintf("plan %d layer %d", seed, layer+1))
		}
	}
	if float64(tried.strange) > 0.02*float64(tried.n) {
		t.Errorf("%d of %d differences are off by three standard errors", tried.strange, tried.n)
	}
	for _, what := range []string{"LHS", "MC", "Sobol", "vendor", "driver", "parent", "frequency", "factors", "linked amounts", "amount linked with an index",
		"amount linked with a risk", "share", "truncated line", "discrete line", "t copula", "as of", "control"} {
		if seen[what] < 2 {
			t.Errorf("%d plans with %s: %v", seen[what], what, seen)
		}
	}
}

// costRunner runs a plan with a seed, its cost alone.
func costRunner(t *testing.T, m *Model, n int) func(seed uint64) *sim.Result {
	t.Helper()
	p := m.program
	p.Series, p.Sums = nil, 0
	p.NewKernel = func(seed uint64) sim.Kernel { return newKernel(m, seed, costKernel) }
	s, err := newSimulation(m, RunConfig{Scenarios: n, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	cfg := s.cfg
	cfg.KeepInputs, cfg.Bins = 0, false
	return func(seed uint64) *sim.Result {
		cfg.Seed = seed
		r, err := sim.Run(t.Context(), &p, cfg)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

// biases counts how many differences were looked at, and how many of them are strange.
type biases struct {
	t          *testing.T
	n, strange int
}

// layer compares a layer of the cost of many runs.
func (b *biases) layer(m *Model, runs []*sim.Result, layer int, what string) {
	b.t.Helper()
	col, ps := m.layerColumns()[layer], []float64{0.2, 0.5, 0.8, 0.95}
	var all []float64
	for _, r := range runs {
		all = append(all, r.Scalar[col]...)
	}
	sort.Float64s(all)
	limits := stats.Quantiles(all, ps)
	const n = unbiasedOn
	smoothed, stated, quantile := make([][]float64, len(ps)), make([][]float64, len(ps)), make([][]float64, len(ps))
	for _, r := range runs {
		x := m.smooth(r, layer)
		for k, limit := range limits {
			counted := share(r.Scalar[col], func(v float64) bool { return v <= limit })
			smoothed[k] = append(smoothed[k], x.Sum(limit)/n-counted)
			if layer == costLayers-1 && (k == 1 || k == 2 || patient()) {
				c := x.Near(ps[k]).Asking(limit)
				stated[k], quantile[k] = append(stated[k], c.Share(limit)-counted), append(quantile[k], c.Quantile(ps[k]))
			}
		}
	}
	for k, p := range ps {
		b.off(smoothed[k], 1e-9, fmt.Sprintf("%s: the smoothed share at P%g", what, 100*p))
		if len(stated[k]) == 0 {
			continue
		}
		b.off(stated[k], 0.5/n, fmt.Sprintf("%s: the stated share at P%g", what, 100*p))
		_, sd := stats.MeanSD(stated[k])
		allowed := 5*sd/math.Sqrt(float64(len(runs))) + 1.5/n
		if mean := stats.Mean(misses(all, quantile[k], p)); math.Abs(mean) > allowed {
			b.t.Errorf("%s: of all scenarios %.5f more than P%g says lie below it on average, allowed %.5f", what, mean, 100*p, allowed)
		}
	}
}

// misses are, for every value, how far its share of x, ascending, lies from p, where it
// is of no heap that p lies in.
func misses(x, values []float64, p float64) (out []float64) {
	n := float64(len(x))
	for _, q := range values {
		below := float64(sort.SearchFloat64s(x, q-1e-9*math.Abs(q))) / n
		at := float64(sort.SearchFloat64s(x, q+1e-9*math.Abs(q))) / n
		out = append(out, max(0, below-p)+min(0, at-p))
	}
	return out
}

// off takes up differences that are nought on average but for a little.
func (b *biases) off(differences []float64, but float64, what string) {
	b.t.Helper()
	mean, sd := stats.MeanSD(differences)
	err := sd / math.Sqrt(float64(len(differences)))
	if b.n++; math.Abs(mean) > 3*err+but {
		b.strange++
	}
	if math.Abs(mean) > 5*err+but {
		b.t.Errorf("%s less the counted one is %.5f on average over the seeds, standard error %.5f", what, mean, err)
	}
}

// note counts what a plan has that is smoothed under a design. Correlated amounts do not
// move with the score under Latin hypercubes, so they count under the others alone.
func note(seen map[string]int, m *Model, kind design.Kind) {
	has := map[string]bool{string(kind): true, "as of": m.past != nil, "factors": m.factors != nil && kind != design.LHS, "control": m.known.sum != nil}
	amounts := map[int]bool{}
	for i := range m.lines {
		l := &m.lines[i]
		v := l.amount.v
		has["vendor"] = has["vendor"] || l.vendor >= 0
		has["driver"] = has["driver"] || l.driver >= 0
		has["discrete line"] = has["discrete line"] || v >= 0 && m.discrete(v)
		if v >= 0 && !m.discrete(v) {
			amounts[v] = true
			q := m.plan.Costs[i].Uncertainty
			has["truncated line"] = has["truncated line"] || q != nil && strings.Contains(q.Text, "min=")
		}
	}
	for k := range m.risks {
		r := &m.risks[k]
		has["parent"] = has["parent"] || len(r.parents) > 0
		has["share"] = has["share"] || r.kind == impactShare
		has["frequency"] = has["frequency"] || r.rate > 0
	}
	for _, l := range m.links {
		for _, pair := range [2][2]int{{l.A, l.B}, {l.B, l.A}} {
			if v, w := pair[0], pair[1]; kind != design.LHS && amounts[v] {
				has["linked amounts"] = has["linked amounts"] || amounts[w]
				has["amount linked with an index"] = has["amount linked with an index"] || strings.HasPrefix(m.vars[w].key, "driver/")
				has["amount linked with a risk"] = has["amount linked with a risk"] || strings.HasPrefix(m.vars[w].key, "risk/")
			}
		}
	}
	has["t copula"] = m.plan.Project.CopulaDF > 0 && (has["linked amounts"] || has["factors"])
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
