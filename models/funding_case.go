package models

import (
	"context"
	"math"

	"ballast/models/waterfall"
	"ballast/sim"
)

// fundingRows holds what the funding step needs of chosen scenarios, one row a
// scenario: taken together column by column, it takes a tenth of the time that
// looking up one scenario after the other does.
type fundingRows struct {
	columns [][]float64 // in the order in which a row is read
	data    []float64
	at      []int32 // row of each scenario, -1 for those not chosen
}

// fundingRows gathers the rows of chosen scenarios, in ascending order.
func (s *Simulation) fundingRows(chosen []int) *fundingRows {
	r := &fundingRows{columns: s.fundingColumns(), at: make([]int32, s.res.SeriesN)}
	for i := range r.at {
		r.at[i] = -1
	}
	for k, i := range chosen {
		r.at[i] = int32(k)
	}
	w := len(r.columns)
	r.data = make([]float64, w*len(chosen))
	const abreast = 8 // columns, a line of the cache
	for from := 0; from < w; from += abreast {
		some := r.columns[from:min(from+abreast, w)]
		for k, i := range chosen {
			row := r.data[k*w+from:]
			for c, col := range some {
				row[c] = col[i]
			}
		}
	}
	return r
}

// fundingColumns lists what the funding step needs: the flows, and by source
// the arrivals, when and how much can be drawn, the rates where a driver gives
// them.
func (s *Simulation) fundingColumns() [][]float64 {
	o, r := &s.m.out, s.res
	all := append([][]float64(nil), r.Series[o.seriesNCF]...)
	for j := range s.m.sources {
		for k := range s.m.sources[j].tranches {
			all = append(all, r.Scalar[o.arriveMonth[j]+k], r.Scalar[o.arriveAmount[j]+k])
		}
		all = append(all, r.Scalar[o.open[j]], r.Scalar[o.limit[j]])
		if at := o.seriesRate[j]; at >= 0 {
			all = append(all, r.Series[at]...)
		}
	}
	return all
}

// fundingPass repeats the funding step of the scenarios whose monthly flows
// were kept, without drawing anything again: it is a program without variables.
func (s *Simulation) fundingPass(ctx context.Context, rows *fundingRows, each func(f *fundingCase, i int) float64) ([]float64, error) {
	prog := sim.Program{Scalars: []string{"value"}, NewKernel: func(uint64) sim.Kernel {
		f := s.newFundingCase(rows)
		return kernelFunc(func(b *sim.Block) error {
			for i, sc := range b.Scenario {
				b.Scalar[0][i] = each(f, sc)
			}
			return nil
		})
	}}
	cfg := sim.Config{Scenarios: s.res.SeriesN, Replicate: 1000, Sampling: s.cfg.Sampling, Workers: s.cfg.Workers}
	res, err := sim.Run(ctx, &prog, cfg)
	if err != nil {
		return nil, err
	}
	return res.Scalar[0], nil
}

// fundingCase runs the funding of stored scenarios.
type fundingCase struct {
	s        *Simulation
	rows     *fundingRows
	row      []float64 // of a scenario that is not among the rows
	supplies []waterfall.Supply
	ncf      []float64
	book     waterfall.Ledger
}

// newFundingCase makes a case for one goroutine; rows are those at hand.
func (s *Simulation) newFundingCase(rows *fundingRows) *fundingCase {
	f := &fundingCase{s: s, rows: rows, row: make([]float64, len(rows.columns)), supplies: s.m.newSupplies(), ncf: make([]float64, s.m.horizon)}
	for j := range f.supplies {
		f.fixedRates(j)
	}
	return f
}

// fixedRates gives a source the monthly rates of a driver without shocks,
// which has one path.
func (f *fundingCase) fixedRates(j int) {
	src := &f.s.m.sources[j]
	if src.driver < 0 || f.s.m.out.seriesRate[j] >= 0 {
		return
	}
	rates := f.supplies[j].Rates
	path(rates, f.s.m.drivers[src.driver].rule, nil)
	for k, x := range rates {
		rates[k] = float64(src.base*x) + src.spread
	}
}

// load takes up the flows and arrivals of scenario i.
func (f *fundingCase) load(i int) {
	row := f.row
	if k := f.rows.at[i]; k >= 0 {
		w := len(row)
		row = f.rows.data[int(k)*w:][:w]
	} else {
		for c, col := range f.rows.columns {
			row[c] = col[i]
		}
	}
	row = row[copy(f.ncf, row):]
	for j := range f.supplies {
		sup := &f.supplies[j]
		for k := range sup.Arrivals {
			sup.Arrivals[k] = waterfall.Arrival{Month: row[0], Amount: row[1]}
			row = row[2:]
		}
		sup.OpenFrom, sup.Limit = row[0], row[1]
		row = row[2:]
		if f.s.m.out.seriesRate[j] >= 0 {
			row = row[copy(sup.Rates, row):]
		}
	}
}

// gap is the peak gap of scenario i with extra opening cash.
func (f *fundingCase) gap(i int, extra float64) float64 {
	f.load(i)
	return f.peak(extra)
}

func (f *fundingCase) peak(extra float64) float64 {
	m := f.s.m
	m.funds.Run(f.ncf, m.opening+extra, m.minimum, f.supplies, &f.book)
	peak := 0.0
	for _, g := range f.book.Gap {
		peak = math.Max(peak, g)
	}
	return peak
}
