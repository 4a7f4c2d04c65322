package schema

import "ballast/budget"

// mixesSheet has a row for each source; every further column is a mix, whose header
// is its name.
func mixesSheet() Sheet {
	return sheet("Mixes|Funding mixes", "资金组合|融资组合",
		"Candidate funding mixes: a row for each source, a column for each mix, named by its header", "备选资金组合：每行一个资金来源，每列一个组合，表头为组合名称",
		column(ID, "Source|Source ID|ID", "来源|资金来源|来源编号|编号",
			"ID of a source of the sheet Funding. In the mixes' columns stands what it brings: an amount, or a share of the funding need with a percent sign. Blank: the source is off.",
			"“资金来源”表中的编号。各组合列填写该来源提供的金额，或带百分号的资金需求占比。留空表示该组合不用此来源。").
			require().of("Funding"),
		column(Text, "Name|Source name", "名称|来源名称|资金名称",
			"Name of the source, for reading only.",
			"资金来源名称，仅供阅读。"),
		column(Text, "Note|Notes|Remark", "备注|说明",
			"Any remark.",
			"任意备注。"),
	)
}

// stressSheet has a row for each stress that the mixes are tried against.
func stressSheet() Sheet {
	return sheet("Stress|Stress tests", "压力情景|压力测试",
		"What the mixes are tried against: one stress a row", "对各组合进行的压力测试：每行一个情景",
		column(Text, "Shock|Stress|Shocks", "冲击|压力情景|压力",
			"F2 late 6, F1 fails, rates +2%, costs +15%, revenue late 3 or revenue -20%; several between semicolons.",
			"F2 延迟 6、F1 失败、利率 +2%、成本 +15%、收入 延迟 3 或 收入 -20%；多项以分号分隔。").
			require(),
		column(Text, "Name|Description", "名称|说明",
			"What the stress is called in the results.",
			"该情景在结果中的名称。").
			into(to(func(s *budget.Stress) any { return &s.Name })),
		column(Text, "Set|Drill", "组|演练组|演练",
			"Name of the set that is drilled together: ballast drill PLAN --set NAME.",
			"一起演练的情景组名称：ballast drill 计划 --set 名称。").
			into(to(func(s *budget.Stress) any { return &s.Set })),
	)
}
