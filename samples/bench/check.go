package bench

import (
	"fmt"
	"math"
)

// longest is the longest horizon that a plan can have, in months.
const longest = 600

// check finds the first thing that does not hang together.
func (w *Workload) check() error {
	switch {
	case w.Schema != schema:
		return fmt.Errorf("schema is %q, want %q", w.Schema, schema)
	case w.Months < 1 || w.Months > longest:
		return fmt.Errorf("months is %d, want 1 to %d", w.Months, longest)
	case w.Scenarios < 1:
		return fmt.Errorf("scenarios is %d, want at least 1", w.Scenarios)
	case len(w.Lines) == 0:
		return fmt.Errorf("there are no lines")
	}
	for _, part := range []func() error{w.checkLines, w.checkCorrelation, w.checkRisks, w.checkMoney, w.checkOutputs} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (w *Workload) checkLines() error {
	for _, p := range w.Profiles {
		if len(p.Weights) == 0 {
			return fmt.Errorf("profile %s has no weights", p.ID)
		}
	}
	for _, l := range w.Lines {
		if l.Profile < 0 || l.Profile >= len(w.Profiles) {
			return fmt.Errorf("line %s names profile %d of %d", l.ID, l.Profile, len(w.Profiles))
		}
		if err := w.within("line "+l.ID+" starts in", l.Start); err != nil {
			return err
		}
		if err := chances("slip of line "+l.ID, l.Slip); err != nil {
			return err
		}
		if err := l.Factor.check("factor of line " + l.ID); err != nil {
			return err
		}
	}
	return nil
}

func (w *Workload) checkCorrelation() error {
	c := w.Correlation
	switch {
	case c == nil:
		return nil
	case c.Kind == "matrix" && len(c.Lower) != len(w.Lines):
		return fmt.Errorf("the correlation matrix has %d rows for %d lines", len(c.Lower), len(w.Lines))
	case c.Kind == "factor" && len(c.Loadings) != len(w.Lines):
		return fmt.Errorf("there are loadings of %d lines, %d are wanted", len(c.Loadings), len(w.Lines))
	case c.Kind != "matrix" && c.Kind != "factor":
		return fmt.Errorf("correlation is of kind %q, want matrix or factor", c.Kind)
	}
	for i, row := range c.Lower {
		if len(row) != i+1 || row[i] != 1 {
			return fmt.Errorf("row %d of the correlation matrix: want %d entries, the last one 1", i+1, i+1)
		}
		for j, r := range row {
			if !(math.Abs(r) <= 1) {
				return fmt.Errorf("correlation of lines %d and %d is %v", i+1, j+1, r)
			}
		}
	}
	for i, x := range c.Loadings {
		if x.General*x.General+x.Within*x.Within > 1 || x.Block < 0 {
			return fmt.Errorf("loadings of line %d: squares add up to more than 1, or a block below 0", i+1)
		}
	}
	return nil
}

func (w *Workload) checkRisks() error {
	for _, r := range w.Risks {
		if !(r.Probability >= 0 && r.Probability <= 1) {
			return fmt.Errorf("probability of risk %s is %v", r.ID, r.Probability)
		}
		if r.Window[0] < 0 || r.Window[1] < r.Window[0] || r.Window[1] >= w.Months {
			return fmt.Errorf("window of risk %s is %d to %d of %d months", r.ID, r.Window[0], r.Window[1], w.Months)
		}
		if err := r.Impact.check("impact of risk " + r.ID); err != nil {
			return err
		}
	}
	return nil
}

func (w *Workload) checkMoney() error {
	for _, s := range w.Funding {
		if err := chances("delay of source "+s.ID, s.Delay); err != nil {
			return err
		}
		for _, t := range s.Tranches {
			if err := w.within("a tranche of source "+s.ID+" comes in", t.Month); err != nil {
				return err
			}
		}
	}
	for _, v := range w.Revenue {
		if err := chances("slip of stream "+v.ID, v.Slip); err != nil {
			return err
		}
		if err := w.within("stream "+v.ID+" starts in", v.Start); err != nil {
			return err
		}
		if err := v.Level.check("level of stream " + v.ID); err != nil {
			return err
		}
	}
	return nil
}

func (w *Workload) checkOutputs() error {
	o := &w.Outputs
	for _, p := range append(append([]float64{o.ReserveQuantile}, o.CostQuantiles...), o.CashQuantiles...) {
		if !(p >= 0 && p <= 1) {
			return fmt.Errorf("quantile %v is wanted, they go from 0 to 1", p)
		}
	}
	if o.SensitivitySample < 1 || o.SensitivityTop < 0 {
		return fmt.Errorf("the %d strongest inputs of %d scenarios are wanted", o.SensitivityTop, o.SensitivitySample)
	}
	return nil
}

func (w *Workload) within(what string, month int) error {
	if month < 0 || month >= w.Months {
		return fmt.Errorf("%s month %d of 0 to %d", what, month, w.Months-1)
	}
	return nil
}

// chances refuses what is not a list of probabilities that sum to 1.
func chances(what string, p []float64) error {
	sum := 0.0
	for _, x := range p {
		if !(x >= 0) {
			return fmt.Errorf("%s has the probability %v", what, x)
		}
		sum += x
	}
	if math.Abs(sum-1) > 1e-9 {
		return fmt.Errorf("%s: probabilities sum to %v", what, sum)
	}
	return nil
}

func (d Marginal) check(what string) error {
	ok := false
	switch d.Kind {
	case "triangular", "pert":
		ok = d.Min <= d.Mode && d.Mode <= d.Max && d.Min < d.Max
	case "uniform":
		ok = d.Min < d.Max
	case "normal":
		ok = d.SD > 0
	case "lognormal":
		ok = d.Mean > 0 && d.CV > 0
	default:
		return fmt.Errorf("%s is of unknown kind %q", what, d.Kind)
	}
	if !ok {
		return fmt.Errorf("%s: impossible parameters of a %s distribution", what, d.Kind)
	}
	return nil
}
