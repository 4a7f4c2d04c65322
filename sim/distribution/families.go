package distribution

import (
	"math"
	"strings"
)

func amount(name, chinese string) Argument {
	return Argument{Name: name, Chinese: chinese, Role: Amount}
}

func share(name, chinese string) Argument {
	return Argument{Name: name, Chinese: chinese, Role: Share}
}

func count(name, chinese string) Argument {
	return Argument{Name: name, Chinese: chinese, Role: Count}
}

func factor(name, chinese string) Argument {
	return Argument{Name: name, Chinese: chinese, Role: Factor}
}

// or is the argument with a default.
func (a Argument) or(v float64) Argument {
	a.Optional, a.Default = true, v
	return a
}

func words(text string) []string { return strings.Fields(text) }

// one, two and three make builders of constructors of so many numbers.
func one(f func(a float64) (Distribution, error)) func(given) (Distribution, error) {
	return func(c given) (Distribution, error) { return f(c.args[0]) }
}

func two(f func(a, b float64) (Distribution, error)) func(given) (Distribution, error) {
	return func(c given) (Distribution, error) { return f(c.args[0], c.args[1]) }
}

func three(f func(a, b, c float64) (Distribution, error)) func(given) (Distribution, error) {
	return func(c given) (Distribution, error) { return f(c.args[0], c.args[1], c.args[2]) }
}

func four(f func(a, b, c, d float64) (Distribution, error)) func(given) (Distribution, error) {
	return func(c given) (Distribution, error) { return f(c.args[0], c.args[1], c.args[2], c.args[3]) }
}

func five(f func(a, b, c, d, e float64) (Distribution, error)) func(given) (Distribution, error) {
	return func(c given) (Distribution, error) {
		return f(c.args[0], c.args[1], c.args[2], c.args[3], c.args[4])
	}
}

// usualFamilies are those that budgets use.
func usualFamilies() []Family {
	low, high := amount("min", "最小"), amount("max", "最大")
	likely, mean, sd := amount("likely", "最可能"), amount("mean", "均值"), amount("sd", "标准差")
	shape, scale := factor("shape", "形状"), amount("scale", "尺度")
	weight := share("probability", "概率")
	return []Family{
		{Name: "Fixed", Chinese: "固定", Aliases: words("constant 固定值 常数 确定"), Domain: Listed,
			Arguments: []Argument{amount("value", "数值")}, build: one(NewFixed)},
		{Name: "Uniform", Chinese: "均匀", Domain: Between,
			Arguments: []Argument{low, high}, build: two(NewUniform)},
		{Name: "Triangular", Chinese: "三角", Aliases: words("triangle triang 三角形"), Domain: Between,
			Arguments: []Argument{low, likely, high}, build: three(NewTriangular)},
		{Name: "PERT", Aliases: words("betapert 贝塔pert 三点 三点估计"), Domain: Between,
			Arguments: []Argument{low, likely, high, shape.or(4)}, build: four(NewPERT)},
		{Name: "Normal", Chinese: "正态", Aliases: words("gaussian gauss"), Domain: Anywhere,
			Arguments: []Argument{mean, sd}, build: two(NewNormal)},
		{Name: "Lognormal", Chinese: "对数正态", Domain: Positive,
			Arguments: []Argument{mean, sd}, build: two(NewLognormal)},
		{Name: "LognormalP", Aliases: words("对数正态p 对数正态分位 对数正态分位数"), Domain: Positive,
			Arguments: []Argument{amount("p10", "p10"), amount("p90", "p90")}, build: two(newLognormalP)},
		{Name: "Beta", Chinese: "贝塔", Aliases: words("betageneral betagen beta4"), Domain: Between,
			Arguments: []Argument{factor("alpha", "α"), factor("beta", "β"), low.or(0), high.or(1)}, build: four(NewBeta)},
		{Name: "Gamma", Chinese: "伽马", Aliases: words("伽玛"), Domain: Positive,
			Arguments: []Argument{shape, scale}, build: two(NewGamma)},
		{Name: "Weibull", Chinese: "威布尔", Aliases: words("韦布尔"), Domain: Positive,
			Arguments: []Argument{shape, scale}, build: two(newWeibull)},
		{Name: "Exponential", Chinese: "指数", Aliases: words("expon"), Domain: Positive,
			Arguments: []Argument{mean}, build: one(newExponential)},
		{Name: "Discrete", Chinese: "离散", Domain: Listed,
			Pairs: &weight, build: func(c given) (Distribution, error) { return discreteOf(c.pairs) }},
		{Name: "Empirical", Chinese: "经验", Aliases: words("历史数据"), Domain: Between,
			Range: true, build: func(c given) (Distribution, error) { return NewEmpirical(c.values) }},
		{Name: "Metalog", Aliases: words("元对数 元逻辑"), Domain: Anywhere,
			Arguments: []Argument{amount("p10", "p10"), amount("p50", "p50"), amount("p90", "p90"), low.or(math.Inf(-1)), high.or(math.Inf(1))}, build: five(newMetalog)},
		{Name: "Bernoulli", Chinese: "伯努利", Aliases: words("yesno 0-1 两点"), Domain: Whole,
			Arguments: []Argument{weight}, build: one(newBernoulli)},
		{Name: "Poisson", Chinese: "泊松", Domain: Whole,
			Arguments: []Argument{factor("rate", "频率")}, build: one(newPoisson), direct: poissonDirect},
		{Name: "Binomial", Chinese: "二项", Domain: Whole,
			Arguments: []Argument{count("n", "次数"), weight}, build: two(newBinomial), direct: binomialDirect},
	}
}
