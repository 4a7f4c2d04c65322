package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/models/returns"
)

// cash summarises the balance by month and the gaps (models/doc.go section 9).
func (s *Simulation) cash() *outcome.Cash {
	m, o := s.m, &s.m.out
	c := &outcome.Cash{MinimumCash: m.minimum, OpeningCash: m.opening,
		Minimum:        outcome.QuantileOnly{Quantiles: s.col(o.minCash).quantiles()},
		ProbabilityGap: s.col(o.peakGap).above(0),
		MonthsInGap:    outcome.QuantileOnly{Quantiles: s.col(o.gapMonths).quantiles()}}
	peak := s.col(o.peakGap)
	c.PeakGap = outcome.PeakGap{Mean: peak.mean(), Quantiles: peak.quantiles()}
	c.GapInterval95 = peak.aboveInterval(0)
	c.FirstGapMonth = outcome.QuantileOnly{Quantiles: s.col(o.firstGap).finiteQuantiles()}
	for k := range m.horizon {
		balance := s.month(o.seriesCash, k)
		c.Months = append(c.Months, outcome.CashMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(),
			Quantiles: balance.quantiles(), Mean: balance.mean(),
			ProbabilityGap: balance.below(m.minimum - gapTolerance),
			NetFlow:        s.netFlow(k)})
	}
	return c
}

// netFlow is the mean net flow before funding of a month: of all scenarios, also
// where only some keep it.
func (s *Simulation) netFlow(month int) float64 {
	if s.res.SeriesN == s.res.N {
		return s.month(s.m.out.seriesNCF, month).mean()
	}
	return s.res.Sums[s.m.out.sumNCF+month] / float64(s.res.N)
}

// funding summarises the sources.
func (s *Simulation) funding() *outcome.Funding {
	m, o, n, h := s.m, &s.m.out, float64(s.res.N), s.m.horizon
	f := &outcome.Funding{}
	total, squares := 0.0, 0.0
	mix, all := make([]float64, h), priced{}
	for j, src := range m.plan.Funding {
		r := outcome.SourceResult{ID: src.ID, Name: src.Name, Kind: src.Kind, Committed: src.Committed.InexactFloat64(),
			UsedMean: s.sampleMean(o.used+j, o.sumUsed+j), CostMean: s.res.Sums[o.sumFees+j] / n,
			OutstandingMean: s.res.Sums[o.sumOutstanding+j] / n,
			LateProbability: s.sampleMean(o.late+j, o.sumLateSource+j), NeverShare: s.sampleMean(o.never+j, o.sumNever+j)}
		r.UndrawnMean = s.res.Sums[o.sumUndrawn+j] / n
		flow := make([]float64, h)
		for k := range flow {
			flow[k] = s.res.Sums[o.sumFlow+j*h+k] / n
		}
		flow[h-1] -= r.OutstandingMean
		for k := range mix {
			mix[k] += flow[k]
		}
		r.AnnualCost, r.AnnualCostWhy = m.annualCost(flow, r.CostMean)
		own, sums := priced{}, s.res.Sums[o.sumPrice+pricedSums*j:]
		own.add(sums, 1, n)
		all.add(sums, 1, n)
		r.Price = m.price(&own)
		if m.sources[j].required {
			rate := math.Expm1(12 * math.Log1p(m.sources[j].monthly))
			r.RequiredReturn = &rate
		}
		f.Sources = append(f.Sources, r)
		total += r.UsedMean
		squares += float64(r.UsedMean * r.UsedMean)
	}
	if total > 0 {
		f.Concentration = squares / (total * total)
	}
	cost := s.col(o.costOfFunds)
	f.CostOfFunds = outcome.CostOfFunds{Mean: cost.mean(), Quantiles: cost.quantiles()}
	f.CostOfFunds.Annual, f.CostOfFunds.AnnualWhy = m.annualCost(mix, f.CostOfFunds.Mean)
	f.Price = m.price(&all)
	f.DSCRMin = s.dscr()
	f.Months = s.fundingMonths()
	return f
}

