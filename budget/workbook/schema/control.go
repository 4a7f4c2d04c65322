package schema

// controlSheets are what is filled in while the project runs.
func controlSheets() []Sheet {
	date := column(KindDate, "Date|Month", "日期|月份")
	return []Sheet{
		{Key: "Actuals", English: []string{"Actuals", "Actual"}, Chinese: []string{"实际", "实际发生"},
			Columns: []Column{date,
				choice("Kind|Type", "类型|类别", option("cost", "cost", "成本|支出"), option("revenue", "revenue|income", "收入"), option("funding", "funding", "资金|融资")),
				required(column(KindText, "ID|Code", "编号|代码")), column(KindMoney, "Amount", "金额")}},
		{Key: "Progress", English: []string{"Progress"}, Chinese: []string{"进度", "完成进度"},
			Columns: []Column{required(column(KindText, "ID|Cost line", "编号|成本项")), required(column(KindShare, "% complete|Complete|Progress", "完成比例|完成率|进度"))}},
		{Key: "Events", English: []string{"Events", "Risk events"}, Chinese: []string{"风险事件", "事件"},
			Columns: []Column{required(date), required(column(KindText, "Risk|Risk ID|ID", "风险编号|风险|编号")),
				choice("Grade", "等级", option("ordinary", "ordinary", "一般"), option("larger", "larger", "较大"), option("major", "major", "重大"), option("extreme", "extremely major|extreme", "特别重大")),
				column(KindMoney, "Loss", "损失|损失金额"), column(KindText, "Note|Notes", "备注|说明")}},
		{Key: "Ledger", English: []string{"Ledger", "Reserve ledger"}, Chinese: []string{"储备台账", "台账"},
			Columns: []Column{required(date), required(column(KindMoney, "Amount", "金额")),
				column(KindText, "For what|For|Purpose", "用途|事由"), column(KindText, "Approved by", "批准人|审批人")}},
		{Key: "Rules", English: []string{"Rules", "Warning rules"}, Chinese: []string{"预警规则", "规则"},
			Columns: []Column{required(choice("Metric", "指标", metricOptions()...)),
				column(KindNumber, "General|Threshold 1", "一般|一般阈值|阈值1"), column(KindNumber, "Higher|Threshold 2", "较大|较高|较大阈值|阈值2"), column(KindNumber, "Major|Threshold 3", "重大|重大阈值|阈值3"),
				column(KindText, "Owner", "责任人|负责人"), column(KindText, "Response", "应对措施|应对")}},
	}
}

// metricOptions are the words for the figures that warnings watch.
func metricOptions() []Option {
	return []Option{
		option("overrun", "Probability of overrun|P(overrun)", "超支概率"),
		option("eac", "EAC to budget|EAC/budget", "完工估算与预算之比|EAC与预算之比"),
		option("cpi", "CPI|Cost performance", "成本绩效指数|CPI"),
		option("spi", "SPI|Schedule performance", "进度绩效指数|SPI"),
		option("gap3", "Probability of a gap within 3 months|P(gap 3)", "3个月内资金缺口概率|三个月内资金缺口概率"),
		option("gap6", "Probability of a gap within 6 months|P(gap 6)", "6个月内资金缺口概率|六个月内资金缺口概率"),
		option("late", "Days a source is late|Source late", "资金迟到天数|资金来源迟到天数"),
		option("adequacy", "Reserve adequacy|Adequacy", "储备充足率|储备充足度"),
		option("payback", "Payback to target|Payback P80 to target", "回收期与目标之比"),
		option("redline", "Line to red line|Red line", "成本项红线占用"),
		option("vendor", "Vendor late rate", "供应商迟交率|供应商延迟率"),
		option("concentration", "Concentration|Funding concentration", "资金集中度|集中度"),
		option("runway", "Months of runway|Runway", "资金可支撑月数|现金可支撑月数"),
		option("drawn", "Reserve drawn|Ledger drawn", "储备动用率"),
	}
}
