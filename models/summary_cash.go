package models

import (
	"math"

	"ballast/sim/stats"
)

// cash summarises the balance by month and the gaps (model.md section 9).
func (s *Simulation) cash() *Cash {
	m, o := s.m, &s.m.out
	col := func(k int) []float64 { return s.res.Scalar[k] }
	gapped := func(x float64) bool { return x > 0 }
	c := &Cash{MinimumCash: m.minimum, OpeningCash: m.opening,
		Minimum:        QuantileOnly{quantilesOf(col(o.minCash), percents())},
		ProbabilityGap: share(col(o.peakGap), gapped),
		MonthsInGap:    QuantileOnly{quantilesOf(col(o.gapMonths), percents())}}
	c.PeakGap = PeakGap{Mean: stats.Mean(col(o.peakGap)), Quantiles: quantilesOf(col(o.peakGap), percents())}
	var per []float64
	for _, b := range s.res.Replicates(s.res.N) {
		per = append(per, share(col(o.peakGap)[b[0]:b[1]], gapped))
	}
	lo, hi, _ := stats.Interval(c.ProbabilityGap, per)
	c.GapInterval95 = Interval{math.Max(0, lo), math.Min(1, hi)}
	if first := finite(col(o.firstGap)); len(first) > 0 {
		c.FirstGapMonth = QuantileOnly{quantilesOf(first, percents())}
	}
	for k := range m.horizon {
		balance := s.res.Series[o.seriesCash][k]
		c.Months = append(c.Months, CashMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(),
			Quantiles: quantilesOf(balance, percents()), Mean: stats.Mean(balance),
			ProbabilityGap: share(balance, func(x float64) bool { return x < m.minimum-gapTolerance }),
			NetFlow:        stats.Mean(s.res.Series[o.seriesNCF][k])})
	}
	return c
}

// funding summarises the sources.
func (s *Simulation) funding() *Funding {
	m, o, n, h := s.m, &s.m.out, float64(s.res.N), s.m.horizon
	f := &Funding{}
	total, squares := 0.0, 0.0
	mix := make([]float64, h)
	for j, src := range m.plan.Funding {
		r := SourceResult{ID: src.ID, Name: src.Name, Kind: src.Kind, Committed: src.Committed.InexactFloat64(),
			UsedMean: stats.Mean(s.res.Scalar[o.used+j]), CostMean: s.res.Sums[o.sumFees+j] / n,
			OutstandingMean: s.res.Sums[o.sumOutstanding+j] / n,
			LateProbability: stats.Mean(s.res.Scalar[o.late+j]), NeverShare: stats.Mean(s.res.Scalar[o.never+j])}
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
		f.Sources = append(f.Sources, r)
		total += r.UsedMean
		squares += r.UsedMean * r.UsedMean
	}
	if total > 0 {
		f.Concentration = squares / (total * total)
	}
	cost := s.res.Scalar[o.costOfFunds]
	f.CostOfFunds = CostOfFunds{Mean: stats.Mean(cost), Quantiles: quantilesOf(cost, percents())}
	f.CostOfFunds.Annual, f.CostOfFunds.AnnualWhy = m.annualCost(mix, f.CostOfFunds.Mean)
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
	rate, state := irr(flow)
	if state == irrUndefined || math.IsNaN(rate) {
		return nil, m.words.Say("model.source-no-rate")
	}
	return &rate, ""
}

// dscr is the distribution of the smallest cover over the scenarios that have
// debt service.
func (s *Simulation) dscr() DSCR {
	col := s.res.Scalar[s.m.out.dscr]
	with := finite(col)
	d := DSCR{Without: 1 - float64(len(with))/float64(len(col))}
	if len(with) > 0 {
		d.Quantiles = quantilesOf(with, percents())
	}
	return d
}

func (s *Simulation) fundingMonths() []FundingMonth {
	m, o, n, h := s.m, &s.m.out, float64(s.res.N), s.m.horizon
	out := make([]FundingMonth, h)
	for k := range out {
		out[k] = FundingMonth{Month: k + 1, Date: m.plan.Project.Start.Add(k).String(),
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
