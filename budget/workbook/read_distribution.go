package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
	"ballast/sim/distribution"
)

// parseDistribution reads the text of an uncertain quantity, its numbers
// written the way people type them in this column. A number that stands alone
// is no such text.
func parseDistribution(text string, rd *reading) (distribution.Spec, error) {
	s := strings.TrimPrefix(strings.TrimSpace(schema.HalfWidth(text)), "=")
	if strings.IndexByte(s, '(') <= 0 || !strings.HasSuffix(s, ")") {
		return distribution.Spec{}, errNoDistribution{}
	}
	s = addIn(s)
	read := distribution.Reading{Number: rd.typed}
	if rd.notation == unit.Comma && strings.ContainsRune(s, ';') {
		read.Decimal = distribution.Comma
	}
	return read.Parse(s)
}

// addIn turns the functions of risk add-ins that mean a family of ours into it:
// RiskPert(90,100,140), RiskTriang, RiskTrigen, with "_xll." before it or not.
func addIn(s string) string {
	if len(s) > 5 && strings.EqualFold(s[:5], "_xll.") {
		s = s[5:]
	}
	open := strings.IndexByte(s, '(')
	name := strings.ToLower(strings.TrimSpace(s[:open]))
	for _, a := range [][2]string{{"riskpert", "PERT"}, {"risktriang", "Triangular"},
		{"riskuniform", "Uniform"}, {"risknormal", "Normal"}, {"risklognorm", "Lognormal"},
		{"risktrigen", "Trigen"}, {"riskpoisson", "Poisson"}, {"riskbinomial", "Binomial"},
		{"cb.betapert", "PERT"}, {"cb.triangular", "Triangular"}, {"cb.uniform", "Uniform"}, {"cb.normal", "Normal"}} {
		if name == a[0] {
			return a[1] + s[open:]
		}
	}
	return s
}

// errNoDistribution says that a text is no call at all.
type errNoDistribution struct{}

// Error implements error.
func (errNoDistribution) Error() string { return "neither a number nor a distribution" }

// typed reads one number inside a distribution.
func (rd *reading) typed(text string, comma bool) (distribution.Number, bool) {
	n := unit.Point
	if comma {
		n = unit.Comma
	}
	var marks unit.Tally
	marks.Add(text)
	if comma && marks.Points > 0 || !comma && marks.Commas > 0 {
		return distribution.Number{}, false
	}
	v, ok := unit.ParseNumber(text, n)
	u := v.Unit
	if ok && rd.measure == measureMonths && u.Letter == "m" {
		u = unit.Unit{Dimension: unit.Time, Of: unit.Month}
	}
	switch {
	case !ok:
		return distribution.Number{}, false
	case u.Dimension == unit.Time && rd.measure == measureMonths:
		return distribution.Number{Value: unit.Months(v.Value, u.Of).InexactFloat64(), Own: true}, true
	case u.Dimension > unit.Share:
		return distribution.Number{}, false
	}
	a := amountOf(v)
	return distribution.Number{Value: a.Value.InexactFloat64(), Percent: a.Percent, Own: a.Scaled}, true
}

// spread is the size of the plain amounts of a distribution's text; ok is false
// when it has none, or carries units of its own.
func (r *reader) spread(text string, rd *reading) (size decimal.Decimal, ok bool) {
	spec, err := parseDistribution(text, rd)
	f, known := distribution.FamilyOf(spec.Name)
	if err != nil || !known || !f.Scales() || spec.Percent || spec.Own || spec.Range != "" {
		return decimal.Zero, false
	}
	if v := spec.Magnitude(nil); v > 0 && v < 1e15 {
		return decimalOf(v), true
	}
	return decimal.Zero, false
}

// factor is what the plain figures of a column's distributions are multiplied
// by; size is that of the distribution.
func (rd *reading) factor(size float64) float64 {
	u := rd.unit
	shift := func(n int32) float64 { return decimal.New(1, n).InexactFloat64() }
	switch rd.measure {
	case measureMonths:
		if u.Dimension == unit.Time && size > 1e-9 && size < 1e15 {
			return unit.Months(decimalOf(size), u.Of).InexactFloat64() / size
		}
		return 1
	case measureMoney, measureEstimate, measureImpact:
		if u.Dimension == unit.Money || u.Dimension == unit.Share {
			return shift(u.Shift)
		}
		return 1
	}
	switch {
	case u.Dimension == unit.Share:
		return shift(u.Shift)
	case rd.percent:
		return 0.01
	}
	return 1
}
