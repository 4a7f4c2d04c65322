package schema

import "ballast/budget"

// positionSheet is what there is, owed and due at the as-of month.
func positionSheet() Sheet {
	return sheet("Position|Cash position|Financial position", "现状|资金现状|资金状况",
		"What there is, owed and due at the end of the as-of month: it counts before what actuals and terms say", "截至截止月份末的银行存款、借款与应收应付：与实际数和合同条款推算不一致时以此为准",
		column(Text, "Item|Kind|Type", "项目|类型|科目",
			"bank, debt, payables, receivables or advances.",
			"银行存款、借款余额、应付款、应收款或预付款。").
			require().choice(
			option("bank", "bank|cash|cash at bank", "银行存款|现金|货币资金"),
			option("debt", "debt|loan|loan balance", "借款余额|借款|贷款余额"),
			option("payables", "payables|payable", "应付款|应付账款|应付"),
			option("receivables", "receivables|receivable", "应收款|应收账款|应收"),
			option("advances", "advances|prepayments|advance paid", "预付款|预付账款|预付")).into(to(func(b *budget.Balance) any { return &b.Item })),
		column(ID, "ID|Of|For", "编号|对象|所属",
			"Debt: ID of the source. Payables and advances: of the cost line; receivables: of the stream; blank: of all, compared only. Bank: name of the account.",
			"借款：资金来源编号；应付、预付：成本项编号；应收：收入编号；留空为合计，仅作比较。银行存款：账户名称。").
			into(to(func(b *budget.Balance) any { return &b.ID })),
		column(Date, "Date|Month|As of", "日期|月份|截止日期",
			"Month at whose end it is so; only the as-of month counts, earlier ones may stay.",
			"该余额所属月份（月末）；仅截止月份生效，以前各月可保留。").
			require(),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's: the name of a driver whose base value is the exchange rate.",
			"仅在与计划币种不同时填写：以汇率为基准值的驱动因素名称。"),
		column(Money, "Amount|Balance", "金额|余额",
			"The balance; payables with what is held back, without what is not billed yet.",
			"余额；应付款含质保金，不含尚未开票部分。").
			require(),
	)
}
