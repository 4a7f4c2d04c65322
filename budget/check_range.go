package budget

import (
	"strconv"
	"strings"
)

// percent writes 0.5 as 50%.
func percent(x float64) string { return strconv.FormatFloat(100*x, 'g', 6, 64) + "%" }

// settings of the sheet Project lie in their ranges.
func (c *checker) settings() {
	p := &c.plan.Project
	c.rate("Discount rate", p.Rate, -0.5, 1)
	c.rate("Tax rate", p.TaxRate, 0, 1)
	c.rate("Reserve confidence", p.ReserveConfidence, 0.01, 0.999)
	c.rate("Liquidity confidence", p.LiquidityConfidence, 0.01, 0.999)
	c.rate("Accuracy", p.Accuracy, 0.00001, 0.5)
	for _, s := range []struct {
		field string
		value *float64
	}{{"Management reserve", p.ManagementReserve}, {"Finance rate", p.FinanceRate}, {"Reinvestment rate", p.ReinvestRate}} {
		if s.value != nil {
			c.rate(s.field, *s.value, 0, 1)
		}
	}
	c.count("Horizon", "horizon-range", p.Horizon, 1, 600)
	if p.Scenarios != 0 {
		c.count("Scenarios", "setting-range", p.Scenarios, 1, 100_000_000)
	}
	c.count("Max scenarios", "setting-range", p.MaxScenarios, 1, 100_000_000)
	if p.PaybackTgt != nil && *p.PaybackTgt <= 0 {
		c.setting("Payback target", Error, "setting-range", c.w.Say("problem.setting-range", c.written("Payback target"),
			strconv.FormatFloat(*p.PaybackTgt, 'g', 6, 64), "1", "600"), c.w.Say("problem.setting-range.hint"))
	}
}

func (c *checker) rate(field string, v, lo, hi float64) {
	if !(v >= lo && v <= hi) {
		c.setting(field, Error, "share-range", c.w.Say("problem.share-range", c.written(field), percent(v), percent(lo), percent(hi)),
			c.w.Say("problem.share-range.hint"))
	}
}

func (c *checker) count(field, code string, v, lo, hi int) {
	if v < lo || v > hi {
		c.setting(field, Error, code, c.w.Say("problem.setting-range", c.written(field), strconv.Itoa(v), strconv.Itoa(lo), strconv.Itoa(hi)),
			c.w.Say("problem.setting-range.hint"))
	}
}

// thresholds of the risk matrix are four, ascending.
func (c *checker) thresholds() {
	for _, t := range []struct {
		field  string
		values []float64
	}{{"Matrix probabilities", c.plan.Project.MatrixP}, {"Matrix impacts", c.plan.Project.MatrixImpact}} {
		good := len(t.values) == 4
		parts := make([]string, len(t.values))
		for i, v := range t.values {
			parts[i] = strconv.FormatFloat(v, 'g', 6, 64)
			good = good && v > 0 && (i == 0 || v > t.values[i-1])
		}
		if !good && t.values != nil {
			c.setting(t.field, Error, "matrix-thresholds", c.w.Say("problem.matrix-thresholds", strings.Join(parts, ", ")), c.w.Say("problem.matrix-thresholds.hint"))
		}
	}
}

// profiles sum to 1; the reader has spread roundings already.
func (c *checker) profiles() {
	for _, p := range c.plan.Profiles {
		sum, negative := 0.0, false
		for _, s := range p.Shares {
			sum += s
			negative = negative || s < 0
		}
		if negative || sum < 1-1e-6 || sum > 1+1e-6 {
			c.at(p.Row, "Name", Error, "profile-sum", c.w.Say("problem.profile-sum", p.Name, percent(sum)), c.w.Say("problem.profile-sum.hint"))
		}
	}
}

// partners share all of the cost, of the revenue and of the funding, or none
// where the column is empty.
func (c *checker) partners() {
	var cost, revenue, funding float64
	for _, p := range c.plan.Partners {
		cost, revenue, funding = cost+p.CostShare, revenue+p.RevenueShare, funding+p.FundingShare
	}
	for _, t := range []struct {
		field string
		sum   float64
	}{{"Cost share", cost}, {"Revenue share", revenue}, {"Funding share", funding}} {
		if t.sum == 0 || t.sum > 1-1e-6 && t.sum < 1+1e-6 {
			continue
		}
		row := c.plan.Partners[0].Row
		c.at(row, t.field, Error, "partner-shares", c.w.Say("problem.partner-shares", header(row, t.field), percent(t.sum)), c.w.Say("problem.partner-shares.hint"))
	}
}
