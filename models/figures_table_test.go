package models

import (
	"context"
	"math"
	"testing"

	"ballast/budget"
	"ballast/samples/bench"
	"ballast/sim"
	"ballast/sim/stats"
)

// TestFiguresMatchRun: on the same seed Figures says what Run says, to the
// bit: on the workloads and on random plans of any kind. Net cash, which Run
// does not have, is worked out from the ledgers of its kernel.
func TestFiguresMatchRun(t *testing.T) {
	plans := map[string]*budget.Plan{"twoFutures": twoFutures()}
	for name, n := range map[string]int{"S": 2000, "M": 300} {
		w, err := bench.Read("../samples/bench/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		plans[name] = w.Plan()
		plans[name].Project.Scenarios = n
	}
	for seed := range uint64(12) {
		p := randomPlan(seed)
		plans["random "+p.Project.Start.String()+string(rune('a'+seed))] = p
	}
	for name, p := range plans {
		t.Run(name, func(t *testing.T) {
			m, problems := Compile(p)
			if m == nil {
				t.Skip(problems) // random plans may be impossible
			}
			if p.Project.Scenarios == 0 {
				t.Fatal("the plan says auto")
			}
			sameFigures(t, m)
		})
	}
}

func sameFigures(t *testing.T, m *Model) {
	t.Helper()
	cfg := FiguresConfig{CostQuantiles: []float64{0.05, 0.5, 0.95}, CashQuantiles: []float64{0.1, 0.9}, ReserveQuantile: 0.8, Sample: 1000, Top: 3}
	f, err := Figures(context.Background(), m, cfg)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Simulate(context.Background(), m, RunConfig{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	o := &m.out
	col := func(k int) []float64 { return s.res.Scalar[k] }
	same := func(what string, got, want []float64) {
		t.Helper()
		if len(got) != len(want) {
			t.Errorf("%s: %d figures, want %d", what, len(got), len(want))
			return
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s, figure %d: %v, want %v", what, i+1, got[i], want[i])
			}
		}
	}
	mean, sd := stats.MeanSD(s.total())
	q := stats.Quantiles(s.total(), []float64{0.05, 0.5, 0.95, 0.8})
	same("cost", append([]float64{f.Base, f.Cost.Mean, f.Cost.SD}, f.Cost.Quantiles...), []float64{m.base, mean, sd, q[0], q[1], q[2]})
	same("reserve", []float64{f.Reserve}, []float64{q[3] - m.base})
	same("peak gap", f.Peak, stats.Quantiles(col(o.peakGap), []float64{0.5, 0.9, 0.95}))
	same("any gap", []float64{f.GapEver}, []float64{share(col(o.peakGap), func(x float64) bool { return x > 0 })})
	net, gaps := netCash(t, s)
	same("gap by month", f.GapByMonth, gaps)
	var low, high, lowest []float64
	for k := range net {
		x := stats.Quantiles(net[k], cfg.CashQuantiles)
		low, high = append(low, x[0]), append(high, x[1])
	}
	for i := range s.res.N {
		least := math.Inf(1)
		for k := m.cut; k < m.horizon; k++ {
			least = math.Min(least, net[k][i])
		}
		lowest = append(lowest, least)
	}
	same("P10 of net cash", f.Cash["0.1"], low)
	same("P90 of net cash", f.Cash["0.9"], high)
	same("lowest net cash", f.Lowest, stats.Quantiles(lowest, []float64{0.05, 0.1, 0.5, 0.9}))
	same("mean of it", []float64{f.LowestMean}, []float64{stats.Mean(lowest)})
	if len(m.streams) > 0 {
		npvs := col(o.project.npv)
		mean, sd := stats.MeanSD(npvs)
		same("NPV", append([]float64{f.NPV.Mean, f.NPV.SD, f.NPV.Negative}, f.NPV.Quantiles...),
			append([]float64{mean, sd, share(npvs, func(x float64) bool { return x < 0 })}, stats.Quantiles(npvs, []float64{0.1, 0.5, 0.9})...))
		same("payback", f.Payback, monthsOf(m, col(o.project.payback)))
		same("discounted payback", f.Discounted, monthsOf(m, col(o.project.discounted)))
	}
}

// monthsOf counts paybacks by the month in which they fall.
func monthsOf(m *Model, x []float64) []float64 {
	out := make([]float64, m.horizon+1)
	for k := range out {
		n := 0
		for _, v := range x {
			switch {
			case k == m.horizon && math.IsInf(v, 1), k < m.horizon && v > float64(k) && v <= float64(k+1), k == 0 && v == 0:
				n++
			}
		}
		out[k] = float64(n) / float64(len(x))
	}
	return out
}

// netCash is cash less what is owed on revolving sources, by month and
// scenario, and the share of scenarios with a gap by month, from the ledgers
// of the full kernel.
func netCash(t *testing.T, s *Simulation) (net [][]float64, gaps []float64) {
	t.Helper()
	m := s.m
	net, gaps = matrix(m.horizon, s.res.N), make([]float64, m.horizon)
	p := m.program
	p.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, fullKernel)
		k.before = func(s *scenario) {
			for month, x := range s.book.cash {
				for j, f := range m.plan.Funding {
					if f.Kind == "revolver" {
						x -= s.book.balance[j][month]
					}
				}
				net[month][s.id] = x
				if month >= m.cut && s.book.gap[month] > gapTolerance {
					gaps[month]++
				}
			}
		}
		return k
	}
	cfg := s.cfg
	cfg.Workers = 1
	if _, err := sim.Run(context.Background(), &p, cfg); err != nil {
		t.Fatal(err)
	}
	for k := range gaps {
		gaps[k] /= float64(s.res.N)
	}
	return net, gaps
}

