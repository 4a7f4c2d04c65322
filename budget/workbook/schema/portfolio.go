package schema

import (
	"fmt"

	"ballast/budget"
)

// The calendar years that a portfolio may have a limit for.
const firstYear, lastYear = 2000, 2100

// PortfolioSheets returns every sheet of a workbook that lists plans: its settings, which
// have the key of those of a plan, and the list.
func PortfolioSheets() []Sheet {
	settings := sheet("Portfolio|Portfolio settings", "组合|计划组合|组合设置",
		"Settings that hold for all plans", "适用于所有计划的设置")
	settings.Key = "Project"
	plan := projectSheet()
	for _, field := range []string{"Name", "Language", "Currency", "Start month", "As-of month", "Discount rate", "Horizon", "Fiscal year starts", "Budget limit", "Opening cash", "Minimum cash", "Reserve confidence", "Liquidity confidence", "Scenarios", "Seed", "Sampling", "Decimal", "Date order"} {
		if c, ok := plan.Column(field); ok {
			c.Absent = ""
			if field == "As-of month" || field == "Discount rate" {
				c.help = help{"Stands above what the plans say. Blank: each plan's own.", "优先于各计划自身的设置。留空则各计划采用自身设置。"}
			}
			if field == "Fiscal year starts" {
				c.English, c.Chinese = append(c.English, "Year starts", "Budget year starts"), append(c.Chinese, "年度起始月", "预算年度起始月")
			}
			settings.Columns = append(settings.Columns, c)
		}
	}
	settings.Columns = append(settings.Columns, column(Text, "Cash|Cash of the plans", "现金|现金管理方式",
		"ring-fenced: a plan's cash helps no other plan (default). pooled: the cash of all plans is one, and only what all of them lack together is taken from the pool.",
		"专户：各计划的现金互不调剂（默认）；归集：各计划的现金合并使用，仅合并后的不足由资金池补足。").
		choice(option("ring-fenced", "ring-fenced|ring fenced|separate", "专户|专款专用|不归集"), option("pooled", "pooled|pool|together", "归集|集中|合并")))
	for year := firstYear; year <= lastYear; year++ {
		settings.Columns = append(settings.Columns, column(Money, fmt.Sprintf("Budget limit %d|Limit %d", year, year), fmt.Sprintf("预算上限%d|%d年预算上限|预算上限 %d年|%d年上限", year, year, year, year),
			"Limit on the cost of that calendar year.",
			"该日历年度的成本上限。"))
	}
	return []Sheet{settings, plansSheet(), commonSheet(), poolSheet(), betweenSheet()}
}

// commonSheet says which drivers of the plans are one.
func commonSheet() Sheet {
	return sheet("Drivers in common|Common drivers|Shared drivers", "共同驱动因素|共用驱动因素",
		"Drivers of plans that are one, though they have different names, or that are not one though they have the same", "名称不同但实为同一个，或名称相同但并非同一个的各计划驱动因素",
		column(ID, "Name|Common name", "名称|共同名称",
			"Name in the portfolio. Drivers that come under one name are one.",
			"在组合中的名称。归入同一名称的驱动因素视为同一个。").
			require().into(to(func(c *budget.CommonDriver) any { return &c.Name })),
		column(Text, "Plan|Plan ID", "计划|计划编号",
			"ID of the plan that has it. Blank: every plan with a driver of that name.",
			"所在计划的编号。留空则为所有具有该驱动因素的计划。").
			into(to(func(c *budget.CommonDriver) any { return &c.Plan })),
		column(Text, "Driver|Driver in the plan", "驱动因素|计划中的驱动因素",
			"What the plan calls it. Blank: the same name.",
			"该计划中的名称。留空则与名称相同。").
			into(to(func(c *budget.CommonDriver) any { return &c.Driver })),
	)
}

// poolSheet has the sources of the company, in the layout of the funding of a plan.
func poolSheet() Sheet {
	s := fundingSheet()
	s.Key, s.English, s.Chinese = "Pool", []string{"Pool", "Cash pool", "Company funding"}, []string{"资金池", "公司资金"}
	s.help = help{"Money of the company, beside the plans' own funding: it lends what they lack", "公司层面的资金：在各计划自有资金来源之外，补足其短缺"}
	return s
}

