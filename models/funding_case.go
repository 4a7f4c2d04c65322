package models

import (
	"context"
	"slices"

	"ballast/models/waterfall"
	"ballast/sim"
)

// fundingRows holds what the funding step needs of chosen scenarios, one row a
// scenario: taken together column by column, it takes a tenth of the time that
// looking up one scenario after the other does.
type fundingRows struct {
	length  int
	columns [][]float64 // in the order in which a row is read, of the scenarios that keep their series
	rows    [][]float64 // [scenario], nil for those not chosen
}

// fundingRows gathers the rows of chosen scenarios, in ascending order, among the
// first n. Those that do not keep their series have kept a row.
func (s *Simulation) fundingRows(chosen []int, n int) *fundingRows {
	r := &fundingRows{length: s.m.fundingRow(), columns: s.fundingColumns(), rows: make([][]float64, n)}
	for _, row := range s.res.Rows {
		if row.Scenario < n {
			r.rows[row.Scenario] = row.Values
		}
	}
	kept, _ := slices.BinarySearch(chosen, s.res.SeriesN)
	r.gather(chosen[:kept])
	return r
}

// gather fills the rows of scenarios from the columns.
func (r *fundingRows) gather(chosen []int) {
	w := len(r.columns)
	data := make([]float64, w*len(chosen))
	for k, i := range chosen {
		r.rows[i] = data[k*w : (k+1)*w]
	}
	const abreast = 8 // columns, a line of the cache
	for from := 0; from < w; from += abreast {
		some := r.columns[from:min(from+abreast, w)]
		for k, i := range chosen {
			row := data[k*w+from:]
			for c, col := range some {
				row[c] = col[i]
			}
		}
	}
}

// fundingRow is how long a row is.
func (m *Model) fundingRow() int {
	if !m.hasCash() {
		return 0
	}
	n := m.horizon
	for j := range m.sources {
		if n += 2*len(m.sources[j].tranches) + 2; m.out.seriesRate[j] >= 0 {
			n += m.horizon
		}
		if m.out.seriesRecover[j] >= 0 {
			n += m.horizon
		}
	}
	return n
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
		for _, at := range []int{o.seriesRate[j], o.seriesRecover[j]} {
			if at >= 0 {
				all = append(all, r.Series[at]...)
			}
		}
	}
	if at := o.seriesBuilding; at >= 0 {
		all = append(all, r.Series[at]...)
	}
	return all
}

// keepFunding keeps the row of a scenario that keeps no series.
func (k *kernel) keepFunding(b *sim.Block, i int) {
	row := b.Row(i)
	if row == nil {
		return
	}
	s := k.s
	row = row[copy(row, s.ncf):]
	for j := range s.supplies {
		sup := &s.supplies[j]
		for _, a := range sup.Arrivals {
			row[0], row[1] = a.Month, a.Amount
			row = row[2:]
		}
		row[0], row[1] = sup.OpenFrom, sup.Limit
		if row = row[2:]; k.m.out.seriesRate[j] >= 0 {
			row = row[copy(row, sup.Rates):]
		}
		if k.m.out.seriesRecover[j] >= 0 {
			row = row[copy(row, sup.Recover):]
		}
	}
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
	cfg := sim.Config{Scenarios: len(rows.rows), Replicate: 1000, Sampling: s.cfg.Sampling, Workers: s.cfg.Workers}
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
	row      []float64 // of a scenario that is not among the rows but keeps its series
	supplies []waterfall.Supply
	ncf      []float64
	building []float64
	book     waterfall.Ledger
}

// newFundingCase makes a case for one goroutine; rows are those at hand.
func (s *Simulation) newFundingCase(rows *fundingRows) *fundingCase {
	f := &fundingCase{s: s, rows: rows, row: make([]float64, len(rows.columns)), supplies: s.m.newSupplies(), ncf: make([]float64, s.m.horizon)}
	if s.m.out.seriesBuilding >= 0 {
		f.building = make([]float64, s.m.horizon)
	}
	for j := range f.supplies {
		f.fixedRates(j)
		if s.m.out.seriesRecover[j] >= 0 {
			f.supplies[j].Recover = make([]float64, s.m.horizon)
		}
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
	row := f.rows.rows[i]
	if row == nil {
		row = f.row
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
		if f.s.m.out.seriesRecover[j] >= 0 {
			row = row[copy(sup.Recover, row):]
		}
	}
	copy(f.building, row)
}

// short is 1 where scenario i has a gap with extra opening cash, else 0.
func (f *fundingCase) short(i int, extra float64) float64 {
	f.load(i)
	m := f.s.m
	m.funds.Book(m.horizon, f.supplies, &f.book)
	if m.funds.Short(f.ncf, m.opening+extra, m.minimum, gapTolerance, f.supplies, &f.book) {
		return 1
	}
	return 0
}
