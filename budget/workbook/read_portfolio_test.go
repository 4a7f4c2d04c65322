package workbook

import (
	"context"
	"strings"
	"testing"

	"ballast/budget"
)

// listed reads a portfolio that is written as text.
func listed(t *testing.T, lang, text string) (*budget.Portfolio, []budget.Problem) {
	t.Helper()
	data, err := FromText([]byte(text), lang)
	if err != nil {
		t.Fatal(err)
	}
	p, problems, err := ReadPortfolio(context.Background(), "p.xlsx", data, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return p, problems
}

// TestPortfolioReads: settings, limits by year, a row with everything and one with the
// file alone, in both languages.
func TestPortfolioReads(t *testing.T) {
	for lang, text := range map[string]string{
		"en": `== Portfolio
Name | Capital plan
Currency | EUR
Start month | 2026-01
As-of month | 2026-03
Discount rate | 5%
Reserve confidence | 85%
Budget limit | 1,200,000
Budget limit 2027 | 400,000
Seed | 7

== Plans
ID | Name | File | Include | Chance | Shift | Share | Priority | Owner | Group
A | Depot | plans/a.xlsx | yes | 60% | 3 | 40% | 2 | Li | North
 | | plans/*.xlsx | | | | | | |
C | Gone | plans/c.xlsx | no | | | | | |
`,
		"zh": `== 组合
名称 | 资本计划
币种 | EUR
开始月份 | 2026-01
截止月份 | 2026-03
折现率 | 5%
储备置信度 | 85%
预算上限 | 1,200,000
2027年预算上限 | 400,000
随机种子 | 7

== 计划清单
编号 | 名称 | 文件 | 纳入 | 实施概率 | 推迟月数 | 我方份额 | 优先级 | 负责人 | 分组
A | Depot | plans/a.xlsx | 是 | 60% | 3 | 40% | 2 | Li | North
 | | plans/*.xlsx | | | | | | |
C | Gone | plans/c.xlsx | 否 | | | | | |
`} {
		p, problems := listed(t, lang, text)
		for _, x := range problems {
			if x.Severity > budget.Note {
				t.Errorf("%s: %s", lang, x.Format(nil))
			}
		}
		s := p.Settings
		if s.Currency != "EUR" || s.Start != (budget.Month{Year: 2026, Month: 1}) || s.ReserveConfidence != 0.85 || s.BudgetLimit == nil || p.Seed == nil || *p.Seed != 7 || p.Language != lang {
			t.Errorf("%s: settings %+v", lang, s)
		}
		if p.Rate == nil || *p.Rate != 0.05 || s.AsOf == nil || *s.AsOf != (budget.Month{Year: 2026, Month: 3}) {
			t.Errorf("%s: discount rate %v, as of %v", lang, p.Rate, s.AsOf)
		}
		if len(p.YearLimits) != 1 || p.YearLimits[0].Year != 2027 || p.YearLimits[0].Amount.IntPart() != 400000 {
			t.Errorf("%s: year limits %v", lang, p.YearLimits)
		}
		if len(p.Members) != 3 {
			t.Fatalf("%s: %d members", lang, len(p.Members))
		}
		a, b := p.Members[0], p.Members[1]
		if a.ID != "A" || a.Chance != 0.6 || !a.Shift.Written() || a.Shift.Text != "3" || !a.ShiftFunding || a.Share != 0.4 || a.Priority != 2 || a.Owner != "Li" || a.Group != "North" || !a.Include {
			t.Errorf("%s: %+v", lang, a)
		}
		if b.File != "plans/*.xlsx" || b.Chance != 1 || b.Share != 1 || !b.Include || p.Members[2].Include {
			t.Errorf("%s: %+v %+v", lang, b, p.Members[2])
		}
		if s.Scenarios != 0 || s.Horizon != 0 {
			t.Errorf("%s: what is not said is %d scenarios, %d months", lang, s.Scenarios, s.Horizon)
		}
	}
}

// TestPortfolioProblems: what is wrong in the list is said with its cell, all at once;
// sheets that would change the answer are never passed over.
func TestPortfolioProblems(t *testing.T) {
	const head = "== Plans\nID | File | Chance | Shift | Share\n"
	for text, want := range map[string][]string{
		head + "A | a.xlsx | 160% | 1 | 50%\nB | b.xlsx | 50% | 1.5 | 150%\n":            {"Plans!C", "Plans!D", "Plans!E"},
		head + "A | a.xlsx | often | | \n":                                               {"Plans!C"},
		"== Portfolio\nName | x\n":                                                       {"[missing-sheet]"},
		"== Plans\nID | Chance\nA | 50%\n":                                               {"[missing-column]"},
		head + "A | a.xlsx | | |\n\n== Pool\nID | Kind | Amount\nF1 | own funds | 100\n": {"Pool", "[pool-start]"},
		"== Portfolio\nStart month | 2026-01\n\n" + head + "A | a.xlsx | | |\n\n== Pool\nID | Kind | Amount\nF1 | prepayment | 100\n": {"Pool!A", "[pool-source]"},
		"== Portfolio\nStart month | 2026-01\n\n" + head + "A | a.xlsx | | |\n\n== Pool\nID | Kind | Amount\nF1 | loan | -100\n":      {"Pool!C", "[negative-amount]"},
		head + "A | a.xlsx | | |\n\n== Costs\nID | Amount\nC1 | 100\n":                                                                {"Costs", "[portfolio-sheet]"},
		"== Portfolio\nStart month | someday\n\n" + head + "A | a.xlsx | | |\n":                                                       {"Portfolio!B"},
		"== 计划清单\n编号 | 文件\nA | a.xlsx\n\n== 风险\n编号 | 概率\nR1 | 10%\n":                                                                  {"[portfolio-sheet]"},
	} {
		_, problems := listed(t, "en", text)
		var said strings.Builder
		for _, x := range problems {
			if x.Severity == budget.Error {
				said.WriteString(x.Format(nil) + "\n")
			}
		}
		for _, w := range want {
			if !strings.Contains(said.String(), w) {
				t.Errorf("%q is not said of\n%s\n%s", w, text, said.String())
			}
		}
	}
}

// TestPortfolioCompany: drivers in common, a pool, correlations between plans, the year
// of the budget and an uncertain shift, in both languages.
func TestPortfolioCompany(t *testing.T) {
	for lang, text := range map[string]string{
		"en": `== Portfolio
Start month | 2026-01
Year starts | April
Cash | pooled
Opening cash | 5,000

== Plans
ID | File | Shift | Shift funding
A | a.xlsx | PERT(0,2,6) | no
B | b.xlsx | | 

== Drivers in common
Name | Plan | Driver
Steel | B | Rebar
Copper | |

== Pool
ID | Name | Kind | Committed | Date | Draw | Priority
F1 | Treasury | own funds | 100,000 | 2026-03 | |
F2 | Bank | revolver | 50,000 | | |

== Correlations
A | B | Rho
P1 | P2 | 0.4
`,
		"zh": `== 组合
开始月份 | 2026-01
年度起始月 | 4月
现金 | 归集
期初现金 | 5,000

== 计划清单
编号 | 文件 | 推迟月数 | 资金随推迟
A | a.xlsx | PERT(0,2,6) | 否
B | b.xlsx | | 

== 共同驱动因素
名称 | 计划 | 驱动因素
Steel | B | Rebar
Copper | |

== 资金池
编号 | 名称 | 类型 | 承诺金额 | 到位日期 | 提款方式 | 优先级
F1 | 资金部 | 自有资金 | 100,000 | 2026-03 | |
F2 | 银行 | 循环贷款 | 50,000 | | |

== 相关性
变量A | 变量B | 相关系数
P1 | P2 | 0.4
`} {
		p, problems := listed(t, lang, text)
		for _, x := range problems {
			if x.Severity == budget.Error {
				t.Errorf("%s: %s", lang, x.Format(nil))
			}
		}
		if len(p.Members) != 2 || p.YearStarts != 4 || !p.Pooled || p.Settings.OpeningCash.IntPart() != 5000 || p.Members[0].Shift.Text != "PERT(0,2,6)" || p.Members[0].ShiftFunding || !p.Members[1].ShiftFunding {
			t.Errorf("%s: %+v", lang, p)
		}
		if len(p.Common) != 2 || p.Common[0].Plan != "B" || p.Common[0].Driver != "Rebar" || len(p.Correlations) != 1 || p.Correlations[0].Rho != 0.4 {
			t.Errorf("%s: %+v %+v", lang, p.Common, p.Correlations)
		}
		if len(p.Pool) != 2 || p.Pool[0].ArriveMonth != 2 || p.Pool[0].Committed.IntPart() != 100000 || !p.Pool[1].OnDemand {
			t.Errorf("%s: pool %+v", lang, p.Pool)
		}
	}
}

// TestPortfolioFilesAlone: a list may consist of its files, whatever stands above or beside
// them, in both languages; a row that is named like another column is no header then.
func TestPortfolioFilesAlone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ lang, text string }{
		"file":    {"en", "== Plans\nFile\na.xlsx\nplans/*.xlsx\n"},
		"title":   {"en", "== Plans\nPlan\nas of March\n\nWorkbook\na.xlsx\nplans/*.xlsx\n"},
		"remarks": {"en", "== List of plans\nRemarks | Path\nold | a.xlsx\nnew | plans/*.xlsx\n"},
		"chinese": {"zh", "== 计划清单\n文件\na.xlsx\nplans/*.xlsx\n"},
		"numbers": {"zh", "== 计划列表\n! 计划\n说明 | 工作簿\n1 | a.xlsx\n2 | plans/*.xlsx\n"},
	} {
		p, problems := listed(t, c.lang, c.text)
		if budget.HasErrors(problems) || len(p.Members) != 2 || p.Members[0].File != "a.xlsx" || p.Members[1].File != "plans/*.xlsx" {
			t.Errorf("%s: %+v, %v", name, p.Members, problems)
		}
	}
	if p, problems := listed(t, "en", "== Plans\nName\na.xlsx\n"); !budget.HasErrors(problems) || len(p.Members) > 0 {
		t.Errorf("a list without files: %+v, %v", p.Members, problems)
	}
}
