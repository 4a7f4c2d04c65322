package models

import (
	"fmt"

	"ballast/models/waterfall"
	"ballast/sim"
	"ballast/sim/stats"
)

// outputs is the layout of a scenario's results in the columns of sim: each
// field is the index of a column, or of the first of several.
type outputs struct {
	scalars []string
	finite  []bool      // by scalar, whether it is money: never infinite
	keep    []sim.Keep  // by scalar, for which scenarios it is kept
	marks   [][]float64 // by scalar, limits counted exactly in runs too large to keep
	series  []string
	sums    int

	layer1, layer2, layer3, total, beyond int
	costPV                                int // present value of all payments, without revenue; else -1
	minCash, peakGap, firstGap, gapMonths int
	costOfFunds, dscr, dscrBare, loanLife int
	settled                               int // what is settled in the last month of the project's flow
	project, equity                       worthAt
	partners                              []worthAt
	operating                             []int           // [partner] NPV of its flow before funding
	without                               int             // change of total cost when risk k is removed, one column per risk
	plain                                 []int           // [risk] the change without it at month-0 prices; -1 where no index is in it
	response                              int             // change of total cost when the response of risk k is switched to the other choice
	near                                  []int           // [risk] both changes, each at the scores below and above the middle; -1 where they do not depend on the score
	score                                 int             // turned score
	known                                 int             // money of the risks whose sum has a known distribution
	poly                                  [costLayers]int // first coefficient of each layer as a polynomial in the score
	pretax, pretaxPoly                    int             // NPV of the project before tax and funding, and its first coefficient; -1 without revenue
	events                                int             // events of risk k
	driver                                int             // mean level of driver k over the horizon
	arriveMonth, arriveAmount             []int           // [source] first column of its tranches
	open                                  []int           // [source] month from which an on-demand source can be drawn, -1
	limit                                 []int           // [source] what can be drawn of an on-demand source
	factor                                []int           // [source] drawn amount factor of a source that commits nothing, else -1
	used, late, never                     int             // per source

	seriesCost, seriesCash, seriesNCF int
	seriesBuilding                    int   // payments for building in operation, -1
	seriesRate                        []int // [source] annual rate by month, -1 when it is fixed
	seriesRecover                     []int // [source] what a prepayment may be set off against by month, else -1

	sumDrawn, sumFlow, sumInterest, sumPrincipal, sumUndrawn, sumLate, sumLost, sumPaid, sumCollected, sumService, sumNCF, sumFees, sumOutstanding                          int
	sumOccurred, sumRisk, sumUsed, sumLateSource, sumNever, sumJoint, sumCapped, sumUnjudged, sumShorter, sumCover, sumPrice, sumStakes, sumBills, sumTaxOwed, sumProfitTax int
}

// worthAt is where the return figures of one party stand.
type worthAt struct {
	npv, irr, irrState, mirr, pi, payback, first, discounted int
}

// columnList gives columns to outputs, one after the other.
type columnList struct {
	o    *outputs
	keep sim.Keep // of the columns that follow
}

func (l *columnList) col(name string) int {
	o := l.o
	o.scalars, o.keep, o.marks = append(o.scalars, name), append(o.keep, l.keep), append(o.marks, nil)
	return len(o.scalars) - 1
}

func (l *columnList) many(n int, name string) int {
	first := len(l.o.scalars)
	for k := range n {
		l.col(fmt.Sprintf("%s %d", name, k+1))
	}
	return first
}

// layout gives every output its column.
func (m *Model) layout() {
	o := &m.out
	l := &columnList{o: o, keep: sim.KeepEvery}
	o.layer1, o.layer2, o.layer3, o.total = l.col("cost, estimates only"), l.col("cost with risks"), l.col("cost with escalation"), l.col("total cost")
	o.beyond = l.col("cost beyond the horizon")
	o.costPV = -1
	if len(m.streams) == 0 {
		o.costPV = l.col("present value of cost")
	}
	o.minCash, o.peakGap, o.firstGap, o.gapMonths = l.col("minimum cash"), l.col("peak gap"), l.col("first gap month"), l.col("months in gap")
	o.costOfFunds, o.dscr, o.dscrBare = l.col("cost of funds"), l.col("minimum DSCR"), -1
	if m.cover.bullet {
		o.dscrBare = l.col("minimum DSCR without bullets")
	}
	o.loanLife = -1
	if m.plan.Project.Mixes.LoanLife && m.judgesCover() {
		o.loanLife = l.col("loan life cover")
	}
	m.layoutReturns(l)
	l.keep = sim.KeepSample
	m.layoutRisks(l)
	o.driver = l.many(len(m.drivers), "mean level of driver")
	o.used, o.late, o.never = l.many(len(m.sources), "used of source"), l.many(len(m.sources), "late source"), l.many(len(m.sources), "never arrives of source")
	l.keep = sim.KeepSmooth
	o.score, o.known = l.col("score"), l.col("money of known risks")
	for layer := range o.poly {
		o.poly[layer] = l.many(stats.SmoothNodes, fmt.Sprintf("cost layer %d over the score", layer+1))
	}
	if o.pretax, o.pretaxPoly = -1, -1; len(m.streams) > 0 {
		o.pretax, o.pretaxPoly = l.col("NPV before tax and funding"), l.many(stats.SmoothNodes, "the same over the score")
	}
	l.keep = sim.KeepWithSeries
	o.settled = l.col("settled at the horizon")
	m.layoutArrivals(l)
	m.layoutSeries()
	m.layoutFinite()
}

