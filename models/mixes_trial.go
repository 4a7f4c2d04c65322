package models

import (
	"math"

	"ballast/models/vector"
	"ballast/models/waterfall"
)

// trial works out one set of amounts on the futures, scenario by scenario. It
// belongs to one goroutine.
type trial struct {
	base    []float64 // flows of linear sources at the amounts from, nil when not kept
	from    []float64
	quiet   []float64   // flow with the fees of sources that are not drawn
	extra   float64     // opening cash of the scenario that was run
	net     [][]float64 // [cash source] what it brings less what it takes by month
	idle    bool        // nothing was drawn on demand in it, and book is not filled
	f       *futures
	amounts []float64 // by source of the model
	// Of each source that depends on cash: whether some of it has come by the as-of
	// month, which it does in every mix, and the part of its plan that no mix changes.
	came    []bool
	settled []float64
	funds   waterfall.Model
	sup     []waterfall.Supply
	book    waterfall.Ledger
	flow    []float64 // before the sources that depend on cash
	equity  []float64 // to equity holders
	service []float64
	lasting []float64 // what came to stay
	owners  ownersMoney
	cash    []float64
	brought []float64
	stakes  *stakeFlow // nil: the partners' shares are fixed
}

// tiny is the amount below which a source is off.
const tiny = 0.005

func newTrial(f *futures, amounts []float64) *trial {
	t := &trial{f: f, sup: make([]waterfall.Supply, len(f.cash)), flow: make([]float64, f.h), equity: make([]float64, f.h), service: make([]float64, f.h), lasting: make([]float64, f.h), quiet: make([]float64, f.h),
		owners: newOwnersMoney(f.h), cash: make([]float64, f.h), brought: make([]float64, f.h), net: matrix(len(f.cash), f.h)}
	t.funds.Facilities, t.funds.First = make([]waterfall.Facility, len(f.cash)), f.m.funds.First
	t.funds.Bank, t.funds.Opened = f.m.funds.Bank, f.m.funds.Opened
	t.came, t.settled = make([]bool, len(f.cash)), make([]float64, len(f.cash))
	for k, j := range f.cash {
		src := &f.m.sources[j]
		if src.received() > 0 {
			t.came[k], t.settled[k] = true, src.planned-src.pending()
		}
	}
	if f.partners {
		t.stakes = f.m.newStakeFlow()
	}
	t.set(amounts)
	return t
}

// set gives the trial other amounts.
func (t *trial) set(amounts []float64) {
	t.amounts = amounts
	for k, j := range t.f.cash {
		t.funds.Facilities[k] = t.f.models[j]
		t.funds.Facilities[k].Committed = 0 // the limit of each scenario counts
		if src := &t.f.m.sources[j]; !src.onDemand {
			t.funds.Facilities[k].Committed = amounts[j]
		}
	}
	t.funds.Prepare(t.f.h)
}

// run books scenario i with extra opening cash.
func (t *trial) run(i int, extra float64) {
	f := t.f
	ncf, flows, _, idle := f.row(i)
	t.extra = extra
	if t.base != nil {
		t.change(i, flows)
	} else {
		copy(t.flow, ncf)
		t.add(t.flow, flows, 0, f.owners)
		copy(t.equity, t.flow)
		t.add(t.flow, flows, f.owners, len(f.linear))
	}
	if t.idle = f.idle && t.covered(idle); t.idle {
		return
	}
	t.draw(i)
}

// rebase keeps the flows of the first n scenarios at the present amounts, so
// that nearby amounts cost only the sources that differ. Figures to equity by
// month are not to be had from then on.
func (t *trial) rebase(n int) {
	t.base = nil
	rows := make([]float64, n*t.f.h)
	for i := range n {
		ncf, flows, _, _ := t.f.row(i)
		row := rows[i*t.f.h : (i+1)*t.f.h]
		copy(row, ncf)
		t.add(row, flows, 0, len(t.f.linear))
	}
	t.base, t.from = rows, append(t.from[:0], t.amounts...)
}

