package outcome

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"ballast/sim/stats"
)

// Quantiles is a table of quantiles, ascending in P. A value beyond the
// horizon is NaN and becomes null in JSON, with "80_why".
type Quantiles []Quantile

// Quantile is one entry: P in percent.
type Quantile struct {
	P float64
	X float64
}

// Dist describes the distribution of one figure.
type Dist struct {
	Mean      float64   `json:"mean"`
	SD        float64   `json:"sd"`
	Quantiles Quantiles `json:"quantiles"`
}

// Interval is a 95 % confidence interval from independent replicates.
type Interval [2]float64

// Point of a curve: P is a cumulative probability 0..1.
type Point struct {
	X, P float64
}

// Histogram has len(Counts)+1 edges; Beyond counts the scenarios without a
// value (no payback inside the horizon). Shares, not counts, are 0..1.
type Histogram struct {
	Edges  []float64 `json:"edges"`
	Shares []float64 `json:"shares"`
	Beyond float64   `json:"beyond"`
}

// QuantileOnly is a figure of which the JSON has the quantiles alone.
type QuantileOnly struct {
	Quantiles Quantiles `json:"quantiles"`
}

// Pair of figures of one scenario.
type Pair struct {
	X, Y float64
}

// Percents are the quantiles of every table.
func Percents() []float64 {
	return []float64{1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95, 99}
}

// QuantilesOf returns the table of a column, type 7. +Inf values ("never")
// make the quantiles that fall among them NaN.
func QuantilesOf(x []float64, ps []float64) Quantiles { return QuantilesApart(x, ps, math.Inf(1)) }

// QuantilesApart is QuantilesOf a figure that leaps, as stats.QuantilesApart.
func QuantilesApart(x []float64, ps []float64, apart float64) Quantiles {
	shares := make([]float64, len(ps))
	for i, p := range ps {
		shares[i] = p / 100
	}
	out := make(Quantiles, len(ps))
	for i, q := range stats.QuantilesApart(x, shares, apart) {
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

// HistogramOf counts a column in bins of equal width; what is not finite is
// beyond.
func HistogramOf(x []float64, bins int) Histogram {
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

// CurveOf is an S-curve of 101 points, the ends at 0.1 % and 99.9 %.
func CurveOf(x []float64) []Point { return CurveApart(x, math.Inf(1)) }

// CurveApart is CurveOf a figure that leaps, as stats.QuantilesApart.
func CurveApart(x []float64, apart float64) []Point {
	ps := []float64{0.001}
	for k := 1; k < 100; k++ {
		ps = append(ps, float64(k)/100)
	}
	ps = append(ps, 0.999)
	out := make([]Point, len(ps))
	for i, q := range stats.QuantilesApart(x, ps, apart) {
		out[i] = Point{X: q, P: ps[i]}
	}
	return out
}

// DistOf is the mean, the spread and the quantiles of a figure in all scenarios.
func DistOf(x []float64) Dist {
	mean, sd := stats.MeanSD(x)
	return Dist{Mean: mean, SD: sd, Quantiles: QuantilesOf(x, Percents())}
}
