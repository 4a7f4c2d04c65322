package models

import (
	"fmt"

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
	minCash, peakGap, firstGap, gapMonths int
	costOfFunds, dscr                     int
	project, equity                       worthAt
	partners                              []worthAt
	operating                             []int           // [partner] NPV of its flow before funding
	without                               int             // change of total cost when risk k is removed, one column per risk
	response                              int             // change of total cost when the response of risk k is switched to the other choice
	near                                  []int           // [risk] both changes, each at the scores below and above the middle; -1 where they do not depend on the score
	score                                 int             // turned score
	poly                                  [costLayers]int // first coefficient of each layer as a polynomial in the score
	events                                int             // events of risk k
	driver                                int             // mean level of driver k over the horizon
	arriveMonth, arriveAmount             []int           // [source] first column of its tranches
	open                                  []int           // [source] month from which an on-demand source can be drawn, -1
	limit                                 []int           // [source] what can be drawn of an on-demand source
	factor                                []int           // [source] drawn amount factor of a source that commits nothing, else -1
	used, late, never                     int             // per source

	seriesCost, seriesCash, seriesNCF int
	seriesRate                        []int // [source] annual rate by month, -1 when it is fixed

	sumDrawn, sumFlow, sumInterest, sumPrincipal, sumUndrawn, sumLate, sumLost, sumPaid, sumCollected, sumService, sumFees, sumOutstanding int
	sumOccurred, sumRisk, sumUsed, sumLateSource, sumNever, sumJoint                                                                       int
}

// worthAt is where the return figures of one party stand.
type worthAt struct {
	npv, irr, irrState, mirr, pi, payback, discounted int
}

// layout gives every output its column.
func (m *Model) layout() {
	o := &m.out
	keep := sim.KeepEvery
	col := func(name string) int {
		o.scalars, o.keep, o.marks = append(o.scalars, name), append(o.keep, keep), append(o.marks, nil)
		return len(o.scalars) - 1
	}
	many := func(n int, name string) int {
		first := len(o.scalars)
		for k := range n {
			col(fmt.Sprintf("%s %d", name, k+1))
		}
		return first
	}
	o.layer1, o.layer2, o.layer3, o.total = col("cost, estimates only"), col("cost with risks"), col("cost with escalation"), col("total cost")
	o.beyond = col("cost beyond the horizon")
	o.minCash, o.peakGap, o.firstGap, o.gapMonths = col("minimum cash"), col("peak gap"), col("first gap month"), col("months in gap")
	o.costOfFunds, o.dscr = col("cost of funds"), col("minimum DSCR")
	if len(m.streams) > 0 {
		o.project, o.equity = worth(col, "project"), worth(col, "equity")
		for _, p := range m.partners {
			o.partners = append(o.partners, worth(col, p.name))
			keep = sim.KeepWithSeries
			o.operating = append(o.operating, col("NPV before funding "+p.name))
			keep = sim.KeepEvery
		}
	}
	keep = sim.KeepSample
	o.without, o.response = many(len(m.risks), "cost change without risk"), many(len(m.risks), "cost change by response")
	for k := range m.risks {
		at := -1
		if r := &m.risks[k]; !r.off && !r.simple {
			at = many(4, fmt.Sprintf("cost change nearby, risk %d", k+1))
		}
		o.near = append(o.near, at)
	}
	o.events = many(len(m.risks), "events of risk")
	o.driver = many(len(m.drivers), "mean level of driver")
	o.used, o.late, o.never = many(len(m.sources), "used of source"), many(len(m.sources), "late source"), many(len(m.sources), "never arrives of source")
	keep = sim.KeepSmooth
	o.score = col("score")
	for layer := range o.poly {
		o.poly[layer] = many(stats.SmoothNodes, fmt.Sprintf("cost layer %d over the score", layer+1))
	}
	keep = sim.KeepWithSeries
	for _, s := range m.sources {
		o.arriveMonth = append(o.arriveMonth, many(len(s.tranches), "arrival month "+s.id))
		o.arriveAmount = append(o.arriveAmount, many(len(s.tranches), "arrival amount "+s.id))
		o.open = append(o.open, col("open from "+s.id))
		o.limit = append(o.limit, col("limit of "+s.id))
		factor := -1
		if s.planned == 0 {
			factor = col("amount factor of " + s.id)
		}
		o.factor = append(o.factor, factor)
	}
	m.layoutSeries()
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
	n, h := len(m.sources), m.horizon
	sum := func(k int) int {
		at := o.sums
		o.sums += k
		return at
	}
	o.sumInterest, o.sumPrincipal, o.sumUndrawn = sum(n*h), sum(n*h), sum(n)
	o.sumLate, o.sumLost = sum(1), sum(1)
	o.sumDrawn, o.sumFlow, o.sumFees, o.sumOutstanding = sum(n*h), sum(n*h), sum(n), sum(n)
	o.sumPaid, o.sumCollected, o.sumService = sum(h), sum(h), sum(h)
	o.sumOccurred, o.sumRisk = sum(len(m.risks)), sum(len(m.risks))
	o.sumUsed, o.sumLateSource, o.sumNever, o.sumJoint = sum(n), sum(n), sum(n), sum(2)
}

func worth(col func(string) int, who string) worthAt {
	return worthAt{npv: col("NPV " + who), irr: col("IRR " + who), irrState: col("IRR state " + who), mirr: col("MIRR " + who),
		pi: col("profitability index " + who), payback: col("payback " + who), discounted: col("discounted payback " + who)}
}
