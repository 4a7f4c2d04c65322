package schema

import "ballast/budget"

// projectSheet lists the settings: each column is a row, its name in the first
// column of the sheet and its value in the second.
func projectSheet() Sheet {
	return sheet("Project|Settings|Project settings", "项目|项目设置|设置|项目信息",
		"Settings of the plan: name on the left, value beside it. A setting that is left out takes its default, which the run log prints.", "计划设置：左列为名称，右列为取值。未填写的设置取默认值，并在运行记录中列出。",
		append(append(append(planSettings(), moneySettings()...), runSettings()...), mixSettings()...)...).require()
}

// planSettings name the plan and its months.
func planSettings() []Column {
	return []Column{
		column(Text, "Name|Project name|Project", "名称|项目名称|项目",
			"Name of the plan; it heads every result sheet.",
			"计划名称，显示在各结果表的标题中。"),
		column(Text, "Plan ID|Project ID|Project number", "计划编号|项目编号|项目代码",
			"What the files of this plan have in common, month by month: the history knows the plan by it. A copy for another project needs another.",
			"同一计划各月文件共用的编号，历史记录据此识别计划。复制用于其他项目时请更换。").
			into(to(func(p *budget.Project) any { return &p.PlanID })),
		column(Text, "Currency", "币种|货币",
			"Currency of all amounts that name no other.",
			"未另行注明币种的金额所用的币种。"),
		column(Date, "Start month|Start|Start date", "开始月份|开始|开始日期|起始月份",
			"First month of the plan, month 0. All dates are counted from here.",
			"计划的第一个月（第 0 月），其他日期都由此推算。").
			require(),
		column(Time, "Horizon|Horizon months|Months", "期限(月)|期限|计划期|月数",
			"Number of months that are simulated, 1 to 600. What falls later is kept in the totals and shown as beyond the horizon.",
			"模拟的月数，1 到 600。超出期限的金额仍计入总额，并单独列示为“期限之外”。").
			limited(1, 600).absent("60").into(to(func(p *budget.Project) any { return &p.Horizon })),
		column(Text, "Language", "语言",
			"Language of messages and results: en or zh. Default: the language of this workbook.",
			"提示和结果所用的语言：en 或 zh。默认与本工作簿一致。").
			choice(option("en", "en|English", "en|英文|英语"), option("zh", "zh|Chinese|zh-CN", "zh|中文|简体中文")),
		column(Text, "Fiscal year starts|Fiscal year start|Fiscal year begins", "财年起始月|财务年度开始|财年开始",
			"First month of your year of accounts, for columns such as FY26 or Q1: April. Blank: the calendar year.",
			"财年的第一个月，用于 FY26、Q1 等列，如 4月。留空即日历年。"),
		column(Text, "Decimal|Decimal sign|Decimal separator", "小数符号|小数点",
			"Comma or point: what parts decimals in numbers typed as text. Blank: judged column by column.",
			"文本数字中的小数用逗号还是点。留空则按列判断。"),
		column(Text, "Date order|Dates", "日期顺序|日期格式",
			"d/m/y or m/d/y, for dates typed as text. Blank: judged column by column.",
			"文本日期的顺序：d/m/y 或 m/d/y。留空则按列判断。"),
		column(Text, "Read as", "读取方式|读作",
			"How columns are read where that is not clear: Costs!H=percent; Costs!F=days.",
			"含义不清的列如何读取：成本!H=percent; 成本!F=days。"),
		column(Text, "Not read|Ignore columns", "不读取|忽略列",
			"Columns with figures that the plan does not use, so that no warning asks about them: Costs!F; Quantity.",
			"计划不用的数字列，列出后不再提示：成本!F; 数量。"),
		column(Date, "As-of month|As of|As-of date", "截止月份|截止日期|数据日期",
			"Last month with actual figures; what follows is forecast. Leave blank while the project has not begun.",
			"最近一个有实际数的月份，其后为预测。项目尚未开始时留空。"),
		column(Date, "Version date|Plan version|Reviewed", "版本日期|预案版本日期|修订日期",
			"Month in which the plan was last reviewed; a note says when that is more than a year before the as-of month.",
			"计划（预案）最近修订的月份；距截止月份超过一年时提示。").
			into(to(func(p *budget.Project) any { return &p.Version })),
		column(Date, "Last drill|Drill", "演练日期|最近演练",
			"Month of the last drill; a later one in the history counts before it.",
			"最近一次演练的月份；历史记录中有更晚的演练时以其为准。").
			into(to(func(p *budget.Project) any { return &p.Drill })),
	}
}

