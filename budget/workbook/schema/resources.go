package schema

import "ballast/budget"

// resourcesSheet is the ledger of emergency resources.
func resourcesSheet() Sheet {
	return sheet("Resources|Emergency resources|Resource ledger", "应急资源台账|应急资源|应急物资台账",
		"Ledger of emergency resources: what is held, what was taken for an event and came back, and what each grade of event needs", "应急资源台账：库存、事件中的领用与归还，以及各等级事件的需求",
		column(ID, "Resource|Name|Item", "资源|资源名称|物资名称",
			"Name of the resource; of a need also a kind.",
			"资源名称；需求行也可填资源类别。").
			require().into(to(func(r *budget.Resource) any { return &r.Name })),
		column(Date, "Date|Month", "日期|月份|登记日期",
			"Month of the entry.",
			"登记的月份。").
			require(),
		column(Text, "Entry|Movement", "业务|登记类型|出入库",
			"stock: what is held; use: taken for an event; return: came back; need: what an event of the grade needs. Blank: stock.",
			"库存：现有；领用：用于事件；归还：已归还；需求：该等级事件所需。留空为库存。").
			choice(
				option("stock", "stock|held|in", "库存|入库|在库"),
				option("use", "use|used|taken|out", "领用|使用|出库"),
				option("return", "return|returned|back", "归还|返还"),
				option("need", "need|needed|required", "需求|所需")).absent("stock").into(to(func(r *budget.Resource) any { return &r.Entry })),
		column(Count, "Quantity", "数量",
			"How much, in units of your own.",
			"数量（单位自定）。").
			require().into(to(func(r *budget.Resource) any { return &r.Quantity })),
		column(Text, "Kind|Type", "类别|资源类别|类型",
			"People, equipment, material, money, ... in words of your own.",
			"人员、设备、物资、资金等，自定。").
			into(to(func(r *budget.Resource) any { return &r.Kind })),
		column(Text, "Tier|Level", "层级|级别",
			"Who can call it up: site, company, authorities, ...",
			"由哪一级调用：现场、公司、地方等。").
			into(to(func(r *budget.Resource) any { return &r.Tier })),
		column(Text, "Holder|Who|Custodian", "保管人|保管单位|领用人",
			"Who has it; of a use who took it.",
			"保管人；领用时填领用人。").
			into(to(func(r *budget.Resource) any { return &r.Holder })),
		column(ID, "Event|Risk|For event", "事件|风险编号|用于事件",
			"ID of the risk whose event it was used for.",
			"所用于事件的风险编号。").
			of("Risks").into(to(func(r *budget.Resource) any { return &r.Event })),
		column(Text, "Grade|Event grade", "等级|事件等级",
			"Of a need: ordinary, larger, major or extremely major.",
			"需求行填写：一般、较大、重大或特别重大。").
			choice(
				option("ordinary", "ordinary", "一般"),
				option("larger", "larger", "较大"),
				option("major", "major", "重大"),
				option("extreme", "extremely major|extreme", "特别重大")).into(to(func(r *budget.Resource) any { return &r.Grade })),
		column(Text, "Note|Notes", "备注|说明",
			"What else is to be known.",
			"其他说明。").
			into(to(func(r *budget.Resource) any { return &r.Note })),
	)
}