// apart is how many linear sources differ from the amounts that the flows are
// kept at.
func (t *trial) apart(amounts []float64) int {
	n := 0
	for _, j := range t.f.linear {
		if amounts[j] != t.from[j] {
			n++
		}
	}
	return n
}

// change makes the flow of scenario i from the one that is kept.
func (t *trial) change(i int, flows []float64) {
	h := t.f.h
	copy(t.flow, t.base[i*h:(i+1)*h])
	for k, j := range t.f.linear {
		if d := t.amounts[j] - t.from[j]; d != 0 {
			vector.AddScaled(t.flow, d, flows[k*h:(k+1)*h])
		}
	}
}

// covered reports whether cash never falls below the minimum without a draw,
// so that nothing depends on the cash in hand.
func (t *trial) covered(idle []float64) bool {
	f := t.f
	flow := t.flow
	for k, j := range f.cash {
		if a := t.amounts[j]; a > tiny {
			copy(t.quiet, flow)
			flow = t.quiet
			vector.AddScaled(flow, a, idle[k*f.h:(k+1)*f.h])
		}
	}
	cash := f.m.opening + t.extra
	for m, x := range flow {
		if cash += x; cash < f.m.minimum && m >= f.m.funds.First {
			return false
		}
	}
	return true
}

// draw books the sources that depend on cash.
func (t *trial) draw(i int) {
	f := t.f
	for k, j := range f.cash {
		t.scale(&t.sup[k], &f.supply[i*len(f.cash)+k], j, k)
	}
	t.funds.Run(t.flow, f.m.opening+t.extra, f.m.minimum, t.sup, &t.book)
	for k, net := range t.net {
		b := &t.book
		drawn, interest, fees, principal := b.Drawn[k], b.Interest[k], b.Fees[k], b.Principal[k]
		for m := range net {
			net[m] = drawn[m] - interest[m] - fees[m] - principal[m]
		}
	}
}

// rest fills the book of scenario i, in which nothing was drawn on demand.
func (t *trial) rest(i int) {
	f := t.f
	_, _, _, idle := f.row(i)
	t.book.Fit(len(f.cash), f.h)
	clear(t.book.Gap)
	for k, j := range f.cash {
		for m := range f.h {
			x := float64(t.amounts[j] * idle[k*f.h+m])
			t.net[k][m], t.book.Fees[k][m] = x, -x
			t.book.Charge(k, m)
		}
	}
}

// add adds the flows of the linear sources from..to at their amounts.
func (t *trial) add(dst, flows []float64, from, to int) {
	for k := from; k < to; k++ {
		if a := t.amounts[t.f.linear[k]]; a > tiny {
			vector.AddScaled(dst, a, flows[k*t.f.h:(k+1)*t.f.h])
		}
	}
}

// scale brings the supply of cash source k to its amount; what has come by the
// as-of month stays.
func (t *trial) scale(dst *waterfall.Supply, row *supplyRow, j, k int) {
	amount := t.amounts[j]
	dst.Recover = row.recover
	dst.Rates, dst.Limit, dst.OpenFrom = row.rates, row.limit*amount, row.open
	dst.Arrivals = dst.Arrivals[:0]
	if amount <= tiny {
		dst.OpenFrom, dst.Limit = math.Inf(1), 0
		if !t.came[k] {
			return
		}
	}
	left := max(0, amount-t.settled[k])
	for n, a := range row.arrivals {
		if !t.f.m.sources[j].tranches[n].fixed {
			a.Amount *= left
		}
		dst.Arrivals = append(dst.Arrivals, a)
	}
}

// gap is the peak gap of scenario i with extra opening cash.
func (t *trial) gap(i int, extra float64) float64 {
	t.run(i, extra)
	return t.peak()
}

// peak is the largest gap of the scenario that was run.
func (t *trial) peak() float64 {
	if t.idle {
		return 0
	}
	peak := 0.0
	for _, g := range t.book.Gap {
		peak = max(peak, g)
	}
	if peak <= gapTolerance {
		return 0
	}
	return peak
}
