package schema

import "ballast/budget"

// costsSheet has a row for each cost line.
func costsSheet() Sheet {
	return sheet("Costs|Cost|Budget|Cost lines", "成本|预算|成本预算|成本明细",
		"Cost lines: what the project spends, when, and how sure that is", "成本明细：花什么钱、何时花、有多大把握",
		append(append(costAmounts(), costEstimates()...), costTiming()...)...).require()
}

// costAmounts say what a line is and costs.
func costAmounts() []Column {
	return []Column{
		column(ID, "ID|No.|Code", "编号|序号|代码",
			"Short unique name, such as C1. Risks and correlations refer to it, and it keeps a line's random draws when rows move.",
			"唯一的简短编号，如 C1。风险和相关性用它引用，行次变动也不影响该行的随机抽样。").
			require().into(to(func(l *budget.CostLine) any { return &l.ID })),
		column(Text, "Name|Item|Description|Cost line", "名称|项目名称|成本项|费用项目",
			"What the money is for.",
			"费用内容。").
			into(to(func(l *budget.CostLine) any { return &l.Name })),
		column(Text, "Phase|Stage", "阶段",
			"design, procurement, construction, operation or other. Results are summed by phase, and a risk may affect a whole phase.",
			"设计、采购、施工、运维或其他。结果按阶段汇总，风险也可以影响整个阶段。").
			openChoice(Phases()...).into(to(func(l *budget.CostLine) any { return &l.Phase })),
		column(Text, "Category", "类别|分类",
			"Any grouping of your own.",
			"自定义的分类。").
			into(to(func(l *budget.CostLine) any { return &l.Category })),
		column(Text, "Owner|Responsible", "责任人|负责人",
			"Who answers for the line. The reserve is also split by owner.",
			"该项成本的责任人。储备也会按责任人分摊。").
			into(to(func(l *budget.CostLine) any { return &l.Owner })),
		column(ID, "Vendor|Supplier", "供应商",
			"A name of the sheet Vendors. Its punctuality and price swings then act on this line.",
			"供应商表中的名称，其准时率和价格波动将作用于本行。").
			of("Vendors").into(to(func(l *budget.CostLine) any { return &l.Vendor })),
		column(Money, "Amount|Base amount|Base|Total amount", "金额|预算金额|基准金额",
			"The base amount: what the plan says without reserve, inflation or risk. For the basis per month: the amount of one month.",
			"基准金额：不含储备、涨价和风险的计划金额。口径为“每月”时填每月金额。").
			require(),
		column(Probability, "Probability|Likelihood|Chance", "概率|发生概率",
			"Chance that the line is needed at all: it happens or it does not. The base holds it in full. Blank: certain.",
			"该项费用发生的概率：要么发生，要么不发生；基数按全额计。留空视为必定发生。").
			whole(),
		column(Share, "Contingency %|Contingency rate|Contingency pct", "预备费率|不可预见费率|预备费比例",
			"Contingency as budgeted. It is shown and never added to the base: the run works out the reserve.",
			"预算中所列的预备费率，仅作展示，不计入基数；储备由模拟得出。").
			signed(),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's. The sheet Drivers must then have a driver of that name, its base value being the exchange rate.",
			"仅在与计划币种不同时填写，此时驱动因素表中须有同名驱动因素，其基准值为汇率。"),
		column(Text, "Basis", "口径|计价口径",
			"total: the amount is a sum, however long the work takes. per month: longer work costs more.",
			"总额：金额与工期长短无关；每月：工期越长花费越多。").
			choice(option("total", "total|lump sum", "总额|合计|总价"), option("per month", "per month|monthly", "每月|按月")),
	}
}

