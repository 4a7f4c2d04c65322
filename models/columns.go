package models

// Column is one figure in every scenario of a run. A figure that a scenario
// does not have, such as the payback of one that never pays back, is not
// finite.
type Column struct {
	Name   string // stable, in English, with the unit: "payback_months"
	Values []float64
}

// Columns returns the main figures of a simulation by scenario, in the order
// of the scenarios, for readers who want to work on with them. The values are
// the run's own: they must not be changed. In a run too large to keep all, a column
// has the first scenarios only, and rates of return have fewer than the others.
func (s *Simulation) Columns() []Column {
	o := &s.m.out
	var all []Column
	add := func(name string, at int) { all = append(all, Column{name, s.res.Scalar[at]}) }
	add("total_cost", o.total)
	add("cost_estimates_only", o.layer1)
	add("cost_with_risks", o.layer2)
	add("cost_with_escalation", o.layer3)
	add("cost_beyond_horizon", o.beyond)
	if s.m.hasCash() {
		add("minimum_cash", o.minCash)
		add("peak_gap", o.peakGap)
		add("first_gap_month", o.firstGap)
		add("months_in_gap", o.gapMonths)
	}
	if len(s.m.sources) > 0 {
		add("cost_of_funds", o.costOfFunds)
		add("minimum_dscr", o.dscr)
		if o.loanLife >= 0 {
			add("loan_life_cover", o.loanLife)
		}
	}
	if len(s.m.streams) == 0 {
		return all
	}
	worth := func(who string, at worthAt) {
		add(who+"_npv", at.npv)
		add(who+"_irr", at.irr)
		add(who+"_payback_months", at.payback)
		add(who+"_discounted_payback_months", at.discounted)
	}
	worth("project", o.project)
	if len(s.m.sources) > 0 {
		worth("owners", o.equity)
	}
	for p, at := range o.partners {
		add("npv_of_"+s.m.partners[p].name, at.npv)
	}
	return all
}
