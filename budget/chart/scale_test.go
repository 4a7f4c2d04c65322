package chart

import (
	"math"
	"strings"
	"testing"

	"ballast/budget/sheet"
)

func number(x float64) *float64 { return &x }

// TestScales: ends and marks of value axes. The wanted marks were worked out by
// hand: steps of 1, 2 or 5 times a power of ten.
func TestScales(t *testing.T) {
	for _, c := range []struct {
		name   string
		axis   sheet.Axis
		lo, hi float64
		most   int
		want   string
	}{
		{"from zero", sheet.Axis{Format: "0"}, 0, 97, 5, "0 20 40 60 80 100"},
		{"below zero", sheet.Axis{Format: "0"}, -33, 97, 5, "-50 0 50 100"},
		{"given ends", sheet.Axis{Format: "0%", Min: number(0), Max: number(1)}, 0.1, 0.7, 5, "0% 20% 40% 60% 80% 100%"},
		{"same labels", sheet.Axis{Format: "0%"}, 0, 0.02, 8, "0% 1% 2%"},
		{"no data", sheet.Axis{Format: "0.0"}, math.Inf(1), math.Inf(-1), 4, "0.0 0.5 1.0"},
		{"all zero", sheet.Axis{Format: "0.0"}, 0, 0, 4, "0.0 0.5 1.0"},
	} {
		s := newScale(c.axis, c.lo, c.hi, c.most, 0)
		if got := strings.Join(s.labels, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestPlainLabels: decimals that say nothing go, on all labels or on none.
func TestPlainLabels(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"0.00m 1.00m 2.00m", "0m 1m 2m"},
		{"0.00m 1.50m 3.00m", "0.0m 1.5m 3.0m"},
		{"-20.0 0 +20.0", "-20 0 +20"},
		{"0.25 0.50", "0.25 0.50"},
		{"10 20", "10 20"},
		{"0% 50%", "0% 50%"},
	} {
		if got := strings.Join(plainLabels(strings.Fields(c.in)), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.in, got, c.want)
		}
	}
}

// TestStacks: areas add up with their signs; columns pile up apart.
func TestStacks(t *testing.T) {
	for _, c := range []struct {
		kind     sheet.Kind
		from, to float64 // of the second series
	}{{sheet.Area, -2, 1}, {sheet.Column, 0, 3}} {
		series := []plotted{
			{Series: sheet.Series{Kind: c.kind}, ys: []float64{-2}},
			{Series: sheet.Series{Kind: c.kind}, ys: []float64{3}},
		}
		st := stacked(series, c.kind, true)
		if st.from[1][0] != c.from || st.to[1][0] != c.to {
			t.Errorf("%s: from %v to %v, want %v to %v", c.kind, st.from[1][0], st.to[1][0], c.from, c.to)
		}
	}
}

// TestWrap: lines break at spaces and between Chinese characters, a closing
// mark stays with what it closes, and what is too long ends in "…".
func TestWrap(t *testing.T) {
	p := &pen{fonts: latin()}
	room := p.fonts.width("a longer title", 10, false)
	if got := strings.Join(p.wrap("a longer title of a chart", room, 10, false, 3), "|"); got != "a longer title|of a chart" {
		t.Errorf("wrapped as %s", got)
	}
	p.fonts.missing = true
	for _, c := range []struct{ text, want string }{
		{"一二三四，五六", "一二三|四，五六"},
		{"一二三四五六七八九十一二三四五", "一二三四|五六七八|九十一…"},
	} {
		if got := strings.Join(p.wrap(c.text, 45, 10, false, 3), "|"); got != c.want {
			t.Errorf("%s: wrapped as %s, want %s", c.text, got, c.want)
		}
	}
}
