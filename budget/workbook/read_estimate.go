package workbook

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
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
	if field := x.textForm(); field != "" {
		if given > 0 || field == "Uncertainty" && x.wholeShape() {
			x.complain(field, budget.Warning, "two-estimates", x.r.w.Say("problem.two-estimates"), x.r.w.Say("problem.two-estimates.hint"))
		}
		return x.formulaUncertainty(field)
	}
	if given == 0 || broken {
		for _, field := range []string{"Shape", "Range means", "Estimates are"} {
			x.option(field, "") // a word that is not known is said all the same
		}
		return nil
	}
	return x.estimates(es, base)
}

// textForm is the column in which the uncertainty stands as one text, "" for none: also
// Shape, which many head Distribution, where somebody wrote a whole one there.
func (x *record) textForm() string {
	switch {
	case x.get("Uncertainty") != nil:
		return "Uncertainty"
	case x.wholeShape():
		return "Shape"
	}
	return ""
}

// wholeShape tells whether Shape holds a distribution with its figures: Normal(100,10).
func (x *record) wholeShape() bool {
	c := x.get("Shape")
	return c != nil && c.kind == cellText && strings.Contains(schema.HalfWidth(c.text), "(")
}

// formulaUncertainty reads the text form.
func (x *record) formulaUncertainty(field string) *budget.Quantity {
	c := x.get(field)
	q := &budget.Quantity{Row: x.row, Field: field}
	rd := x.t.read[x.t.place[field]]
	if rd.bad {
		return nil
	}
	if _, bad := x.r.raw(c, &rd); bad == nil || c.kind != cellText {
		shown := c.show(x.r.book.date1904)
		x.complain(field, budget.Error, "bad-distribution", x.r.w.Say("problem.bad-distribution.number", shown),
			x.r.w.Say("problem.bad-distribution.number-hint"))
		return nil
	}
	if q.OfBase = x.option("Estimates are", "") == "share" || rd.unit.Dimension == unit.Share; q.OfBase && rd.unit.Dimension != unit.Share {
		rd.unit = unit.Unit{}
		if x.t.read[x.t.place[field]].by["of base"].Percent {
			rd.unit = unit.Unit{Dimension: unit.Share, Shift: -2}
		}
	}
	percent, ok := x.written(q, c.text, &rd)
	if !ok {
		return nil
	}
	q.OfBase = q.OfBase || percent
	return q
}

