package models

import (
	"math"

	"ballast/models/returns"
)

// revenueStream is one revenue stream, compiled.
type revenueStream struct {
	id            string
	monthly       float64
	start         float64
	end           int       // last month with revenue
	endShare      float64   // of its last month, in which there is some
	ramp          []float64 // share of maturity by month of age, until it is 1
	curve         []float64 // maturity x growth by month of age
	growth        float64   // factor per month of age
	volume, price number
	shift, lag    number
	lost          number // uncollectable share
	noise         float64
	driver        int
	partner       int        // -1: by shares
	earliest      float64    // first month still to come
	rest          *credible  // updates the volume; nil without actuals
	recovered     []recovery // prepayments that are set off against its collections
	begun         bool       // some of it has been collected
	known         []number   // delays of events that have struck, of one that has not begun
}

func (m *Model) compileRevenue() {
	for _, s := range m.plan.Revenue {
		c := revenueStream{id: s.ID, monthly: s.Monthly.InexactFloat64(), start: float64(s.StartMonth) + s.StartPart, end: m.horizon - 1, endShare: 1,
			growth: math.Pow(1+s.Growth, 1.0/12), noise: s.Noise, driver: m.driverIndex(s.Driver),
			partner: m.partnerIndex(s.Partner), ramp: rampShares(s.RampMonths, s.RampShape)}
		if s.EndMonth != nil {
			if s.EndPart > 0 && *s.EndMonth <= c.end {
				c.endShare = s.EndPart
			}
			c.end = min(c.end, *s.EndMonth)
		}
		c.curve = maturity(c.ramp, c.growth, m.horizon)
		key := "revenue/" + s.ID + "/"
		c.volume = m.quantity(s.Volume, 1, key+"volume", s.ID, s.Name)
		c.price = m.quantity(s.Price, 1, key+"price", s.ID+".price", s.Name)
		c.shift = m.delay(s.Shift, key+"shift", s.ID+".shift", s.Name)
		c.lag = m.delay(s.CollectionLag, key+"lag", s.ID+".lag", s.Name)
		c.lost = m.quantity(s.Uncollectable, 0, key+"uncollectable", s.ID+".uncollectable", s.Name)
		m.setMain(s.ID, c.volume)
		m.streams = append(m.streams, c)
	}
}

// rampShares returns the share of maturity in each month of a ramp: month k of
// a linear ramp over n months reaches (k+1)/n, an s-curve 3x^2-2x^3 of that.
func rampShares(months float64, shape string) []float64 {
	var out []float64
	for k := 0; float64(k+1) < months; k++ {
		x := float64(k+1) / months
		if shape == "s-curve" {
			x = x * x * (3 - 2*x)
		}
		out = append(out, x)
	}
	return out
}

// maturity is what each month of age is worth of a mature one: the ramp, and
// the growth since the beginning.
func maturity(ramp []float64, growth float64, months int) []float64 {
	out := make([]float64, months)
	g := 1.0
	for k := range out {
		out[k] = g
		if k < len(ramp) {
			out[k] *= ramp[k]
		}
		g *= growth
	}
	return out
}

// partner is one party of a joint operation, compiled.
type partner struct {
	name                   string
	cost, revenue, funding float64
}

func (m *Model) partnerIndex(name string) int {
	for i, p := range m.plan.Partners {
		if name != "" && p.Name == name {
			return i
		}
	}
	return -1
}

func (m *Model) compilePartners() {
	for _, p := range m.plan.Partners {
		m.partners = append(m.partners, partner{name: p.Name, cost: p.CostShare, revenue: p.RevenueShare, funding: p.FundingShare})
		m.partnerDiscount = append(m.partnerDiscount, returns.DiscountFactors(m.plan.PartnerRate(&p), m.plan.Project.Discounting, m.horizon))
	}
}
