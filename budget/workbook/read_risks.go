package workbook

import (
	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// risks reads the sheet Risks.
func (r *reader) risks(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "ID", func(x *record) {
		r.plan.Risks = append(r.plan.Risks, x.risk())
	})
}

func (x *record) risk() budget.Risk {
	k := budget.Risk{
		Row: x.row, ID: x.text("ID"), Name: x.text("Name"), Category: x.option("Category", "other"), Owner: x.text("Owner"),
		From: x.window("From", 0), To: x.window("To", max(0, x.r.plan.Project.Horizon-1)),
		ImpactIs: x.option("Impact is", "amount"), ImpactMonths: x.months("Impact months", 0),
		Delay: x.quantity("Delay impact", false), RevenueImpact: x.quantity("Revenue impact %", true),
		Affects: x.affects(), DependsOn: x.text("Depends on"), ProbabilityIf: x.sharePointer("Probability if parent"),
		ResidualProb: x.sharePointer("Residual probability"), ResidualImpact: x.sharePointer("Residual impact %"),
		Status: x.option("Status", "open"),
	}
	k.Impact = x.quantity("Cost impact", k.ImpactIs == "share")
	k.ResponseCost, _ = x.money("Response cost")
	x.chance(&k)
	x.response(&k)
	return k
}

// chance reads how often the risk strikes: a probability, or events per year.
func (x *record) chance(k *budget.Risk) {
	p, given := x.share("Probability")
	k.Probability = p
	if n, ok := x.float("Per year"); ok {
		k.PerYear = &n
	}
	if !given && k.PerYear == nil && !x.broken("Per year") {
		x.missing("Probability", x.r.w.Say("problem.missing-value.probability"))
	}
}

// response reads whether the response is taken: Response on, or a yes or no
// under Response itself.
func (x *record) response(k *budget.Risk) {
	k.Response = x.text("Response")
	k.ResponseOn = x.yes("Response on", false)
	if on, ok := parseBool(k.Response); ok && x.get("Response on") == nil {
		k.ResponseOn = on
	}
}

// affects reads IDs, phases and the word all; phases take their canonical name.
func (x *record) affects() []string {
	names := x.list("Affects")
	phases := schema.Column{Options: schema.Phases()}
	for i, n := range names {
		switch schema.Key(n) {
		case "all", "全部", "所有", "everything", "全项目":
			names[i] = "all"
			continue
		}
		if o, ok := phases.Option(n); ok && !x.isID(n) && x.hasPhase(o.Canonical) {
			names[i] = o.Canonical
		}
	}
	return names
}

// hasPhase tells whether a cost line is of this phase.
func (x *record) hasPhase(phase string) bool {
	for _, l := range x.r.plan.Costs {
		if l.Phase == phase {
			return true
		}
	}
	return false
}

// isID tells whether a cost line, stream or source has this ID.
func (x *record) isID(name string) bool {
	for _, l := range x.r.plan.Costs {
		if l.ID == name {
			return true
		}
	}
	for _, s := range x.r.plan.Revenue {
		if s.ID == name {
			return true
		}
	}
	for _, s := range x.r.plan.Funding {
		if s.ID == name {
			return true
		}
	}
	return false
}
