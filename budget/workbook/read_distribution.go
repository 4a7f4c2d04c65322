package workbook

import (
	"strings"

	"ballast/budget/workbook/schema"
	"ballast/sim/distribution"
)

// parseDistribution reads the text of an uncertain quantity, its numbers
// written the way people type them in this workbook. A number that stands
// alone is no such text.
func parseDistribution(text string) (distribution.Spec, error) {
	s := strings.TrimPrefix(strings.TrimSpace(schema.HalfWidth(text)), "=")
	if strings.IndexByte(s, '(') <= 0 || !strings.HasSuffix(s, ")") {
		return distribution.Spec{}, errNoDistribution{}
	}
	return distribution.Reading{Number: typedNumber}.Parse(s)
}

// errNoDistribution says that a text is no call at all.
type errNoDistribution struct{}

// Error implements error.
func (errNoDistribution) Error() string { return "neither a number nor a distribution" }

// typedNumber is parseAmount for the numbers inside a distribution.
func typedNumber(text string, comma bool) (distribution.Number, bool) {
	if comma {
		text = strings.NewReplacer(",", ".", ".", ",").Replace(text)
	}
	a, ok := parseAmount(text)
	if !ok {
		return distribution.Number{}, false
	}
	return distribution.Number{Value: a.Value.InexactFloat64(), Percent: a.Percent, Own: a.Scaled}, true
}
