package distribution

import (
	"math"
	"testing"
)

// TestEstimatePercentiles: low and high are the percentiles that the range
// means, to 1e-9 of the range, and likely is the mode.
func TestEstimatePercentiles(t *testing.T) {
	tails := map[string]float64{"p5-p95": 0.05, "p10-p90": 0.1, "p15-p85": 0.15}
	for _, shape := range []string{"uniform", "triangular", "pert", "normal", "lognormal"} {
		for means, p := range tails {
			for _, e := range [][3]float64{{90, 100, 140}, {90, 90, 140}, {90, 140, 140}, {1, 1.0001, 1e4}, {0.99999, 1, 1.00001}, {1e8, 1.2e8, 1.3e8}} {
				d, err := FromEstimates(shape, means, &e[0], &e[1], &e[2])
				if err != nil {
					t.Errorf("%s %s %v: %v", shape, means, e, err)
					continue
				}
				tol := 1e-9 * (e[2] - e[0])
				if lo, hi := d.Quantile(p), d.Quantile(1-p); math.Abs(lo-e[0]) > tol || math.Abs(hi-e[2]) > tol {
					t.Errorf("%s %s %v: %v has these percentiles at %v and %v", shape, means, e, d, lo, hi)
				}
				if mode, ok := modeOf(d); ok && mode != e[1] {
					t.Errorf("%s %s %v: %v has its mode at %v", shape, means, e, d, mode)
				}
			}
		}
	}
}

// modeOf returns the mode of a triangular or PERT by its text.
func modeOf(d Distribution) (float64, bool) {
	s, err := Parse(d.String())
	if err != nil || s.Name != "Triangular" && s.Name != "PERT" {
		return 0, false
	}
	return s.Args[1], true
}

func TestFromEstimates(t *testing.T) {
	none := (*float64)(nil)
	for _, tt := range []struct {
		shape, means      string
		low, likely, high *float64
		want              string // text of the distribution, or code of the error
	}{
		{"", "", ptr(90), ptr(100), ptr(140), "PERT(90,100,140)"},
		{"", "", ptr(90), none, ptr(140), "Uniform(90,140)"},
		{"", "", none, ptr(100), none, "100"},
		{"", "", ptr(5), ptr(5), ptr(5), "5"},
		{"triangular", "p10-p90", ptr(5), ptr(5), ptr(5), "5"},
		{"fixed", "", ptr(1), ptr(2), ptr(3), "2"},
		{"triangular", "min-max", ptr(1), ptr(2), ptr(3), "Triangular(1,2,3)"},
		{"uniform", "", ptr(1), ptr(2), ptr(3), "Uniform(1,3)"},
		{"uniform", "p10-p90", ptr(1), none, ptr(9), "Uniform(0,10)"},
		{"normal", "min-max", ptr(70), none, ptr(130), "Normal(100,10,min=70,max=130)"},
		{"", "", ptr(110), ptr(100), ptr(140), CodeOrder},
		{"", "", ptr(90), ptr(150), ptr(140), CodeOrder},
		{"", "", ptr(150), none, ptr(140), CodeOrder},
		{"", "", none, none, none, CodeMissing},
		{"", "", ptr(1), none, none, CodeMissing},
		{"", "", ptr(1), ptr(2), none, CodeMissing},
		{"pert", "", ptr(1), none, ptr(2), CodeMissing},
		{"normal", "", none, ptr(2), none, CodeMissing},
		{"fixed", "", ptr(1), none, ptr(2), CodeMissing},
		{"banana", "", ptr(1), ptr(2), ptr(3), CodeShape},
		{"banana", "", ptr(1), ptr(1), ptr(1), CodeShape},
		{"", "p1-p99", ptr(1), ptr(2), ptr(3), CodeShape},
		{"lognormal", "", ptr(0), ptr(2), ptr(3), CodeParameter},
		{"", "", ptr(math.NaN()), ptr(2), ptr(3), CodeParameter},
	} {
		d, err := FromEstimates(tt.shape, tt.means, tt.low, tt.likely, tt.high)
		got := ""
		if err != nil {
			got = err.(*ParamError).Code
		} else {
			got = roundText(t, d)
		}
		if got != tt.want {
			t.Errorf("%s %s: %q (%v), want %q", tt.shape, tt.means, got, err, tt.want)
		}
	}
}

// roundText is the text of d with its numbers rounded to 9 digits.
func roundText(t *testing.T, d Distribution) string {
	s, err := Parse(d.String())
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range s.Args {
		s.Args[i] = math.Round(v*1e9) / 1e9
	}
	d, err = s.Build(nil)
	if err != nil {
		t.Fatal(err)
	}
	return d.String()
}
