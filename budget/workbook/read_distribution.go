package workbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/workbook/schema"
)

// formula is a distribution as written, its numbers brought to plain form so
// that sim/distribution need not know currency signs, 万 or percents.
type formula struct {
	name    string
	args    []string
	values  []int // indexes of args that are values of the quantity itself
	percent bool  // a value carried a percent sign
	scaled  bool  // a value carried its own unit, such as k or 万
}

// parseFormula takes NAME(ARG, ARG, ...) apart, full-width forms and Chinese
// names included. A plain name without arguments is refused.
func parseFormula(text string) (f formula, ok bool) {
	s := strings.TrimSpace(schema.HalfWidth(text))
	s = strings.TrimPrefix(s, "=")
	open := strings.IndexByte(s, '(')
	if open <= 0 || !strings.HasSuffix(s, ")") || len(s) > 1000 {
		return formula{}, false
	}
	f.name = englishName(strings.TrimSpace(s[:open]))
	inner := s[open+1 : len(s)-1]
	if f.name == "Empirical" {
		f.args = []string{strings.TrimSpace(inner)}
		return f, true
	}
	for i, arg := range strings.Split(strings.NewReplacer(";", ",", "、", ",").Replace(inner), ",") {
		f.argument(i, strings.TrimSpace(arg))
	}
	return f, true
}

// argument adds one argument: VALUE, KEY=VALUE or VALUE:PROBABILITY.
func (f *formula) argument(i int, arg string) {
	key, value, keyed := strings.Cut(arg, "=")
	if !keyed {
		key, value = "", arg
	} else {
		key = englishKey(strings.ToLower(strings.TrimSpace(key))) + "="
	}
	value, chance, paired := strings.Cut(value, ":")
	a, ok := parseAmount(value)
	if ok {
		value = a.Value.String()
		if f.isValue(i, key) {
			f.values = append(f.values, len(f.args))
			f.percent, f.scaled = f.percent || a.Percent, f.scaled || a.Scaled
		}
	}
	if paired {
		if p, ok := parseAmount(chance); ok {
			chance = p.Value.String()
		}
		value = strings.TrimSpace(value) + ":" + strings.TrimSpace(chance)
	}
	f.args = append(f.args, key+strings.TrimSpace(value))
}

// isValue tells whether an argument is in the unit of the quantity, not a
// shape parameter or a probability.
func (f *formula) isValue(i int, key string) bool {
	switch f.name {
	case "PERT":
		return i < 3 && key != "shape="
	case "Fixed", "Uniform", "Triangular", "Normal", "Lognormal", "LognormalP", "Metalog", "Discrete":
		return true
	case "Beta":
		return i >= 2
	}
	return false
}

// shrink divides the values by 100 when the largest is above limit: they were
// meant as percents.
func (f *formula) shrink(limit decimal.Decimal) {
	largest := decimal.Zero
	for _, i := range f.values {
		if _, _, v, ok := splitArgument(f.args[i]); ok && v.Abs().GreaterThan(largest) {
			largest = v.Abs()
		}
	}
	if largest.GreaterThan(limit) {
		f.shift(-2)
	}
}

// shift multiplies the values by a power of ten.
func (f *formula) shift(exp int32) {
	for _, i := range f.values {
		if key, tail, v, ok := splitArgument(f.args[i]); ok {
			f.args[i] = key + v.Shift(exp).String() + tail
		}
	}
}

// splitArgument takes "min=5" and "5:0.3" apart around the number.
func splitArgument(arg string) (key, tail string, v decimal.Decimal, ok bool) {
	if i := strings.IndexByte(arg, '='); i >= 0 {
		key, arg = arg[:i+1], arg[i+1:]
	}
	if i := strings.IndexByte(arg, ':'); i >= 0 {
		arg, tail = arg[:i], arg[i:]
	}
	v, err := decimal.NewFromString(arg)
	return key, tail, v, err == nil
}

// String writes the formula the way sim/distribution reads it.
func (f formula) String() string { return f.name + "(" + strings.Join(f.args, ",") + ")" }

// englishName translates a distribution's name and settles its letter case;
// unknown names stay as written.
func englishName(name string) string {
	key := schema.Key(name)
	for _, n := range []struct{ name, aliases string }{
		{"Fixed", "fixed|固定|确定"}, {"Uniform", "uniform|均匀|均匀分布"}, {"Triangular", "triangular|triangle|三角|三角形|三角分布"},
		{"PERT", "pert|betapert|贝塔pert|pert分布"}, {"Normal", "normal|gaussian|正态|正态分布"}, {"Lognormal", "lognormal|对数正态|对数正态分布"},
		{"LognormalP", "lognormalp|对数正态p"}, {"Beta", "beta|贝塔|贝塔分布"}, {"Gamma", "gamma|伽马|伽马分布"}, {"Weibull", "weibull|威布尔|威布尔分布"},
		{"Exponential", "exponential|指数|指数分布"}, {"Discrete", "discrete|离散|离散分布"}, {"Empirical", "empirical|经验|经验分布|历史数据"},
		{"Metalog", "metalog"}, {"Bernoulli", "bernoulli|伯努利"}, {"Poisson", "poisson|泊松|泊松分布"}, {"Binomial", "binomial|二项|二项分布"},
	} {
		for _, a := range strings.Split(n.aliases, "|") {
			if a == key {
				return n.name
			}
		}
	}
	return name
}

func englishKey(key string) string {
	switch key {
	case "最小", "最低", "下限":
		return "min"
	case "最大", "最高", "上限":
		return "max"
	case "形状":
		return "shape"
	}
	return key
}