// costEstimates say how sure the amount is.
func costEstimates() []Column {
	return []Column{
		column(Money, "Low|Minimum|Min|Optimistic|Best|Best case|P5|P10|P15", "最低|最小|乐观值|乐观",
			"Low estimate, as money or as a share of the amount (percent format).",
			"低估值，可填金额，也可填占金额的比例（百分数格式）。").
			uncertain().by("Estimates are"),
		column(Money, "Likely|Most likely|Mode|Expected|P50", "最可能|最可能值|最可能金额",
			"Most likely value, as money or as a share of the amount.",
			"最可能值，可填金额，也可填占金额的比例。").
			uncertain().by("Estimates are"),
		column(Money, "High|Maximum|Max|Pessimistic|Worst|Worst case|P85|P90|P95", "最高|最大|悲观值|悲观",
			"High estimate, as money or as a share of the amount. Ask: what would it be if most things went wrong?",
			"高估值，可填金额，也可填占金额的比例。不妨自问：诸事不顺时会是多少？").
			uncertain().by("Estimates are"),
		column(Text, "Shape|Distribution", "分布|分布形状",
			"Distribution between low and high. Default: PERT with three estimates, Uniform with low and high only.",
			"低估值与高估值之间的分布。默认：三个估计值用 PERT，只有高低两值用均匀分布。").
			choice(shapeOptions()...),
		column(Text, "Range means", "区间含义|区间口径",
			"What low and high stand for: the utmost (min-max, the default) or, more honest for most estimators, percentiles such as P10-P90.",
			"高低估值的含义：极值（最小-最大，默认），或更符合实际估算习惯的分位数，如 P10-P90。").
			choice(rangeOptions()...),
		column(Money, "Uncertainty", "不确定性",
			"In place of the estimates, one text such as PERT(90,100,140), Normal(100,15) or LognormalP(80,130).",
			"可代替三个估计值的写法，如 PERT(90,100,140)、Normal(100,15)、LognormalP(80,130)。").
			uncertain().by("Estimates are"),
		column(Text, "Estimates are", "估计口径",
			"amount or, for factors such as 1.1, share of the base. Default: amount, unless the cells are in percent.",
			"估计值是金额还是基数的比例（如 1.1）。默认为金额；单元格为百分数格式时为比例。").
			choice(
				option("amount", "amount|amounts|absolute", "金额|绝对值"),
				option("share", "% of base|share|of base|percent|relative", "基数百分比|占基数%|百分比|比例")),
	}
}

// costTiming say when it is spent and paid: a table, as long as there are columns.
func costTiming() []Column {
	return []Column{
		column(Date, "Start|Start month|Start date", "开始|开始月份|开始日期",
			"Month in which the work begins.",
			"工作开始的月份。").
			into(to(func(l *budget.CostLine) any { return &l.StartMonth })),
		column(Date, "Expected start|Now expected|Expected date", "预计开始|现预计开始|预计日期",
			"Month in which the work is expected to begin now, when the planned one has passed without it.",
			"计划月份已过而尚未开始时，现预计的开始月份。").
			into(to(func(l *budget.CostLine) any { return &l.Expected })),
		column(Date, "End|Finish|End month|End date|Finish date", "结束|结束月份|结束日期|完工|完工日期",
			"Last month of the work, in place of Months.",
			"工作的最后一个月，可代替月数。"),
		column(Time, "Months|Duration", "月数|工期|持续月数",
			"How many months the work is planned to take; 1 for a single payment.",
			"计划持续的月数；一次性支出填 1。"),
		column(Time, "Slip|Start delay", "延迟|开工延迟|延期",
			"Months by which the start may be late, a number or a text such as PERT(0,1,4).",
			"开工可能推迟的月数，可填数字或 PERT(0,1,4) 这样的写法。").
			uncertain().into(to(func(l *budget.CostLine) any { return &l.Slip })),
		column(Factor, "Stretch|Duration factor", "工期系数|工期伸缩",
			"Factor on the duration, such as PERT(0.9,1,1.5). With the basis per month, a longer duration costs more.",
			"工期系数，如 PERT(0.9,1,1.5)。口径为“每月”时，工期越长花费越多。").
			uncertain().limited(0, 100).into(to(func(l *budget.CostLine) any { return &l.Stretch })),
		column(Text, "Profile|Spending profile", "支出曲线|曲线",
			"How the amount spreads over the duration: even, front, back, s-curve, rayleigh, start, end, or a name of the sheet Profiles.",
			"金额在工期内的分布：平均、前重、后重、S曲线、瑞利、期初、期末，或支出曲线表中的名称。").
			openChoice(profileOptions()...).into(to(func(l *budget.CostLine) any { return &l.Profile })),
		column(ID, "Driver|Index", "驱动因素|价格指数",
			"A name of the sheet Drivers, whose index multiplies the cost of each month.",
			"驱动因素表中的名称，各月成本乘以其指数。").
			of("Drivers").into(to(func(l *budget.CostLine) any { return &l.Driver })),
		column(Yield, "Escalation %|Escalation rate|Escalation p.a.|Escalation per year|Price escalation %", "年涨价率|涨价率|价格上涨率",
			"Price rise a year of this line alone, in place of a driver. The amount stays at today's prices.",
			"仅作用于本行的年涨价率，可代替驱动因素；金额仍为当前价格。").
			between(-0.5, 2).signed(),
		column(Time, "Payment lag", "付款滞后|付款滞后(月)",
			"Months from the work to the payment.",
			"从发生到付款相隔的月数。").
			uncertain().into(to(func(l *budget.CostLine) any { return &l.PaymentLag })),
		column(Share, "Advance %|Advance|Advance payment", "预付|预付比例|预付款比例",
			"Share paid when the work begins; it is set off against later bills.",
			"开工时预付的比例，在后续账款中扣回。").
			whole().into(to(func(l *budget.CostLine) any { return &l.Advance })),
		column(Share, "Retention %|Retention rate|Retainage %|Retention money %", "质保金比例|质保金率|质保金%|保留金比例",
			"Share of every bill that is held back until the work has stood for the retention months.",
			"每笔账款中扣留、待质保期满后支付的比例。").
			whole().signed().into(to(func(l *budget.CostLine) any { return &l.Retention })),
		column(Time, "Retention months|Retention period|Defects liability period", "质保期|质保月数|质保期(月)|缺陷责任期",
			"Months from the last month of the work until what was held back is due. Blank: with the last bill.",
			"从完工月到扣留款到期的月数。留空则随最后一笔账款支付。").
			into(to(func(l *budget.CostLine) any { return &l.RetentionMonths })),
		column(Share, "VAT %|VAT rate|GST %|GST rate|Sales tax %|Sales tax rate", "增值税率|增值税税率",
			"Tax that comes on top of every bill; the amount is without it.",
			"在每笔账款之外另付的增值税率；金额不含税。").
			whole().signed().into(to(func(l *budget.CostLine) any { return &l.VAT })),
		column(Text, "VAT recoverable|VAT recovered|GST recoverable|Input tax credit", "增值税可抵扣|可抵扣|进项可抵扣",
			"yes: the tax comes back after the VAT lag and is no cost. no: it is part of the cost. Blank: yes.",
			"填“是”：增值税在滞后期后退回，不计成本；填“否”：计入成本。留空视为“是”。").
			yesNo(),
		column(Time, "VAT lag|VAT refund lag|VAT months|GST lag", "退税滞后|抵扣滞后|退税滞后(月)",
			"Months from the payment until recoverable tax comes back.",
			"从付款到可抵扣增值税退回的月数。").
			into(to(func(l *budget.CostLine) any { return &l.VATMonths })),
		column(Text, "Include|Included", "是否计入|计入",
			"no leaves the line out without deleting it. Blank means yes.",
			"填“否”则暂不计入而不必删除该行。留空视为“是”。").
			yesNo(),
	}
}

