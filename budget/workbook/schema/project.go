package schema

// projectSheet lists the settings of the sheet Project: each Column is one row,
// its name in the first column and its value in the second.
func projectSheet() Sheet {
	return Sheet{
		Key: "Project", Required: true,
		English: []string{"Project", "Settings", "Project settings"},
		Chinese: []string{"项目", "项目设置", "设置", "项目信息"},
		Columns: append(append(append(planSettings(), moneySettings()...), runSettings()...), mixSettings()...),
	}
}

func planSettings() []Column {
	return []Column{
		column(KindText, "Name|Project name|Project", "名称|项目名称|项目"),
		column(KindText, "Currency", "币种|货币"),
		required(column(KindDate, "Start month|Start|Start date", "开始月份|开始|开始日期|起始月份")),
		column(KindMonths, "Horizon|Horizon months|Months", "期限(月)|期限|计划期|月数"),
		choice("Language", "语言", option("en", "en|English", "en|英文|英语"), option("zh", "zh|Chinese|zh-CN", "zh|中文|简体中文")),
		column(KindDate, "As-of month|As of|As-of date", "截止月份|截止日期|数据日期"),
	}
}

func moneySettings() []Column {
	return []Column{
		column(KindShare, "Discount rate", "折现率|贴现率"),
		choice("Discounting", "折现时点|折现方式",
			option("end", "end|end of month", "期末|月末"), option("mid", "mid|middle", "期中|月中"), option("start", "start|start of month", "期初|月初")),
		column(KindMoney, "Opening cash", "期初现金"),
		column(KindMoney, "Minimum cash", "最低现金|最低现金余额"),
		column(KindShare, "Tax rate", "税率|所得税率"),
		column(KindMoney, "Budget limit|Budget ceiling", "预算上限|预算限额"),
		column(KindMoney, "Approved reserve|Reserve approved", "批准储备|已批准储备"),
		column(KindMonths, "Payback target", "回收期目标(月)|目标回收期"),
		column(KindShare, "Finance rate", "融资利率|融资成本率"),
		column(KindShare, "Reinvestment rate|Reinvest rate", "再投资利率|再投资收益率"),
	}
}

func runSettings() []Column {
	return []Column{
		column(KindShare, "Reserve confidence", "储备置信度|应急储备置信度"),
		column(KindShare, "Liquidity confidence", "流动性置信度|流动性储备置信度"),
		column(KindShare, "Management reserve", "管理储备"),
		column(KindText, "Scenarios", "情景数|情景数量|模拟次数"),
		column(KindShare, "Accuracy", "精度|目标精度"),
		column(KindNumber, "Max scenarios|Maximum scenarios", "最大情景数|情景数上限"),
		column(KindNumber, "Seed|Random seed", "随机种子|种子"),
		choice("Sampling", "抽样|抽样方法",
			option("Sobol", "Sobol", "Sobol|索博尔"), option("LHS", "LHS|Latin hypercube", "拉丁超立方|LHS"), option("MC", "MC|Monte Carlo|random", "蒙特卡洛|MC|随机")),
		column(KindText, "Copula", "相关结构|Copula|连接函数"),
		column(KindList, "Matrix probabilities|Matrix thresholds|Probability thresholds", "概率分级阈值|矩阵概率阈值|矩阵阈值"),
		column(KindList, "Matrix impacts|Impact thresholds", "影响分级阈值|矩阵影响阈值"),
	}
}
