package distribution

// furtherFamilies are those that models of spreadsheet add-ins use besides.
func furtherFamilies() []Family {
	rows := append(continuousFamilies(), subjectiveFamilies()...)
	return append(rows, countFamilies()...)
}

func continuousFamilies() []Family {
	location, scale, shape := amount("location", "位置"), amount("scale", "尺度"), factor("shape", "形状")
	shape1, shape2 := factor("shape1", "形状1"), factor("shape2", "形状2")
	mean, sd := amount("mean", "均值"), amount("sd", "标准差")
	degrees := factor("degrees", "自由度")
	placed := []Argument{location, scale}
	shaped := []Argument{location, scale, shape}
	return []Family{
		{Name: "Pareto", Chinese: "帕累托", Domain: Above,
			Arguments: []Argument{shape, amount("min", "最小")}, build: two(newPareto)},
		{Name: "Pareto2", Chinese: "帕累托二型", Aliases: words("lomax 洛马克斯"), Domain: Positive,
			Arguments: []Argument{scale, shape}, build: two(newPareto2)},
		{Name: "Burr12", Chinese: "伯尔", Aliases: words("burr"), Domain: Above,
			Arguments: []Argument{location, scale, shape1, shape2}, build: four(newBurr12)},
		{Name: "Dagum", Chinese: "达格姆", Domain: Above,
			Arguments: []Argument{location, scale, shape1, shape2}, build: four(newDagum)},
		{Name: "Logistic", Chinese: "逻辑", Aliases: words("逻辑斯谛"), Domain: Anywhere,
			Arguments: placed, build: two(newLogistic)},
		{Name: "LogLogistic", Chinese: "对数逻辑", Domain: Above,
			Arguments: shaped, build: three(newLogLogistic)},
		{Name: "Laplace", Chinese: "拉普拉斯", Domain: Anywhere,
			Arguments: []Argument{mean, sd}, build: two(newLaplace)},
		{Name: "HyperSecant", Chinese: "双曲正割", Domain: Anywhere,
			Arguments: []Argument{mean, sd}, build: two(newHyperSecant)},
		{Name: "Cauchy", Chinese: "柯西", Domain: Anywhere,
			Arguments: placed, build: two(newCauchy)},
		{Name: "Gumbel", Chinese: "耿贝尔", Aliases: words("extvalue extvaluemax gumbelmax maxextreme extremevalue 极大值 极值"), Domain: Anywhere,
			Arguments: placed, build: two(newGumbel)},
		{Name: "GumbelMin", Chinese: "极小值", Aliases: words("extvaluemin minextreme"), Domain: Anywhere,
			Arguments: placed, build: two(newGumbelMin)},
		{Name: "Frechet", Chinese: "弗雷歇", Aliases: words("fréchet"), Domain: Above,
			Arguments: shaped, build: three(newFrechet)},
		{Name: "PearsonV", Chinese: "皮尔逊五型", Aliases: words("pearson5 inversegamma invgamma 逆伽马"), Domain: Positive,
			Arguments: []Argument{shape, scale}, build: two(newPearsonV)},
		{Name: "PearsonVI", Chinese: "皮尔逊六型", Aliases: words("pearson6 betaprime"), Domain: Positive,
			Arguments: []Argument{shape1, shape2, scale}, build: three(newPearsonVI)},
		{Name: "Student", Chinese: "学生t", Aliases: words("studentt t"), Domain: Anywhere,
			Arguments: []Argument{degrees, location.or(0), scale.or(1)}, build: three(newStudent)},
		{Name: "ChiSquare", Chinese: "卡方", Aliases: words("chisquared chisq chi2"), Domain: Positive,
			Arguments: []Argument{degrees}, build: one(newChiSquare)},
		{Name: "F", Domain: Positive,
			Arguments: []Argument{factor("degrees1", "自由度1"), factor("degrees2", "自由度2")}, build: two(newF)},
		{Name: "Erlang", Chinese: "爱尔朗", Domain: Positive,
			Arguments: []Argument{count("count", "个数"), scale}, build: two(newErlang)},
		{Name: "InvGauss", Chinese: "逆高斯", Aliases: words("inversegaussian wald"), Domain: Positive,
			Arguments: []Argument{mean, amount("shape", "形状")}, build: two(newInvGauss)},
		{Name: "Rayleigh", Chinese: "瑞利", Domain: Positive,
			Arguments: []Argument{scale}, build: one(newRayleigh)},
		{Name: "Erf", Chinese: "误差函数", Domain: Anywhere,
			Arguments: []Argument{factor("h", "h")}, build: one(newErf)},
		{Name: "Lognormal2", Chinese: "对数参数正态", Aliases: words("lognormale"), Domain: Positive,
			Arguments: []Argument{factor("mu", "μ"), factor("sigma", "σ")}, build: two(newLognormal2)},
		{Name: "JohnsonSU", Chinese: "约翰逊无界", Domain: Anywhere,
			Arguments: []Argument{shape1, shape2, location, scale}, build: four(newJohnsonSU)},
		{Name: "JohnsonSB", Chinese: "约翰逊有界", Domain: Between,
			Arguments: []Argument{shape1, shape2, amount("min", "最小"), amount("max", "最大")}, build: four(newJohnsonSB)},
	}
}

