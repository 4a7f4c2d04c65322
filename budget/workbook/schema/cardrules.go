package schema

import "ballast/budget"

// cardRulesSheet says how owners, teams and vendors are appraised.
func cardRulesSheet() Sheet {
	return sheet("Scorecard rules|Card rules|Appraisal rules", "考核规则|考核办法|考核标准",
		"How owners, teams and vendors are appraised: how much each measure counts, and its limits", "责任人、团队与供应商的考核办法：各项指标的权重与等级界限",
		column(Text, "Measure|Figure", "考核指标|指标",
			"CPI, Beyond base and reserve, Reserve used, Forecast error or Late rate. Of owners and teams the CPI is at constant prices and without events: what they cannot control does not count.",
			"CPI、超出基准与储备的概率、储备使用率、预测误差或迟交率。责任人与团队的 CPI 按不变价且剔除风险事件计算：不可控因素不计入。").
			require().choice(
			option("cpi", "CPI", "CPI|成本绩效指数"),
			option("beyond", "Beyond base and reserve|Beyond reserve", "超出基准与储备的概率|超出概率"),
			option("reserve", "Reserve used|Used of allocated", "储备使用率"),
			option("forecast", "Forecast error", "预测误差"),
			option("late", "Late rate", "迟交率")).into(to(func(r *budget.CardRule) any { return &r.Measure })),
		column(Count, "Weight", "权重",
			"How much it counts against the others; 0: not at all.",
			"相对其他指标的权重；0 表示不计。").
			require().into(to(func(r *budget.CardRule) any { return &r.Weight })),
		column(Threshold, "A|Limit A|A up to", "A|A 级界限",
			"Up to here (CPI: from here) it is A. Blank: the built-in limit.",
			"不高于此值（CPI 为不低于）为 A 级。留空取内置界限。").
			by("Measure").into(to(func(r *budget.CardRule) any { return &r.A })),
		column(Threshold, "B|Limit B|B up to", "B|B 级界限",
			"Up to here it is B.",
			"不高于此值为 B 级。").
			by("Measure").into(to(func(r *budget.CardRule) any { return &r.B })),
		column(Threshold, "C|Limit C|C up to", "C|C 级界限",
			"Up to here it is C; beyond, D.",
			"不高于此值为 C 级，超出为 D 级。").
			by("Measure").into(to(func(r *budget.CardRule) any { return &r.C })),
		column(Text, "Team", "团队|考核团队",
			"Blank: for everybody. A team is appraised by the lines and risks of its members.",
			"留空适用于所有人。团队按其成员负责的成本项与风险考核。").
			into(to(func(r *budget.CardRule) any { return &r.Team })),
		column(Text, "Members|Owners", "成员|团队成员",
			"Owners of the team, between commas, in one of its rows.",
			"团队成员（责任人），以逗号分隔，填在该团队任一行。").
			into(to(func(r *budget.CardRule) any { return &r.Members })),
	)
}
