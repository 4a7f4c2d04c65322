package models

import (
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/sim/distribution"
)

// line is one cost line, compiled.
type line struct {
	id string
	// What every scenario asks for stands together.
	start     float64
	earliest  float64 // no month before it: the first after the as-of month
	months    float64
	scale     float64 // amount drawn x scale = money per unit: total, or rate per month
	perMonth  bool
	driver    int // index path, -1 none
	currency  int // index path of the exchange rate, -1 none
	advance   float64
	retention float64   // share of every bill that is held back
	vat       float64   // share that comes on top of every bill and comes back
	prepaid   float64   // advance not yet set off against the work done
	retained  float64   // held back of past bills
	weights   []float64 // monthly shares of the unstretched duration
	impulses  []impulse // nil: month by month
	ahead     []float64 // [month from the start on] of the work of that month, paid before the as-of month
	direct    bool      // nothing but an advance and the work of each month is paid, and nothing is left of past bills
	tilt      number    // how much earlier or later the rest of a line that has begun is spent (tilted)
	profile   spendProfile

	base      float64 // total, month-0 money, plan currency
	amount    number  // factor on the base amount, or the absolute amount
	slip      number
	stretch   number
	lag       number
	refund    int       // months after a bill in which its tax comes back
	release   float64   // months after the last month of the work in which what is held back is due
	spent     []float64 // running sum of the weights, from 0
	order     int       // of the differences that spread it in constant time
	vendor    int       // -1 none
	late      number    // uniform: late from the on-time rate up, so that near 1 is bad, as with risks
	lateDelay number
	phase     int
	owner     int

	rest   *credible // turns a draw into what is left of the work; nil without actuals
	pace   *credible // and one of the stretch, of a line that has begun; nil: as drawn
	known  []number  // delays of events that have struck, of a line that has not begun
	actual float64   // spent so far
	worked float64   // the same at month-0 prices and without what events have made of it
}

// vendorPrice is what a vendor does to the lines that name it.
type vendorPrice struct {
	name   string
	onTime float64
	price  number // factor on the price, mean 1
	delay  *budget.Quantity
	fixed  distribution.Distribution // delay by grade, when none is written
}

// compileVendors resolves grades. One price factor is drawn per vendor, so
// that all its lines move together; deliveries are late line by line.
func (m *Model) compileVendors() {
	for _, v := range m.plan.Vendors {
		onTime, delay, vol := gradeDefaults(v.Grade)
		if v.OnTime == nil && v.Delay == nil && v.Grade != "" {
			m.note(v.Row.Ref("Grade"), "model.vendor-grade", v.Name, v.Grade, percentText(m.plan.Language, onTime), delay.String(), percentText(m.plan.Language, vol))
		}
		if v.OnTime != nil {
			onTime = *v.OnTime
		}
		if v.Volatility != nil {
			vol = *v.Volatility
		}
		c := vendorPrice{name: v.Name, onTime: onTime, delay: v.Delay, fixed: delay, price: constant(1)}
		if vol > 0 {
			if d, err := distribution.NewLognormal(1, vol); err == nil {
				c.price = m.add(variable{key: "vendor/" + v.Name + "/price", label: v.Name + ".price", name: v.Name, ref: v.Row.Ref("Name"), dist: d})
				m.setMain(v.Name, c.price)
			}
		}
		m.vendors = append(m.vendors, c)
	}
}

// vendorGrade is what is expected of a vendor of a grade when its row does not
// say it: the share of deliveries on time, the delay in months when late as a
// PERT of low, likely and high, the volatility of the price.
type vendorGrade struct {
	grade             string
	onTime            float64
	low, likely, high float64
	volatility        float64
}

// vendorGrades are the built-in expectations, best grade first; a vendor
// without a grade is always on time and has a certain price.
//
// Source: models/doc.go section 4. They are assumptions of this program, not
// statistics: the run log names them wherever they are used.
// Checked: TestVendorGrades.
func vendorGrades() []vendorGrade {
	return []vendorGrade{
		{"A", 0.95, 0, 0.5, 1, 0.02},
		{"B", 0.88, 0, 0.75, 2, 0.04},
		{"C", 0.75, 0.25, 1, 3, 0.07},
		{"D", 0.60, 0.5, 1.5, 5, 0.12},
		{"", 1, 0, 0.5, 1, 0},
	}
}

// gradeDefaults are the expectations of a grade in any letter case; an unknown
// one is none.
func gradeDefaults(grade string) (onTime float64, delay distribution.Distribution, volatility float64) {
	all := vendorGrades()
	at := slices.IndexFunc(all, func(g vendorGrade) bool { return strings.EqualFold(g.grade, grade) })
	if at < 0 {
		at = len(all) - 1
	}
	g := all[at]
	d, err := distribution.NewPERT(g.low, g.likely, g.high, 4)
	if err != nil {
		panic(err)
	}
	return g.onTime, d, g.volatility
}