func subjectiveFamilies() []Family {
	low, likely, high := amount("min", "最小"), amount("likely", "最可能"), amount("max", "最大")
	probability, weight := share("probability", "概率"), share("weight", "权重")
	percent := func(name, chinese string) Argument { return Argument{Name: name, Chinese: chinese, Role: Percent} }
	return []Family{
		{Name: "Trigen", Chinese: "三角分位", Aliases: words("trianggen"), Domain: Between,
			Arguments: []Argument{amount("bottom", "低值"), likely, amount("top", "高值"), percent("lowpercent", "低分位"), percent("highpercent", "高分位")},
			build:     five(newTrigen)},
		{Name: "BetaSubj", Chinese: "主观贝塔", Domain: Between,
			Arguments: []Argument{low, likely, amount("mean", "均值"), high}, build: four(newBetaSubj)},
		{Name: "DoubleTriang", Chinese: "双三角", Aliases: words("doubletriangular"), Domain: Between,
			Arguments: []Argument{low, likely, high, probability}, build: four(newDoubleTriang)},
		{Name: "Reciprocal", Chinese: "对数均匀", Aliases: words("loguniform"), Domain: Between,
			Arguments: []Argument{low, high}, build: two(newReciprocal)},
		{Name: "Cumul", Chinese: "累积", Aliases: words("cumulative"), Domain: Between, Pairs: &probability,
			Arguments: []Argument{low, high}, build: func(c given) (Distribution, error) { return newCumul(c.args[0], c.args[1], c.pairs) }},
		{Name: "General", Chinese: "一般密度", Domain: Between, Pairs: &weight,
			Arguments: []Argument{low, high}, build: func(c given) (Distribution, error) { return newGeneral(c.args[0], c.args[1], c.pairs) }},
		{Name: "Histogram", Chinese: "直方图", Aliases: words("histogrm"), Domain: Between, List: &weight,
			Arguments: []Argument{low, high}, build: func(c given) (Distribution, error) { return newHistogram(c.args[0], c.args[1], c.args[2:]) }},
	}
}

func countFamilies() []Family {
	probability, value := share("probability", "概率"), amount("value", "数值")
	return []Family{
		{Name: "Geometric", Chinese: "几何", Aliases: words("geomet"), Domain: Whole,
			Arguments: []Argument{probability}, build: one(newGeometric)},
		{Name: "NegBinomial", Chinese: "负二项", Aliases: words("negbin negativebinomial"), Domain: Whole,
			Arguments: []Argument{count("successes", "成功次数"), probability}, build: two(newNegBinomial)},
		{Name: "Hypergeometric", Chinese: "超几何", Aliases: words("hypergeo"), Domain: Whole,
			Arguments: []Argument{count("sample", "样本数"), count("marked", "标记数"), count("population", "总数")}, build: three(newHypergeometric)},
		{Name: "IntUniform", Chinese: "整数均匀", Aliases: words("discreteuniform randbetween"), Domain: Whole,
			Arguments: []Argument{count("min", "最小"), count("max", "最大")}, build: two(newIntUniform)},
		{Name: "Compound", Chinese: "复合", Domain: Positive, Parts: 2,
			build: func(c given) (Distribution, error) { return compoundOf(c.parts[0], c.parts[1]) }},
		{Name: "ExtremeMax", Chinese: "最大者", Domain: Anywhere, Parts: 1,
			Arguments: []Argument{count("draws", "次数")}, build: func(c given) (Distribution, error) { return newExtremeMax(c.parts[0], c.args[0]) }},
		{Name: "ExtremeMin", Chinese: "最小者", Domain: Anywhere, Parts: 1,
			Arguments: []Argument{count("draws", "次数")}, build: func(c given) (Distribution, error) { return newExtremeMin(c.parts[0], c.args[0]) }},
		{Name: "DUniform", Chinese: "等概率", Aliases: words("resample 重抽样"), Domain: Listed,
			List: &value, build: func(c given) (Distribution, error) { return newDUniform(c.args) }},
	}
}
