package review

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// Thresholds of the rules.
const (
	fewLines = 3   // uncertain lines from which ranges are compared
	narrow   = 1.1 // P90/P10 below which a range is narrower than the best class of estimate
	half     = 0.5
	lean     = 0.02 // of a range: how far it may lean and be called symmetric
)

// limitBelowBase: the money approved is less than the plan adds up to.
func limitBelowBase(c *bench) (*answer, error) {
	limit := c.p.Project.BudgetLimit
	if limit == nil {
		return nil, nil
	}
	short := c.o.Cost.Base - limit.InexactFloat64()
	if short <= 0.005 {
		return nil, nil
	}
	return c.worth(short, "base", &answer{at: c.setting("Budget limit"), args: []any{c.say(limit.InexactFloat64()), c.say(c.o.Cost.Base), c.say(short)}}), nil
}

// noRisks: the register is empty.
func noRisks(c *bench) (*answer, error) {
	for i := range c.p.Risks {
		if c.p.Risks[i].Status != "closed" {
			return nil, nil
		}
	}
	return c.withRisk(&answer{at: c.setting("Start month")})
}

// uncorrelated: lines move independently; with a little correlation the reserve is larger.
func uncorrelated(c *bench) (*answer, error) {
	a := c.o.Reserve.AtCorrelation
	if a == nil || len(c.m.Ranges()) < fewLines {
		return nil, nil
	}
	more := a.Contingency - c.o.Reserve.Contingency
	if more <= 0 {
		return nil, nil
	}
	return c.worth(more, "contingency", &answer{at: c.p.Costs[0].Row.Ref("Amount"), args: []any{c.say(more), c.say(a.Contingency)}}), nil
}

// outsideView: projects of the kind overran by more than is set aside.
func outsideView(c *bench) (*answer, error) {
	x := c.o.Reserve.Outside
	if x == nil || !x.Thinner {
		return nil, nil
	}
	at := budget.Ref{}
	if c.p.Reference != nil {
		at = c.p.Reference.Row.Ref("Overrun")
	}
	return c.worth(x.Contingency-x.Inside, "contingency", &answer{at: at, args: []any{c.say(x.Contingency), c.say(x.Inside)}}), nil
}

// certainRisk: what is certain belongs to the base.
func certainRisk(c *bench) (*answer, error) {
	for i := range c.p.Risks {
		r := &c.p.Risks[i]
		if r.PerYear != nil || r.Probability < 0.995 || r.Status != "" && r.Status != "open" {
			continue
		}
		a := &answer{at: r.Row.Ref("Probability"), args: []any{named(r.ID, r.Name)}}
		for _, x := range c.o.Risks {
			if x.ID == r.ID {
				return c.worth(x.MeanImpact, "base", a), nil
			}
		}
		return a, nil
	}
	return nil, nil
}

// reserveWords are what a line of reserve is called.
func reserveWords() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(contingenc(y|ies)|unforeseens?|unforeseen (works|costs|items)|risk (allowance|provision|reserve)|(cost|budget|management|project) reserve|general reserve|risk buffer|cost buffer|provisional sums?)\b|^(reserve|buffer|allowance)s?$|预备费|不可预见|风险费|风险准备|备用金|暂列金|暂定金|应急储备|管理储备`)
}

// hiddenReserve: a line of the base is a reserve.
func hiddenReserve(c *bench) (*answer, error) {
	sum, first := 0.0, -1
	for i := range c.p.Costs {
		l := &c.p.Costs[i]
		if !reserveWords().MatchString(strings.TrimSpace(l.Name)) {
			continue
		}
		sum += c.m.LineBase(i)
		if first < 0 {
			first = i
		}
	}
	if first < 0 || sum <= 0 {
		return nil, nil
	}
	l := &c.p.Costs[first]
	return c.worth(sum, "base", &answer{at: l.Row.Ref("Amount"), args: []any{named(l.ID, l.Name), c.say(sum)}}), nil
}

// priceWords are what a risk is called that is a range said again.
func priceWords() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(prices? (rise|rises|increase|increases|go up|escalat\w+)|raises? (its |their |the )?prices|dearer|cost overruns?|(cost|price|quantity) (growth|increase|escalation)|estimates? too low|underestimat\w+|inaccurate estimates?)\b|涨价|价格上涨|成本超支|估算不足|估算偏低|工程量增加`)
}

