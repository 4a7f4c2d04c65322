package distribution

import (
	"strconv"
	"strings"
)

// Decimal is the sign before the decimals of a text.
type Decimal int

// The notations of numbers.
const (
	Unsettled Decimal = iota // a point, unless the text itself shows a comma
	Point
	Comma // and arguments are parted by ";"
)

// Reading says how the numbers of a text are written. The zero value reads
// digits with a point, groups of three in a number that stands alone, and %.
type Reading struct {
	Decimal Decimal
	// Number reads one number; comma says that its decimals stand after a
	// comma. Without one, plainNumber does.
	Number func(text string, comma bool) (n Number, ok bool)
}

// Number is a number as it was written: 35% is 0.35 and Percent, 2k is 2,000
// and Own.
type Number struct {
	Value        float64
	Percent, Own bool
}

func (r Reading) number(text string, comma bool) (Number, bool) {
	read := r.Number
	if read == nil {
		read = plainNumber
	}
	n, ok := read(strings.TrimSpace(text), comma)
	return n, ok && finite(n.Value)
}

// plainNumber reads digits, perhaps in groups of three, perhaps in percent.
func plainNumber(text string, comma bool) (Number, bool) {
	if comma {
		text = strings.NewReplacer(",", ".", ".", ",").Replace(text)
	}
	if grouped(text) {
		text = strings.ReplaceAll(text, ",", "")
	}
	v, percent, ok := parseNumber(text)
	return Number{Value: v, Percent: percent}, ok
}

// grouped reports whether the commas of a number stand before three digits.
func grouped(text string) bool {
	whole, _, _ := strings.Cut(strings.TrimSuffix(text, "%"), ".")
	parts := strings.Split(strings.TrimLeft(whole, "+-"), ",")
	for i, p := range parts {
		if i == 0 && (len(p) == 0 || len(p) > 3) || i > 0 && len(p) != 3 || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return true
}

// parseNumber reads a finite number, perhaps in percent.
func parseNumber(text string) (v float64, percent, ok bool) {
	text = strings.TrimSpace(text)
	if before, found := strings.CutSuffix(text, "%"); found {
		text, percent = strings.TrimSpace(before), true
	}
	if text == "" || strings.Trim(text, "0123456789.eE+-") != "" {
		return 0, false, false // also keeps out "inf", "nan", "0x1p4" and "1_000"
	}
	v, err := strconv.ParseFloat(text, 64)
	if percent {
		// Shifting the decimal point in the text keeps 35% exactly 0.35.
		if w, err := strconv.ParseFloat(text+"e-2", 64); err == nil {
			v = w
		} else {
			v /= 100
		}
	}
	return v, percent, err == nil && finite(v)
}
