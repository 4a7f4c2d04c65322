package workbook

import (
	"strconv"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/sim/distribution"
)

// vat settles whether the tax on a line comes back, and says what is part of the
// cost.
func (x *record) vat(l *budget.CostLine) {
	l.VATRecovered = x.yes("VAT recoverable", true)
	if l.VAT == 0 {
		l.VATRecovered = false
		return
	}
	if l.VATRecovered {
		x.blank("VAT recoverable", boolWord(true, x.r.plan.Language))
		x.blank("VAT lag", "0")
		return
	}
	x.tally("vat-in-cost", "VAT %", lineTotal(l).Mul(decimalOf(l.VAT)))
}

// lineTotal is the whole amount of a line.
func lineTotal(l *budget.CostLine) decimal.Decimal {
	if l.PerMonth {
		return l.Amount.Mul(decimal.NewFromInt(int64(l.Months)))
	}
	return l.Amount
}

// escalation gives a line an index of its own that rises by so much a year.
func (x *record) escalation(l *budget.CostLine) {
	c, _ := x.t.def.Column("Escalation %")
	if x.get(c.Field) == nil {
		return
	}
	v, ok := x.figure(c)
	if !ok || v == 0 {
		return
	}
	shown := showNumber(decimalOf(v), true)
	if l.Driver != "" {
		x.complain(c.Field, budget.Error, "escalation-driver", x.r.w.Say("problem.escalation-driver", shown, l.Driver), x.r.w.Say("problem.escalation-driver.hint"))
		return
	}
	l.Driver = x.r.w.Say("driver.escalation", shown)
	for _, d := range x.r.plan.Drivers {
		if d.Name == l.Driver {
			return
		}
	}
	x.r.plan.Drivers = append(x.r.plan.Drivers, budget.Driver{Row: x.row, Name: l.Driver, Kind: "fixed", Growth: v, Base: 1})
}

// contingency adds up what was budgeted line by line; it is no part of the base.
func (x *record) contingency(l *budget.CostLine) {
	if a, ok := x.number("Contingency %"); ok && !a.Value.IsZero() {
		x.tally("contingency-shown", "Contingency %", lineTotal(l).Mul(a.Value))
	}
}

// happens makes the amount of a line depend on whether it is needed at all.
func (x *record) happens(l *budget.CostLine) {
	c, _ := x.t.def.Column("Probability")
	if x.get(c.Field) == nil {
		return
	}
	p, ok := x.figure(c)
	if !ok || p < 0 || p >= 1 {
		return
	}
	chance := "Bernoulli(" + strconv.FormatFloat(p, 'g', -1, 64) + ")"
	q := &budget.Quantity{Row: x.row, Field: c.Field, Text: chance, OfBase: true}
	mean := lineTotal(l).Mul(decimalOf(p))
	if old := l.Uncertainty; old.Written() {
		d := x.r.meaning(old)
		if d == nil {
			return // reported
		}
		q.Field, q.OfBase, q.Text = old.Field, old.OfBase, "Compound("+chance+","+d.String()+")"
		spec, err := distribution.Parse(q.Text)
		if err == nil {
			_, err = spec.Build(nil)
		}
		if !x.buildable(q, q.Text, err) {
			return
		}
		mean = decimalOf(p * d.Mean())
		if q.OfBase {
			mean = lineTotal(l).Mul(mean)
		}
	}
	l.Uncertainty = q
	x.complain(c.Field, budget.Note, "line-chance", x.r.w.Say("problem.line-chance", l.ID, x.row.Get(c.Field), lineTotal(l).String(), mean.Round(2).String()), "")
}

// tallied is a sum over the rows of a column that is said once.
type tallied struct {
	code string
	ref  budget.Ref
	sum  decimal.Decimal
	rows int
}

// tally adds to what is said once of a column, under a code.
func (x *record) tally(code, field string, v decimal.Decimal) {
	for i := range x.r.tallies {
		if t := &x.r.tallies[i]; t.code == code && t.ref.Sheet == x.t.head.Sheet {
			t.sum, t.rows = t.sum.Add(v), t.rows+1
			return
		}
	}
	x.r.tallies = append(x.r.tallies, tallied{code, x.t.headRef(x.r, x.t.place[field]), v, 1})
}

// sayTallies says the sums.
func (r *reader) sayTallies() {
	for _, t := range r.tallies {
		r.report(t.ref, budget.Note, t.code, r.w.Say("problem."+t.code, t.sum.Round(2).String(), t.rows), r.w.Say("problem."+t.code+".hint"))
	}
}
