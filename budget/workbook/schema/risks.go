package schema

func risksSheet() Sheet {
	return Sheet{
		Key:     "Risks",
		English: []string{"Risks", "Risk register", "Risk"},
		Chinese: []string{"风险", "风险登记", "风险登记册", "风险清单"},
		Columns: append(riskEvents(), riskResponses()...),
	}
}

func riskEvents() []Column {
	return []Column{
		required(column(KindText, "ID|No.|Code", "编号|序号|代码")),
		column(KindText, "Name|Risk|Description", "名称|风险|风险名称|风险描述"),
		choice("Category|Type", "类别|风险类别", riskCategories()...),
		column(KindText, "Owner|Responsible", "责任人|负责人"),
		column(KindShare, "Probability|Likelihood", "概率|发生概率"),
		column(KindNumber, "Per year|Events per year|Frequency", "年频率|每年次数|年发生次数"),
		column(KindDate, "From|Window from", "起始|开始|起始月份"),
		column(KindDate, "To|Until|Window to", "截止|结束|截止月份"),
		column(KindQuantity, "Cost impact|Impact", "成本影响|影响金额"),
		choice("Impact is", "影响口径",
			option("amount", "amount|money", "金额"), option("factor", "factor|multiplier", "系数|倍数"),
			option("share", "% of affected|share|percent", "受影响部分百分比|占受影响%|比例")),
		column(KindMonths, "Impact months", "影响月数|影响持续月数"),
		column(KindQuantity, "Delay impact|Delay", "延迟影响(月)|延迟影响|延迟"),
		column(KindQuantity, "Revenue impact %|Revenue impact", "收入影响|收入影响比例"),
		column(KindList, "Affects|Affected", "影响对象|影响范围"),
		column(KindText, "Depends on|Parent|Parent risk", "前置风险|依赖风险"),
		column(KindShare, "Probability if parent", "前置发生时概率|条件概率"),
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

func riskResponses() []Column {
	return []Column{
		column(KindText, "Response|Mitigation", "应对措施|应对|措施"),
		column(KindBool, "Response on|Response active", "采用应对|是否应对|应对启用"),
		column(KindMoney, "Response cost|Mitigation cost", "应对成本|措施成本"),
		column(KindShare, "Residual probability", "剩余概率|残余概率"),
		column(KindShare, "Residual impact %|Residual impact", "剩余影响|残余影响|剩余影响比例"),
		choice("Status", "状态",
			option("open", "open|active", "未关闭|开放|有效"), option("closed", "closed", "关闭|已关闭"), option("occurred", "occurred|happened", "已发生|发生")),
	}
}

func correlationsSheet() Sheet {
	return Sheet{
		Key:     "Correlations",
		English: []string{"Correlations", "Correlation"},
		Chinese: []string{"相关性", "相关系数", "相关矩阵"},
		Columns: []Column{
			column(KindText, "A|First", "变量A|甲|A"),
			column(KindText, "B|Second", "变量B|乙|B"),
			column(KindNumber, "Rho|Correlation|Rank correlation", "相关系数|秩相关系数"),
		},
	}
}

func profilesSheet() Sheet {
	return Sheet{
		Key:     "Profiles",
		English: []string{"Profiles", "Spending profiles"},
		Chinese: []string{"支出曲线", "支出分布"},
		Columns: []Column{required(column(KindText, "Name|Profile|ID", "名称|曲线|编号"))},
	}
}