// TestFiguresStrongest: the strongest inputs are those of Run's sensitivity,
// which ranks every input, in its order. Products are added in another order:
// 1e-12.
func TestFiguresStrongest(t *testing.T) {
	for _, name := range []string{"S", "M"} {
		w, err := bench.Read("../samples/bench/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		m, problems := Compile(w.Plan())
		if m == nil {
			t.Fatal(problems)
		}
		s, err := Simulate(context.Background(), m, RunConfig{Scenarios: 1000})
		if err != nil {
			t.Fatal(err)
		}
		all, err := s.sensitivity(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		full := all.Cost
		cfg := figuresOf(w)
		cfg.Run.Scenarios = 1000
		f, err := Figures(context.Background(), m, cfg)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Strongest) != 10 {
			t.Fatalf("%d inputs, want 10", len(f.Strongest))
		}
		at := 0
		for _, d := range full { // the full table also has slips, delays and volumes
			if at == len(f.Strongest) {
				break
			}
			isInput := false
			for _, l := range m.lines {
				isInput = isInput || l.id == d.Input
			}
			for _, r := range m.risks {
				isInput = isInput || r.id == d.Input
			}
			if !isInput {
				continue
			}
			if got := f.Strongest[at]; got.ID != d.Input || math.Abs(got.Spearman-d.RankCorrelation) > 1e-12 {
				t.Errorf("%s, place %d: %v, want %s %v", name, at+1, got, d.Input, d.RankCorrelation)
			}
			at++
		}
		if at != len(f.Strongest) {
			t.Errorf("%s: Run lists %d of the %d inputs", name, at, len(f.Strongest))
		}
	}
}

// TestMatrixIsLinks: a matrix says what a row for each pair says.
func TestMatrixIsLinks(t *testing.T) {
	w, err := bench.Read("../samples/bench/M.json")
	if err != nil {
		t.Fatal(err)
	}
	p := w.Plan()
	byMatrix, _ := Compile(p)
	for i, row := range p.Matrix.Lower {
		for j, rho := range row {
			p.Correlations = append(p.Correlations, budget.Correlation{A: p.Matrix.IDs[i], B: p.Matrix.IDs[j], Rho: rho})
		}
	}
	p.Matrix = nil
	byRows, _ := Compile(p)
	if n := len(w.Lines); len(byRows.links) != n*(n-1)/2 || len(byMatrix.links) != len(byRows.links) {
		t.Fatalf("%d links by rows, %d by matrix", len(byRows.links), len(byMatrix.links))
	}
	for k, l := range byRows.links {
		if byMatrix.links[k] != l {
			t.Fatalf("link %d is %v, want %v", k, byMatrix.links[k], l)
		}
	}
}
