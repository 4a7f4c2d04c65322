package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/sim/distribution"
)

// estimate is one of the cells Low, Likely, High.
type estimate struct {
	field string
	value amount
	given bool
}

// uncertainty reads the uncertainty of a line's amount: the text of
// Uncertainty, or the three estimates. nil: the amount is certain.
func (x *record) uncertainty(base budget.Money) *budget.Quantity {
	es := []estimate{{field: "Low"}, {field: "Likely"}, {field: "High"}}
	given, broken := 0, false
	for i := range es {
		es[i].value, es[i].given = x.number(es[i].field)
		broken = broken || x.broken(es[i].field)
		if es[i].given {
			given++
		}
	}
	if x.get("Uncertainty") != nil {
		if given > 0 {
			x.complain("Uncertainty", budget.Warning, "two-estimates", x.r.w.Say("problem.two-estimates"), x.r.w.Say("problem.two-estimates.hint"))
		}
		return x.formulaUncertainty()
	}
	if given == 0 || broken {
		return nil
	}
	return x.estimates(es, base)
}

// formulaUncertainty reads the text form.
func (x *record) formulaUncertainty() *budget.Quantity {
	c := x.get("Uncertainty")
	q := &budget.Quantity{Row: x.row, Field: "Uncertainty"}
	if _, plain := cellAmount(c); plain || c.kind != cellText {
		shown := c.show(x.r.book.date1904)
		x.complain("Uncertainty", budget.Error, "bad-distribution", x.r.w.Say("problem.bad-distribution.number", shown), x.r.w.Say("problem.bad-distribution.number-hint"))
		return nil
	}
	limit := decimal.Zero
	if q.OfBase = x.option("Estimates are", "") == "share"; q.OfBase {
		limit = percentLimit()
	}
	percent, ok := x.written(q, c.text, limit, x.amountUnit())
	if !ok {
		return nil
	}
	q.OfBase = q.OfBase || percent
	return q
}

// amountUnit is the unit of the column Amount, in which the text form of its
// uncertainty is written too.
func (x *record) amountUnit() int32 {
	if i, ok := x.t.place["Amount"]; ok {
		return x.t.unit[i]
	}
	return 0
}

// percentLimit is the largest number that is read as a factor of the base
// (5 = 500 %) where shares are expected; larger ones are percents.
func percentLimit() decimal.Decimal { return decimal.New(5, 0) }

// estimates makes a quantity of the three cells and checks it.
func (x *record) estimates(es []estimate, base budget.Money) *budget.Quantity {
	q := &budget.Quantity{Row: x.row, Field: estimateField(es), RangeMeans: x.option("Range means", "")}
	q.OfBase = x.asShares(es)
	if !x.inOrder(es) {
		return nil
	}
	q.Low, q.Likely, q.High = es[0].float(), es[1].float(), es[2].float()
	q.Shape = x.option("Shape", x.defaultShape(es))
	_, err := distribution.FromEstimates(q.Shape, q.RangeMeans, q.Low, q.Likely, q.High)
	if !x.buildable(q, x.estimateText(es, q.Shape), err) {
		return nil
	}
	x.farFromBase(q, base)
	return q
}

func (e estimate) float() *float64 {
	if !e.given {
		return nil
	}
	v := e.value.Value.InexactFloat64()
	return &v
}

// estimateField is the cell that problems of the estimates point at.
func estimateField(es []estimate) string {
	for _, i := range []int{1, 0, 2} {
		if es[i].given {
			return es[i].field
		}
	}
	return "Likely"
}

// defaultShape is PERT for three estimates, Uniform for low and high, Fixed
// for a likely value alone.
func (x *record) defaultShape(es []estimate) string {
	switch {
	case x.get("Shape") != nil:
		return ""
	case !es[0].given && !es[2].given:
		return "fixed"
	case !es[1].given:
		return "uniform"
	}
	return "pert"
}

// asShares tells whether the estimates are shares of the amount, and brings
// percents written without a sign (90 for 90 %) to shares.
func (x *record) asShares(es []estimate) bool {
	share := x.option("Estimates are", "") == "share"
	largest := decimal.Zero
	percent := false
	for _, e := range es {
		percent = percent || e.given && e.value.Percent
		if e.given && e.value.Value.Abs().GreaterThan(largest) {
			largest = e.value.Value.Abs()
		}
	}
	if share && !percent && largest.GreaterThan(percentLimit()) {
		for i := range es {
			es[i].value = amount{Value: es[i].value.Value.Shift(-2), Percent: true}
		}
	}
	return share || percent
}

// inOrder reports estimates that are not low <= likely <= high.
func (x *record) inOrder(es []estimate) bool {
	var have []int
	for i, e := range es {
		if e.given {
			have = append(have, i)
		}
	}
	for k := len(have) - 2; k >= 0; k-- {
		a, b := es[have[k]], es[have[k+1]]
		if !a.value.Value.GreaterThan(b.value.Value) {
			continue
		}
		message := x.r.w.Say("problem.estimate-order", x.fieldWord(a.field), x.shown(a), x.fieldWord(b.field), x.shown(b))
		x.r.report(x.row.Ref(a.field), budget.Error, "estimate-order", message, x.orderHint(es, have), x.quote("Low", "Likely", "High")...)
		return false
	}
	return true
}

// orderHint asks whether two cells were swapped when that would put them right.
func (x *record) orderHint(es []estimate, have []int) string {
	for i := range have {
		for j := i + 1; j < len(have); j++ {
			order := append([]int{}, have...)
			order[i], order[j] = order[j], order[i]
			good := true
			for k := 0; k+1 < len(order); k++ {
				good = good && !es[order[k]].value.Value.GreaterThan(es[order[k+1]].value.Value)
			}
			if !good {
				continue
			}
			a, b := x.row.Ref(es[have[i]].field).Cell, x.row.Ref(es[have[j]].field).Cell
			if len(have) == 3 {
				return x.r.w.Say("problem.estimate-order.swapped", a, b)
			}
			return x.r.w.Say("problem.estimate-order.swapped2", a, b)
		}
	}
	return x.r.w.Say("problem.estimate-order.hint")
}

// farFromBase warns of absolute estimates that look like shares.
func (x *record) farFromBase(q *budget.Quantity, base budget.Money) {
	largest := 0.0
	for _, v := range []*float64{q.Low, q.Likely, q.High} {
		if v != nil {
			largest = max(largest, *v)
		}
	}
	if q.OfBase || largest > 10 || base.InexactFloat64() < 100*largest || base.IsZero() {
		return
	}
	x.r.report(x.row.Ref(q.Field), budget.Warning, "estimates-scale", x.r.w.Say("problem.estimates-scale", x.row.Get("Amount")),
		x.r.w.Say("problem.estimates-scale.hint"), x.quote("Amount", "Low", "Likely", "High")...)
}

// fieldWord is the schema's header in lower case, as it stands in a sentence.
func (x *record) fieldWord(field string) string {
	d, _ := x.t.def.Column(field)
	return strings.ToLower(d.Header(x.r.plan.Language))
}

func (x *record) shown(e estimate) string { return showNumber(e.value.Value, e.value.Percent) }

func (x *record) estimateText(es []estimate, shape string) string {
	parts := []string{}
	for _, e := range es {
		if e.given {
			parts = append(parts, x.fieldWord(e.field)+" "+x.shown(e))
		}
	}
	return strings.TrimSpace(shape + " " + strings.Join(parts, ", "))
}