// moneySettings are the rates, limits and cash of the plan.
func moneySettings() []Column {
	return []Column{
		column(Yield, "Discount rate", "折现率|贴现率",
			"Effective annual rate for present values, 0.08 for eight percent a year.",
			"计算现值所用的实际年利率，0.08 表示每年百分之八。").
			absent("8%").into(to(func(p *budget.Project) any { return &p.Rate })),
		column(Text, "Discounting", "折现时点|折现方式",
			"When in the month money is thought to flow: end (as Excel's NPV), mid or start.",
			"假设资金在月内何时发生：期末（与 Excel 的 NPV 一致）、期中或期初。").
			choice(
				option("end", "end|end of month", "期末|月末"),
				option("mid", "mid|middle", "期中|月中"),
				option("start", "start|start of month", "期初|月初")).
			absent("end").into(to(func(p *budget.Project) any { return &p.Discounting })),
		column(Money, "Opening cash", "期初现金",
			"Cash in hand before the first month.",
			"首月之前的库存现金。").
			absent("0").into(to(func(p *budget.Project) any { return &p.OpeningCash })),
		column(Money, "Minimum cash", "最低现金|最低现金余额",
			"Cash that must never be undercut; less than this counts as a gap.",
			"任何月份都不得低于的现金余额，低于此数即视为资金缺口。").
			absent("0").into(to(func(p *budget.Project) any { return &p.MinimumCash })),
		column(Share, "Tax rate", "税率|所得税率",
			"Rate on profit after losses carried forward, paid every quarter. Blank: no tax.",
			"弥补以前亏损后的利润所适用的税率，按季缴纳。留空表示不计税。").
			whole().
			absent("0%").into(to(func(p *budget.Project) any { return &p.TaxRate })),
		column(Money, "Budget limit|Budget ceiling", "预算上限|预算限额",
			"The sum that was approved. The result shows how likely it is to be exceeded. Blank: the sum of the cost lines.",
			"已批准的预算总额，结果将给出超过它的概率。留空则取成本合计。").
			into(to(func(p *budget.Project) any { return &p.BudgetLimit })),
		column(Money, "Approved reserve|Reserve approved", "批准储备|已批准储备",
			"Reserve that was approved beside the base. Blank: what the budget limit leaves above the base.",
			"在基准成本之外已批准的储备。留空则取预算上限超出基准成本的部分。").
			into(to(func(p *budget.Project) any { return &p.Approved })),
		column(Time, "Payback target", "回收期目标(月)|目标回收期",
			"Months from the start within which the money should be back.",
			"从开始月份起，期望收回投资的月数。").
			into(to(func(p *budget.Project) any { return &p.PaybackTgt })),
		column(Yield, "Cost of equity|Required return on equity|Equity discount rate", "股权资本成本|权益资本成本|股东要求回报率",
			"Annual return that the owners require: the rate of their present value, and the price of owners' money without a rate of its own. Blank: the discount rate.",
			"股东要求的年回报率：用于计算股东现值，也是未填利率的股东资金的成本。留空则取折现率。").
			into(to(func(p *budget.Project) any { return &p.CostOfEquity })),
		column(Yield, "Finance rate", "融资利率|融资成本率",
			"Annual rate at which negative flows are financed, for the modified internal rate of return. Blank: the discount rate.",
			"计算修正内部收益率时，负现金流的年融资利率。留空则取折现率。").
			into(to(func(p *budget.Project) any { return &p.FinanceRate })),
		column(Yield, "Reinvestment rate|Reinvest rate", "再投资利率|再投资收益率",
			"Annual rate that positive flows earn, for the modified internal rate of return. Blank: the discount rate.",
			"计算修正内部收益率时，正现金流的年再投资收益率。留空则取折现率。").
			into(to(func(p *budget.Project) any { return &p.ReinvestRate })),
	}
}

