package models

import (
	"math"

	"ballast/budget"
)

// drawnAmount is a line's cost before risks, at the planned duration and at
// the prices of month 0.
func (r *reference) drawnAmount(c *budget.CostLine) float64 {
	rate := 1.0
	if c.Currency != "" {
		rate = r.base(c.Currency)
	}
	amount := c.Amount.InexactFloat64()
	if q := c.Uncertainty; q != nil {
		x := r.value(q, "cost/"+c.ID+"/amount", 1)
		if q.OfBase {
			amount *= x
		} else {
			amount = x
		}
	}
	if c.Vendor != "" {
		if x, drawn := r.draws["vendor/"+c.Vendor+"/price"]; drawn {
			amount *= x
		}
	}
	if c.PerMonth {
		amount *= float64(c.Months)
	}
	if !c.VATRecovered {
		amount *= 1 + c.VAT
	}
	return amount * rate
}

// lateness of the vendor's delivery, in months.
func (r *reference) lateness(c *budget.CostLine) float64 {
	for _, v := range r.plan.Vendors {
		if v.Name != c.Vendor {
			continue
		}
		onTime := map[string]float64{"A": 0.95, "B": 0.88, "C": 0.75, "D": 0.60, "": 1}[v.Grade]
		if v.OnTime != nil {
			onTime = *v.OnTime
		}
		if u, drawn := r.draws["cost/"+c.ID+"/vendor-late"]; drawn && u >= onTime {
			return r.value(v.Delay, "cost/"+c.ID+"/vendor-delay", 0)
		}
	}
	return 0
}

// line works out one cost line: its layers, its months and its payments.
func (r *reference) line(c *budget.CostLine) {
	key := "cost/" + c.ID + "/"
	drawn, factor, delay := r.drawnAmount(c), 1.0, 0.0
	for _, e := range r.events {
		if hits(e.risk, "line", c.ID, c.Phase) {
			delay += e.delay
			if e.risk.ImpactIs == "factor" {
				factor *= e.impact
			}
		}
	}
	planned := float64(c.Months)
	months := max(0.01, planned*r.value(c.Stretch, key+"stretch", 1))
	start := max(0, float64(c.StartMonth)+r.value(c.Slip, key+"slip", 0)+r.lateness(c)+delay)
	r.lineStart[c.ID], r.lineMonths[c.ID] = start, months

	r.estimates += drawn
	r.risks += drawn * factor
	for k, w := range r.spending(c, planned) {
		r.prices += drawn * factor * w * r.price(c, c.StartMonth+k)
	}
	amount := drawn * factor
	if c.PerMonth {
		amount *= months / planned
	}
	r.spend(c, amount, start, r.spending(c, months))
}

// price is the level of a line's own index and of its exchange rate.
func (r *reference) price(c *budget.CostLine, month int) float64 {
	return r.level(c.Driver, month) * r.level(c.Currency, month)
}

// spend books the work of a line and its payments: the advance at the start, at
// the prices of the start; the rest, less its part of the advance, after the lag.
func (r *reference) spend(c *budget.CostLine, amount, start float64, shares []float64) {
	lag := r.value(c.PaymentLag, "cost/"+c.ID+"/lag", 0)
	first := int(math.Floor(start))
	x := start - math.Floor(start)
	advance := amount * c.Advance * r.price(c, first)
	pay := func(month, bill float64) {
		bookAt(r.paid, &r.paidBeyond, month, bill)
		if c.VATRecovered {
			k := math.Floor(month)
			for _, part := range []struct{ month, bill float64 }{{k, bill * (1 - (month - k))}, {k + 1, bill * (month - k)}} {
				part.month = max(0, part.month)
				if part.month < float64(r.h) { // what is paid beyond comes back beyond
					book(r.paid, &r.paidBeyond, int(part.month), part.bill*c.VAT)
					book(r.vat, new(float64), int(part.month), part.bill*c.VAT)
					book(r.paid, &r.paidBeyond, int(part.month)+c.VATMonths, -part.bill*c.VAT)
					book(r.vat, new(float64), int(part.month)+c.VATMonths, -part.bill*c.VAT)
				}
			}
		}
	}
	pay(start, advance)
	work := func(month int, share float64) {
		money := amount * share * r.price(c, month)
		r.total += money
		r.lineTotal[c.ID] += money
		book(r.incurred, &r.beyond, month, money)
		pay(float64(month)+lag, money-money*c.Retention-advance*share)
		done := start + float64(len(shares)-1) // the last month of the work
		pay(max(0, done+float64(c.RetentionMonths)+lag), money*c.Retention)
	}
	for k, w := range shares {
		work(first+k, w*(1-x))
		work(first+k+1, w*x)
	}
}

// spending is a line's share of each month of a duration: the difference of
// the cumulative curve at the month's ends, the last month being partial.
func (r *reference) spending(c *budget.CostLine, months float64) []float64 {
	n := max(1, int(math.Ceil(months-1e-9)))
	out := make([]float64, n)
	for k := range out {
		out[k] = r.spent(c, float64(k+1)/months) - r.spent(c, float64(k)/months)
	}
	switch c.Profile {
	case "start":
		clear(out)
		out[0] = 1
	case "end":
		clear(out)
		out[n-1] = 1
	}
	return out
}

// spent is the share of a line's amount spent when the share x of its duration
// has passed.
func (r *reference) spent(c *budget.CostLine, x float64) float64 {
	x = min(1, x)
	switch c.Profile {
	case "front": // integral of 2(1-x)
		return 2*x - x*x
	case "back": // integral of 2x
		return x * x
	case "s-curve":
		return 3*x*x - 2*x*x*x
	case "rayleigh":
		return (1 - math.Pow(0.03, x*x)) / 0.97
	}
	var row []float64
	for _, p := range r.plan.Profiles {
		if p.Name == c.Profile {
			row = p.Shares
		}
	}
	if len(c.Monthly) > 0 {
		row = make([]float64, c.Months)
		for _, a := range c.Monthly {
			row[a.Month-c.StartMonth] += a.Amount.InexactFloat64() / c.Amount.InexactFloat64()
		}
	}
	if row == nil {
		return x
	}
	sum := 0.0
	for k, share := range row { // each month of the row takes an equal part of the duration
		sum += share * min(1, max(0, x*float64(len(row))-float64(k)))
	}
	return sum
}
