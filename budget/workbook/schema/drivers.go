package schema

import "ballast/budget"

// driversSheet has a row for each index; values of the kind table stand under months.
func driversSheet() Sheet {
	return sheet("Drivers|Indices|Indexes", "驱动因素|价格指数|指数",
		"Indices: prices, wages, exchange and interest rates over the months", "驱动因素：价格、工资、汇率和利率的逐月走势",
		column(ID, "Name|Driver|ID", "名称|驱动因素|编号",
			"Short name that lines, streams and sources refer to.",
			"供成本、收入和资金来源引用的简短名称。").
			require().into(to(func(d *budget.Driver) any { return &d.Name })),
		column(Text, "Kind|Type", "类型",
			"fixed: steady growth. walk: wanders. revert: wanders but returns. table: monthly values in dated columns.",
			"固定：匀速增长；随机游走：自由波动；均值回归：波动后回落；表格：在日期列中逐月给定。").
			choice(
				option("fixed", "fixed|constant growth", "固定|固定增长"),
				option("walk", "walk|random walk", "随机游走|游走"),
				option("revert", "revert|mean reverting|mean-reverting", "均值回归|均值回复"),
				option("table", "table|given", "表格|给定值|逐月给定")),
		column(Growth, "Growth|Annual growth", "增长率|年增长率",
			"Growth per year.",
			"年增长率。").
			between(-0.99, 10).into(to(func(d *budget.Driver) any { return &d.Growth })),
		column(Volatility, "Volatility|Annual volatility", "波动率|年波动率",
			"Spread of the yearly change, 0.1 for ten percent.",
			"年变动的幅度，0.1 表示百分之十。").
			between(0, 3).into(to(func(d *budget.Driver) any { return &d.Volatility })),
		column(Count, "Speed|Reversion speed", "回归速度|回复速度",
			"How fast it returns, per year: 1 means that most of a shock is gone after a year. For revert only.",
			"回归的速度（每年）：1 表示一次冲击在一年后大部分消退。仅用于均值回归。").
			between(0, 100).into(to(func(d *budget.Driver) any { return &d.Speed })),
		column(Level, "Base value|Base", "基准值|基期值",
			"Value at the start: the exchange rate or the interest rate. Blank for price indices.",
			"期初数值：汇率或利率。价格指数留空。").
			into(to(func(d *budget.Driver) any { return &d.Base })),
		column(Text, "Description|Meaning|Stands for", "说明|描述|含义",
			"What it stands for, in a few words: results name the driver by it.",
			"用几个字说明其含义，结果中以此称呼该驱动因素。").
			into(to(func(d *budget.Driver) any { return &d.Description })),
	)
}

// correlationsSheet has three columns, or is a square of names, which has no headers of its own.
func correlationsSheet() Sheet {
	return sheet("Correlations|Correlation", "相关性|相关系数|相关矩阵",
		"Quantities that move together: rank correlations", "同涨同落的变量：秩相关系数",
		column(ID, "A|First", "变量A|甲|A",
			"ID of a line, stream, source or risk, or a driver; with .slip, .stretch, .delay or .occurs behind the ID for that part of it.",
			"成本、收入、资金或风险的编号，或驱动因素名称；编号后加 .slip、.stretch、.delay、.occurs 指其相应部分。"),
		column(ID, "B|Second", "变量B|乙|B",
			"The other of the two.",
			"另一个变量。"),
		column(Correlation, "Rho|Correlation|Rank correlation", "相关系数|秩相关系数",
			"Rank correlation from -1 to 1; 0.3 is mild, 0.6 is strong.",
			"秩相关系数，-1 到 1；0.3 为弱，0.6 为强。").
			between(-1, 1).strict(),
	)
}

// profilesSheet has a row for each curve: its shares stand to the right, whatever their headers.
func profilesSheet() Sheet {
	return sheet("Profiles|Spending profiles", "支出曲线|支出分布",
		"Spending curves of your own: shares of the amount by month", "自定义支出曲线：各月占金额的比例",
		column(ID, "Name|Profile|ID", "名称|曲线|编号",
			"Name to put into the column Profile of a cost line; the shares stand to the right and add up to one.",
			"填入成本表“支出曲线”列的名称；右侧各月比例之和为一。").
			require().into(to(func(p *budget.Profile) any { return &p.Name })),
	)
}