// runSettings say how sure the reserves should be and how the plan is simulated.
func runSettings() []Column {
	return []Column{
		column(Probability, "Reserve confidence", "储备置信度|应急储备置信度",
			"How sure the budget and its contingency reserve together should be. Default 0.80.",
			"预算加应急储备应达到的置信度，默认 0.80。").
			whole().sure().
			absent("80%").into(to(func(p *budget.Project) any { return &p.ReserveConfidence })),
		column(Probability, "Liquidity confidence", "流动性置信度|流动性储备置信度",
			"How sure the cash and its liquidity reserve together should be never to run short. Default 0.90.",
			"现金加流动性储备应达到的不断流置信度，默认 0.90。").
			whole().sure().
			absent("90%").into(to(func(p *budget.Project) any { return &p.LiquidityConfidence })),
		column(Share, "Management reserve", "管理储备",
			"Share of the base that management holds for the unforeseen. Blank: from the chosen confidence up to 95 percent.",
			"管理层为不可预见事项预留的金额占基准成本的比例。留空则取所选置信度到 95 分位之间的差额。").
			into(to(func(p *budget.Project) any { return &p.ManagementReserve })),
		column(Count, "Scenarios", "情景数|情景数量|模拟次数",
			"Number of futures to simulate, or auto: as many as the accuracy needs. Default 10,000.",
			"模拟的情景数量；填 auto 则按精度要求自动确定。默认 10,000。"),
		column(Share, "Accuracy", "精度|目标精度",
			"How narrow the interval of the reserve should be, as a share of the base. Default 0.01.",
			"储备区间应收窄到的宽度，以占基准成本的比例表示，默认 0.01。").
			absent("1%").into(to(func(p *budget.Project) any { return &p.Accuracy })),
		column(Count, "Max scenarios|Maximum scenarios", "最大情景数|情景数上限",
			"Where auto stops at the latest. Default 1,000,000.",
			"自动模式下情景数的上限，默认 1,000,000。").
			absent("1000000").into(to(func(p *budget.Project) any { return &p.MaxScenarios })),
		column(Count, "Seed|Random seed", "随机种子|种子",
			"Any whole number. The same seed gives the same figures.",
			"任意整数。种子相同，结果相同。").
			limited(0, 1e15),
		column(Text, "Sampling", "抽样|抽样方法",
			"How futures are drawn: Sobol (scrambled points, the default), LHS (Latin hypercube) or MC (plain random).",
			"抽样方法：Sobol（默认）、拉丁超立方或蒙特卡洛。").
			choice(
				option("Sobol", "Sobol", "Sobol|索博尔"),
				option("LHS", "LHS|Latin hypercube", "拉丁超立方|LHS"),
				option("MC", "MC|Monte Carlo|random", "蒙特卡洛|MC|随机")).
			absent("Sobol").into(to(func(p *budget.Project) any { return &p.Sampling })),
		column(Text, "Copula", "相关结构|Copula|连接函数",
			"How correlated quantities move together: Gaussian, or a number of degrees of freedom of Student's t for joint extremes.",
			"相关变量的联动方式：高斯；或填 t 分布的自由度，以体现同时出现极端值的倾向。"),
		column(Text, "Learn frequencies|Update frequencies", "学习频率|频率学习|按实际更新频率",
			"yes: how often a risk with a number per year happens is uncertain, and the months past and the events logged correct it. Default no: the register counts.",
			"填“是”：按年频率填写的风险，其频率视为不确定，并用已过去的月份和事件记录修正。默认否，以风险登记为准。").
			yesNo().into(to(func(p *budget.Project) any { return &p.LearnFrequencies })),
		column(Probability, "Matrix probabilities|Matrix thresholds|Probability thresholds", "概率分级阈值|矩阵概率阈值|矩阵阈值",
			"Four rising probabilities that divide the risk matrix, such as 0.1, 0.3, 0.5, 0.7.",
			"风险矩阵的四个概率分界，由低到高，例如 0.1, 0.3, 0.5, 0.7。").
			list(),
		column(Share, "Matrix impacts|Impact thresholds", "影响分级阈值|矩阵影响阈值",
			"Four rising impacts, as shares of the base, that divide the risk matrix, such as 0.005, 0.01, 0.02, 0.05.",
			"风险矩阵的四个影响分界（占基准成本的比例），由低到高，例如 0.005, 0.01, 0.02, 0.05。").
			list(),
	}
}

