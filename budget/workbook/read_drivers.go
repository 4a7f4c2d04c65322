package workbook

import (
	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// drivers reads the sheet Drivers; kind table has its values under months.
func (r *reader) drivers(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Name", func(x *record) {
		d := budget.Driver{Row: x.row, Base: 1}
		x.fill(&d)
		if at, ok := x.t.place["Base value"]; ok && x.get("Base value") != nil && x.t.read[at].by["base rate"].Percent && r.rateDriver(d.Name) {
			if a, bad := r.figure(x.get("Base value"), &x.t.read[at]); bad == nil && !a.Percent {
				d.Base /= 100
			}
		}
		d.Table = x.series()
		if d.Kind = x.option("Kind", x.driverKind(d)); d.Kind != "table" {
			d.Table = nil // it moves by its own rule: what stands under months is what it was
		}
		x.levels(&d)
		if d.Kind == "table" && len(d.Table) == 0 {
			x.missing("Kind", x.r.w.Say("problem.missing-value.table"))
		}
		if x.get("Base value") == nil && d.Kind != "table" && (r.rateDriver(d.Name) || r.currencyDriver(d.Name)) {
			x.complain("Name", budget.Error, "driver-base", x.r.w.Say("problem.driver-base", d.Name), x.r.w.Say("problem.driver-base.hint"))
		}
		r.plan.Drivers = append(r.plan.Drivers, d)
	})
}

// levels reads the actual levels of a driver: under months that say so, and for one that
// is no table under all months. Without an as-of month the latter say nothing, which is told.
func (x *record) levels(d *budget.Driver) {
	for i, dated := range x.t.dated {
		c := x.cells[i]
		if !dated || c == nil || d.Kind == "table" && !x.t.actual[i] {
			continue
		}
		ref := x.r.ref(x.t.head.Sheet, c.address())
		a, ok := cellAmount(c)
		switch {
		case !ok && x.t.actual[i]:
			x.r.report(ref, budget.Error, "not-a-number", x.r.w.Say("problem.not-a-number", c.show(x.r.book.date1904)), x.r.w.Say("problem.not-a-number.hint"), x.quote()...)
		case !ok: // told by series
		case x.t.months[i] < 0:
			x.r.report(ref, budget.Error, "before-start", x.r.w.Say("problem.before-start", x.t.head.Columns[i].Header, x.r.plan.Project.Start.String()), x.r.w.Say("problem.before-start.hint"), x.quote()...)
		case !x.t.actual[i] && x.r.plan.Project.AsOf == nil:
			x.r.report(ref, budget.Warning, "not-read", x.r.w.Say("problem.driver-months", d.Name), x.r.w.Say("problem.driver-months.hint"), x.quote()...)
			return
		default:
			x.r.plan.Actuals = append(x.r.plan.Actuals, budget.Actual{Row: x.row, Ref: ref, Month: x.t.months[i], Kind: "driver", ID: d.Name, Level: a.Value.InexactFloat64()})
		}
	}
}

// currencyDriver tells whether amounts are in the currency of a driver.
func (r *reader) currencyDriver(name string) bool {
	for _, l := range r.plan.Costs {
		if l.Currency == name && name != "" {
			return true
		}
	}
	return false
}

// driverKind follows from what is filled in.
func (x *record) driverKind(d budget.Driver) string {
	switch {
	case len(d.Table) > 0:
		return "table"
	case d.Speed > 0 && d.Volatility > 0:
		return "revert"
	case d.Volatility > 0:
		return "walk"
	}
	return "fixed"
}

// series reads the values under months, from month 0 to the last one given.
// A month without a value has that of the month before it, and months before
// the first value have the first.
func (x *record) series() []float64 {
	values := map[int]float64{}
	last := -1
	for i, dated := range x.t.dated {
		c := x.cells[i]
		if !dated || c == nil || x.t.actual[i] || x.t.months[i] < 0 {
			continue
		}
		a, ok := cellAmount(c)
		if !ok {
			x.r.report(x.r.ref(x.t.head.Sheet, c.address()), budget.Error, "not-a-number",
				x.r.w.Say("problem.not-a-number", c.show(x.r.book.date1904)), x.r.w.Say("problem.not-a-number.hint"), x.quote()...)
			continue
		}
		values[x.t.months[i]] = a.Value.InexactFloat64()
		last = max(last, x.t.months[i])
	}
	out := make([]float64, 0, last+1)
	for m := 0; m <= min(last, 600); m++ {
		v, ok := values[m]
		switch {
		case ok:
		case m > 0:
			v = out[m-1]
		default:
			for k := 1; k <= last && !ok; k++ {
				v, ok = values[k]
			}
		}
		out = append(out, v)
	}
	return out
}

// profiles reads the sheet Profiles: a name, and the shares of the months
// from left to right, whatever their headers.
func (r *reader) profiles(g *grid, def schema.Sheet) {
	r.eachRow(g, def, "Name", func(x *record) {
		p := budget.Profile{Row: x.row}
		x.fill(&p)
		row := g.row(x.row.Number)
		sum, gap := decimal.Zero, 0
		for i := range row.cells {
			c := &row.cells[i]
			if c.col <= x.t.cols[x.t.place["Name"]] || c.blank() || !r.resolve(g.name, c) {
				continue
			}
			a, ok := cellAmount(c)
			if !ok {
				r.report(r.ref(g.name, c.address()), budget.Error, "not-a-number", r.w.Say("problem.not-a-number", c.show(r.book.date1904)),
					r.w.Say("problem.not-a-number.hint"), x.quote()...)
				continue
			}
			if gap = c.col - x.t.cols[x.t.place["Name"]] - 1; gap > 600 {
				break
			}
			for len(p.Shares) < gap {
				p.Shares = append(p.Shares, 0)
			}
			p.Shares = append(p.Shares, a.Value.InexactFloat64())
			sum = sum.Add(a.Value)
		}
		x.scaleProfile(&p, sum)
		r.plan.Profiles = append(r.plan.Profiles, p)
	})
}

// scaleProfile brings shares to a sum of 1: percents written as 25 for 25 %
// are divided by 100, and a rounding of at most half a percent is spread.
func (x *record) scaleProfile(p *budget.Profile, sum decimal.Decimal) {
	total := sum.InexactFloat64()
	if total > 50 {
		total /= 100
		for i := range p.Shares {
			p.Shares[i] /= 100
		}
	}
	if total < 0.995 || total > 1.005 || total == 1 {
		return
	}
	x.r.defaulted(x.row.Ref("Name"), x.r.w.Say("log.default.profile", p.Name, showNumber(decimal.NewFromFloat(total).Round(6), true)))
	for i := range p.Shares {
		p.Shares[i] /= total
	}
}
