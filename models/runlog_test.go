package models

import (
	"slices"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// says reports whether a note of the run log is what the words make of a key.
func says(o *outcome.Outcome, text string) bool {
	return slices.ContainsFunc(o.Log.Notes, func(l budget.Line) bool { return l.Text == text })
}

// TestRunLogSaysWhatIsSmoothed: the run log says over how many scenarios the cost is
// smoothed and that NPV goes along, how many are counted and kept; that nothing is
// smoothed where no line has a continuous amount, with the figures of a count; and where
// only the design forbids it, that another would.
func TestRunLogSaysWhatIsSmoothed(t *testing.T) {
	t.Parallel()
	p := moving()
	p.Project.Scenarios = 400
	s, o := outcomeOf(t, p)
	say := s.m.words.Say
	if !says(o, say("model.smoothed", 400)) || !says(o, say("model.smoothed-worth")) || says(o, say("model.not-smoothed")) || o.Run.Smoothed != 400 {
		t.Errorf("smoothed: %v", o.Log.Notes)
	}
	s, o = runKeeping(t, s.m, RunConfig{Scenarios: 1400, keeping: keeping{series: 300, scalars: 900, sample: 300, inputs: 200, smooth: 600}})
	for _, want := range []string{say("model.smoothed", s.res.SmoothN), say("model.series-part", s.res.SeriesN), say("model.scalars-part", s.res.ScalarN),
		say("model.sample-part", s.res.SampleN), say("model.inputs-part", s.res.InputsN)} {
		if !says(o, want) {
			t.Errorf("a run that keeps little does not say %q: %v", want, o.Log.Notes)
		}
	}
	if r := s.res; !(r.InputsN < r.SampleN && r.SampleN < r.SmoothN && r.SmoothN < r.N) || o.Run.Smoothed != r.SmoothN || says(o, say("model.smoothed-worth")) {
		t.Errorf("of %d scenarios %d are smoothed, %d and %d kept", r.N, r.SmoothN, r.SampleN, r.InputsN)
	}

	for i := range p.Costs {
		p.Costs[i].Uncertainty = coin("0.9", "1.3")
		p.Costs[i].Uncertainty.OfBase = true
	}
	for _, sampling := range []string{"Sobol", "MC", "LHS"} {
		p.Project.Sampling = sampling
		s, o = outcomeOf(t, p)
		if !says(o, say("model.not-smoothed")) || o.Run.Smoothed != 0 || len(o.Cost.Curve) != 101 {
			t.Errorf("%s, steps alone: %v", sampling, o.Log.Notes)
		}
		n := share(s.total(), func(x float64) bool { return x > s.m.beyond(s.m.base) })
		near(t, "P(overrun), counted", o.Cost.ProbabilityOverrun, n, 1e-15)
	}

	p = moving()
	p.Project.Scenarios, p.Project.Sampling = 400, "LHS"
	p.Correlations = []budget.Correlation{{A: "C1", B: "C2", Rho: 0.4}, {A: "C2", B: "C3", Rho: 0.4}}
	if _, o = outcomeOf(t, p); !says(o, say("model.not-smoothed-lhs")) || says(o, say("model.not-smoothed")) {
		t.Errorf("all lines correlated under LHS: %v", o.Log.Notes)
	}
	p.Project.Sampling = "Sobol"
	if _, o = outcomeOf(t, p); o.Run.Smoothed != 400 {
		t.Errorf("the same under Sobol: %v", o.Log.Notes)
	}
}

// TestAutoStopsByTheSmoothedInterval: a run that decides by itself stops where the interval
// that is stated, the smoothed one, is narrow enough, and says so; counted, the same
// scenarios would have to go on.
func TestAutoStopsByTheSmoothedInterval(t *testing.T) {
	t.Parallel()
	p := moving()
	p.Revenue = nil
	p.Project.Scenarios, p.Project.MaxScenarios = autoFirst, 1<<16
	long := simulated(t, p, autoFirst)
	counted := *long
	counted.counted, counted.smoothing = true, &smoothing{}
	narrow, wide := long.reserveWidth(), counted.reserveWidth()
	if narrow > wide/2 {
		t.Fatalf("smoothed the interval is %v wide, counted %v: this test shows nothing", narrow, wide)
	}
	p.Project.Scenarios, p.Project.Accuracy = 0, (narrow+wide)/2/long.m.base
	s, o := outcomeOf(t, p)
	width := o.Reserve.Interval95[1] - o.Reserve.Interval95[0]
	if s.res.N != autoFirst || !o.Run.Converged || !o.Reserve.AccuracyReached || width > narrow+0.02 {
		t.Errorf("%d scenarios, converged %v, %v wide, %v asked for", s.res.N, o.Run.Converged, width, s.accuracy())
	}
	if want := s.m.words.Say("model.auto-enough", s.res.N, "80", s.m.amount(narrow), s.m.amount(s.accuracy())); !says(o, want) {
		t.Errorf("not said %q: %v", want, o.Log.Notes)
	}
}

// TestJumpIsSaid: where a risk that happens in a fifth of the futures makes the cost leap
// at the chosen confidence, the smoothed quantile is at one of the two ends, its interval
// reaches both, and the outcome names them; elsewhere it names none.
func TestJumpIsSaid(t *testing.T) {
	t.Parallel()
	for _, sampling := range []string{"Sobol", "LHS"} {
		p := twoFutures()
		p.Project.Sampling, p.Project.Scenarios = sampling, 2000
		p.Costs[0].Amount, p.Costs[0].Uncertainty = whole(1000), &budget.Quantity{Text: "Normal(1,0.001)", OfBase: true}
		p.Risks = []budget.Risk{{ID: "R1", Probability: 0.201, To: 5, Impact: &budget.Quantity{Text: "500"}}}
		s := simulated(t, p, 2000)
		o := &outcome.Outcome{}
		row := s.reserveRows([]float64{0.8})[0]
		if err := s.reserve(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		jump, ends := o.Reserve.Jump, row.Interval95
		if !s.smoothed() || jump == nil || jump.Below > 1010 || jump.Above < 1490 || ends[0] > 10 || ends[1] < 490 {
			t.Errorf("%s: jump %+v, interval %v", sampling, jump, ends)
		}
		if c := row.Contingency; !(c < 10 || c > 490 && c < 510) {
			t.Errorf("%s: a contingency of %v lies between the heaps", sampling, c)
		}
		if below, above, ok := s.col(s.m.out.total).jump(0.7, s.accuracy()); ok {
			t.Errorf("%s: a jump at P70 from %v to %v", sampling, below, above)
		}
	}
}

// TestNothingLiesBetween: where only an event is uncertain, the reserve and every quantile
// of the cost is one of the two costs that a future can have, by every sampling and at
// chances that stand exactly at the confidence; the jump is named, and of plain random
// futures, whose share chance decides, the interval reaches both.
func TestNothingLiesBetween(t *testing.T) {
	t.Parallel()
	for n, sampling := range []string{"Sobol", "LHS", "MC", "Sobol"} {
		for _, chance := range []float64{0.25, 0.2, 0.5, 0.201} {
			base := int64(1000)
			if n == 3 { // the accuracy is none of nothing
				base = 0
			}
			p := twoFutures()
			p.Project.Sampling, p.Project.ReserveConfidence = sampling, 1-chance
			p.Costs[0].Amount, p.Costs[0].Uncertainty = whole(base), nil
			p.Risks = []budget.Risk{{ID: "R1", Probability: chance, To: 5, Impact: &budget.Quantity{Text: "400"}}}
			s := simulated(t, p, 2000)
			o := &outcome.Outcome{}
			if err := s.reserve(t.Context(), o); err != nil {
				t.Fatal(err)
			}
			low, high := s.m.base, s.m.base+400
			r, cost := &o.Reserve, s.col(s.m.out.total)
			for _, q := range cost.quantiles() {
				if q.X != low && q.X != high {
					t.Errorf("%s %v: P%v of the cost is %v", sampling, chance, q.P, q.X)
				}
			}
			if c := r.Contingency; c != 0 && c != 400 {
				t.Errorf("%s %v: contingency %v", sampling, chance, c)
			}
			if j := r.Jump; sampling != "MC" && (j == nil || j.Below != low || j.Above != high) {
				t.Errorf("%s %v: jump %+v", sampling, chance, j)
			}
			if within := 1 - cost.above(low); sampling == "MC" && r.Interval95 != (outcome.Interval{0, 400}) {
				t.Errorf("MC %v: interval %v, %v within the lower cost", chance, r.Interval95, within)
			}
			for _, e := range r.Release {
				if !e.Past && e.Need != 0 && e.Need != 400 {
					t.Errorf("%s %v: %v needed after month %d", sampling, chance, e.Need, e.Month)
				}
			}
		}
	}
}