func (m *Model) layoutReturns(l *columnList) {
	o := &m.out
	if len(m.streams) == 0 {
		return
	}
	o.project, o.equity = l.worth("project"), l.worth("equity")
	for _, p := range m.partners {
		o.partners = append(o.partners, l.worth(p.name))
		l.keep = sim.KeepWithSeries
		o.operating = append(o.operating, l.col("NPV before funding "+p.name))
		l.keep = sim.KeepEvery
	}
}

func (m *Model) layoutRisks(l *columnList) {
	o := &m.out
	o.without, o.response = l.many(len(m.risks), "cost change without risk"), l.many(len(m.risks), "cost change by response")
	for k := range m.risks {
		at := -1
		if r := &m.risks[k]; !r.off && !r.simple {
			at = l.many(4, fmt.Sprintf("cost change nearby, risk %d", k+1))
		}
		o.near = append(o.near, at)
		at = -1
		if m.escalates(k) {
			at = l.col(fmt.Sprintf("cost change without risk %d at month-0 prices", k+1))
		}
		o.plain = append(o.plain, at)
	}
	o.events = l.many(len(m.risks), "events of risk")
}

func (m *Model) layoutArrivals(l *columnList) {
	o := &m.out
	for _, s := range m.sources {
		o.arriveMonth = append(o.arriveMonth, l.many(len(s.tranches), "arrival month "+s.id))
		o.arriveAmount = append(o.arriveAmount, l.many(len(s.tranches), "arrival amount "+s.id))
		o.open = append(o.open, l.col("open from "+s.id))
		o.limit = append(o.limit, l.col("limit of "+s.id))
		factor := -1
		if s.planned == 0 {
			factor = l.col("amount factor of " + s.id)
		}
		o.factor = append(o.factor, factor)
	}
}

// layoutFinite says in which outputs an infinity is an error.
func (m *Model) layoutFinite() {
	o := &m.out
	o.finite = make([]bool, len(o.scalars))
	money := append([]int{o.layer1, o.layer2, o.layer3, o.total, o.beyond, o.peakGap, o.gapMonths, o.costOfFunds}, o.operating...)
	if len(m.streams) > 0 {
		money = append(money, o.project.npv, o.equity.npv)
		for _, p := range o.partners {
			money = append(money, p.npv)
		}
	}
	for _, k := range money {
		o.finite[k] = true
	}
}

func (m *Model) layoutSeries() {
	o := &m.out
	o.series = []string{"cost", "cash", "net cash flow before funding"}
	o.seriesCost, o.seriesCash, o.seriesNCF = 0, 1, 2
	for _, s := range m.sources {
		at := -1
		if s.driver >= 0 && len(m.drivers[s.driver].shocks) > 0 {
			at = len(o.series)
			o.series = append(o.series, "annual rate of "+s.id)
		}
		o.seriesRate = append(o.seriesRate, at)
	}
	for j, s := range m.sources {
		at := -1
		if m.funds.Facilities[j].Repayment == waterfall.Recovered {
			at = len(o.series)
			o.series = append(o.series, "recovery of "+s.id)
		}
		o.seriesRecover = append(o.seriesRecover, at)
	}
	o.seriesBuilding = -1
	if m.buildsInOperation() {
		o.seriesBuilding = len(o.series)
		o.series = append(o.series, "payments for building in operation")
	}
	n, h := len(m.sources), m.horizon
	sum := func(k int) int {
		at := o.sums
		o.sums += k
		return at
	}
	o.sumInterest, o.sumPrincipal, o.sumUndrawn = sum(n*h), sum(n*h), sum(n)
	o.sumLate, o.sumLost = sum(1), sum(1)
	o.sumDrawn, o.sumFlow, o.sumFees, o.sumOutstanding = sum(n*h), sum(n*h), sum(n), sum(n)
	o.sumPaid, o.sumCollected, o.sumService, o.sumNCF = sum(h), sum(h), sum(h), sum(h)
	o.sumOccurred, o.sumRisk = sum(len(m.risks)), sum(len(m.risks))
	o.sumUsed, o.sumLateSource, o.sumNever, o.sumJoint = sum(n), sum(n), sum(n), sum(2)
	o.sumCapped = sum(len(m.caps))
	o.sumUnjudged, o.sumShorter, o.sumCover = sum(1), sum(1), sum(coverSums*m.coverYears())
	o.sumPrice = sum(pricedSums * n)
	o.sumBills, o.sumTaxOwed, o.sumProfitTax = sum(1), sum(1), sum(1)
	if m.stakes != nil {
		o.sumStakes = sum(2 * (len(m.partners) + 1))
	}
}

func (l *columnList) worth(who string) worthAt {
	at := worthAt{npv: l.col("NPV " + who), payback: l.col("payback " + who), first: l.col("first return " + who), discounted: l.col("discounted payback " + who)}
	defer func(was sim.Keep) { l.keep = was }(l.keep)
	l.keep = sim.KeepSample
	at.irr, at.irrState, at.mirr, at.pi = l.col("IRR "+who), l.col("IRR state "+who), l.col("MIRR "+who), l.col("profitability index "+who)
	return at
}
