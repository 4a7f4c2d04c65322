package distribution

import "strings"

// canonicalName returns the name of a distribution from a word for it in
// English, in any case, or in Chinese.
func canonicalName(word string) (string, bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	word = strings.TrimSuffix(word, "分布")
	switch word {
	case "fixed", "constant", "固定", "固定值", "常数", "确定":
		return "Fixed", true
	case "uniform", "均匀":
		return "Uniform", true
	case "triangular", "triangle", "三角", "三角形":
		return "Triangular", true
	case "pert", "betapert", "beta-pert", "贝塔pert", "三点", "三点估计":
		return "PERT", true
	case "normal", "gaussian", "正态":
		return "Normal", true
	case "lognormal", "对数正态":
		return "Lognormal", true
	case "lognormalp", "对数正态p", "对数正态分位", "对数正态分位数":
		return "LognormalP", true
	case "beta", "贝塔":
		return "Beta", true
	case "gamma", "伽马", "伽玛":
		return "Gamma", true
	case "weibull", "威布尔", "韦布尔":
		return "Weibull", true
	case "exponential", "指数":
		return "Exponential", true
	case "discrete", "离散":
		return "Discrete", true
	case "empirical", "经验":
		return "Empirical", true
	case "metalog", "元对数", "元逻辑":
		return "Metalog", true
	case "bernoulli", "伯努利", "0-1", "两点":
		return "Bernoulli", true
	case "poisson", "泊松":
		return "Poisson", true
	case "binomial", "二项":
		return "Binomial", true
	}
	return "", false
}
