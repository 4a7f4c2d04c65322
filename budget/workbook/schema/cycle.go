package schema

import "ballast/budget"

// The sheets of what is kept after approval. Their names are everyday words, so a
// worksheet of such a name is taken only when all required columns are there.

// commitmentsSheet holds what contracts bind.
func commitmentsSheet() Sheet {
	return sheet("Commitments|Contracts|Purchase orders", "承诺|合同|合同台账|承诺台账|采购订单",
		"What contracts bind: one row for each line of a contract", "合同锁定的金额：每份合同的每个成本项一行",
		column(ID, "Line|Cost line|Line ID|Budget line", "成本项|成本项编号|成本编号|预算科目",
			"ID of the cost line that pays for it.",
			"由哪个成本项承担（编号）。").
			require().of("Costs").into(to(func(c *budget.Commitment) any { return &c.Line })),
		column(Text, "Contract|Contract ID|Contract No|PO|Order", "合同编号|合同号|合同|订单号",
			"Number or name of the contract.",
			"合同编号或名称。").
			into(to(func(c *budget.Commitment) any { return &c.Contract })),
		column(ID, "Vendor|Supplier|Contractor", "供应商|承包商|承包方",
			"Who delivers; blank: the vendor of the line.",
			"由谁供货或承包；留空则取成本项的供应商。").
			of("Vendors").into(to(func(c *budget.Commitment) any { return &c.Vendor })),
		column(Date, "Date|Signed|Month", "日期|签订日期|月份",
			"Month in which it was signed.",
			"签订的月份。").
			require(),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's: the name of a driver whose base value is the exchange rate.",
			"仅在与计划币种不同时填写：以汇率为基准值的驱动因素名称。"),
		column(Money, "Amount|Contract amount|Committed", "金额|合同金额|承诺金额",
			"What the contract binds of this line.",
			"合同在该成本项下锁定的金额。").
			require(),
		column(Money, "Invoiced|Billed", "已开票|已开票金额|已结算",
			"What has been billed to date, retention included.",
			"截至目前已开票的金额（含质保金）。"),
		column(Money, "Paid", "已付|已付款|已付金额",
			"What has been paid to date.",
			"截至目前已付的金额。"),
		column(Share, "Retention %|Retention", "质保金比例|质保金|保留金比例",
			"Share of every bill that is held back.",
			"每张账单扣留的比例。").
			whole().into(to(func(c *budget.Commitment) any { return &c.Retention })),
		column(Date, "Release|Retention release|Retention due", "质保金释放|质保金释放日期|质保金到期",
			"Month in which the retention is paid out.",
			"质保金支付的月份。").
			into(to(func(c *budget.Commitment) any { return &c.Release })),
	)
}

// changesSheet holds what moved budgets after approval.
func changesSheet() Sheet {
	return sheet("Changes|Change orders|Budget changes|Change log", "变更|变更单|变更台账|预算变更|预算调整",
		"What moved budgets after approval: transfers between lines and change orders", "批准后的预算变动：成本项之间的调剂与变更单",
		column(ID, "Change|Change ID|Change No|ID", "变更编号|变更号|变更|编号",
			"Number or name of the change; the rows of a transfer share it.",
			"变更编号或名称；同一笔调剂的各行编号相同。").
			require().into(to(func(c *budget.Change) any { return &c.ID })),
		column(Date, "Date|Month|Approved on", "日期|批准日期|月份",
			"Month in which it was approved.",
			"批准的月份。").
			require(),
		column(Text, "Kind|Type", "类型|类别",
			"Transfer: the sum of all budgets stays. Change order: the budget of the line moves.",
			"调剂：预算总额不变；变更单：该成本项的预算随之增减。").
			choice(
				option("transfer", "transfer", "调剂|调拨|预算调剂"),
				option("order", "change order|order|variation", "变更单|变更|签证")).into(to(func(c *budget.Change) any { return &c.Kind })),
		column(ID, "From|From line", "调出|调出成本项",
			"ID of the line that gives; blank for a change order, and for a transfer of one row for each line.",
			"调出的成本项编号；变更单、或按行逐项填写的调剂留空。").
			of("Costs").into(to(func(c *budget.Change) any { return &c.From })),
		column(ID, "Line|To|To line|Cost line", "成本项|调入|调入成本项|成本项编号",
			"ID of the line whose budget moves.",
			"预算变动的成本项编号。").
			require().of("Costs").into(to(func(c *budget.Change) any { return &c.Line })),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's: the name of a driver whose base value is the exchange rate.",
			"仅在与计划币种不同时填写：以汇率为基准值的驱动因素名称。"),
		column(Money, "Amount", "金额|变更金额|调整金额",
			"What is added to the line, below zero what is taken from it.",
			"增加的金额；调减填负数。").
			require(),
		column(Text, "Approved by", "批准人|审批人",
			"Who approved it.",
			"批准人。").
			into(to(func(c *budget.Change) any { return &c.Approved })),
		column(Text, "Reason|For what", "原因|事由|说明",
			"Why, in a sentence.",
			"用一句话说明原因。").
			into(to(func(c *budget.Change) any { return &c.Reason })),
	)
}

