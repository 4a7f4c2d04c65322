package cells

import (
	"cmp"
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"

	"ballast/models/outcome"
	"ballast/sim"
	"ballast/sim/stats"
)

// output makes the figures of one output.
func (s *Simulation) output(i int) outcome.ModelOutput {
	column := s.res.Scalar[i]
	good := withoutErrors(column)
	o := outcome.ModelOutput{Name: s.m.outs[i].name, Cell: s.m.place(s.m.outs[i].at), Unit: s.m.outs[i].unit, Errors: len(column) - len(good)}
	if base := figure(s.m.base.Value(s.m.outs[i].at)); !math.IsNaN(base) {
		o.Base, o.HasBase = base, true
	}
	if len(good) == 0 {
		return o
	}
	o.Mean, o.SD = stats.MeanSD(good)
	o.Least, o.Greatest = slices.Min(good), slices.Max(good)
	if low, high, _ := stats.Interval(o.Mean, s.byReplicate(column, stats.Mean)); finiteNumber(low) {
		o.MeanWithin = &outcome.Interval{low, high}
	}
	o.BelowZero = share(good, func(x float64) bool { return x < 0 })
	if o.HasBase {
		o.BelowBase = share(good, func(x float64) bool { return x < o.Base })
	}
	o.Percentiles = s.percentiles(column, good)
	o.Histogram, o.Whole = histogram(good, 40)
	o.Curve = outcome.CurveOf(good)
	o.Drivers = s.drivers(column)
	o.Hundredths = stats.Quantiles(good, hundredths())
	o.Contingency = s.contingency(i)
	o.Target = s.target(s.m.outs[i], column, good)
	o.Scatters = s.scatters(column, o.Drivers)
	return o
}

// histogram counts values in at most about so many bars of equal width. Where all are
// whole numbers, whole is true and a bar holds one of them, or 2, 5, 10, 20 where they
// are many: those from its left edge up to, without, its right one.
// Checked: TestWholeHistogram.
func histogram(values []float64, most int) (h outcome.Histogram, whole bool) {
	for _, x := range values {
		if x != math.Trunc(x) || math.Abs(x) > 1e12 {
			return outcome.HistogramOf(values, most), false
		}
	}
	lo, hi := slices.Min(values), slices.Max(values)
	width := 1.0
	for k := 0; hi-lo >= width*float64(most); k++ {
		width *= []float64{2, 2.5, 2}[k%3]
	}
	first := float64(math.Floor(lo/width) * width)
	bars := int((hi-first)/width) + 1
	h = outcome.Histogram{Edges: make([]float64, bars+1), Shares: make([]float64, bars)}
	for i := range h.Edges {
		h.Edges[i] = first + float64(float64(i)*width)
	}
	for _, x := range values {
		h.Shares[int((x-first)/width)]++
	}
	for i := range h.Shares {
		h.Shares[i] /= float64(len(values))
	}
	return h, true
}

// withoutErrors is a column without its scenarios in error.
func withoutErrors(column []float64) []float64 {
	if !slices.ContainsFunc(column, math.IsNaN) {
		return column
	}
	return slices.DeleteFunc(slices.Clone(column), math.IsNaN)
}

// share is how many of some values hold, 0..1.
func share(values []float64, holds func(float64) bool) float64 {
	n := 0
	for _, x := range values {
		if holds(x) {
			n++
		}
	}
	return float64(n) / float64(len(values))
}

// byReplicate is a figure of each independent replicate that has a scenario
// without error.
func (s *Simulation) byReplicate(column []float64, of func([]float64) float64) (list []float64) {
	for _, r := range s.res.Replicates(len(column)) {
		if part := withoutErrors(column[r[0]:r[1]]); len(part) > 0 {
			list = append(list, of(part))
		}
	}
	return list
}

// percentiles are the quantiles of every table with their intervals, which come
// from the spread of the shares below among the replicates.
func (s *Simulation) percentiles(column, good []float64) []outcome.ModelQuantile {
	ps := outcome.Percents()
	shares := make([]float64, 0, 3*len(ps))
	for _, p := range ps {
		shares = append(shares, p/100)
	}
	values := stats.Quantiles(good, shares)
	for i, p := range ps {
		half := stats.ShareHalf(s.byReplicate(column, func(part []float64) float64 {
			return share(part, func(x float64) bool { return x <= values[i] })
		}))
		if math.IsNaN(half) { // a single replicate says nothing
			half = 0
		}
		shares = append(shares, max(p/100-half, 0), min(p/100+half, 1))
	}
	ends := stats.Quantiles(good, shares)[len(ps):]
	list := make([]outcome.ModelQuantile, len(ps))
	for i, p := range ps {
		list[i] = outcome.ModelQuantile{P: p, X: values[i]}
		if s.replicated(column) {
			list[i].Within = &outcome.Interval{ends[2*i], ends[2*i+1]}
		}
	}
	return list
}

