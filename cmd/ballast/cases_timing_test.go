package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

// spent runs one certain cost line through the program and returns its cost
// by month.
func spent(t *testing.T, months int, amount, profile string, row []float64) []float64 {
	t.Helper()
	s := fmt.Sprintf("== Project\nName | Timing\nCurrency | USD\nStart month | 2026-01\nHorizon | %d\nScenarios | 100\n\n"+
		"== Costs\nID | Name | Amount | Start | Months | Profile\nC1 | Work | %s | 2026-01 | %d | %s\n", months, amount, months, profile)
	if row != nil {
		heads, cells := make([]string, len(row)), make([]string, len(row))
		for k, x := range row {
			heads[k], cells[k] = fmt.Sprintf("Month %d", k+1), fmt.Sprintf("%.10f%%", 100*x)
		}
		s += "\n== Profiles\nName | " + strings.Join(heads, " | ") + "\n" + profile + " | " + strings.Join(cells, " | ") + "\n"
	}
	got := ballast(t, "run", plan(t, s), "--json", "-", "--quiet")
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s\n%s", got.code, got.err, s)
	}
	var p struct {
		Cost struct {
			Months []struct{ Mean, Planned float64 }
		}
	}
	if err := json.Unmarshal([]byte(got.out), &p); err != nil {
		t.Fatal(err)
	}
	var out []float64
	for k, m := range p.Cost.Months {
		near(t, fmt.Sprintf("planned cost of month %d", k+1), m.Planned, m.Mean, 1e-6)
		out = append(out, m.Mean)
	}
	return out
}

// cumulated is the running sum of a column.
func cumulated(x []float64) []float64 {
	out, sum := make([]float64, len(x)), 0.0
	for k, v := range x {
		sum += v
		out[k] = sum
	}
	return out
}

// TestRayleighByMonth: the Norden-Rayleigh curve with 97 % of the raw curve
// reached at the end. Source: Norden (1970); Lee, Hogue and Gallagher (1997),
// as in Phasing, NASA Cost Symposium 2013. The peak at 0.3776 of the time
// falls between months of every horizon allowed; its two neighbours are the
// two largest months.
func TestRayleighByMonth(t *testing.T) {
	months := spent(t, 40, "1", "rayleigh", nil)
	at := cumulated(months)
	for x, want := range map[float64]float64{0.1: 0.03552361, 0.25: 0.2028935, 0.5: 0.60187717, 0.75: 0.88750808, 1: 1} {
		near(t, fmt.Sprintf("cumulative at %g", x), at[int(40*x)-1], want, 1e-7)
	}
	peak := 0
	for k, x := range months {
		if x > months[peak] {
			peak = k
		}
	}
	if lo, hi := float64(peak)/40, float64(peak+1)/40; lo > 0.37761088 || hi < 0.37761088 {
		t.Errorf("the largest month covers %g to %g of the time, the peak is at 0.37761", lo, hi)
	}
}

// TestNASABetaProfile: the curve 10T^2(1-T)^2(A+BT)+T^4(5-4T) with A 0.32 and
// B 0.68, as a named row. Source: NASA Cost Estimating Handbook, cost phasing.
func TestNASABetaProfile(t *testing.T) {
	want := []float64{0.031888, 0.123456, 0.261864, 0.428032, 0.6, 0.756288, 0.879256, 0.958464, 0.994032, 1}
	row := make([]float64, 10)
	before := 0.0
	for k := range row {
		x := float64(k+1) / 10
		c := 10*x*x*(1-x)*(1-x)*(0.32+0.68*x) + x*x*x*x*(5-4*x)
		row[k], before = c-before, c
	}
	for k, got := range cumulated(spent(t, 10, "1000", "nasa-beta", row)) {
		near(t, fmt.Sprintf("cumulative at %g", float64(k+1)/10), got/1000, want[k], 1e-9)
	}
}

// TestBetaProfileBins: a million over ten months by Beta(2.5,3.5), as a named
// row. Source: scipy.stats.beta.cdf. The shares are written to eight digits,
// so the row sums to 1 only after the reader has spread the rounding; the
// months sum to the total exactly.
func TestBetaProfileBins(t *testing.T) {
	cdf := []float64{0, 0.02857567, 0.13281731, 0.29675299, 0.48690419, 0.66976527, 0.81968507, 0.92281907, 0.97844006, 0.99782623, 1}
	want := []float64{28575.67, 104241.64, 163935.68, 190151.2, 182861.08, 149919.8, 103134.0, 55620.99, 19386.17, 2173.77}
	row := make([]float64, 10)
	for k := range row {
		row[k] = cdf[k+1] - cdf[k]
	}
	sum := 0.0
	for k, got := range spent(t, 10, "1000000", "beta", row) {
		near(t, fmt.Sprintf("month %d", k+1), got, want[k], 0.02)
		sum += got
	}
	if math.Abs(sum-1e6) > 1e-6 {
		t.Errorf("the months sum to %.9f", sum)
	}
}
