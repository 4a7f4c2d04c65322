package schema

import "ballast/budget"

// revenueSheet has a row for each stream of revenue.
func revenueSheet() Sheet {
	return sheet("Revenue|Revenues|Income", "收入|收入预测|营业收入",
		"Revenue streams: what customers pay, from when, and how sure that is", "收入：客户付多少、从何时起、有多大把握",
		append(streamAmounts(), streamTiming()...)...)
}

// streamAmounts say what a stream brings.
func streamAmounts() []Column {
	return []Column{
		column(ID, "ID|No.|Code", "编号|序号|代码",
			"Short unique name, such as S1.",
			"唯一的简短编号，如 S1。").
			require().into(to(func(s *budget.Stream) any { return &s.ID })),
		column(Text, "Name|Stream|Description", "名称|收入项",
			"What is sold, and to whom.",
			"卖什么、卖给谁。").
			into(to(func(s *budget.Stream) any { return &s.Name })),
		column(Text, "Currency", "币种|货币",
			"Only where it differs from the plan's. The sheet Drivers must then have a driver of that name, its base value being the exchange rate.",
			"仅在与计划币种不同时填写，此时驱动因素表中须有同名驱动因素，其基准值为汇率。"),
		column(Money, "Amount per month|Monthly amount|Amount", "月收入|每月金额|金额",
			"Revenue of one month at maturity, after the ramp. Or give units and price.",
			"成熟期（爬坡结束后）的月收入。也可改填数量和单价。"),
		column(Count, "Units|Units per month|Quantity", "数量|月数量|销量",
			"Units sold in a month at maturity.",
			"成熟期每月的销售数量。"),
		column(Money, "Price|Unit price", "单价|价格",
			"Price of one unit.",
			"每单位的价格。"),
	}
}

// streamTiming say when it begins, how it grows and how sure that is.
func streamTiming() []Column {
	return []Column{
		column(Date, "Start|Start month|Start date", "开始|开始月份|开始日期",
			"First month with revenue.",
			"开始有收入的月份。").
			into(to(func(s *budget.Stream) any { return &s.StartMonth })),
		column(Date, "Expected start|Expected|Now expected|Expected date", "预计开始|现预计开始|预计日期",
			"Month in which the revenue is expected to begin now, when the planned one has passed without it.",
			"计划月份已过而尚无收入时，现预计的开始月份。").
			into(to(func(s *budget.Stream) any { return &s.Expected })),
		column(Date, "End|End month|End date", "结束|结束月份|结束日期",
			"Last month with revenue. Blank: to the horizon.",
			"最后一个有收入的月份。留空则持续到期末。").
			into(to(func(s *budget.Stream) any { return &s.EndMonth })),
		column(Time, "Ramp months|Ramp", "爬坡|爬坡月数|爬坡期",
			"Months from the start to maturity.",
			"从开始到成熟所需的月数。").
			into(to(func(s *budget.Stream) any { return &s.RampMonths })),
		column(Text, "Ramp shape", "爬坡形状|爬坡曲线",
			"linear, or s-curve: slow, fast, slow.",
			"线性，或 S曲线（慢—快—慢）。").
			choice(option("linear", "linear", "线性"), option("s-curve", "s-curve|s curve", "S曲线|S型")).into(to(func(s *budget.Stream) any { return &s.RampShape })),
		column(Growth, "Growth|Annual growth", "增长率|年增长率",
			"Annual growth on top of the ramp.",
			"爬坡之外的年增长率。").
			between(-0.99, 10).into(to(func(s *budget.Stream) any { return &s.Growth })),
		column(Factor, "Volume|Volume uncertainty", "销量不确定性|销量系数",
			"Factor on the volume, such as PERT(0.7,1,1.15).",
			"销量系数，如 PERT(0.7,1,1.15)。").
			uncertain().into(to(func(s *budget.Stream) any { return &s.Volume })),
		column(Factor, "Price uncertainty|Price factor", "价格不确定性|价格系数",
			"Factor on the price, such as PERT(0.9,1,1.02).",
			"价格系数，如 PERT(0.9,1,1.02)。").
			uncertain().into(to(func(s *budget.Stream) any { return &s.Price })),
		column(Time, "Shift|Delay", "延迟|推迟",
			"Months by which the start may be late.",
			"开始时间可能推迟的月数。").
			uncertain().into(to(func(s *budget.Stream) any { return &s.Shift })),
		column(ID, "Driver|Index", "驱动因素|价格指数",
			"A name of the sheet Drivers, whose index multiplies the revenue of each month.",
			"驱动因素表中的名称，各月收入乘以其指数。").
			of("Drivers").into(to(func(s *budget.Stream) any { return &s.Driver })),
		column(Time, "Collection lag", "回款滞后|回款滞后(月)",
			"Months until customers pay.",
			"客户付款所需的月数。").
			uncertain().into(to(func(s *budget.Stream) any { return &s.CollectionLag })),
		column(Share, "Uncollectable|Bad debt", "坏账率|坏账",
			"Share that is never paid.",
			"无法收回的比例。").
			uncertain().into(to(func(s *budget.Stream) any { return &s.Uncollectable })),
		column(Share, "Monthly noise|Noise", "月度波动",
			"Spread of single months around the plan, 0.05 for five percent.",
			"单月收入围绕计划的波动幅度，0.05 表示百分之五。").
			between(0, 3).into(to(func(s *budget.Stream) any { return &s.Noise })),
		column(ID, "Partner", "合作方",
			"The party that earns it, for information.",
			"取得该收入的合作方，仅供参考。").
			of("Partners").into(to(func(s *budget.Stream) any { return &s.Partner })),
	}
}