// betweenSheet has the correlations between plans.
func betweenSheet() Sheet {
	return sheet("Correlations|Correlation|Correlations between plans", "相关性|相关系数|相关矩阵|计划间相关性",
		"Plans that go well or badly together beyond what their drivers explain: rank correlations", "驱动因素之外仍同涨同落的计划：秩相关系数",
		column(ID, "A|First", "变量A|甲|A|计划A",
			"ID of a plan.",
			"计划编号。"),
		column(ID, "B|Second", "变量B|乙|B|计划B",
			"The other of the two.",
			"另一个计划。"),
		column(Correlation, "Rho|Correlation|Rank correlation", "相关系数|秩相关系数",
			"Rank correlation from -1 to 1; 0.3 is mild, 0.6 is strong.",
			"秩相关系数，-1 到 1；0.3 为弱，0.6 为强。").
			between(-1, 1).strict(),
	)
}

// YearLimitField is the setting with the limit of a calendar year.
func YearLimitField(year int) string { return fmt.Sprintf("Budget limit %d", year) }

// LimitYears are the first and the last year that may have a limit.
func LimitYears() (first, last int) { return firstYear, lastYear }

// plansSheet has a row for each plan of a portfolio, or for each pattern of files.
func plansSheet() Sheet {
	return sheet("Plans|List of plans|Plan list", "计划清单|计划列表|计划",
		"The plans of the portfolio, one a row", "组合中的各项计划，每行一项",
		column(ID, "ID|No|Plan ID", "编号|计划编号",
			"Short name of the plan. Blank: its Plan ID, else the name of its file.",
			"计划的简短编号。留空则取其计划编号，再无则取文件名。").
			into(to(func(m *budget.Member) any { return &m.ID })),
		column(Text, "Name|Plan|Title", "名称|计划名称",
			"For reading. Blank: as the plan says.",
			"仅供阅读。留空则取计划自身的名称。").
			into(to(func(m *budget.Member) any { return &m.Name })),
		column(Text, "File|Workbook|Path", "文件|工作簿|路径",
			"The plan's workbook, relative to this one, or a pattern such as plans/*.xlsx.",
			"计划工作簿，相对本文件的路径，或 plans/*.xlsx 这样的通配。").
			require().alone().into(to(func(m *budget.Member) any { return &m.File })),
		column(Text, "Include|In", "纳入|是否纳入",
			"No leaves the plan out. Blank: yes.",
			"填“否”则不纳入。留空为“是”。").
			yesNo().absent("yes").into(to(func(m *budget.Member) any { return &m.Include })),
		column(Probability, "Chance|Chance of going ahead", "实施概率|概率",
			"How likely the plan is to go ahead. Blank: it does.",
			"计划得以实施的概率。留空则视为必定实施。").
			whole().into(to(func(m *budget.Member) any { return &m.Chance })),
		column(Time, "Shift|Put off|Delay", "推迟|推迟月数",
			"Whole months by which the plan is put off, such as 3 or PERT(0,2,6): its work, arrivals and risks move, prices go on rising from its own start.",
			"整体推迟的月数，如 3 或 PERT(0,2,6)，取整月：工作、到款与风险时间一并顺延，价格仍自原起点上涨。").
			uncertain().into(to(func(m *budget.Member) any { return &m.Shift })),
		column(Text, "Shift funding|Put off funding", "资金随推迟|到款随推迟",
			"No keeps the dates of its funding when the plan is put off. Blank: yes.",
			"填“否”则计划推迟时到款日期不变。留空为“是”。").
			yesNo().absent("yes").into(to(func(m *budget.Member) any { return &m.ShiftFunding })),
		column(Share, "Share|Our share", "份额|我方份额",
			"Our part of a joint plan: it multiplies cost and base. Blank: all of it.",
			"联合计划中我方所占份额，同时作用于成本与基准。留空则为全部。").
			whole().into(to(func(m *budget.Member) any { return &m.Share })),
		column(Count, "Priority|Rank", "优先级|优先顺序",
			"1 first: the order in which plans are set against the limit.",
			"1 为最高：按此顺序与预算上限比较。").
			between(1, 1e6).into(to(func(m *budget.Member) any { return &m.Priority })),
		column(Text, "Owner|Responsible", "负责人|责任人",
			"Who answers for the plan; the reserve is also split by owner.",
			"计划负责人；储备也按负责人分摊。").
			into(to(func(m *budget.Member) any { return &m.Owner })),
		column(Text, "Group|Programme|Division", "分组|板块|部门",
			"Plans that belong together; the reserve is also split by group.",
			"同属一类的计划；储备也按分组分摊。").
			into(to(func(m *budget.Member) any { return &m.Group })),
	)
}
