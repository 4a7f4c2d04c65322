package schema

import "ballast/budget"

// fundingSheet has a row for each source of money.
func fundingSheet() Sheet {
	return sheet("Funding|Sources|Funding sources", "资金来源|融资|资金",
		"Funding sources: who gives money, when, on what terms, and how sure that is", "资金来源：谁出钱、何时到位、什么条件、有多大把握",
		append(append(sourceArrival(), sourceTerms()...), sourceRules()...)...)
}

// sourceArrival say who brings how much, and when.
func sourceArrival() []Column {
	return []Column{
		column(ID, "ID|No.|Code", "编号|序号|代码",
			"Short unique name, such as F1.",
			"唯一的简短编号，如 F1。").
			require().into(to(func(s *budget.Source) any { return &s.ID })),
		column(Text, "Name|Source|Description", "名称|来源|资金名称",
			"Who gives the money.",
			"出资方或资金名称。").
			into(to(func(s *budget.Source) any { return &s.Name })),
		column(Text, "Kind|Type", "类型|资金类型",
			"loan, revolver, equity, own funds, venture capital, industry fund, grant, partner contribution or customer prepayment.",
			"贷款、循环贷款、股权、自有资金、风险投资、产业基金、补助、合作方出资或客户预付款。").
			require().choice(
			option("loan", "loan|bank loan|term loan", "贷款|银行贷款"),
			option("revolver", "revolver|revolving credit|credit line", "循环贷款|循环授信|授信额度"),
			option("equity", "equity", "股权|股权融资|权益资金"),
			option("own", "own funds|own", "自有资金|自筹资金"),
			option("venture", "venture capital|venture|VC", "风险投资|创业投资|风投"),
			option("industry", "industry fund|industry", "产业基金|产业投资基金"),
			option("grant", "grant|subsidy", "补助|政府补助|拨款"),
			option("partner", "partner contribution|partner", "合作方出资|合作方投入"),
			option("prepayment", "customer prepayment|prepayment", "客户预付款|预收款")).into(to(func(s *budget.Source) any { return &s.Kind })),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's. The sheet Drivers must then have a driver of that name, its base value being the exchange rate.",
			"仅在与计划币种不同时填写，此时驱动因素表中须有同名驱动因素，其基准值为汇率。"),
		column(Money, "Committed|Committed amount|Amount", "承诺金额|承诺额|金额",
			"The whole sum promised; for a revolver, its limit.",
			"承诺的总额；循环贷款填额度。").
			require(),
		column(Date, "Date|Arrival date|Arrival", "到位日期|到位月份|日期",
			"Month in which the money is due. Not used when the sheet Tranches splits the sum.",
			"计划到位的月份。若到位计划表列有分期，则以分期为准。").
			into(to(func(s *budget.Source) any { return &s.ArriveMonth })),
		fundingExpected("Month in which the money is expected now, when the planned one has passed without it. The delay then counts from it.",
			"计划月份已过而资金未到时，现预计的到位月份；延迟自该月起算。").
			into(to(func(s *budget.Source) any { return &s.Expected })),
		fundingStatus(),
		column(Time, "Delay", "延迟|到位延迟",
			"Months by which it may be late, such as PERT(0,1,5).",
			"可能推迟到位的月数，如 PERT(0,1,5)。").
			uncertain().into(to(func(s *budget.Source) any { return &s.Delay })),
		column(Probability, "Arrival probability|Probability", "到位概率|概率",
			"How likely it is that the money comes at all. Blank: certain.",
			"资金最终能够到位的概率。留空视为必定到位。").
			whole().into(to(func(s *budget.Source) any { return &s.Probability })),
		column(Factor, "Amount factor", "金额系数",
			"Factor on the sum that comes, such as PERT(0.7,1,1).",
			"实际到位金额的系数，如 PERT(0.7,1,1)。").
			uncertain().into(to(func(s *budget.Source) any { return &s.AmountFactor })),
	}
}

