package models

import (
	"cmp"
	"context"
	"math"
	"slices"

	"ballast/sim"
	"ballast/sim/stats"
)

// strongest lists the inputs with the strongest rank correlations with total
// cost. Limits of all of them, which cost little, say which few can be among
// the strongest; only those are ranked.
func (f *figureRun) strongest(ctx context.Context) error {
	ids, cols := f.inputs()
	y := newTarget(f.res.Scalar[benchTotal][:f.sample.n])
	first := stats.NewBounder(y.rank)
	lows, highs := make([]float64, len(cols)), make([]float64, len(cols))
	err := sim.Each(ctx, len(cols), f.cfg.Run.Workers, func() func(int) error {
		b := first.Clone()
		return func(k int) error {
			lows[k], highs[k] = b.Bounds(cols[k])
			return nil
		}
	})
	if err != nil {
		return err
	}
	var few []int
	threshold := placed(lows, f.cfg.Top)
	for k, high := range highs {
		if high >= threshold {
			few = append(few, k)
		}
	}
	found := make([]FigureInput, len(few))
	err = sim.Each(ctx, len(few), f.cfg.Run.Workers, func() func(int) error {
		var r stats.Ranker
		rank := make([]int16, len(y.rank))
		return func(k int) error {
			r.Rank(rank, cols[few[k]])
			rho := stats.CentredSpearman(stats.Dot(rank, y.rank), stats.Dot(rank, rank), y.square)
			found[k] = FigureInput{ID: ids[few[k]], Spearman: rho}
			return nil
		}
	})
	slices.SortStableFunc(found, func(a, b FigureInput) int { return cmp.Compare(math.Abs(b.Spearman), math.Abs(a.Spearman)) })
	f.t.Strongest = found[:min(len(found), max(0, f.cfg.Top))]
	return err
}

// placed is the value in place k of a list, the largest first, 0 beyond its end.
func placed(x []float64, k int) float64 {
	if k < 1 || k > len(x) {
		return 0
	}
	sorted := slices.Sorted(slices.Values(x))
	return sorted[len(x)-k]
}

// inputs lists the columns of the sample.
func (f *figureRun) inputs() (ids []string, cols [][]float64) {
	for i, col := range f.sample.lines {
		if col != nil {
			ids, cols = append(ids, f.m.lines[i].id), append(cols, col)
		}
	}
	for k, col := range f.sample.risks {
		ids, cols = append(ids, f.m.risks[k].id), append(cols, col)
	}
	return ids, cols
}
