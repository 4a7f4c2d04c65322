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
	for _, field := range []string{"Name", "Language", "Currency", "Start month", "Horizon", "Budget limit", "Reserve confidence", "Scenarios", "Seed", "Sampling", "Decimal", "Date order"} {
		if c, ok := plan.Column(field); ok {
			c.Absent = ""
			settings.Columns = append(settings.Columns, c)
		}
	}
	for year := firstYear; year <= lastYear; year++ {
		settings.Columns = append(settings.Columns, column(Money, fmt.Sprintf("Budget limit %d|Limit %d", year, year), fmt.Sprintf("预算上限%d|%d年预算上限|预算上限 %d年|%d年上限", year, year, year, year),
			"Limit on the cost of that calendar year.",
			"该日历年度的成本上限。"))
	}
	return []Sheet{settings, plansSheet()}
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
			require().into(to(func(m *budget.Member) any { return &m.File })),
		column(Text, "Include|In", "纳入|是否纳入",
			"No leaves the plan out. Blank: yes.",
			"填“否”则不纳入。留空为“是”。").
			yesNo().absent("yes").into(to(func(m *budget.Member) any { return &m.Include })),
		column(Probability, "Chance|Chance of going ahead", "实施概率|概率",
			"How likely the plan is to go ahead. Blank: it does.",
			"计划得以实施的概率。留空则视为必定实施。").
			whole().into(to(func(m *budget.Member) any { return &m.Chance })),
		column(Time, "Shift|Put off|Delay", "推迟|推迟月数",
			"Whole months by which the plan is put off: its work, arrivals and risks move, prices go on rising from its own start.",
			"整体推迟的月数（整数）：工作、到款与风险时间一并顺延，价格仍自原起点上涨。").
			between(0, 599).into(to(func(m *budget.Member) any { return &m.Shift })),
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
