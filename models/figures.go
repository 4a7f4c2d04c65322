package models

import (
	"context"
	"math"
	"strconv"

	"ballast/sim"
	"ballast/sim/stats"
)

// FiguresConfig says which figures are wanted, and how to run. Quantiles are
// shares in 0..1.
type FiguresConfig struct {
	Run             RunConfig
	CostQuantiles   []float64
	CashQuantiles   []float64
	ReserveQuantile float64
	Sample          int // scenarios behind the rank correlations, at most stats.MostRanked
	Top             int // how many of the strongest are listed
}

// FigureTable is what Figures works out, under the names that the peer program
// of samples/bench writes. Months count from 0.
type FigureTable struct {
	Workload   string               `json:"workload"`
	Scenarios  int                  `json:"n"`
	Base       float64              `json:"base"`
	Cost       FigureColumn         `json:"cost"`
	Reserve    float64              `json:"reserve_p80"` // at the quantile asked for
	Cash       map[string][]float64 `json:"cash"`        // net of revolving debt: quantile -> by month
	GapByMonth []float64            `json:"shortfall_by_month"`
	GapEver    float64              `json:"shortfall_ever"`
	Lowest     []float64            `json:"min_balance"`    // P5, P10, P50, P90 of the lowest net cash
	Peak       []float64            `json:"peak_shortfall"` // P50, P90, P95
	NPV        FigureColumn         `json:"npv"`
	Payback    []float64            `json:"payback"` // share by month of the first return, the last entry: none
	Discounted []float64            `json:"payback_discounted"`
	Strongest  []FigureInput        `json:"sensitivity"`

	LowestMean float64 `json:"-"` // for the comparison of designs; the peer has none
}

// FigureColumn is one figure over all scenarios.
type FigureColumn struct {
	Mean      float64   `json:"mean"`
	SD        float64   `json:"sd"`
	Quantiles []float64 `json:"quantiles"`            // of cost as asked for, of NPV P10, P50, P90
	Negative  float64   `json:"p_negative,omitempty"` // NPV only
}

// FigureInput is a line or a risk and its rank correlation with total cost.
type FigureInput struct {
	ID       string  `json:"id"`
	Spearman float64 `json:"spearman"`
}

// Figures simulates a model and works out one fixed table, all of it and
// nothing else: what the programs of samples/bench are compared on. The
// monthly balances are kept for all scenarios where they fit in 512 MB, and
// counted in bins otherwise.
//
// Checked: TestFiguresMatchRun, against Run; TestFiguresAgainstPeer, against
// what the NumPy program says.
func Figures(ctx context.Context, m *Model, cfg FiguresConfig) (*FigureTable, error) {
	s, err := newSimulation(m, cfg.Run)
	if err != nil {
		return nil, err
	}
	run := s.cfg
	run.KeepInputs, run.KeepScalars, run.KeepSample, run.KeepSeries, run.Bins = 0, 0, 0, max(10000, figureMemory/(8*m.horizon)), true
	f := &figureRun{m: m, cfg: cfg, sample: newFigureSample(m, min(max(cfg.Sample, 1), run.Scenarios, stats.MostRanked))}
	p := m.figureProgram(f.sample)
	if f.res, err = sim.Run(ctx, &p, run); err != nil {
		return nil, m.explainError(err)
	}
	return f.table(ctx)
}

// figureRun is a finished run of Figures, not yet summarised.
type figureRun struct {
	m      *Model
	cfg    FiguresConfig
	res    *sim.Result
	sample *figureSample
	t      FigureTable
}

// table summarises on all workers: each task writes its own part of the table.
func (f *figureRun) table(ctx context.Context) (*FigureTable, error) {
	n, h := float64(f.res.N), f.m.horizon
	f.t = FigureTable{Workload: f.m.plan.Project.Name, Scenarios: f.res.N, Base: f.m.base, Cash: map[string][]float64{}, GapByMonth: make([]float64, h)}
	for k := range f.t.GapByMonth {
		f.t.GapByMonth[k] = f.res.Sums[k] / n
	}
	if err := f.strongest(ctx); err != nil {
		return nil, err
	}
	cash := make([][]float64, h)
	tasks := []func(){f.cost, f.value, f.balance, f.paybacks}
	err := sim.Each(ctx, h+len(tasks), f.cfg.Run.Workers, func() func(int) error {
		return func(k int) error {
			if k < len(tasks) {
				tasks[k]()
			} else {
				cash[k-len(tasks)] = f.netCash(k - len(tasks))
			}
			return nil
		}
	})
	for i, q := range f.cfg.CashQuantiles {
		row := make([]float64, h)
		for k := range row {
			row[k] = cash[k][i]
		}
		f.t.Cash[strconv.FormatFloat(q, 'g', -1, 64)] = row
	}
	return &f.t, err
}

// figureMemory is what net cash by month may take. Beyond it the quantiles are
// those of counts in 4,096 bins, each right within a bin.
const figureMemory = 512 << 20

// netCash returns the quantiles of net cash in a month.
func (f *figureRun) netCash(month int) []float64 {
	if f.res.SeriesBins == nil {
		return stats.Quantiles(f.res.Series[0][month], f.cfg.CashQuantiles)
	}
	q, _ := f.res.SeriesBins[0][month].Quantiles(f.cfg.CashQuantiles)
	return q
}

func (f *figureRun) cost() {
	x := f.res.Scalar[benchTotal]
	c := &f.t.Cost
	c.Mean, c.SD = stats.MeanSD(x)
	qs := stats.Quantiles(x, append([]float64{f.cfg.ReserveQuantile}, f.cfg.CostQuantiles...))
	f.t.Reserve, c.Quantiles = qs[0]-f.m.base, qs[1:]
}

func (f *figureRun) value() {
	x := f.res.Scalar[benchNPV]
	c := &f.t.NPV
	c.Mean, c.SD = stats.MeanSD(x)
	c.Negative = share(x, func(v float64) bool { return v < 0 })
	c.Quantiles = stats.Quantiles(x, []float64{0.1, 0.5, 0.9})
}

func (f *figureRun) balance() {
	peak, lowest := f.res.Scalar[benchPeak], f.res.Scalar[benchLowest]
	f.t.GapEver = share(peak, func(v float64) bool { return v > 0 })
	f.t.Peak = stats.Quantiles(peak, []float64{0.5, 0.9, 0.95})
	f.t.LowestMean = stats.Mean(lowest)
	f.t.Lowest = stats.Quantiles(lowest, []float64{0.05, 0.1, 0.5, 0.9})
}

func (f *figureRun) paybacks() {
	f.t.Payback = f.byMonth(f.res.Scalar[benchPayback])
	f.t.Discounted = f.byMonth(f.res.Scalar[benchDiscounted])
}

// byMonth is the share of the scenarios by the month of their payback: x
// months from the start fall in month ceil(x)-1.
func (f *figureRun) byMonth(x []float64) []float64 {
	out := make([]float64, f.m.horizon+1)
	for _, v := range x {
		k := f.m.horizon
		if !math.IsInf(v, 1) {
			k = min(k, max(0, int(math.Ceil(v))-1))
		}
		out[k] += 1
	}
	for k := range out {
		out[k] /= float64(len(x))
	}
	return out
}
