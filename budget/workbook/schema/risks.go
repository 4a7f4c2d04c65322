package schema

import "ballast/budget"

// risksSheet is the risk register.
func risksSheet() Sheet {
	return sheet("Risks|Risk register|Risk", "风险|风险登记|风险登记册|风险清单",
		"Risk register: what may happen, how often, and what it would do", "风险登记：可能发生什么、多大可能、后果如何",
		append(append(riskEvents(), riskEffects()...), riskResponses()...)...)
}

// riskEvents say what may happen, how likely and when.
func riskEvents() []Column {
	return []Column{
		column(ID, "ID|No.|Code", "编号|序号|代码",
			"Short unique name, such as R1.",
			"唯一的简短编号，如 R1。").
			require().into(to(func(r *budget.Risk) any { return &r.ID })),
		column(Text, "Name|Risk|Description", "名称|风险|风险名称|风险描述",
			"The event, in words that let everyone tell whether it happened.",
			"风险事件的描述，应能让人判断是否已经发生。").
			into(to(func(r *budget.Risk) any { return &r.Name })),
		column(Text, "Category|Type", "类别|风险类别",
			"technical, cooperation, legal, market, financial, supply chain, operations, security or other.",
			"技术、合作、法律、市场、财务、供应链、运营、安全或其他。").
			choice(riskCategories()...).into(to(func(r *budget.Risk) any { return &r.Category })),
		column(Text, "Owner|Responsible", "责任人|负责人",
			"Who watches it.",
			"负责跟踪的人。").
			into(to(func(r *budget.Risk) any { return &r.Owner })),
		column(Probability, "Probability|Likelihood", "概率|发生概率",
			"Chance that it happens within the window, once.",
			"在窗口期内发生（一次）的概率。").
			whole().into(to(func(r *budget.Risk) any { return &r.Probability })),
		column(Frequency, "Per year|Events per year|Frequency", "年频率|每年次数|年发生次数",
			"For events that may come again: how many to expect in a year. Then leave the probability blank.",
			"可能反复发生的事件：每年预计次数。填写后概率留空。").
			between(0, 10).into(to(func(r *budget.Risk) any { return &r.PerYear })),
		column(Date, "From|Window from", "起始|开始|起始月份",
			"First month in which it can happen.",
			"可能发生的首月。"),
		column(Date, "To|Until|Window to", "截止|结束|截止月份",
			"Last month in which it can happen.",
			"可能发生的末月。"),
	}
}

// riskEffects say what it would do, and to what.
func riskEffects() []Column {
	return []Column{
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's. The sheet Drivers must then have a driver of that name, its base value being the exchange rate.",
			"仅在与计划币种不同时填写，此时驱动因素表中须有同名驱动因素，其基准值为汇率。"),
		column(Money, "Cost impact|Impact", "成本影响|影响金额",
			"What it costs when it happens, a number or a text such as PERT(200,500,1500).",
			"发生时的成本影响，可填数字或 PERT(200,500,1500) 这样的写法。").
			uncertain().by("Impact is"),
		column(Text, "Impact is", "影响口径",
			"amount of money, factor on the cost of what it affects (1.2: a fifth dearer), or share of it.",
			"影响是金额、对受影响成本的系数（1.2 表示贵五分之一），还是其比例。").
			choice(
				option("amount", "amount|money", "金额"),
				option("factor", "factor|multiplier", "系数|倍数"),
				option("share", "% of affected|share|percent", "受影响部分百分比|占受影响%|比例")).into(to(func(r *budget.Risk) any { return &r.ImpactIs })),
		column(Time, "Impact months", "影响月数|影响持续月数",
			"Months over which the money is spread, or for which revenue suffers. Blank: at once, or to the end.",
			"金额分摊的月数，或收入受影响的月数。留空表示一次性发生，或一直持续到期末。").
			into(to(func(r *budget.Risk) any { return &r.ImpactMonths })),
		column(Time, "Delay impact|Delay", "延迟影响(月)|延迟影响|延迟",
			"Months by which everything that it affects begins later.",
			"使所有受影响对象推迟的月数。").
			uncertain().into(to(func(r *budget.Risk) any { return &r.Delay })),
		column(Change, "Revenue impact %|Revenue impact", "收入影响|收入影响比例",
			"Change of the revenue that it affects; a loss is negative, such as -0.1.",
			"受影响收入的变动，减少为负，如 -0.1。").
			uncertain().into(to(func(r *budget.Risk) any { return &r.RevenueImpact })),
		column(Text, "Affects|Affected", "影响对象|影响范围",
			"IDs of lines, streams or sources, names of phases, or all, with commas between. Blank: the project as a whole.",
			"受影响的成本、收入或资金编号、阶段名称或“全部”，以逗号分隔。留空表示整个项目。").
			list(),
		column(ID, "Depends on|Parent|Parent risk", "前置风险|依赖风险",
			"ID of a risk that makes this one more, or less, likely. Several: R1, R2 is any of them, R1 & R2 all of them.",
			"使本风险更易（或更不易）发生的前置风险编号。多个：R1、R2 为任一发生，R1 & R2 为全部发生。").
			list(),
		column(Probability, "Probability if parent", "前置发生时概率|条件概率",
			"Chance of this risk when that one has happened, or those have.",
			"前置风险发生时本风险的概率。").
			whole().into(to(func(r *budget.Risk) any { return &r.ProbabilityIf })),
	}
}