// sourceTerms say what the money costs and how it is repaid.
func sourceTerms() []Column {
	return []Column{
		column(Fee, "Upfront fee %|Upfront fee", "前端费率|前期费率|手续费率",
			"Fee on the sum, kept back when it is paid out.",
			"按放款额收取的费用，放款时扣除。").
			between(0, 1).into(to(func(s *budget.Source) any { return &s.UpfrontFee })),
		column(Fee, "Commitment fee %|Commitment fee", "承诺费率|承诺费",
			"Annual fee on what is not yet drawn.",
			"对未提款额度收取的年费率。").
			between(0, 1).into(to(func(s *budget.Source) any { return &s.CommitmentFee })),
		column(Interest, "Rate|Interest rate|Annual rate", "年利率|利率",
			"Nominal interest per year, when it is fixed. Of owners' money (equity, own funds, venture capital, industry fund, partner contribution): the annual return that they require; no cash leaves for it.",
			"固定利率时的名义年利率。对股东资金（股权、自有资金、风险投资、产业基金、合作方出资）则为其要求的年回报率，不产生现金支出。").
			between(0, 1).into(to(func(s *budget.Source) any { return &s.Rate })),
		column(ID, "Rate driver", "利率驱动因素|基准利率",
			"A driver that is the floating base rate; the spread is added to it.",
			"作为浮动基准利率的驱动因素，利差加在其上。").
			of("Drivers").into(to(func(s *budget.Source) any { return &s.RateDriver })),
		column(Interest, "Spread|Margin", "利差|加点",
			"Margin over the rate driver, per year.",
			"在基准利率之上的年加点。").
			between(-0.5, 1).into(to(func(s *budget.Source) any { return &s.Spread })),
		column(Interest, "Paid return|Preferred dividend|Preferred return|Fixed coupon|Dividend rate", "支付回报率|优先股股息率|优先回报率|固定股息率|股息率",
			"Return per year that is paid in cash on owners' money, such as a preferred dividend. Blank: nothing is paid.",
			"对股东资金每年以现金支付的回报率，如优先股股息。留空表示不支付。").
			between(0, 1).into(to(func(s *budget.Source) any { return &s.PaidReturn })),
		column(Time, "Grace|Grace months|Grace period", "宽限期|宽限期(月)",
			"Months before the first repayment of principal.",
			"首次还本之前的月数。").
			into(to(func(s *budget.Source) any { return &s.GraceMonths })),
		column(Text, "Interest in grace", "宽限期利息",
			"Whether interest of the grace months is paid or added to the debt.",
			"宽限期利息是照付还是计入本金。").
			choice(option("paid", "paid|pay", "支付|照付"), option("capitalised", "capitalised|capitalized|capitalise", "资本化|计入本金")),
		column(Text, "Repayment", "还款方式",
			"none, bullet, equal principal, annuity, or sweep: repaid from spare cash.",
			"无、到期一次还本、等额本金、等额本息，或以富余现金随时清偿。").
			choice(
				option("none", "none|not repaid", "无|不还本"),
				option("bullet", "bullet|at maturity", "到期一次还本|一次还本"),
				option("equal", "equal principal|equal", "等额本金"),
				option("annuity", "annuity|level payment", "等额本息"),
				option("sweep", "sweep|cash sweep", "现金清偿|现金扫款|富余还款")),
		column(Time, "Term|Term months", "期限|贷款期限|期限(月)",
			"Months from payout to the last repayment, grace included.",
			"从放款到最后一次还本的月数，含宽限期。").
			into(to(func(s *budget.Source) any { return &s.TermMonths })),
		column(Text, "Payment frequency|Repayment frequency|Instalment frequency|Payment interval", "付款频率|还款频率|还本付息频率|付息频率",
			"How often interest and principal are paid, counted from the payout: monthly, quarterly, half-yearly or yearly. Blank: monthly.",
			"自放款起多久还本付息一次：每月、每季、每半年或每年。留空为每月。").
			choice(
				option("monthly", "monthly|every month|per month|month", "每月|按月|月付|月"),
				option("quarterly", "quarterly|every quarter|per quarter|quarter|every 3 months|every three months", "每季|按季|每季度|按季度|季付|季"),
				option("half-yearly", "half-yearly|semi-annual|semi-annually|half-year|biannual|every 6 months|every six months", "每半年|按半年|半年付|半年"),
				option("yearly", "yearly|annual|annually|every year|per year|year|every 12 months", "每年|按年|年付|年")).absent("monthly"),
	}
}

