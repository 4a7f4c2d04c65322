package schema

import "ballast/budget"

// actualsSheet holds what really happened, month by month.
func actualsSheet() Sheet {
	return sheet("Actuals|Actual", "实际|实际发生",
		"What really happened, month by month", "逐月的实际发生额",
		column(Date, "Date|Month", "日期|月份",
			"Month of the actual amount.",
			"实际发生的月份。"),
		column(Text, "Kind|Type", "类型|类别",
			"cost, revenue or funding; repayment or interest of a loan; driver for the level that an index has reached.",
			"成本、收入或资金；贷款的还款或利息；填指数已达到的水平时选“驱动因素”。").
			choice(
				option("cost", "cost", "成本|支出"),
				option("revenue", "revenue|income", "收入"),
				option("funding", "funding", "资金|融资"),
				option("repayment", "repayment|principal", "还款|还本"),
				option("interest", "interest|interest paid", "利息|付息"),
				option("driver", "driver|index|index level", "驱动因素|指数|价格指数")).into(to(func(a *budget.Actual) any { return &a.Kind })),
		column(ID, "ID|Code", "编号|代码",
			"ID of the line, stream or source, or the name of the driver.",
			"对应的成本、收入或资金编号，或驱动因素名称。").
			require().into(to(func(a *budget.Actual) any { return &a.ID })),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's: the name of a driver whose base value is the exchange rate.",
			"仅在与计划币种不同时填写：以汇率为基准值的驱动因素名称。"),
		column(Money, "Amount", "金额",
			"What was really spent, earned or received in that month; of a driver, its level.",
			"该月实际支出、取得或收到的金额；驱动因素则填其水平。"),
		column(Text, "Basis", "口径|记账口径",
			"Of cost: paid, the money that left, or incurred, the work done whether paid or not. Blank: paid.",
			"成本的口径：已付（实际付款）或已发生（已完成工作，不论是否付款）。留空为已付。").
			choice(option("paid", "paid|cash", "已付|付款|现金"), option("incurred", "incurred|accrued|invoiced", "已发生|发生|权责发生|应计")).absent("paid"),
	)
}

// progressSheet holds how far the work has come.
func progressSheet() Sheet {
	return sheet("Progress", "进度|完成进度",
		"How far the work has come at the as-of month", "截至截止月份的完成进度",
		column(ID, "ID|Cost line", "编号|成本项",
			"ID of the cost line.",
			"成本项编号。").
			require().into(to(func(p *budget.Progress) any { return &p.ID })),
		column(Share, "% complete|Complete|Progress", "完成比例|完成率|进度",
			"Share of the work that is done, whatever was paid for it.",
			"已完成工作的比例，与已付款多少无关。").
			require().whole(),
	)
}

// eventsSheet is the log of risks that did happen.
func eventsSheet() Sheet {
	return sheet("Events|Risk events", "风险事件|事件",
		"Log of risks that did happen", "已发生风险事件的记录",
		column(Date, "Date|Month", "日期|月份",
			"Month of the event.",
			"事件发生的月份。").
			require(),
		column(ID, "Risk|Risk ID|ID", "风险编号|风险|编号",
			"ID of the risk on the sheet Risks.",
			"风险登记表中的编号。").
			require().into(to(func(e *budget.Event) any { return &e.Risk })),
		column(Text, "Grade", "等级",
			"ordinary, larger, major or extremely major.",
			"一般、较大、重大或特别重大。").
			choice(
				option("ordinary", "ordinary", "一般"),
				option("larger", "larger", "较大"),
				option("major", "major", "重大"),
				option("extreme", "extremely major|extreme", "特别重大")).into(to(func(e *budget.Event) any { return &e.Grade })),
		column(Money, "Loss", "损失|损失金额",
			"What it cost.",
			"损失金额。").
			into(to(func(e *budget.Event) any { return &e.Loss })),
		column(Text, "Note|Notes", "备注|说明",
			"What happened, in a sentence.",
			"用一句话说明经过。").
			into(to(func(e *budget.Event) any { return &e.Note })),
	)
}

// ledgerSheet is the log of the reserve.
func ledgerSheet() Sheet {
	return sheet("Ledger|Reserve ledger", "储备台账|台账",
		"Reserve approved and drawn", "储备的批准与动用",
		column(Date, "Date|Month", "日期|月份",
			"Month of the entry.",
			"记账月份。").
			require(),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's: the name of a driver whose base value is the exchange rate.",
			"仅在与计划币种不同时填写：以汇率为基准值的驱动因素名称。"),
		column(Money, "Amount", "金额",
			"Sum drawn from the reserve.",
			"从储备中动用的金额。").
			require(),
		column(Text, "For what|For|Purpose", "用途|事由",
			"ID of the risk or line that it was for.",
			"用于哪个风险或成本项（编号）。").
			into(to(func(e *budget.LedgerEntry) any { return &e.For })),
		column(Text, "Approved by", "批准人|审批人",
			"Who approved it.",
			"批准人。").
			into(to(func(e *budget.LedgerEntry) any { return &e.Approved })),
	)
}

// rulesSheet holds the thresholds of warnings.
func rulesSheet() Sheet {
	return sheet("Rules|Warning rules", "预警规则|规则",
		"When a figure becomes a warning, and who then does what", "何时预警、由谁处理",
		column(Text, "Metric", "指标",
			"The figure that is watched.",
			"所监测的指标。").
			require().choice(metricOptions()...).into(to(func(r *budget.Rule) any { return &r.Metric })),
		column(Threshold, "General|Threshold 1", "一般|一般阈值|阈值1",
			"Threshold of a general warning.",
			"一般预警的阈值。").
			by("Metric").into(to(func(r *budget.Rule) any { return &r.General })),
		column(Threshold, "Higher|Threshold 2", "较大|较高|较大阈值|阈值2",
			"Threshold of a higher warning.",
			"较大预警的阈值。").
			by("Metric").into(to(func(r *budget.Rule) any { return &r.Higher })),
		column(Threshold, "Major|Threshold 3", "重大|重大阈值|阈值3",
			"Threshold of a major warning.",
			"重大预警的阈值。").
			by("Metric").into(to(func(r *budget.Rule) any { return &r.Major })),
		column(Text, "Owner", "责任人|负责人",
			"Who is told.",
			"接收预警的责任人。").
			into(to(func(r *budget.Rule) any { return &r.Owner })),
		column(Text, "Response", "应对措施|应对",
			"What that person does.",
			"应采取的措施。").
			into(to(func(r *budget.Rule) any { return &r.Response })),
		column(Text, "Grade", "事件级别",
			"Of the metric Event grade: who is told and what is done about events of this grade alone, a row for each grade.",
			"仅用于“事件等级”指标：该级别事件的通知对象与应对措施，每级一行。").
			choice(
				option("ordinary", "ordinary", "一般"),
				option("larger", "larger", "较大"),
				option("major", "major", "重大"),
				option("extreme", "extremely major|extreme", "特别重大")).into(to(func(r *budget.Rule) any { return &r.Grade })),
		column(Count, "Months in a row|In a row", "连续月数|连续",
			"A warning that stands in so many as-of months in a row is one tier higher; --store knows them.",
			"预警连续出现达到该月数时提高一级；需使用 --store 留存历史。").
			into(to(func(r *budget.Rule) any { return &r.InARow })),
	)
}

// metricOptions are the words for the figures that warnings watch.
func metricOptions() []Option {
	var out []Option
	for _, m := range budget.Metrics() {
		out = append(out, Option{Canonical: m.Key, English: m.English, Chinese: m.Chinese})
	}
	return out
}
