package models

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/sim/distribution"
	"ballast/sim/stream"
)

// reference is the second implementation: one scenario worked out slowly and
// plainly, rule by rule, from the description of the model. It shares no code
// with the engine; it is given the values drawn, by the key of the variable.
type reference struct {
	plan   *budget.Plan
	draws  map[string]float64
	seed   uint64
	number int // of the scenario
	h      int

	index     map[string][]float64 // driver -> level by month, relative to its base value
	happened  map[string]int       // risk -> events
	events    []referenceEvent
	riskMoney map[string]float64 // risk -> impacts and response cost

	estimates, risks, prices, total  float64 // the four layers, cumulative
	beyond, paidBeyond               float64
	incurred, paid                   []float64
	lineTotal, lineStart, lineMonths map[string]float64

	earned, uncollectable, collectedBeyond float64
	collected, shared                      []float64
	own                                    map[string][]float64 // partner -> collections of its streams
	ownBeyond                              map[string]float64   // partner -> what of them comes after the horizon
	byStream                               map[string][]float64 // stream -> its collections

	tax, ncf, cash, gap, vat []float64
	settledTax               float64   // of the last month, with all that is open in it
	worth                    []float64 // ncf with all that is open in its last month
	sources                  []*referenceSource
}

type referenceEvent struct {
	risk                   *budget.Risk
	month                  int
	impact, delay, revenue float64
}

// newReference works a scenario out.
func newReference(p *budget.Plan, draws map[string]float64, seed uint64, number int) *reference {
	h := p.Project.Horizon
	months := func() []float64 { return make([]float64, h) }
	r := &reference{plan: p, draws: draws, seed: seed, number: number, h: h, index: map[string][]float64{}, happened: map[string]int{},
		riskMoney: map[string]float64{}, incurred: months(), paid: months(), lineTotal: map[string]float64{},
		lineStart: map[string]float64{}, lineMonths: map[string]float64{}, collected: months(), shared: months(),
		own: map[string][]float64{}, ownBeyond: map[string]float64{}, byStream: map[string][]float64{}, vat: months(), tax: months(), ncf: months(), cash: months(), gap: months()}
	for _, d := range p.Drivers {
		r.index[d.Name] = r.path(d)
	}
	r.occurrences()
	for i := range p.Costs {
		r.line(&p.Costs[i])
	}
	r.impacts()
	for i := range p.Revenue {
		r.stream(&p.Revenue[i])
	}
	r.tax = r.taxes(0)
	for m := range h {
		r.ncf[m] = r.collected[m] - r.paid[m] - r.tax[m]
	}
	r.settledTax = r.taxes(r.collectedBeyond - r.unpaid() - total(r.vat))[h-1]
	r.worth = slices.Clone(r.ncf)
	r.worth[h-1] += r.collectedBeyond - r.unpaid() - (r.settledTax - r.tax[h-1])
	r.waterfall()
	return r
}

// unpaid is what is due for the work of all months less all payments of them.
func (r *reference) unpaid() float64 { return total(r.incurred) - total(r.paid) }

// value is a quantity in this scenario: what was drawn, or what was written.
func (r *reference) value(q *budget.Quantity, key string, otherwise float64) float64 {
	if x, drawn := r.draws[key]; drawn {
		return x
	}
	if q == nil {
		return otherwise
	}
	if q.Text == "" {
		return *q.Likely
	}
	text, percent := strings.CutSuffix(q.Text, "%")
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic("no draw for " + key + ": " + q.Text)
	}
	if percent {
		x /= 100
	}
	return x
}

// sample is a draw of a quantity for a further event of a frequent risk.
func (r *reference) sample(q *budget.Quantity, otherwise, u float64) float64 {
	var d distribution.Distribution
	var err error
	switch {
	case q == nil:
		return otherwise
	case q.Text == "":
		d, err = distribution.FromEstimates(q.Shape, q.RangeMeans, q.Low, q.Likely, q.High)
	default:
		var spec distribution.Spec
		if spec, err = distribution.Parse(q.Text); err == nil {
			d, err = spec.Build(q.Values)
		}
	}
	if err != nil {
		panic(err)
	}
	x := []float64{u}
	table := distribution.Compile(d)
	table.FromU(x, x)
	return x[0]
}

// extra is the k-th further uniform of a stream in this scenario.
func (r *reference) extra(name string, k int) float64 {
	return stream.New(r.seed, name).Nth(uint64(r.number), uint64(k))
}

// path is the index of a driver by month.
func (r *reference) path(d budget.Driver) []float64 {
	out := make([]float64, r.h)
	dt := 1.0 / 12
	deviation := 0.0
	for m := range out {
		z := r.draws["driver/"+d.Name+"/"+strconv.Itoa(m)]
		trend := math.Pow(1+d.Growth, float64(m+1)*dt)
		switch d.Kind {
		case "fixed":
			out[m] = trend
		case "walk":
			before := 1.0
			if m > 0 {
				before = out[m-1]
			}
			out[m] = before * math.Exp((math.Log(1+d.Growth)-d.Volatility*d.Volatility/2)*dt+d.Volatility*math.Sqrt(dt)*z)
		case "revert":
			// variance after t years: s^2 (1 - exp(-2kt)) / 2k, at k = 0 s^2 t
			variance := func(t float64) float64 {
				if d.Speed == 0 {
					return d.Volatility * d.Volatility * t
				}
				return d.Volatility * d.Volatility * (1 - math.Exp(-2*d.Speed*t)) / (2 * d.Speed)
			}
			deviation = deviation*math.Exp(-d.Speed*dt) + math.Sqrt(variance(dt))*z
			out[m] = trend * math.Exp(deviation-variance(float64(m+1)*dt)/2)
		case "table":
			base := d.Base
			if base == 0 {
				base = 1
			}
			out[m] = d.Table[min(m, len(d.Table)-1)] / base
		}
	}
	return out
}

// level is the index of a driver in a month; the last month's beyond the horizon.
func (r *reference) level(driver string, month int) float64 {
	path, known := r.index[driver]
	if !known {
		return 1
	}
	return path[min(month, r.h-1)]
}

// base is the base value of a driver, 1 when there is none.
func (r *reference) base(driver string) float64 {
	for _, d := range r.plan.Drivers {
		if d.Name == driver && d.Base != 0 {
			return d.Base
		}
	}
	return 1
}

// book adds an amount to a month, or to what is beyond the horizon.
func book(months []float64, beyond *float64, month int, amount float64) {
	if month >= len(months) {
		*beyond += amount
		return
	}
	months[max(month, 0)] += amount
}

// bookAt splits an amount at a fractional month between its two neighbours.
func bookAt(months []float64, beyond *float64, month, amount float64) {
	whole := math.Floor(month)
	book(months, beyond, int(whole), amount*(1-(month-whole)))
	book(months, beyond, int(whole)+1, amount*(month-whole))
}
