package models

import (
	"math"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// referenceClass is a built-in class: its uplifts at the confidences for which one was
// published and read, ascending; a single one without confidence is an average.
type referenceClass struct {
	key, source string
	year        int             // of the evidence
	sample      int             // projects behind it, 0: not read
	uplifts     []outcome.Point // P: confidence, X: uplift as a share of base
}

// referenceClasses are the built-in classes. They are indicative: averages of
// projects elsewhere, in constant prices. Percentiles whose figure could not be
// confirmed in a source that was read are left out, and so is all of rail.
//
// Source: dft: Flyvbjerg and COWI, Procedures for Dealing with Optimism Bias
// in Transport Planning, UK Department for Transport, June 2004: uplifts on
// capital expenditure by acceptable chance of overrun; also in Flyvbjerg, From
// Nobel Prize to Project Management, Project Management Journal 37 (2006), and at
// P50 in Transport Scotland, STAG, table 13.4. The department's update of 2020
// replaces this evidence by a larger sample.
//
// Source: mott: HM Treasury, Supplementary Green Book Guidance: Optimism Bias
// (2003), after Mott MacDonald, Review of Large Public Procurement in the UK
// (2002): upper bounds for capital expenditure, which are the averages of 50
// projects at their outline business case. The guidance gives no percentiles.
//
// Source: it: Flyvbjerg and Gardner, How Big Things Get Done (2023): 18 % of IT
// projects overrun by more than 50 %, these by 447 % on average; with a Pareto
// tail that is P82, P85, P90 and P95. The rest ends near its budget: Flyvbjerg
// and Budzier, Why Your IT Project Might Be Riskier Than You Think, Harvard
// Business Review (2011): 27 % on average, of which one in six by 200 %, which
// leaves -8 % for the others.
//
// Checked: TestReferenceClasses.
func referenceClasses() []referenceClass {
	by := func(ps ...float64) []outcome.Point {
		out := make([]outcome.Point, 0, len(ps)/2)
		for i := 0; i+1 < len(ps); i += 2 {
			out = append(out, outcome.Point{P: ps[i], X: ps[i+1]})
		}
		return out
	}
	average := func(x float64) []outcome.Point { return by(0, x) }
	return []referenceClass{
		{"roads", "dft", 2004, 0, by(0.5, 0.15, 0.8, 0.32)},
		{"rail", "dft", 2004, 0, nil},
		{"bridges and tunnels", "dft", 2004, 0, by(0.5, 0.23, 0.8, 0.55)},
		{"standard buildings", "mott", 2002, 50, average(0.24)},
		{"non-standard buildings", "mott", 2002, 50, average(0.51)},
		{"standard civil engineering", "mott", 2002, 50, average(0.44)},
		{"non-standard civil engineering", "mott", 2002, 50, average(0.66)},
		{"equipment and development", "mott", 2002, 50, average(2)},
		{"it", "it", 2023, 0, by(0.5, 0, 0.82, 0.5, 0.85, 0.71, 0.9, 1.3, 0.95, 2.8)},
	}
}

// at is the published uplift at the highest confidence that is not above p, or at the
// lowest there is.
func (c *referenceClass) at(p float64) (uplift, confidence float64, ok bool) {
	if len(c.uplifts) == 0 {
		return 0, 0, false
	}
	best := c.uplifts[0]
	for _, x := range c.uplifts {
		if x.P <= p+1e-9 {
			best = x
		}
	}
	return best.X, best.P, true
}

// outside compares the contingency of the plan's own estimates with what
// projects of its class have needed; nil without a reference class. A column
// of past overruns gives its type-7 quantile, a built-in class its table.
//
// Source: Kahneman and Tversky, Intuitive prediction: biases and corrective
// procedures (1979); Flyvbjerg (2006).
// Checked: TestOutside.
func (m *Model) outside(r *outcome.Reserve) *outcome.Outside {
	ref := m.plan.Reference
	if ref == nil {
		return nil
	}
	o := &outcome.Outside{Inside: r.Contingency, Past: len(ref.Past)}
	for _, c := range referenceClasses() {
		if c.key != ref.Class {
			continue
		}
		o.Class, o.Source = m.words.Say("outside.class."+c.key), m.words.Say("outside.source."+c.source)
		var ok bool
		if o.Uplift, o.Level, ok = c.at(r.Confidence); !ok {
			o.Why = m.words.Say("outside.unconfirmed")
		}
		o.Indicative, o.Year, o.Sample = true, c.year, c.sample
	}
	if o.Past > 0 {
		past := make([]float64, o.Past)
		for i, p := range ref.Past {
			past[i] = p.Overrun
		}
		o.Uplift, o.Indicative = stats.Quantiles(past, []float64{r.Confidence})[0], false
		o.Level, o.Year, o.Sample, o.Why = r.Confidence, 0, o.Past, ""
		o.Source = m.words.Say("outside.source.past", o.Past)
		if o.Class == "" {
			o.Class = ref.Class
		}
		if o.Class == "" {
			o.Class = m.words.Say("outside.class.past")
		}
	}
	o.Contingency = cents(math.Max(0, o.Uplift*m.base))
	o.Thinner = o.Why == "" && o.Inside < o.Contingency
	return o
}

// noteOutside puts a thin reserve into the run log.
func (m *Model) noteOutside(o *outcome.Outcome) {
	x := o.Reserve.Outside
	if x == nil || !x.Thinner {
		return
	}
	whole := func(v float64) string { return budget.MoneyOf(v).StringFixed(0) }
	o.Log.Notes = append(o.Log.Notes, budget.Line{Ref: m.plan.Reference.Row.Ref("Overrun"),
		Text: m.words.Say("outside.note.thinner", x.Class, whole(x.Contingency), percentText(m.plan.Language, x.Uplift), whole(x.Inside))})
}