// riskResponses say what is done about it.
func riskResponses() []Column {
	return []Column{
		column(Text, "Response|Mitigation", "应对措施|应对|措施",
			"What can be done about it.",
			"可以采取的应对措施。").
			into(to(func(r *budget.Risk) any { return &r.Response })),
		column(Text, "Response on|Response active", "采用应对|是否应对|应对启用",
			"yes: the response is part of the plan, its cost is certain and the residual figures hold.",
			"填“是”：措施纳入计划，应对成本必然发生，并采用剩余概率和剩余影响。").
			yesNo().into(to(func(r *budget.Risk) any { return &r.ResponseOn })),
		column(Money, "Response cost|Mitigation cost", "应对成本|措施成本",
			"What the response costs, whether the risk happens or not.",
			"措施本身的成本，无论风险是否发生。").
			into(to(func(r *budget.Risk) any { return &r.ResponseCost })),
		column(Probability, "Residual probability", "剩余概率|残余概率",
			"Chance (or number per year) that is left with the response.",
			"采取措施后剩余的概率（或每年次数）。").
			by("Per year").whole().into(to(func(r *budget.Risk) any { return &r.ResidualProb })),
		column(Change, "Residual impact %|Residual impact", "剩余影响|残余影响|剩余影响比例",
			"Share of the impact that is left with the response.",
			"采取措施后剩余影响的比例。").
			between(0, 10).into(to(func(r *budget.Risk) any { return &r.ResidualImpact })),
		column(Text, "Status", "状态",
			"open, closed (left out) or occurred.",
			"未关闭、关闭（不再计入）或已发生。").
			choice(
				option("open", "open|active", "未关闭|开放|有效"),
				option("closed", "closed", "关闭|已关闭"),
				option("occurred", "occurred|happened", "已发生|发生")).into(to(func(r *budget.Risk) any { return &r.Status })),
	}
}

func riskCategories() []Option {
	return []Option{
		option("technical", "technical|technology", "技术|技术风险"),
		option("cooperation", "cooperation|partnership", "合作|合作风险"),
		option("legal", "legal|compliance", "法律|合规|法律风险"),
		option("market", "market", "市场|市场风险"),
		option("financial", "financial|finance", "财务|资金|财务风险"),
		option("supply", "supply chain|supply", "供应链|供应|供应链风险"),
		option("operations", "operations|operational", "运营|运维|运营风险"),
		option("security", "security", "安全|信息安全|安全风险"),
		option("other", "other", "其他|其它"),
	}
}
