package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
	"ballast/sim/distribution"
)

// risks reads the sheet Risks.
func (r *reader) risks(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "ID", func(x *record) {
		r.plan.Risks = append(r.plan.Risks, x.risk())
	})
}

func (x *record) risk() budget.Risk {
	k := budget.Risk{
		Row: x.row, Category: "other", ImpactIs: "amount", Status: "open", Affects: x.affects(),
		From: x.window("From", 0), To: x.window("To", max(0, x.r.plan.Project.Horizon-1)),
	}
	x.fill(&k)
	x.impact(&k)
	if x.get("Probability") == nil && k.PerYear == nil && !x.broken("Per year") {
		x.missing("Probability", x.r.w.Say("problem.missing-value.probability"))
	}
	x.response(&k)
	x.parentOf(&k)
	if k.PerYear != nil && x.get("Probability") != nil {
		x.complain("Per year", budget.Error, "chance-twice", x.r.w.Say("problem.chance-twice", x.row.Get("Probability"), x.row.Get("Per year")), x.r.w.Say("problem.chance-twice.hint"))
	}
	return k
}

// impact reads the cost impact as the row, or the unit of its header or cell,
// says that it is meant.
func (x *record) impact(k *budget.Risk) {
	c := x.get("Cost impact")
	if c == nil {
		return
	}
	i := x.t.place["Cost impact"]
	rd := x.t.read[i]
	said := x.get("Impact is") != nil
	shown := rd.unit.Dimension == unit.Share
	if n, bad := x.r.raw(c, &rd); bad == nil && n.Unit.Known() {
		shown = n.Unit.Dimension == unit.Share
	} else if spec, err := parseDistribution(schema.HalfWidth(c.show(x.r.book.date1904)), &rd); err == nil && spec.Percent {
		shown = true
	}
	switch {
	case shown && !said:
		k.ImpactIs = "share"
		x.t.read[i].how = x.r.w.Say("how.of-affected")
	case shown && k.ImpactIs == "amount", rd.unit.Dimension == unit.Share && k.ImpactIs == "factor":
		x.complain("Cost impact", budget.Error, "unit-against-row", x.r.w.Say("problem.unit-against-row", x.header("Impact is"), x.text("Impact is"), "%"), x.r.w.Say("problem.unit-against-row.hint"))
		return
	}
	if k.ImpactIs != "amount" {
		rd.measure = measureChange
		if k.ImpactIs == "factor" {
			rd.measure = measureFactor
		}
		if rd.unit.Dimension != unit.Share {
			rd.unit = unit.Unit{}
		}
		v := x.t.read[i].by[k.ImpactIs]
		rd.percent, rd.bad = v.Percent, v.Say >= unit.Scores
	}
	k.Impact = x.quantityBy("Cost impact", &rd)
	x.impactCurrency(k)
	if k.ImpactIs == "factor" && shown && k.Impact != nil {
		x.factorBelow(k.Impact)
	}
}

// impactCurrency converts an amount and the cost of the response.
func (x *record) impactCurrency(k *budget.Risk) {
	if x.get("Currency") == nil {
		return
	}
	rate := x.atMonthZero()
	if rate.Equal(decimal.NewFromInt(1)) {
		return
	}
	k.ResponseCost = k.ResponseCost.Mul(rate)
	if k.Impact == nil || k.ImpactIs != "amount" {
		return
	}
	if v, err := decimal.NewFromString(k.Impact.Text); err == nil {
		k.Impact.Text = v.Mul(rate).String()
	} else if spec, err := distribution.Parse(k.Impact.Text); err == nil {
		k.Impact.Text = spec.Scaled(rate.InexactFloat64()).String()
	}
}

// factorBelow warns of a factor typed as a percentage under 100 %: it lowers
// the cost, and an addition was mostly meant.
func (x *record) factorBelow(q *budget.Quantity) {
	v, err := strconv.ParseFloat(q.Text, 64)
	if err != nil || v >= 1 || v <= 0 {
		return
	}
	shown := x.row.Get("Cost impact")
	x.complain("Cost impact", budget.Warning, "factor-below-one", x.r.w.Say("problem.factor-below-one", shown, showNumber(decimalOf(1-v).Round(4), true)),
		x.r.w.Say("problem.factor-below-one.hint", shown, showNumber(decimalOf(1+v).Round(4), true)))
}

// parentOf reads the parents and checks what a dependence needs: a probability
// for when they have occurred.
func (x *record) parentOf(k *budget.Risk) {
	ids, all, mixed := x.names("Depends on", "Risks")
	switch {
	case mixed:
		x.complain("Depends on", budget.Error, "any-or-all", x.r.w.Say("problem.any-or-all", x.text("Depends on")), x.r.w.Say("problem.any-or-all.hint"))
		return
	case len(ids) == 0:
		return
	}
	k.DependsOn, k.AllParents = ids, all
	if k.ProbabilityIf == nil && !x.broken("Probability if parent") {
		x.complain("Depends on", budget.Error, "parent-without-effect", x.r.w.Say("problem.parent-without-effect", x.text("Depends on")), x.r.w.Say("problem.parent-without-effect.hint"))
	}
}

// response settles whether the response is taken: Response on, or a yes or no
// under Response itself.
func (x *record) response(k *budget.Risk) {
	if on, ok := parseBool(k.Response); ok && x.get("Response on") == nil {
		k.ResponseOn = on
	}
}

// affects reads IDs, phases and the word all; phases take their canonical name.
func (x *record) affects() []string {
	phases := schema.Column{Options: schema.Phases()}
	names := x.severalAffected(x.list("Affects"))
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

// severalAffected parts "C1 and C2" where each part is an ID.
func (x *record) severalAffected(names []string) []string {
	var all []string
	for _, n := range names {
		if x.isID(n) || !strings.ContainsAny(n, "&+＆＋和且与及 ") {
			all = append(all, n)
			continue
		}
		parts := bothMarks().Split(n, -1)
		if slices.ContainsFunc(parts, func(p string) bool { return !x.isID(p) }) {
			parts = []string{n}
		}
		all = append(all, parts...)
	}
	return all
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
