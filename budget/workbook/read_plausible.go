package workbook

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/sim/distribution"
)

// plausible warns of figures that are hard to believe as they were read, each
// with the figure that would follow.
func (r *reader) plausible() {
	for i := range r.plan.Costs {
		r.plausibleLine(&r.plan.Costs[i])
	}
	for i := range r.plan.Revenue {
		s := &r.plan.Revenue[i]
		r.largeFactor(s.Row, s.Volume, s.Price)
		r.longDelay(s.Row, s.Shift, s.CollectionLag)
		r.before(s.Row, s.CollectionLag, "negative-delay")
		r.paidLater(s.Row, s.CollectionLag, s.ID, s.StartMonth)
		r.partOfAll(s.Row, s.Uncollectable)
		r.steep(s.Row, "Growth", s.Growth)
	}
	for i := range r.plan.Funding {
		s := &r.plan.Funding[i]
		r.largeFactor(s.Row, s.AmountFactor)
		r.longDelay(s.Row, s.Delay)
		r.before(s.Row, s.Delay, "negative-delay")
	}
	for i := range r.plan.Risks {
		k := &r.plan.Risks[i]
		r.longDelay(k.Row, k.Delay)
		if k.ImpactIs != "amount" {
			r.largeFactor(k.Row, k.Impact)
		}
		if d := r.meaning(k.Impact); d != nil && k.ImpactIs == "factor" && d.Mean() < 0.5 && !r.reported(k.Row.Ref(k.Impact.Field), "factor-below-one") {
			r.warn(k.Row, k.Impact.Field, "small-factor", plain(d.Mean()))
		}
	}
	for i := range r.plan.Drivers {
		d, field := &r.plan.Drivers[i], "Growth"
		if d.Row.Get("Escalation %") != "" { // it was made of a cost line's
			field = "Escalation %"
		}
		r.steep(d.Row, field, d.Growth)
	}
	r.scaleOfSheets()
	r.sayBlanks()
	r.sayTallies()
	r.sayTemplate()
	r.sayWords()
}

// warn reports a figure that is hard to believe.
func (r *reader) warn(row budget.Row, field, code string, args ...any) {
	name := "Name"
	if row.Get("Name") == "" {
		name = "ID"
	}
	r.report(row.Ref(field), budget.Warning, code, r.w.Say("problem."+code, args...), r.w.Say("problem."+code+".hint"), row.Excerpt(name, field)...)
}

// meaning is the distribution of a quantity, nil when there is none: as it was
// built when the cell was checked, where it still says the same.
func (r *reader) meaning(q *budget.Quantity) distribution.Distribution {
	if !q.Written() {
		return nil
	}
	if b, ok := r.built[q]; ok && b.text == q.Text {
		return b.as
	}
	d := distributionOf(q)
	r.keepBuilt(q, d)
	return d
}

// builtQuantity is a distribution and the text that it was built from.
type builtQuantity struct {
	text string
	as   distribution.Distribution
}

// keepBuilt notes what a quantity is, since building it may take long.
func (r *reader) keepBuilt(q *budget.Quantity, d distribution.Distribution) {
	if r.built == nil {
		r.built = map[*budget.Quantity]builtQuantity{}
	}
	r.built[q] = builtQuantity{q.Text, d}
}

// distributionOf builds the distribution of a quantity, nil when it has none.
func distributionOf(q *budget.Quantity) distribution.Distribution {
	if q.Text == "" {
		d, err := distribution.FromEstimates(q.Shape, q.RangeMeans, q.Low, q.Likely, q.High)
		if err != nil {
			return nil
		}
		return d
	}
	if v, err := strconv.ParseFloat(q.Text, 64); err == nil {
		d, err := distribution.NewFixed(v)
		if err != nil {
			return nil
		}
		return d
	}
	spec, err := distribution.Parse(q.Text)
	if err != nil {
		return nil
	}
	d, err := spec.Build(q.Values)
	if err != nil {
		return nil
	}
	return d
}