// annualCost is the effective annual cost of the money of an expected flow:
// the IRR seen by the giver, with what is owed at the horizon paid back then.
func (m *Model) annualCost(flow []float64, fees float64) (*float64, string) {
	sum := 0.0
	for _, x := range flow {
		sum += math.Abs(x)
	}
	if sum < 0.005 {
		return nil, m.words.Say("model.source-unused")
	}
	if fees < 0.005 {
		zero := 0.0
		return &zero, ""
	}
	rate, state := returns.IRR(flow)
	if state == returns.Undefined || math.IsNaN(rate) {
		return nil, m.words.Say("model.source-no-rate")
	}
	return &rate, ""
}

// dscr is the distribution of the smallest cover over the scenarios that have
// debt service and a month to judge it by.
func (s *Simulation) dscr() outcome.DSCR {
	m, o, n := s.m, &s.m.out, float64(s.res.N)
	col := s.col(o.dscr)
	unjudged := s.res.Sums[o.sumUnjudged] / n
	d := outcome.DSCR{Without: max(0, 1-col.finiteShare()-unjudged), Unjudged: unjudged, Quantiles: col.finiteQuantiles(), From: m.cover.month()}
	if unjudged > 0 {
		d.UnjudgedWhy = m.words.Say("model.cover-unjudged")
	}
	d.ShorterShare = s.res.Sums[o.sumShorter] / n
	d.Shorter = d.ShorterShare > 0
	if o.dscrBare >= 0 {
		d.WithoutBullet = s.col(o.dscrBare).finiteQuantiles()
	}
	d.LoanLife = s.loanLife(d.Without + d.Unjudged)
	for y := range m.coverYears() {
		at := s.res.Sums[o.sumCover+coverSums*y:]
		from := m.cover.from + 12*y
		year := outcome.CoverYear{Year: y + 1, From: m.plan.Project.Start.Add(from).String(), Months: min(12, m.horizon-from), Available: at[0] / n, Due: at[1] / n}
		year.Cover, _ = outcome.Ratio(at[0], at[1], "")
		if at[2] > 0 {
			year.ProbabilityUncovered = at[3] / at[2]
		}
		d.Years = append(d.Years, year)
	}
	return d
}

// loanLife is the cover over the life of the loans, nil where it is not asked for or no
// scenario can have one. But for apart, the share of scenarios without debt or without a
// month to judge it by, it is undefined where the debt outlives the horizon.
func (s *Simulation) loanLife(apart float64) *outcome.LoanLife {
	o := &s.m.out
	if o.loanLife < 0 {
		return nil
	}
	col := s.col(o.loanLife)
	l := &outcome.LoanLife{Quantiles: col.finiteQuantiles(), Undefined: max(0, 1-col.finiteShare()-apart)}
	if l.Undefined > 0 {
		l.UndefinedWhy = s.m.words.Say("model.loanlife-undefined")
	}
	return l
}

// month is the first planned month of operation, counted from 1, 0 without debt.
func (c *cover) month() int {
	if !c.debts {
		return 0
	}
	return c.from + 1
}

func (s *Simulation) fundingMonths() []outcome.FundingMonth {
	m, o, n, h := s.m, &s.m.out, float64(s.res.N), s.m.horizon
	out := make([]outcome.FundingMonth, h)
	for k := range out {
		out[k] = outcome.FundingMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(),
			Service: s.res.Sums[o.sumService+k] / n, CostPaid: s.res.Sums[o.sumPaid+k] / n, Collected: s.res.Sums[o.sumCollected+k] / n}
		for j := range m.sources {
			at := j*h + k
			drawn, interest, principal := s.res.Sums[o.sumDrawn+at]/n, s.res.Sums[o.sumInterest+at]/n, s.res.Sums[o.sumPrincipal+at]/n
			out[k].Drawn = append(out[k].Drawn, drawn)
			out[k].Interest = append(out[k].Interest, interest)
			out[k].Principal = append(out[k].Principal, principal)
			out[k].Fees = append(out[k].Fees, math.Max(0, drawn-interest-principal-s.res.Sums[o.sumFlow+at]/n))
		}
	}
	return out
}