// mixSettings are about the mixes.
func mixSettings() []Column {
	return []Column{
		column(Money, "Funding need", "资金需求",
			"What shares in the sheet Mixes refer to. Blank: what all sources commit together.",
			"“资金组合”表中占比所依据的资金需求总额。留空则取各来源承诺金额合计。").
			into(to(func(p *budget.Project) any { return &p.Mixes.Need })),
		column(Text, "Optimise|Optimize", "优化|优化组合",
			"yes: look for the best amounts within the limits of the sheet Funding.",
			"填“是”则在“资金来源”表的限制范围内寻找最优金额组合。").
			yesNo().
			into(to(func(p *budget.Project) any { return &p.Mixes.Optimise })),
		column(Text, "Optimise for|Objective|Optimize for", "优化目标|目标",
			"What is best: the least expected cost of funds (default), the highest net present value to equity, or the smallest mean peak gap.",
			"优化目标：预期资金成本最低（默认）、股东净现值最高，或平均峰值缺口最小。").
			choice(
				option("cost", "cost of funds|cost", "资金成本|成本"),
				option("npv", "NPV to equity|npv|equity", "股东净现值|净现值"),
				option("gap", "peak gap|gap", "峰值缺口|资金缺口|缺口")).
			into(to(func(p *budget.Project) any { return &p.Mixes.Objective })),
		column(Money, "Amount step", "金额步长",
			"Step to which the best amounts are rounded. Blank: 1, 2 or 5 times a power of ten near 1 % of the need.",
			"最优金额的取整步长。留空则取接近资金需求 1% 的 1、2、5 乘以十的幂。").
			into(to(func(p *budget.Project) any { return &p.Mixes.AmountStep })),
		column(Count, "Budget limit factor", "预算上限系数",
			"The sources may bring at most the budget limit times this. Default 1.",
			"各来源合计不得超过预算上限乘以该系数，默认 1。").
			into(to(func(p *budget.Project) any { return &p.Mixes.LimitFactor })),
		column(Count, "DSCR floor|Minimum DSCR", "偿债备付率下限|最低偿债备付率|偿债覆盖率下限|最低偿债覆盖率",
			"The debt service cover that must not be undercut, for the best mix. Blank: no such condition.",
			"优化组合时偿债备付率不得低于的数值。留空表示不设此条件。").
			into(to(func(p *budget.Project) any { return &p.Mixes.DSCRFloor })),
		column(Date, "DSCR from|Cover from", "偿债备付率起算月份|偿债覆盖率起算月份",
			"First month of operation, from which the debt service cover is judged, where the plan has no revenue. With revenue it is the first planned month of it.",
			"计划没有收入时，开始判断偿债备付率的运营首月。有收入时取首个计划收入月份。").
			into(to(func(p *budget.Project) any { return &p.Mixes.DSCRFrom })),
		column(Probability, "DSCR probability", "低于下限的允许概率|偿债备付率允许概率|偿债覆盖率允许概率",
			"How likely it may be to undercut the DSCR floor. Blank: 1 less the liquidity confidence.",
			"允许偿债备付率低于下限的概率。留空则为 1 减流动性置信度。").
			whole().
			into(to(func(p *budget.Project) any { return &p.Mixes.DSCRAllowed })),
		column(Count, "Concentration limit|Maximum concentration", "集中度上限",
			"The largest Herfindahl index of the money used, 1 when one source brings all. Blank: no such condition.",
			"资金使用的赫芬达尔指数上限；单一来源时为 1。留空表示不设此条件。").
			into(to(func(p *budget.Project) any { return &p.Mixes.MaxConcentration })),
		column(Text, "LLCR|Loan life cover", "贷款期偿债备付率|LLCR",
			"yes: show the loan life cover too, what is available over the life of the loans at their own rate, divided by what is then owed. Default no.",
			"填“是”：同时给出贷款期偿债备付率（贷款存续期内可用于偿债的资金按贷款自身利率折现，除以起算时的贷款余额）。默认否。").
			yesNo().
			into(to(func(p *budget.Project) any { return &p.Mixes.LoanLife })),
	}
}