// plausibleLine compares a line's estimates with its amount.
func (r *reader) plausibleLine(l *budget.CostLine) {
	r.largeFactor(l.Row, l.Stretch)
	r.longDelay(l.Row, l.Slip, l.PaymentLag)
	r.before(l.Row, l.PaymentLag, "negative-lag")
	r.paidLater(l.Row, l.PaymentLag, l.ID, l.StartMonth)
	base := l.Amount.InexactFloat64()
	d := r.meaning(l.Uncertainty)
	if d == nil || base == 0 || l.Row.Get("Probability") != "" { // the mean of one that may not happen is far from its base
		return
	}
	unit := 1.0
	if l.Uncertainty.OfBase {
		unit = base
	}
	mean, field := d.Mean()*unit, l.Uncertainty.Field
	if math.IsInf(mean, 0) || math.IsNaN(mean) {
		return // the model says so where it is drawn
	}
	switch ratio := mean / base; {
	case ratio < 1.0/3 || ratio > 3:
		if !r.reported(l.Row.Ref(field), "estimates-scale") {
			r.warn(l.Row, field, "far-estimate", plain(mean), l.Amount.String())
		}
	case base > 0 && mean > 0 && d.Quantile(0.05)*unit < 0:
		r.warn(l.Row, field, "below-zero", plain(d.Quantile(0.05)*unit))
	}
}

// reported tells whether a problem of this code stands at a cell.
func (r *reader) reported(ref budget.Ref, code string) bool {
	for _, p := range r.problems {
		if p.Ref == ref && p.Code == code {
			return true
		}
	}
	return false
}

// largeFactor warns of factors whose mean is above 5.
func (r *reader) largeFactor(row budget.Row, all ...*budget.Quantity) {
	for _, q := range all {
		if d := r.meaning(q); d != nil && d.Mean() > 5 {
			r.warn(row, q.Field, "large-factor", plain(d.Mean()))
		}
	}
}

// longDelay warns of delays and lags of more than two years.
func (r *reader) longDelay(row budget.Row, all ...*budget.Quantity) {
	for _, q := range all {
		if d := r.meaning(q); d != nil && d.Mean() > 24 {
			r.warn(row, q.Field, "long-delay", plain(d.Mean()))
		}
	}
}

// partOfAll refuses a share of a whole that lies outside it, distributions by
// their middle nine tenths.
func (r *reader) partOfAll(row budget.Row, q *budget.Quantity) {
	d := r.meaning(q)
	if d == nil || d.Quantile(0.05) >= 0 && d.Quantile(0.95) <= 1 {
		return
	}
	r.report(row.Ref(q.Field), budget.Error, "share-range", r.w.Say("problem.share-range", q.Field, row.Get(q.Field), "0%", "100%"),
		r.w.Say("problem.share-range.hint"), row.Excerpt("Name", q.Field)...)
}

// before warns of lags and delays that are negative: more than one in twenty.
func (r *reader) before(row budget.Row, q *budget.Quantity, code string) {
	if d := r.meaning(q); d != nil && d.Quantile(0.05) < 0 {
		r.warn(row, q.Field, code, plain(-d.Quantile(0.05)))
	}
}

// paidLater warns of a row that begins inside the plan at month start (from 0), while
// its mean lag puts the first of its money past the last month: no month shows any.
func (r *reader) paidLater(row budget.Row, q *budget.Quantity, id string, start int) {
	h := r.plan.Project.Horizon
	d := r.meaning(q)
	if d == nil || start >= h || float64(start)+d.Mean() < float64(h) || d.Mean() > 24 { // beyond two years longDelay has said it
		return
	}
	first := r.plan.Project.Start.Add(start + int(math.Round(d.Mean())))
	r.report(row.Ref(q.Field), budget.Warning, "past-horizon", r.w.Say("problem.past-horizon.lag", id, first.String(), r.plan.Project.Start.Add(h-1).String()),
		r.w.Say("problem.past-horizon.hint"), row.Excerpt("Name", q.Field)...)
}

// steep warns of a growth above a half a year.
func (r *reader) steep(row budget.Row, field string, v float64) {
	if v > 0.5 {
		r.warn(row, field, "steep-growth", showNumber(decimalOf(v).Round(6), true), plain(100*(1+v)*(1+v)*(1+v)))
	}
}

