package models

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"ballast/sim"
	"ballast/sim/stats"
)

// percents are the quantiles of every table.
func percents() []float64 {
	return []float64{1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95, 99}
}

// quantilesOf returns the table of a column, type 7. +Inf values ("never")
// make the quantiles that fall among them NaN.
func quantilesOf(x []float64, ps []float64) Quantiles {
	shares := make([]float64, len(ps))
	for i, p := range ps {
		shares[i] = p / 100
	}
	out := make(Quantiles, len(ps))
	for i, q := range stats.Quantiles(x, shares) {
		if math.IsInf(q, 0) {
			q = math.NaN()
		}
		out[i] = Quantile{P: ps[i], X: q}
	}
	return out
}

// At returns the quantile of a percentage, NaN when the table lacks it.
func (q Quantiles) At(p float64) float64 {
	for _, e := range q {
		if math.Abs(e.P-p) < 1e-9 {
			return e.X
		}
	}
	return math.NaN()
}

// MarshalJSON writes {"5": ..., "10": ...}; a value that does not exist is
// null beside "10_why": "beyond horizon".
func (q Quantiles) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, e := range q {
		if i > 0 {
			b.WriteByte(',')
		}
		name := strconv.FormatFloat(e.P, 'g', -1, 64)
		if math.IsNaN(e.X) || math.IsInf(e.X, 0) {
			fmt.Fprintf(&b, `"%s":null,"%s_why":"beyond horizon"`, name, name)
			continue
		}
		v, err := json.Marshal(e.X)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, `"%s":%s`, name, v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// replicateQuantiles returns, for each p of ps, the quantile of every
// independent replicate.
func replicateQuantiles(r *sim.Result, x []float64, ps []float64) [][]float64 {
	out := make([][]float64, len(ps))
	for _, b := range r.Replicates(len(x)) {
		for i, q := range stats.Quantiles(x[b[0]:b[1]], ps) {
			out[i] = append(out[i], q)
		}
	}
	return out
}

// share is the part of a column that a test holds for.
func share(x []float64, test func(float64) bool) float64 {
	n := 0
	for _, v := range x {
		if test(v) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(x)))
}

// finite returns the finite values of a column, which is the column itself
// where all are: it must not be changed.
func finite(x []float64) []float64 {
	at := slices.IndexFunc(x, notFinite)
	if at < 0 {
		return x
	}
	out := append(make([]float64, 0, len(x)), x[:at]...)
	for _, v := range x[at:] {
		if !notFinite(v) {
			out = append(out, v)
		}
	}
	return out
}

// notFinite reports an infinity or NaN: only theirs is a difference that is
// not 0.
func notFinite(v float64) bool { return v-v != 0 }

func histogram(x []float64, bins int) Histogram {
	edges, counts := stats.Histogram(x, bins)
	h := Histogram{Edges: edges, Shares: make([]float64, len(counts))}
	n, sum := float64(max(1, len(x))), 0.0
	for i, c := range counts {
		h.Shares[i] = float64(c) / n
		sum += h.Shares[i]
	}
	h.Beyond = math.Max(0, 1-sum)
	if len(counts) > 0 && h.Beyond < 0.5/n {
		h.Beyond = 0
	}
	return h
}

// curve is an S-curve of 101 points, the ends at 0.1 % and 99.9 %.
func curve(x []float64) []Point {
	ps := []float64{0.001}
	for k := 1; k < 100; k++ {
		ps = append(ps, float64(k)/100)
	}
	ps = append(ps, 0.999)
	out := make([]Point, len(ps))
	for i, q := range stats.Quantiles(x, ps) {
		out[i] = Point{X: q, P: ps[i]}
	}
	return out
}