// doubledRange: a risk says again what the range of its line, or its index, says.
func doubledRange(c *bench) (*answer, error) {
	ranges := map[string]*models.Range{}
	all := c.m.Ranges()
	for i := range all {
		ranges[strings.ToUpper(c.p.Costs[all[i].Line].ID)] = &all[i]
	}
	for i := range c.p.Risks {
		r := &c.p.Risks[i]
		if r.Status != "" && r.Status != "open" || !priceWords().MatchString(r.Name) {
			continue
		}
		for _, id := range r.Affects {
			x := ranges[strings.ToUpper(id)]
			if x == nil {
				continue
			}
			a := &answer{at: r.Row.Ref("Name"), args: []any{named(r.ID, r.Name), named(c.p.Costs[x.Line].ID, c.p.Costs[x.Line].Name)}}
			for _, o := range c.o.Risks {
				if o.ID == r.ID {
					return c.worth(o.QChosen-o.QWithout, "contingency", a), nil
				}
			}
			return a, nil
		}
	}
	return nil, nil
}

// sameRanges: all lines have one and the same range, which nobody estimated.
func sameRanges(c *bench) (*answer, error) {
	all := c.m.Ranges()
	if len(all) <= fewLines {
		return nil, nil
	}
	for _, r := range all {
		if math.Abs(r.Top/r.Mid-all[0].Top/all[0].Mid) > 1e-6 || math.Abs(r.Low/r.Mid-all[0].Low/all[0].Mid) > 1e-6 {
			return nil, nil
		}
	}
	a := &answer{at: all[0].Ref, args: []any{len(all), hundredths(all[0].Low/all[0].Mid - 1), hundredths(all[0].Top/all[0].Mid - 1)}}
	return c.respread(a, "wider", all, 1.5, 1.5)
}

// narrowRanges: most of the uncertain money is said to be known better than the best class
// of estimate knows it.
func narrowRanges(c *bench) (*answer, error) {
	all, sum, tight := c.m.Ranges(), 0.0, 0.0
	var narrows []models.Range
	for _, r := range all {
		base := math.Abs(c.m.LineBase(r.Line))
		sum += base
		if r.Low > 0 && r.Top/r.Low < narrow {
			tight += base
			narrows = append(narrows, r)
		}
	}
	if len(all) < fewLines || tight <= half*sum {
		return nil, nil
	}
	a := &answer{at: narrows[0].Ref, args: []any{len(narrows), len(all), c.say(tight)}}
	return c.respread(a, "double", narrows, 2, 2)
}

// symmetricRanges: what goes wrong costs more than what goes well saves, yet no range
// leans.
func symmetricRanges(c *bench) (*answer, error) {
	all, n := c.m.Ranges(), 0
	for _, r := range all {
		if up, down := r.Top-r.Mid, r.Mid-r.Low; math.Abs(up-down) <= lean*(up+down) {
			n++
		}
	}
	if len(all) < fewLines || float64(n) < 0.9*float64(len(all)) {
		return nil, nil
	}
	return c.respread(&answer{at: all[0].Ref, args: []any{n, len(all)}}, "lean", all, 1, 1.5)
}

// stillDriver: an index grows and never moves, though nobody said that it is fixed.
func stillDriver(c *bench) (*answer, error) {
	for i := range c.p.Drivers {
		d := &c.p.Drivers[i]
		if d.Volatility > 0 || d.Kind == "table" || d.Row.Get("Kind") != "" {
			continue
		}
		money := 0.0
		for k := range c.p.Costs {
			if strings.EqualFold(c.p.Costs[k].Driver, d.Name) || strings.EqualFold(c.p.Costs[k].Currency, d.Name) {
				money += c.m.LineBase(k)
			}
		}
		if money == 0 {
			continue
		}
		return c.worth(money, "money", &answer{at: d.Row.Ref("Name"), args: []any{d.Name, c.say(money)}}), nil
	}
	return nil, nil
}

