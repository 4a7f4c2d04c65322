package models

import "ballast/sim"

// The columns of a trial. A short trial has the first three only.
const (
	columnPeak = iota
	columnCost
	columnNPV
	shortColumns
	columnPayback = iota - 1
	columnDSCR
	fullColumns
)

// trialRun works out several trials on a block of futures: the rows of a
// scenario are read once for all of them.
type trialRun struct {
	trials []*trial
	short  bool
	fan    bool // of one trial, its cash by month is a series
}

func (f *futures) columns(short bool) int {
	if short {
		return shortColumns
	}
	n := fullColumns
	if f.partners {
		n += len(f.m.partners)
		if f.m.stakes != nil {
			n += len(f.m.partners)
		}
	}
	return n
}

// trialSums is the accumulator of a trial: gaps by month, and the flow by
// month, used money and balance of each source that depends on cash; what these cost,
// and what the owners' money costs.
func (f *futures) trialSums(short bool) int {
	if short {
		return 0
	}
	return f.h + len(f.cash)*(f.h+2) + 2*pricedSums
}

// Run implements sim.Kernel.
func (r *trialRun) Run(b *sim.Block) error {
	if len(r.trials) == 0 {
		return nil
	}
	f := r.trials[0].f
	columns, sums := f.columns(r.short), f.trialSums(r.short)
	for n, i := range b.Scenario {
		for q, t := range r.trials {
			t.run(i, 0)
			col := b.Scalar[q*columns:]
			owners := t.required(i)
			col[columnPeak][n], col[columnCost][n], col[columnNPV][n] = t.peak(), t.cost(i)+owners.required, t.npv(i)
			if r.short {
				continue
			}
			if r.fan {
				t.balance(i)
				for m, x := range t.cash {
					b.Series[0][m][n] = x
				}
			}
			if t.idle {
				t.rest(i) // the figures below read the book
				t.idle = false
			}
			sum := b.Sum[q*sums : (q+1)*sums]
			t.account(sum)
			owners.addTo(sum[sums-pricedSums:])
			col[columnPayback][n], col[columnDSCR][n] = t.payback(i), t.dscr(i)
			if f.partners {
				t.parties(i, func(k int, x float64) { col[fullColumns+k][n] = x })
			}
		}
	}
	return nil
}

// account adds the scenario that was run to the sums of its trial.
func (t *trial) account(sum []float64) {
	h := t.f.h
	for m, g := range t.book.Gap {
		if g > gapTolerance {
			sum[m]++
		}
	}
	for k := range t.f.cash {
		at := sum[h+k*(h+2):]
		for m := range h {
			at[m] += t.net[k][m]
			at[h] += t.book.Drawn[k][m]
		}
		at[h+1] += t.book.Balance[k][h-1]
	}
	cost := priced{}
	for k, j := range t.f.cash {
		t.priceCash(&cost, k, j)
	}
	cost.addTo(sum[len(sum)-2*pricedSums:])
}
