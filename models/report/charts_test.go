package report

import (
	"math"
	"strconv"
	"testing"

	"ballast/budget/sheet"
)

// TestChartsAskedFor: every chart that the results of a plan promise is there, bound to
// cells, and shows what it is there to show; those of a running project and of mixes are in
// TestControlSheets and TestMixesSheet.
func TestChartsAskedFor(t *testing.T) {
	pictured(t, build("en"), []picture{
		{"s-curve", "scatter", []string{"Base", "P50", "P80", "Budget limit"}, false},
		{"cost-histogram", "column line", []string{"Base", "P50", "P80", "Budget limit", "Cumulative"}, false},
		{"funding-need", "area line", []string{"Bank loan", "Own funds", "Needed"}, false},
		{"tornado-cost", "bar", []string{"low", "high"}, true},
		{"cash-fan", "area line", []string{"P5 to P95", "P25 to P75", "P50", "Minimum cash", "Months with a gap"}, false},
		{"gap-by-month", "column", nil, false},
		{"funding", "column line", []string{"Bank loan", "Own funds", "Cost"}, false},
		{"layers", "column", []string{"Adds", "Lowers"}, true},
		{"release", "area line", nil, false},
		{"allocation-phases", "bar", nil, true},
		{"payback", "column", nil, false},
		{"npv", "scatter", []string{"Zero", "P50"}, false},
		{"joint", "scatter", nil, false},
	})
}

// TestGapMonthsMarked: the fan marks the months in which its lowest band lies
// below the minimum, at the height of the minimum.
func TestGapMonthsMarked(t *testing.T) {
	o, _ := fixture("en")
	b := build("en")
	for _, s := range b.Sheets {
		if s.Key != "cash" {
			continue
		}
		fan := s.Charts[0]
		marks := fan.Series[len(fan.Series)-1]
		seen := 0
		for _, c := range s.Cells {
			if c.Col != marks.Y.C1 || c.Row < marks.Y.R1 || c.Row > marks.Y.R2 {
				continue
			}
			m := o.Cash.Months[c.Row-marks.Y.R1]
			if marked := c.Value != nil; marked != (m.ProbabilityGap >= 0.05) {
				t.Errorf("month %d with a gap in %.3f: marked %v", m.Month, m.ProbabilityGap, marked)
			}
			if c.Value != nil {
				seen++
				if c.Value != o.Cash.MinimumCash {
					t.Errorf("mark at %v, want %v", c.Value, o.Cash.MinimumCash)
				}
			}
		}
		if seen == 0 {
			t.Error("no month is marked")
		}
	}
}

// TestPalette: the colours of series differ for every reader. They are turned
// into what people without red or green receptors see, and compared in CIELAB.
// Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
// TVCG 15 (2009), matrices for severity 1.0. A distance of 2.3 is just
// noticeable (M. Mahy et al., 1994); four times that is asked for.
func TestPalette(t *testing.T) {
	eyes := map[string][9]float64{
		"all receptors": {1, 0, 0, 0, 1, 0, 0, 0, 1},
		"protanopia":    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
		"deuteranopia":  {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	}
	for eye, m := range eyes {
		for i, a := range hues() {
			for _, b := range hues()[:i] {
				if d := distance(lab(a, m), lab(b, m)); d < 4*2.3 {
					t.Errorf("%s: %s and %s differ by %.1f only", eye, a, b, d)
				}
			}
		}
	}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// lab is a colour in CIELAB (D65) as seen through a matrix on linear RGB.
// Source: IEC 61966-2-1 (sRGB); CIE 15:2004.
func lab(rgb string, m [9]float64) [3]float64 {
	n, err := strconv.ParseUint(rgb, 16, 32)
	if err != nil {
		panic(err)
	}
	var c, l [3]float64
	for i := range c {
		v := float64(n>>(16-8*i)&255) / 255
		if v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	for i := range l {
		l[i] = math.Max(0, math.Min(1, m[3*i]*c[0]+m[3*i+1]*c[1]+m[3*i+2]*c[2]))
	}
	f := func(x float64) float64 {
		if x > 216.0/24389 {
			return math.Cbrt(x)
		}
		return (24389.0/27*x + 16) / 116
	}
	x := f((0.4124*l[0] + 0.3576*l[1] + 0.1805*l[2]) / 0.9505)
	y := f(0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2])
	z := f((0.0193*l[0] + 0.1192*l[1] + 0.9505*l[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// TestPages: no part's heading stands alone at the foot of a page, and no break
// tears a chart.
func TestPages(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for _, s := range build(lang).Sheets {
			for _, b := range s.Breaks {
				for _, c := range s.Charts {
					if b > c.At.R1 && b <= c.At.R2 {
						t.Errorf("%s: a page begins in row %d, inside chart %s", s.Title, b, c.Key)
					}
				}
				for _, tb := range s.Tables {
					if b > tb.Head && b <= tb.R1 || b > tb.R2-2 && b <= tb.R2 && tb.R2-tb.R1 > 4 {
						t.Errorf("%s: a page begins in row %d of table %q, rows %d to %d", s.Title, b, tb.Title, tb.R1, tb.R2)
					}
				}
			}
			if s.Print.C2 == 0 || s.Print.R2 == 0 {
				t.Errorf("%s has no print area", s.Title)
			}
		}
	}
}

// TestTables: every table says what it is, and its columns have headings.
func TestTables(t *testing.T) {
	for _, s := range build("en").Sheets {
		heads := map[[2]int]bool{}
		for _, c := range s.Cells {
			heads[[2]int{c.Row, c.Col}] = c.Role == sheet.RoleHead
		}
		for _, tb := range s.Tables {
			if tb.Title == "" && s.Key != "runlog" && s.Key != "terms" {
				t.Errorf("%s: the table in row %d has no title", s.Title, tb.Head)
			}
			if tb.R1 != tb.Head+1 || tb.R2 < tb.R1 {
				t.Errorf("%s: table %q has rows %d to %d below its head in %d", s.Title, tb.Title, tb.R1, tb.R2, tb.Head)
			}
			for _, c := range tb.Cols {
				if !heads[[2]int{tb.Head, c}] {
					t.Errorf("%s: no heading over column %d of %q", s.Title, c, tb.Title)
				}
			}
		}
	}
}

// TestLayersToTheCent: the layers as shown add up to the contingency.
func TestLayersToTheCent(t *testing.T) {
	o, _ := fixture("en")
	o.Cost.Layers[0].Contingency += 0.004
	o.Cost.Layers[1].Contingency += 0.004
	o.Cost.Layers[2].Contingency += 0.004
	sum := 0.0
	for _, x := range toTheCent(o.Cost.Layers, o.Reserve.Contingency) {
		sum += math.Round(x * 100)
	}
	if sum != math.Round(o.Reserve.Contingency*100) {
		t.Errorf("layers add up to %.2f, want %.2f", sum/100, o.Reserve.Contingency)
	}
	if got := toTheCent(o.Cost.Layers[:2], 0); got[0]+got[1] < 1000 {
		t.Error("layers were bent to a reserve that was cut off at zero")
	}
}