// Phases are the words for the phases of a project.
func Phases() []Option {
	return []Option{
		option("design", "design", "设计"),
		option("procurement", "procurement|purchasing", "采购"),
		option("construction", "construction|build|implementation", "施工|建设|实施"),
		option("operation", "operation|operations|operate", "运维|运营"),
		option("other", "other", "其他|其它"),
	}
}

func shapeOptions() []Option {
	return []Option{
		option("fixed", "Fixed|certain|constant", "固定|确定"),
		option("uniform", "Uniform", "均匀|均匀分布"),
		option("triangular", "Triangular|triangle", "三角|三角分布|三角形"),
		option("pert", "PERT|beta-pert", "PERT|贝塔PERT|PERT分布"),
		option("normal", "Normal|gaussian", "正态|正态分布"),
		option("lognormal", "Lognormal|log-normal", "对数正态|对数正态分布"),
	}
}

func rangeOptions() []Option {
	return []Option{
		option("min-max", "min-max|minimum-maximum", "最小-最大|最小至最大"),
		option("p5-p95", "P5-P95", "P5-P95"),
		option("p10-p90", "P10-P90", "P10-P90"),
		option("p15-p85", "P15-P85", "P15-P85"),
	}
}

func profileOptions() []Option {
	return []Option{
		option("even", "even|linear|flat", "平均|均匀|匀速"),
		option("front", "front|front-loaded", "前重|前期为主"),
		option("back", "back|back-loaded", "后重|后期为主"),
		option("s-curve", "s-curve|s curve", "S曲线|S型"),
		option("rayleigh", "rayleigh|norden-rayleigh", "瑞利|瑞利曲线"),
		option("start", "start|at start", "期初|一次性期初"),
		option("end", "end|at end", "期末|一次性期末"),
	}
}
