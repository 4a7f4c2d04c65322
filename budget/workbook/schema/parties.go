package schema

import "ballast/budget"

// vendorsSheet has a row for each supplier.
func vendorsSheet() Sheet {
	return sheet("Vendors|Suppliers", "供应商|供应商名录",
		"Suppliers and how far they can be relied on", "供应商及其可靠程度",
		column(ID, "Name|Vendor|Supplier", "名称|供应商|供应商名称",
			"Name as written on the cost lines.",
			"与成本表中的写法一致的名称。").
			require().into(to(func(v *budget.Vendor) any { return &v.Name })),
		column(Text, "Grade|Rating", "等级|评级",
			"A to D. A grade alone is enough: the run log prints the figures that it stands for.",
			"A 到 D。只填等级即可，运行记录会列出该等级对应的数值。").
			choice(option("A", "A", "A|甲"), option("B", "B", "B|乙"), option("C", "C", "C|丙"), option("D", "D", "D|丁")).into(to(func(v *budget.Vendor) any { return &v.Grade })),
		column(Probability, "On-time rate|On time", "准时率|准时交付率",
			"Share of deliveries that come on time.",
			"按时交付的比例。").
			whole().into(to(func(v *budget.Vendor) any { return &v.OnTime })),
		column(Time, "Delay", "延迟|交付延迟",
			"Months late when late, such as PERT(0.5,1,3).",
			"迟交时的延迟月数，如 PERT(0.5,1,3)。").
			uncertain().into(to(func(v *budget.Vendor) any { return &v.Delay })),
		column(Volatility, "Price volatility", "价格波动|价格波动率",
			"Spread of this supplier's prices around the offer.",
			"该供应商价格围绕报价的波动幅度。").
			between(0, 3).into(to(func(v *budget.Vendor) any { return &v.Volatility })),
	)
}

// partnersSheet has a row for each party of a joint operation.
func partnersSheet() Sheet {
	return sheet("Partners|Parties", "合作方|合作伙伴|股东",
		"Parties of a joint operation; each column of shares adds up to one", "联合运营的合作方；各列比例之和为一",
		column(ID, "Name|Partner", "名称|合作方|合作方名称",
			"Name of the party.",
			"合作方名称。").
			require().into(to(func(p *budget.Partner) any { return &p.Name })),
		column(Share, "Cost share", "成本分摊|成本分摊比例|成本份额",
			"Share of the costs that it bears.",
			"承担成本的比例。").
			whole().into(to(func(p *budget.Partner) any { return &p.CostShare })),
		column(Share, "Revenue share", "收入分成|收入分成比例|收入份额",
			"Share of the revenue that it gets.",
			"取得收入的比例。").
			whole().into(to(func(p *budget.Partner) any { return &p.RevenueShare })),
		column(Share, "Funding share", "出资比例|资金份额",
			"Share of the funding that it provides and of what is paid back.",
			"出资及还款所占的比例。").
			whole().into(to(func(p *budget.Partner) any { return &p.FundingShare })),
		column(Yield, "Discount rate", "折现率|贴现率",
			"Its own annual rate for present values, and the return that it requires on what it pays in. Blank: the cost of equity, else the project's discount rate.",
			"该方自己的年折现率，也是其出资要求的回报率。留空则取股权资本成本，再无则取项目的折现率。").
			between(-0.5, 1).into(to(func(p *budget.Partner) any { return &p.Rate })),
	)
}