// sourceRules bound how a source is drawn and mixed with others.
func sourceRules() []Column {
	return []Column{
		column(Date, "Available from", "可用起始|可提款起始",
			"First month in which it can be drawn.",
			"可以提款的首月。"),
		column(Date, "Available to|Available until", "可用截止|可提款截止",
			"Last month in which it can be drawn.",
			"可以提款的末月。").
			into(to(func(s *budget.Source) any { return &s.AvailableTo })),
		column(Count, "Priority", "优先级|优先顺序",
			"Order in which sources on demand are drawn, 1 first.",
			"按需提款时的先后顺序，1 最先。").
			into(to(func(s *budget.Source) any { return &s.Priority })),
		column(Text, "Draw|Draw rule", "提款方式",
			"scheduled: comes on its date. on demand: drawn when cash is short.",
			"计划：按日期到位；按需：现金不足时提取。").
			choice(option("scheduled", "scheduled|on schedule", "计划|按计划"), option("on demand", "on demand|as needed", "按需|按需提款")),
		column(Share, "Max share|Maximum share", "最高占比|占比上限",
			"Highest share of all funding that this source may make up.",
			"该来源在全部资金中的最高占比。").
			whole().into(to(func(s *budget.Source) any { return &s.MaxShare })),
		column(Money, "Min amount|Minimum amount", "最低金额|最小金额",
			"Least sum when it is used at all.",
			"一旦使用，不得少于的金额。").
			into(to(func(s *budget.Source) any { return &s.MinAmount })),
		column(Money, "Max amount|Maximum amount", "最高金额|最大金额",
			"Highest sum that may be outstanding.",
			"可以使用的最高金额。").
			into(to(func(s *budget.Source) any { return &s.MaxAmount })),
		column(Share, "Co-financing ratio|Co-financing rate|Co-financing %|Co-financing|Funding rate|Grant rate", "资助比例|补助比例|配套比例",
			"Highest share of the total cost that this source pays: a cheaper project gets less.",
			"该来源承担总成本的最高比例：项目花费减少，到位金额随之减少。").
			whole().into(to(func(s *budget.Source) any { return &s.CoFinancing })),
		column(ID, "Recovered from|Recovered from streams|Offset against", "抵扣收入|抵扣来源|冲抵收入",
			"Of a customer prepayment: IDs of the revenue streams whose collections it is set off against until it is used up. Blank: all streams.",
			"客户预付款：以哪些收入流的回款逐步抵扣（填编号），直至抵完。留空则为全部收入流。").
			list(),
		column(Share, "Equity share|Share of equity", "股权比例|让渡股权比例",
			"Share of the equity that is given away for the committed amount; the mixes report the dilution.",
			"取得承诺金额所让渡的股权比例，用于计算各组合的股权稀释。").
			between(0, 1).into(to(func(s *budget.Source) any { return &s.EquityShare })),
		column(ID, "Partner", "合作方",
			"The party that gives it, for information.",
			"提供资金的合作方，仅供参考。").
			of("Partners").into(to(func(s *budget.Source) any { return &s.Partner })),
	}
}

// tranchesSheet has a row for each dated instalment of a source.
func tranchesSheet() Sheet {
	return sheet("Tranches|Instalments", "到位计划|分期到位|资金到位计划",
		"Dated instalments of the funding sources", "各资金来源的分期到位计划",
		column(ID, "Source|Source ID|ID", "来源|资金来源|来源编号|编号",
			"ID of the source on the sheet Funding.",
			"资金来源表中的编号。").
			require().of("Funding").into(to(func(t *budget.Tranche) any { return &t.Source })),
		column(Date, "Date|Month", "日期|到位日期|月份",
			"Month in which the instalment is due.",
			"该期资金计划到位的月份。").
			require().into(to(func(t *budget.Tranche) any { return &t.Month })),
		fundingExpected("Month in which the instalment is expected now, when the planned one has passed without it.",
			"计划月份已过而该期资金未到时，现预计的到位月份。").
			into(to(func(t *budget.Tranche) any { return &t.Expected })),
		fundingStatus(),
		column(Money, "Amount", "金额",
			"Sum of the instalment.",
			"该期金额。").
			require(),
		column(Probability, "Probability|Arrival probability", "概率|到位概率",
			"How likely it comes. Blank: as the source says.",
			"该期到位的概率。留空则取资金来源的设定。").
			whole().into(to(func(t *budget.Tranche) any { return &t.Probability })),
		column(Time, "Delay", "延迟|到位延迟",
			"Months by which it may be late. Blank: as the source says.",
			"该期可能推迟的月数。留空则取资金来源的设定。").
			uncertain().into(to(func(t *budget.Tranche) any { return &t.Delay })),
		column(ID, "Condition|Conditions", "条件|到位条件",
			"IDs of cost lines that must be done, and of risks that must not have occurred, before the money comes; with commas between, all of them.",
			"到位的前提：须已完成的成本项编号，或不得发生的风险编号；多个以逗号分隔，须全部满足。").
			list(),
	)
}

// fundingExpected is when the money of a source or an instalment is expected now.
func fundingExpected(english, chinese string) Column {
	return column(Date, "Expected|Expected date|Now expected", "预计到位|现预计到位|预计日期", english, chinese)
}

// fundingStatus says whether more of a source or an instalment is to come.
func fundingStatus() Column {
	return column(Text, "Status", "状态",
		"closed: no more of it comes. Blank: open.",
		"已关闭：不再有资金到位。留空为进行中。").
		choice(option("open", "open", "进行中|未结"), option("closed", "closed|complete|completed", "已关闭|已结|已结束")).absent("open")
}