// gatesSheet holds what was decided at the gate of each phase.
func gatesSheet() Sheet {
	return sheet("Gates|Stage gates|Phase gates", "阶段闸口|闸口|阶段放行",
		"Decisions at the gate of each phase: budget released, reserve allocated and given back", "各阶段闸口的决定：释放预算、分配与收回储备",
		column(Text, "Phase|Stage", "阶段",
			"A phase of the sheet Costs.",
			"成本表中的阶段。").
			require().openChoice(Phases()...).into(to(func(g *budget.Gate) any { return &g.Phase })),
		column(Date, "Date|Month", "日期|放行日期|月份",
			"Month of the decision.",
			"决定的月份。").
			require(),
		column(Money, "Released|Budget released", "释放预算|放行预算|释放金额",
			"Budget released to the phase with this decision.",
			"本次向该阶段释放的预算。").
			require(),
		column(Money, "Reserve|Reserve allocated", "储备分配|分配储备",
			"Reserve allocated to the phase with this decision.",
			"本次分配给该阶段的储备。"),
		column(Money, "Reserve returned|Returned|Given back", "储备收回|收回储备|归还储备",
			"Reserve that the phase gave back.",
			"该阶段归还的储备。"),
		column(Text, "Closed|Ended", "已结束|关闭",
			"yes: the phase has ended, and what is left of its reserve is to be given back.",
			"是：该阶段已结束，剩余储备应收回。").
			yesNo().into(to(func(g *budget.Gate) any { return &g.Closed })),
		column(Text, "Approved by", "批准人|审批人",
			"Who decided.",
			"批准人。").
			into(to(func(g *budget.Gate) any { return &g.Approved })),
	)
}

// actionsSheet holds what is done about warnings and events.
func actionsSheet() Sheet {
	return sheet("Actions|Action log|Corrective actions", "整改|整改台账|整改措施|整改清单",
		"What is done about warnings and events: who, what, until when, how far", "对预警与事件的处理：谁、做什么、何时完成、进展如何",
		column(ID, "Action|Action ID|No|ID", "整改编号|措施编号|编号",
			"Number or name of the action.",
			"整改编号或名称。").
			require().into(to(func(a *budget.Action) any { return &a.ID })),
		column(Date, "Date|Opened|Month", "日期|提出日期|月份",
			"Month in which it was opened.",
			"提出的月份。").
			require(),
		column(Text, "Metric|Warning", "指标|预警指标",
			"The figure of the warning that it answers, as on the sheet Warnings.",
			"所针对的预警指标，与“预警”表一致。").
			choice(metricOptions()...).into(to(func(a *budget.Action) any { return &a.Metric })),
		column(ID, "Where|Line|For", "对象|成本项|针对",
			"ID of the line, source, vendor or risk; blank: the plan.",
			"成本项、资金来源、供应商或风险的编号；留空为整个计划。").
			into(to(func(a *budget.Action) any { return &a.Where })),
		column(Text, "What|Measure|Task", "措施|整改措施|内容",
			"What is done, in a sentence.",
			"用一句话说明措施。").
			into(to(func(a *budget.Action) any { return &a.What })),
		column(Text, "Owner|Responsible", "责任人|负责人",
			"Who does it.",
			"由谁负责。").
			into(to(func(a *budget.Action) any { return &a.Owner })),
		column(Date, "Due|Due date|Deadline", "期限|完成期限|截止日期",
			"Month until which it is done.",
			"应完成的月份。").
			into(to(func(a *budget.Action) any { return &a.Due })),
		column(Text, "Status|State", "状态|进展",
			"seen, answered, escalated or closed.",
			"已阅、已回复、已升级或已关闭。").
			require().choice(
			option("seen", "seen|open|new", "已阅|未关闭|待处理"),
			option("answered", "answered|in progress", "已回复|处理中|整改中"),
			option("escalated", "escalated", "已升级|升级|已上报"),
			option("closed", "closed|done", "已关闭|关闭|完成|已完成")).into(to(func(a *budget.Action) any { return &a.Status })),
		column(Text, "Outcome|Result", "结果|整改结果",
			"What came of it, in words.",
			"用文字说明结果。").
			into(to(func(a *budget.Action) any { return &a.Outcome })),
	)
}

// whole marks a sheet that is the user's own unless all required columns are there.
func (s Sheet) whole() Sheet {
	s.Whole = true
	return s
}