func (m *Model) compileCosts() {
	certain := 0
	for i := range m.plan.Costs {
		c := &m.plan.Costs[i]
		l := m.compileLine(c)
		if l.amount.v < 0 {
			certain++
		}
		m.base += l.base
		m.lines = append(m.lines, l)
	}
	if certain > 0 {
		m.note(budget.Ref{}, "model.certain-lines", certain, len(m.lines))
	}
}

func (m *Model) compileLine(c *budget.CostLine) line {
	l := line{id: c.ID, perMonth: c.PerMonth, start: float64(c.StartMonth), months: math.Max(1, float64(c.Months)),
		advance: c.Advance, retention: c.Retention, release: float64(c.RetentionMonths), driver: m.driverIndex(c.Driver), currency: -1, vendor: -1,
		phase: nameIndex(&m.phases, c.Phase), owner: nameIndex(&m.owners, c.Owner)}
	rate := 1.0
	if c.Currency != "" && c.Currency != m.plan.Project.Currency {
		if l.currency = m.driverIndex(c.Currency); l.currency >= 0 {
			rate = m.drivers[l.currency].base
		}
	}
	if c.VATRecovered {
		l.vat, l.refund = c.VAT, c.VATMonths
	} else {
		rate *= 1 + c.VAT
	}
	amount := c.Amount.InexactFloat64() * rate
	l.base = amount
	if l.perMonth {
		l.base = amount * l.months
	}
	key := "cost/" + c.ID + "/"
	l.scale, l.amount = amount, constant(1)
	if c.Uncertainty.Written() {
		l.amount = m.quantity(c.Uncertainty, 1, key+"amount", c.ID, c.Name)
		if !c.Uncertainty.OfBase {
			l.scale = rate
		}
	}
	m.setMain(c.ID, l.amount)
	l.slip = m.delay(c.Slip, key+"slip", c.ID+".slip", c.Name)
	l.stretch = m.lasting(c.Stretch, 1, 0, max(1, budget.MaxMonths/l.months), key+"stretch", c.ID+".stretch", c.Name)
	l.lag = m.delay(c.PaymentLag, key+"lag", c.ID+".lag", c.Name)
	l.late, l.lateDelay, l.tilt = constant(-1), constant(0), constant(0) // never late
	if k := slices.IndexFunc(m.vendors, func(v vendorPrice) bool { return v.name == c.Vendor }); c.Vendor != "" && k >= 0 {
		m.compileDelivery(c, &l, k)
	}
	m.compileProfile(c, &l)
	return l
}

// compileDelivery adds the vendor's lateness to a line.
func (m *Model) compileDelivery(c *budget.CostLine, l *line, vendor int) {
	v := m.vendors[vendor]
	l.vendor = vendor
	if v.onTime >= 1 {
		return
	}
	key := "cost/" + c.ID + "/vendor-"
	l.late = m.add(variable{key: key + "late", label: c.ID + ".late", name: c.Name, ref: c.Row.Ref("Vendor"), dist: uniform()})
	d := v.fixed
	if v.delay.Written() {
		var err error
		if d, err = sampled(v.delay); err != nil {
			m.badQuantity(v.delay, err)
			return
		}
	}
	l.lateDelay = m.within(m.add(variable{key: key + "delay", label: c.ID + ".vendor-delay", name: c.Name, ref: c.Row.Ref("Vendor"), dist: d}), -budget.MaxMonths, budget.MaxMonths)
}

// compileProfile fixes how a line's amount falls over its months.
func (m *Model) compileProfile(c *budget.CostLine, l *line) {
	var shares []float64
	if len(c.Monthly) > 0 {
		shares = monthlyShares(c)
	}
	for _, p := range m.plan.Profiles {
		if c.Profile != "" && p.Name == c.Profile {
			shares = p.Shares
		}
	}
	if shares != nil {
		l.profile = customProfile(shares)
		if len(c.Monthly) > 0 {
			l.months = float64(len(shares))
		}
	} else {
		l.profile = builtinProfile(c.Profile)
	}
	l.weights = l.profile.weights(nil, l.months)
	l.prepareDifferences()
}

// monthlyShares turns the dated cells of a wide row into shares of its amount.
func monthlyShares(c *budget.CostLine) []float64 {
	first, last := c.Monthly[0].Month, c.Monthly[0].Month
	total := 0.0
	for _, a := range c.Monthly {
		first, last = min(first, a.Month), max(last, a.Month)
		total += a.Amount.InexactFloat64()
	}
	shares := make([]float64, last-first+1)
	for _, a := range c.Monthly {
		if total != 0 {
			shares[a.Month-first] += a.Amount.InexactFloat64() / total
		}
	}
	if total == 0 {
		shares[0] = 1
	}
	return shares
}

// nameIndex returns the index of a name in a list, adding it when new.
func nameIndex(list *[]string, name string) int {
	if k := slices.Index(*list, name); k >= 0 {
		return k
	}
	*list = append(*list, name)
	return len(*list) - 1
}
