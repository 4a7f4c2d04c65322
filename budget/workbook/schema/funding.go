package schema

func fundingSheet() Sheet {
	return Sheet{
		Key:     "Funding",
		English: []string{"Funding", "Sources", "Funding sources"},
		Chinese: []string{"资金来源", "融资", "资金"},
		Columns: append(fundingTerms(), fundingRules()...),
	}
}

func fundingTerms() []Column {
	return []Column{
		required(column(KindText, "ID|No.|Code", "编号|序号|代码")),
		column(KindText, "Name|Source|Description", "名称|来源|资金名称"),
		required(choice("Kind|Type", "类型|资金类型",
			option("loan", "loan|bank loan|term loan", "贷款|银行贷款"),
			option("revolver", "revolver|revolving credit|credit line", "循环贷款|循环授信|授信额度"),
			option("equity", "equity", "股权|股权融资|权益资金"),
			option("own", "own funds|own", "自有资金|自筹资金"),
			option("venture", "venture capital|venture|VC", "风险投资|创业投资|风投"),
			option("industry", "industry fund|industry", "产业基金|产业投资基金"),
			option("grant", "grant|subsidy", "补助|政府补助|拨款"),
			option("partner", "partner contribution|partner", "合作方出资|合作方投入"),
			option("prepayment", "customer prepayment|prepayment", "客户预付款|预收款"))),
		required(column(KindMoney, "Committed|Committed amount|Amount", "承诺金额|承诺额|金额")),
		column(KindDate, "Date|Arrival date|Arrival", "到位日期|到位月份|日期"),
		column(KindQuantity, "Delay", "延迟|到位延迟"),
		column(KindShare, "Arrival probability|Probability", "到位概率|概率"),
		column(KindQuantity, "Amount factor", "金额系数"),
		column(KindShare, "Upfront fee %|Upfront fee", "前端费率|前期费率|手续费率"),
		column(KindShare, "Commitment fee %|Commitment fee", "承诺费率|承诺费"),
		column(KindShare, "Rate|Interest rate|Annual rate", "年利率|利率"),
		column(KindText, "Rate driver", "利率驱动因素|基准利率"),
		column(KindShare, "Spread|Margin", "利差|加点"),
		column(KindMonths, "Grace|Grace months|Grace period", "宽限期|宽限期(月)"),
		choice("Interest in grace", "宽限期利息", option("paid", "paid|pay", "支付|照付"), option("capitalised", "capitalised|capitalized|capitalise", "资本化|计入本金")),
		choice("Repayment", "还款方式",
			option("none", "none|not repaid", "无|不还本"), option("bullet", "bullet|at maturity", "到期一次还本|一次还本"),
			option("equal", "equal principal|equal", "等额本金"), option("annuity", "annuity|level payment", "等额本息"),
			option("sweep", "sweep|cash sweep", "现金清偿|现金扫款|富余还款")),
		column(KindMonths, "Term|Term months", "期限|贷款期限|期限(月)"),
	}
}

func fundingRules() []Column {
	return []Column{
		column(KindDate, "Available from", "可用起始|可提款起始"),
		column(KindDate, "Available to|Available until", "可用截止|可提款截止"),
		column(KindNumber, "Priority", "优先级|优先顺序"),
		choice("Draw|Draw rule", "提款方式", option("scheduled", "scheduled|on schedule", "计划|按计划"), option("on demand", "on demand|as needed", "按需|按需提款")),
		column(KindShare, "Max share|Maximum share", "最高占比|占比上限"),
		column(KindMoney, "Min amount|Minimum amount", "最低金额|最小金额"),
		column(KindMoney, "Max amount|Maximum amount", "最高金额|最大金额"),
		column(KindShare, "Equity share|Share of equity", "股权比例|让渡股权比例"),
		column(KindText, "Partner", "合作方"),
	}
}

func tranchesSheet() Sheet {
	return Sheet{
		Key:     "Tranches",
		English: []string{"Tranches", "Instalments"},
		Chinese: []string{"到位计划", "分期到位", "资金到位计划"},
		Columns: []Column{
			required(column(KindText, "Source|Source ID|ID", "来源|资金来源|来源编号|编号")),
			required(column(KindDate, "Date|Month", "日期|到位日期|月份")),
			required(column(KindMoney, "Amount", "金额")),
			column(KindShare, "Probability|Arrival probability", "概率|到位概率"),
			column(KindQuantity, "Delay", "延迟|到位延迟"),
			column(KindText, "Condition", "条件|到位条件"),
		},
	}
}

func driversSheet() Sheet {
	return Sheet{
		Key:     "Drivers",
		English: []string{"Drivers", "Indices", "Indexes"},
		Chinese: []string{"驱动因素", "价格指数", "指数"},
		Columns: []Column{
			required(column(KindText, "Name|Driver|ID", "名称|驱动因素|编号")),
			choice("Kind|Type", "类型",
				option("fixed", "fixed|constant growth", "固定|固定增长"), option("walk", "walk|random walk", "随机游走|游走"),
				option("revert", "revert|mean reverting|mean-reverting", "均值回归|均值回复"), option("table", "table|given", "表格|给定值|逐月给定")),
			column(KindShare, "Growth|Annual growth", "增长率|年增长率"),
			column(KindShare, "Volatility|Annual volatility", "波动率|年波动率"),
			column(KindNumber, "Speed|Reversion speed", "回归速度|回复速度"),
			column(KindNumber, "Base value|Base", "基准值|基期值"),
		},
	}
}

func vendorsSheet() Sheet {
	return Sheet{
		Key:     "Vendors",
		English: []string{"Vendors", "Suppliers"},
		Chinese: []string{"供应商", "供应商名录"},
		Columns: []Column{
			required(column(KindText, "Name|Vendor|Supplier", "名称|供应商|供应商名称")),
			choice("Grade|Rating", "等级|评级",
				option("A", "A", "A|甲"), option("B", "B", "B|乙"), option("C", "C", "C|丙"), option("D", "D", "D|丁")),
			column(KindShare, "On-time rate|On time", "准时率|准时交付率"),
			column(KindQuantity, "Delay", "延迟|交付延迟"),
			column(KindShare, "Price volatility", "价格波动|价格波动率"),
		},
	}
}

func partnersSheet() Sheet {
	return Sheet{
		Key:     "Partners",
		English: []string{"Partners", "Parties"},
		Chinese: []string{"合作方", "合作伙伴", "股东"},
		Columns: []Column{
			required(column(KindText, "Name|Partner", "名称|合作方|合作方名称")),
			column(KindShare, "Cost share", "成本分摊|成本分摊比例|成本份额"),
			column(KindShare, "Revenue share", "收入分成|收入分成比例|收入份额"),
			column(KindShare, "Funding share", "出资比例|资金份额"),
			column(KindShare, "Discount rate", "折现率|贴现率"),
		},
	}
}
