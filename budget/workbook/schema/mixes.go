package schema

// mixesSheet has a row for each source; every further column is a mix, whose
// header is its name.
func mixesSheet() Sheet {
	return Sheet{
		Key:     "Mixes",
		English: []string{"Mixes", "Funding mixes"},
		Chinese: []string{"资金组合", "融资组合"},
		Columns: []Column{
			required(column(KindText, "Source|Source ID|ID", "来源|资金来源|来源编号|编号")),
			column(KindText, "Name|Source name", "名称|来源名称|资金名称"),
			column(KindText, "Note|Notes|Remark", "备注|说明"),
		},
	}
}

// stressSheet has a row for each stress that the mixes are tried against.
func stressSheet() Sheet {
	return Sheet{
		Key:     "Stress",
		English: []string{"Stress", "Stress tests"},
		Chinese: []string{"压力情景", "压力测试"},
		Columns: []Column{
			required(column(KindText, "Shock|Stress|Shocks", "冲击|压力情景|压力")),
			column(KindText, "Name|Description", "名称|说明"),
		},
	}
}

// mixSettings are the settings of the sheet Project about mixes.
func mixSettings() []Column {
	return []Column{
		column(KindMoney, "Funding need", "资金需求"),
		column(KindBool, "Optimise|Optimize", "优化|优化组合"),
		choice("Optimise for|Objective|Optimize for", "优化目标|目标",
			option("cost", "cost of funds|cost", "资金成本|成本"), option("npv", "NPV to equity|npv|equity", "股东净现值|净现值"),
			option("gap", "peak gap|gap", "峰值缺口|资金缺口|缺口")),
		column(KindNumber, "Budget limit factor", "预算上限系数"),
		column(KindNumber, "DSCR floor|Minimum DSCR", "偿债覆盖率下限|最低偿债覆盖率"),
		column(KindShare, "DSCR probability", "低于下限的允许概率|偿债覆盖率允许概率"),
		column(KindNumber, "Concentration limit|Maximum concentration", "集中度上限"),
	}
}