// replicated reports whether a column has replicates to compare.
func (s *Simulation) replicated(column []float64) bool {
	return len(s.byReplicate(column, func([]float64) float64 { return 0 })) > 1
}

// drivers ranks the inputs by their rank correlation with an output, over the
// scenarios whose draws were kept and that are not in error.
func (s *Simulation) drivers(column []float64) (list []outcome.ModelDriver) {
	n := s.res.InputsN
	keep := make([]int, 0, n)
	for i, x := range column[:n] {
		if !math.IsNaN(x) {
			keep = append(keep, i)
		}
	}
	pick := func(x []float64) []float64 {
		if len(keep) == len(x) {
			return x
		}
		out := make([]float64, len(keep))
		for k, i := range keep {
			out[k] = x[i]
		}
		return out
	}
	ranks := stats.Ranks(pick(column[:n]))
	for i, v := range s.m.variables {
		rho := stats.SpearmanRanks(stats.Ranks(pick(s.res.Inputs[i])), ranks)
		if math.IsNaN(rho) {
			continue
		}
		list = append(list, outcome.ModelDriver{Input: v.key, Name: v.name, Cell: s.m.place(v.at), RankCorrelation: rho})
	}
	slices.SortStableFunc(list, func(a, b outcome.ModelDriver) int {
		return cmp.Compare(math.Abs(b.RankCorrelation), math.Abs(a.RankCorrelation))
	})
	return list
}

// input says how one variable was understood and drawn.
func (s *Simulation) input(i int, v *variable) outcome.ModelInput {
	in := outcome.ModelInput{Key: v.key, Name: v.name, Cell: s.m.place(v.at), Said: v.said.String(), Definition: v.text,
		Understood: written(v.law.String()), Static: v.static}
	in.Mean, in.SD = stats.MeanSD(s.res.Inputs[i])
	if v.moving != nil {
		in.Understood = v.moving.family.Name
		return in
	}
	if m := v.law.Mean(); finiteNumber(m) {
		in.Theory = &m
	}
	if sd := math.Sqrt(v.law.Variance()); finiteNumber(sd) {
		in.TheorySD = &sd
	}
	return in
}

func finiteNumber(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// namedFailures is how many scenarios in error are looked into for each output.
const namedFailures = 5

// failures replays the first scenarios in error of each output.
func (s *Simulation) failures(ctx context.Context, o *outcome.Model) error {
	var scenarios []int
	for i := range o.Outputs {
		scenarios = append(scenarios, s.failed(i)...)
	}
	slices.Sort(scenarios)
	scenarios = slices.Compact(scenarios)
	if len(scenarios) == 0 {
		return nil
	}
	r := newReplay(s.m)
	return sim.Subset(ctx, &s.m.engine, s.cfg, s.res, scenarios, func(b *sim.Block) error {
		for lane, scenario := range b.Scenario {
			r.begin(func(v int) float64 { return b.In[v][lane] })
			for i := range o.Outputs {
				if slices.Contains(s.failed(i), scenario) {
					at, text := r.cause(s.m.outs[i].at)
					o.Outputs[i].Failures = append(o.Outputs[i].Failures, outcome.ModelFailure{Scenario: scenario, Error: text, Cell: s.m.place(at)})
				}
			}
		}
		return nil
	})
}

// failed are the first scenarios in error of an output.
func (s *Simulation) failed(i int) (list []int) {
	for k, x := range s.res.Scalar[i] {
		if math.IsNaN(x) {
			if list = append(list, s.res.First+k); len(list) == namedFailures {
				break
			}
		}
	}
	return list
}

// written is the text of a law with its large numbers written out: 1100000 for 1.1e+06.
func written(law string) string {
	return regexp.MustCompile(`[0-9.]+e\+[0-9]+`).ReplaceAllStringFunc(law, func(text string) string {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || x >= 1e15 {
			return text
		}
		return strconv.FormatFloat(x, 'f', -1, 64)
	})
}