// plain writes a figure of a message to six digits.
func plain(v float64) string {
	d := decimalOf(v)
	return d.Round(max(0, 6-int32(d.NumDigits())-d.Exponent())).String()
}

// scaleOfSheets warns when the amounts of one sheet are in thousands or the
// like and those of another are not, with the totals side by side.
func (r *reader) scaleOfSheets() {
	var scaled, plainOnes []string
	var at budget.Ref
	for _, key := range []string{"Costs", "Revenue", "Funding", "Risks"} {
		for _, t := range r.tablesOf[key] {
			money, shift := false, int32(0)
			for i := range t.cols {
				if m := t.read[i].measure; m == measureMoney || m == measureImpact {
					money = money || len(t.rows) > 0
					shift = max(shift, t.read[i].unit.Shift)
					if t.read[i].unit.Shift > 0 && at.Sheet == "" {
						at = t.headRef(r, i)
					}
				}
			}
			text := t.head.Sheet + " " + r.totalOf(key)
			switch {
			case shift > 0:
				scaled = append(scaled, text)
			case money && r.totalOf(key) != "0":
				plainOnes = append(plainOnes, text)
			}
		}
	}
	if len(scaled) > 0 && len(plainOnes) > 0 {
		r.report(at, budget.Warning, "scale-differs", r.w.Say("problem.scale-differs", strings.Join(scaled, ", "), strings.Join(plainOnes, ", ")),
			r.w.Say("problem.scale-differs.hint"))
	}
}

// totalOf adds up the amounts of a sheet as they were read.
func (r *reader) totalOf(key string) string {
	sum := decimal.Zero
	switch key {
	case "Costs":
		for _, l := range r.plan.Costs {
			sum = sum.Add(l.Amount)
		}
	case "Revenue":
		for _, s := range r.plan.Revenue {
			sum = sum.Add(s.Monthly)
		}
	case "Funding":
		for _, s := range r.plan.Funding {
			sum = sum.Add(s.Committed)
		}
	case "Risks":
		for _, k := range r.plan.Risks {
			if d := r.meaning(k.Impact); d != nil && k.ImpactIs == "amount" {
				sum = sum.Add(decimalOf(d.Mean()).Round(2))
			}
		}
	}
	return sum.String()
}

// blanks are the cells of one column that were left blank, with what was taken.
type blanks struct {
	ref   budget.Ref
	field string
	shown string // the header as written
	taken string
	ids   []string

	column bool // the table has no such column
}

// blank notes that a default was taken in a column that other rows fill in.
func (x *record) blank(field, taken string) {
	if _, has := x.t.place[field]; has {
		x.absent(field, taken)
	}
}

// absent notes that a default was taken where the cell is blank or the table has
// no such column at all.
func (x *record) absent(field, taken string) {
	if x.get(field) != nil || x.broken(field) {
		return
	}
	id := x.row.Get(x.t.def.Columns[0].Field)
	for i := range x.r.blanks {
		if b := &x.r.blanks[i]; b.field == field && b.ref.Sheet == x.t.head.Sheet && b.taken == taken {
			b.ids = append(b.ids, id)
			return
		}
	}
	b := blanks{ref: x.row.Ref(field), field: field, shown: x.header(field), taken: taken, ids: []string{id}}
	if _, has := x.t.place[field]; !has {
		b.ref, b.column = x.t.headRef(x.r, 0), true
	}
	x.r.blanks = append(x.r.blanks, b)
}

// sayBlanks says once a column how many cells were blank and what was taken.
func (r *reader) sayBlanks() {
	for _, b := range r.blanks {
		ids := b.ids
		if len(ids) > 6 {
			ids = append(append([]string{}, ids[:6]...), "...")
		}
		key := "problem.blank-default"
		if b.column {
			key = "problem.blank-default.column"
		}
		r.report(b.ref, budget.Warning, "blank-default", r.w.Say(key, b.shown, len(b.ids), b.taken, strings.Join(ids, ", ")),
			r.w.Say("problem.blank-default.hint"))
	}
}