// certainRevenue: costs are uncertain and what comes in is not.
func certainRevenue(c *bench) (*answer, error) {
	if len(c.p.Revenue) == 0 || len(c.m.Ranges()) == 0 {
		return nil, nil
	}
	for i := range c.p.Revenue {
		s := &c.p.Revenue[i]
		if s.Volume.Written() || s.Price.Written() || s.Shift.Written() || s.Noise > 0 || s.Uncollectable.Written() {
			return nil, nil
		}
	}
	for i := range c.p.Risks {
		if c.p.Risks[i].RevenueImpact.Written() && c.p.Risks[i].Status != "closed" {
			return nil, nil
		}
	}
	a := &answer{at: c.p.Revenue[0].Row.Ref("Amount per month"), args: []any{len(c.p.Revenue)}}
	if !c.deep {
		return a, nil
	}
	h, err := c.under("revenue -10%")
	if err != nil || h.NPVMean == nil {
		return a, err
	}
	return c.worth(c.o.Return.NPV.Mean-*h.NPVMean, "npv", a), nil
}

// certainFunding: all money is said to come in full and on the day.
func certainFunding(c *bench) (*answer, error) {
	for i := range c.p.Funding {
		f := &c.p.Funding[i]
		if f.Delay.Written() || f.Probability < 1 || f.AmountFactor.Written() {
			return nil, nil
		}
	}
	for i := range c.p.Tranches {
		if t := &c.p.Tranches[i]; t.Delay.Written() || t.Probability != nil || len(t.Conditions) > 0 {
			return nil, nil
		}
	}
	if len(c.p.Funding) == 0 {
		return nil, nil
	}
	var late []string
	for i := range c.p.Funding {
		late = append(late, c.p.Funding[i].ID+" late 3")
	}
	a := &answer{at: c.p.Funding[0].Row.Ref("Committed"), args: []any{len(c.p.Funding)}}
	if !c.deep {
		return a, nil
	}
	h, err := c.under(strings.Join(late, "; "))
	if err != nil || h.ProbabilityGap == nil {
		return a, err
	}
	return c.worth(*h.ProbabilityGap-c.o.Cash.ProbabilityGap, "late", a), nil
}

// concentration: more than a half hangs on one source.
func concentration(c *bench) (*answer, error) {
	f := c.o.Funding
	if f == nil || f.Concentration <= half {
		return nil, nil
	}
	top, sum := 0, 0.0
	for i, s := range f.Sources {
		sum += s.UsedMean
		if s.UsedMean > f.Sources[top].UsedMean {
			top = i
		}
	}
	if sum <= 0 {
		return nil, nil
	}
	s := &f.Sources[top]
	a := &answer{at: c.sourceAt(s), args: []any{named(s.ID, s.Name), hundredths(s.UsedMean / sum)}}
	if !c.deep {
		return a, nil
	}
	h, err := c.under(s.ID + " fails")
	if err != nil || h.ProbabilityGap == nil {
		return a, err
	}
	return c.worth(*h.ProbabilityGap-c.o.Cash.ProbabilityGap, "without", a), nil
}

func (c *bench) sourceAt(s *outcome.SourceResult) budget.Ref {
	for i := range c.p.Funding {
		if c.p.Funding[i].ID == s.ID {
			return c.p.Funding[i].Row.Ref("Committed")
		}
	}
	return budget.Ref{}
}

// shortHorizon: in most futures the money is not back when the plan ends.
func shortHorizon(c *bench) (*answer, error) {
	r := c.o.Return
	if r == nil || r.Payback.ProbabilityWithinHorizon >= half {
		return nil, nil
	}
	missed := 1 - r.Payback.ProbabilityWithinHorizon
	return c.worth(missed, "payback", &answer{at: c.setting("Horizon"), args: []any{c.o.Horizon, hundredths(missed)}}), nil
}

// hundredths writes a share.
func hundredths(x float64) string { return strconv.FormatFloat(100*x, 'f', 0, 64) + "%" }

// named is how a reader knows a row.
func named(id, name string) string {
	if name == "" || name == id {
		return id
	}
	return strings.TrimSpace(id + " " + name)
}