// estimates makes a quantity of the three cells and checks it.
func (x *record) estimates(es []estimate, base budget.Money) *budget.Quantity {
	q := &budget.Quantity{Row: x.row, Field: estimateField(es), RangeMeans: x.rangeMeans(es)}
	ok := false
	if q.OfBase, ok = x.asShares(es, base); !ok || !x.inOrder(es) {
		return nil
	}
	q.Low, q.Likely, q.High = es[0].float(), es[1].float(), es[2].float()
	if x.median(q, es) {
		return q
	}
	q.Shape = x.option("Shape", x.defaultShape(es))
	d, err := distribution.FromEstimates(q.Shape, q.RangeMeans, q.Low, q.Likely, q.High)
	if !x.buildable(q, x.estimateText(es, q.Shape), err) {
		return nil
	}
	x.r.keepBuilt(q, d)
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

// asShares tells whether the estimates are shares of the amount. Deviations
// from it (-10 %, +20 %) are brought to shares, and so are percents written
// without a sign (90 for 90 %). ok is false when what they are was asked.
func (x *record) asShares(es []estimate, base budget.Money) (ofBase, ok bool) {
	share := x.option("Estimates are", "") == "share"
	percent, amounts, shown := false, 0, 0
	var written [3]*unit.Number
	for i, e := range es {
		if !e.given {
			continue
		}
		rd := &x.t.read[x.t.place[e.field]]
		n := e.value.Written
		if rd.unit.Dimension == unit.Deviation && !n.Unit.Known() || n.Unit.Dimension == unit.Deviation {
			n.Unit = unit.Unit{Dimension: unit.Share, Shift: -2}
			n.Value, n.Plus = signedBy(rd.unit.Sign, n.Value, e.field), true
			es[i].value.Value, es[i].value.Percent = n.Value.Shift(-2), true
		}
		written[i] = &n
		if percent = percent || es[i].value.Percent; es[i].value.Percent {
			shown++
		} else if !es[i].value.Value.IsZero() {
			amounts++
		}
	}
	deviations, unclear := unit.Deviations(written[0], written[1], written[2], percent, base)
	switch {
	case shown > 0 && amounts > 0 && !share:
		x.complain(estimateField(es), budget.Error, "mixed-estimates", x.r.w.Say("problem.mixed-estimates"), x.r.w.Say("problem.mixed-estimates.hint"))
		return false, false
	case x.option("Estimates are", "") == "amount" && percent:
		x.complain(estimateField(es), budget.Error, "unit-against-row",
			x.r.w.Say("problem.unit-against-row", x.header("Estimates are"), x.text("Estimates are"), "%"), x.r.w.Say("problem.unit-against-row.hint"))
		return false, false
	case unclear && !share && x.option("Estimates are", "") != "amount":
		x.complain(estimateField(es), budget.Error, "deviation-or-amount",
			x.r.w.Say("problem.deviation-or-amount", x.estimateText(es, "")), x.r.w.Say("problem.deviation-or-amount.hint"))
		return false, false
	}
	if share {
		x.ofBase(es)
	}
	if deviations {
		x.deviate(es, base, share || percent)
	}
	return share || percent, true
}

// ofBase takes the plain figures of a row that says so as shares of the amount:
// without the unit of money that the column inherits, and in per cent where the
// column is.
func (x *record) ofBase(es []estimate) {
	for i := range es {
		if !es[i].given || es[i].value.Percent {
			continue
		}
		rd := &x.t.read[x.t.place[es[i].field]]
		if n := es[i].value.Written; n.Unit.Dimension == unit.Money {
			es[i].value.Value = n.Value
		}
		if rd.by["of base"].Percent {
			es[i].value.Value, es[i].value.Percent = es[i].value.Value.Shift(-2), true
		}
	}
}

// signedBy gives a deviation the sign of its header: -% lowers, +% raises, and
// ±% does as its column says.
func signedBy(sign int, v decimal.Decimal, field string) decimal.Decimal {
	switch {
	case sign < 0, sign == 0 && field == "Low":
		return v.Abs().Neg()
	case sign > 0:
		return v.Abs()
	}
	return v
}

// deviate adds the amount to estimates that are differences from it, and says
// so.
func (x *record) deviate(es []estimate, base budget.Money, shares bool) {
	one := base
	if shares {
		one = decimal.NewFromInt(1)
	}
	for i := range es {
		if es[i].given {
			es[i].value.Value = es[i].value.Value.Add(one)
		}
	}
	rd := &x.t.read[x.t.place[estimateField(es)]]
	if rd.how == "" {
		rd.how = x.r.w.Say("how.deviation")
	}
	if !shares {
		x.complain(estimateField(es), budget.Note, "deviations", x.r.w.Say("problem.deviations", x.estimateText(es, "")), "")
	}
}

// rangeMeans is what low and high are: what the row says, else the percentiles
// of their headers.
func (x *record) rangeMeans(es []estimate) string {
	if x.get("Range means") != nil {
		return x.option("Range means", "")
	}
	low, high := x.quantileOf(es[0]), x.quantileOf(es[2])
	if low == 0 && high == 0 {
		return ""
	}
	word := "p" + strconv.Itoa(low) + "-p" + strconv.Itoa(high)
	switch word {
	case "p5-p95", "p10-p90", "p15-p85":
		return word
	}
	x.complain(estimateField(es), budget.Error, "range-percentiles",
		x.r.w.Say("problem.range-percentiles", strings.ToUpper(word)), x.r.w.Say("problem.range-percentiles.hint"))
	return ""
}

func (x *record) quantileOf(e estimate) int {
	if i, ok := x.t.place[e.field]; ok && e.given {
		return x.t.read[i].quantile
	}
	return 0
}

// median turns a likely value that is a P50 into a metalog: its median, not its
// mode.
func (x *record) median(q *budget.Quantity, es []estimate) bool {
	if x.quantileOf(es[1]) != 50 || q.RangeMeans != "p10-p90" || x.get("Shape") != nil || q.Low == nil || q.High == nil {
		return false
	}
	args := make([]string, 3)
	for i := range es {
		args[i] = es[i].value.Value.String()
	}
	q.Text = "Metalog(" + strings.Join(args, ",") + ")"
	q.Low, q.Likely, q.High, q.RangeMeans = nil, nil, nil, ""
	spec, err := distribution.Parse(q.Text)
	if err == nil {
		_, err = spec.Build(nil)
	}
	x.buildable(q, q.Text, err)
	return true
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
