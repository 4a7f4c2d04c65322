package schema

func costsSheet() Sheet {
	return Sheet{
		Key: "Costs", Required: true,
		English: []string{"Costs", "Cost", "Budget", "Cost lines"},
		Chinese: []string{"成本", "预算", "成本预算", "成本明细"},
		Columns: []Column{
			required(column(KindText, "ID|No.|Code", "编号|序号|代码")),
			column(KindText, "Name|Item|Description|Cost line", "名称|项目名称|成本项|费用项目"),
			openChoice("Phase|Stage", "阶段", Phases()...),
			column(KindText, "Category", "类别|分类"),
			column(KindText, "Owner|Responsible", "责任人|负责人"),
			column(KindText, "Vendor|Supplier", "供应商"),
			required(column(KindMoney, "Amount|Base amount|Base|Total amount", "金额|预算金额|基准金额")),
			column(KindText, "Currency", "币种|货币"),
			choice("Basis", "口径|计价口径", option("total", "total|lump sum", "总额|合计|总价"), option("per month", "per month|monthly", "每月|按月")),
			column(KindQuantity, "Low|Minimum|Optimistic", "最低|最小|乐观值"),
			column(KindQuantity, "Likely|Most likely|Mode", "最可能|最可能值|最可能金额"),
			column(KindQuantity, "High|Maximum|Pessimistic", "最高|最大|悲观值"),
			choice("Shape|Distribution", "分布|分布形状", shapeOptions()...),
			choice("Range means", "区间含义|区间口径", rangeOptions()...),
			column(KindQuantity, "Uncertainty", "不确定性"),
			choice("Estimates are", "估计口径",
				option("amount", "amount|amounts|absolute", "金额|绝对值"), option("share", "% of base|share|of base|percent|relative", "基数百分比|占基数%|百分比|比例")),
			column(KindDate, "Start|Start month|Start date", "开始|开始月份|开始日期"),
			column(KindMonths, "Months|Duration", "月数|工期|持续月数"),
			column(KindQuantity, "Slip|Start delay", "延迟|开工延迟|延期"),
			column(KindQuantity, "Stretch|Duration factor", "工期系数|工期伸缩"),
			openChoice("Profile|Spending profile", "支出曲线|曲线", profileOptions()...),
			column(KindText, "Driver|Index", "驱动因素|价格指数"),
			column(KindQuantity, "Payment lag", "付款滞后|付款滞后(月)"),
			column(KindShare, "Advance %|Advance|Advance payment", "预付|预付比例|预付款比例"),
			column(KindBool, "Include|Included", "是否计入|计入"),
		},
	}
}

// Phases are the words for the phases of a project.
func Phases() []Option {
	return []Option{
		option("design", "design", "设计"),
		option("procurement", "procurement|purchasing", "采购"),
		option("construction", "construction|build|implementation", "施工|建设|实施"),
		option("operation", "operation|operations|operate", "运维|运营"),
		option("other", "other", "其他|其它"),
	}
}

func shapeOptions() []Option {
	return []Option{
		option("fixed", "Fixed|certain|constant", "固定|确定"),
		option("uniform", "Uniform", "均匀|均匀分布"),
		option("triangular", "Triangular|triangle", "三角|三角分布|三角形"),
		option("pert", "PERT|beta-pert", "PERT|贝塔PERT|PERT分布"),
		option("normal", "Normal|gaussian", "正态|正态分布"),
		option("lognormal", "Lognormal|log-normal", "对数正态|对数正态分布"),
	}
}

func rangeOptions() []Option {
	return []Option{
		option("min-max", "min-max|minimum-maximum", "最小-最大|最小至最大"),
		option("p5-p95", "P5-P95", "P5-P95"),
		option("p10-p90", "P10-P90", "P10-P90"),
		option("p15-p85", "P15-P85", "P15-P85"),
	}
}

func profileOptions() []Option {
	return []Option{
		option("even", "even|linear|flat", "平均|均匀|匀速"),
		option("front", "front|front-loaded", "前重|前期为主"),
		option("back", "back|back-loaded", "后重|后期为主"),
		option("s-curve", "s-curve|s curve", "S曲线|S型"),
		option("rayleigh", "rayleigh|norden-rayleigh", "瑞利|瑞利曲线"),
		option("start", "start|at start", "期初|一次性期初"),
		option("end", "end|at end", "期末|一次性期末"),
	}
}

func revenueSheet() Sheet {
	return Sheet{
		Key:     "Revenue",
		English: []string{"Revenue", "Revenues", "Income"},
		Chinese: []string{"收入", "收入预测", "营业收入"},
		Columns: []Column{
			required(column(KindText, "ID|No.|Code", "编号|序号|代码")),
			column(KindText, "Name|Stream|Description", "名称|收入项"),
			column(KindMoney, "Amount per month|Monthly amount|Amount", "月收入|每月金额|金额"),
			column(KindNumber, "Units|Units per month|Quantity", "数量|月数量|销量"),
			column(KindMoney, "Price|Unit price", "单价|价格"),
			column(KindDate, "Start|Start month|Start date", "开始|开始月份|开始日期"),
			column(KindDate, "End|End month|End date", "结束|结束月份|结束日期"),
			column(KindMonths, "Ramp months|Ramp", "爬坡|爬坡月数|爬坡期"),
			choice("Ramp shape", "爬坡形状|爬坡曲线", option("linear", "linear", "线性"), option("s-curve", "s-curve|s curve", "S曲线|S型")),
			column(KindShare, "Growth|Annual growth", "增长率|年增长率"),
			column(KindQuantity, "Volume|Volume uncertainty", "销量不确定性|销量系数"),
			column(KindQuantity, "Price uncertainty|Price factor", "价格不确定性|价格系数"),
			column(KindQuantity, "Shift|Delay", "延迟|推迟"),
			column(KindText, "Driver|Index", "驱动因素|价格指数"),
			column(KindQuantity, "Collection lag", "回款滞后|回款滞后(月)"),
			column(KindQuantity, "Uncollectable|Bad debt", "坏账率|坏账"),
			column(KindShare, "Monthly noise|Noise", "月度波动"),
			column(KindText, "Partner", "合作方"),
		},
	}
}
