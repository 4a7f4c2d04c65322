package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// emergency is the resources and the drill set of a plan, in two languages.
var emergency = map[string]string{
	"en": gated["en"] + `
== Resources
Resource | Date | Entry | Quantity | Kind | Tier | Holder | Event | Grade
Pump | 2025-11 | stock | 3 | equipment | site | Site store | |
Big pump | 2025-11 | | 1 | equipment | company | Depot | |
Sandbags | 2025-11 | stock | 200 | material | site | Site store | |
Pump | 2026-03 | use | 2 | | | Bob | R1 |
Pump | 2026-03 | return | 1 | | | Bob | R1 |
Sandbags | 2026-03 | use | 150 | | | Bob | R1 |
Pump | 2026-05 | use | 2 | | | Bob | R1 |
equipment | 2025-11 | need | 2 | | | | | major
Sandbags | 2025-11 | need | 120 | | | | | major
Sandbags | 2025-11 | need | 30 | | | | | larger

== Stress
Shock | Name | Set
costs +15% | Dear steel | Bank and supplier
costs +30% | Supplier fails | Bank and supplier
costs +50% | Worst |
`, "zh": gated["zh"] + `
== 应急资源台账
资源名称 | 日期 | 业务 | 数量 | 类别 | 层级 | 保管人 | 风险编号 | 事件等级
Pump | 2025-11 | 库存 | 3 | equipment | site | Site store | |
Big pump | 2025-11 | | 1 | equipment | company | Depot | |
Sandbags | 2025-11 | 入库 | 200 | material | site | Site store | |
Pump | 2026-03 | 领用 | 2 | | | Bob | R1 |
Pump | 2026-03 | 归还 | 1 | | | Bob | R1 |
Sandbags | 2026-03 | 领用 | 150 | | | Bob | R1 |
Pump | 2026-05 | 领用 | 2 | | | Bob | R1 |
equipment | 2025-11 | 需求 | 2 | | | | | 重大
Sandbags | 2025-11 | 需求 | 120 | | | | | 重大
Sandbags | 2025-11 | 需求 | 30 | | | | | 较大

== 压力情景
冲击 | 名称 | 演练组
成本 +15% | Dear steel | Bank and supplier
成本 +30% | Supplier fails | Bank and supplier
成本 +50% | Worst |
`}

// TestResourcesByHand: what is held, in use and at hand at the as-of month, by whom and
// for which event, and what each grade of event needs of it, in both languages; what is
// dated later does not count.
func TestResourcesByHand(t *testing.T) {
	for lang, source := range emergency {
		o := cycled(t, source)
		got := ""
		for _, x := range o.Resources.Items {
			got += fmt.Sprintf("%s %s %s %s %g %g %g %d; ", x.Name, x.Kind, x.Tier, x.Holder, x.Stock, x.Out, x.AtHand, len(x.Uses))
		}
		for _, n := range o.Resources.Needs {
			got += fmt.Sprintf("%s %s %g %g %g; ", n.Grade, n.What, n.Needed, n.AtHand, n.Short)
		}
		want := "Pump equipment site Site store 3 1 2 2; Big pump equipment company Depot 1 0 1 0; Sandbags material site Site store 200 150 50 1; " +
			"major equipment 2 3 0; major Sandbags 120 50 70; larger Sandbags 30 50 0; "
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", lang, got, want)
		}
		if use := o.Resources.Items[0].Uses[0]; use.Who != "Bob" || use.Event != "R1" || use.Date != "2026-03" {
			t.Errorf("%s: %+v", lang, use)
		}
	}
}

// TestDrill: a set of stresses is run, kept with who, when and what was found, and listed;
// a run then takes its date for the last drill.
func TestDrill(t *testing.T) {
	for lang, source := range emergency {
		book := plan(t, strings.NewReplacer("As-of month | 2026-03", "As-of month | 2026-03\nLast drill | 2024-06", "截止月份 | 2026-03", "截止月份 | 2026-03\n演练日期 | 2024-06").Replace(source))
		store := filepath.Join(t.TempDir(), "plans.db")
		got := ballast(t, "drill", book, "--set", "bank and supplier", "--store", store, "--by", "Ann", "--finding", "the depot does not answer at night")
		if got.code != exitOK || !strings.Contains(got.out, "Supplier fails") || strings.Contains(got.out, "Worst") {
			t.Fatalf("%s: exit %d\n%s\n%s", lang, got.code, got.out, got.err)
		}
		var list []struct {
			Set, By  string
			Findings []string
			Figures  struct{ Stresses []struct{ Name string } }
		}
		if err := json.Unmarshal([]byte(ballast(t, "history", store, "--drills", "--json").out), &list); err != nil || len(list) != 1 ||
			list[0].By != "Ann" || len(list[0].Findings) != 4 || !strings.Contains(list[0].Findings[2], "Sandbags") || !strings.Contains(list[0].Findings[2], "120") || len(list[0].Figures.Stresses) != 2 {
			t.Errorf("%s: %v %+v", lang, err, list)
		}
		if over := map[string]string{"en": ", over ", "zh": "，超出"}[lang]; !strings.Contains(list[0].Findings[1], over) {
			t.Errorf("%s: nothing said of the overrun: %q", lang, list[0].Findings)
		}
		if text := ballast(t, "history", store, "--lang", lang).out; !strings.Contains(text, "does not answer") {
			t.Errorf("%s: history\n%s", lang, text)
		}
		old := func(flags ...string) (n int) {
			for _, p := range cycled(t, strings.NewReplacer("As-of month | 2026-03", "As-of month | 2026-03\nLast drill | 2024-06", "截止月份 | 2026-03", "截止月份 | 2026-03\n演练日期 | 2024-06").Replace(source), flags...).Problems {
				if p.Code == "drill-old" {
					n++
				}
			}
			return n
		}
		if old() != 1 || old("--store", store) != 0 {
			t.Errorf("%s: drill-old %d, with the history %d", lang, old(), old("--store", store))
		}
	}
	if got := ballast(t, "drill", plan(t, emergency["en"])); got.code != exitUsage {
		t.Errorf("a drill of nothing: exit %d", got.code)
	}
	if got := ballast(t, "drill", plan(t, emergency["en"]), "--set", "Nobody knows"); got.code != exitUsage {
		t.Errorf("an unknown set: exit %d", got.code)
	}
}

// TestDrillSaysPayback: 1,200 comes back on 1,000 in every future as planned, and on 1,300
// in none, undiscounted: the finding says both, and what is left of it, in the plan's
// language.
func TestDrillSaysPayback(t *testing.T) {
	for want, source := range map[string]string{
		", NPV -€100 on average (€200 as planned), paid back within the horizon in 0 % (100 % as planned)": `== Project
Name | Kiosk
Currency | EUR
Start month | 2026-01
Horizon | 12
Discount rate | 0%
Scenarios | 500

== Costs
ID | Name | Amount | Start | Months
C1 | fit-out | 1000 | 2026-01 | 1

== Revenue
ID | Name | Amount per month | Start
S1 | sales | 100 | 2026-01

== Stress
Shock | Name | Set
costs +30% | dear | autumn
`, "，净现值均值-100元（原计划200元），期限内收回的概率0%（原计划100%）": `== 项目
名称 | 报亭
币种 | CNY
开始月份 | 2026-01
期限 | 12
折现率 | 0%
情景数 | 500

== 成本
编号 | 名称 | 金额 | 开始 | 月数
C1 | 装修 | 1000 | 2026-01 | 1

== 收入
编号 | 名称 | 月收入 | 开始
S1 | 销售 | 100 | 2026-01

== 压力情景
冲击 | 名称 | 演练组
成本 +30% | 涨价 | autumn
`} {
		if got := ballast(t, "drill", plan(t, source), "--set", "autumn"); got.code != exitOK || !strings.Contains(got.out, want) {
			t.Errorf("exit %d, want %q\n%s\n%s", got.code, want, got.out, got.err)
		}
	}
}

// TestDrillSaysCover: 120 a month on a debt service of 100 covers it 1.2 times, 90 does
// not: the finding says both, beside the floor of the plan, in the plan's language.
func TestDrillSaysCover(t *testing.T) {
	for want, source := range map[string]string{
		", debt service cover below 1.10 in 100 % (0 % as planned)": `== Project
Name | Ferry
Currency | EUR
Start month | 2026-01
Horizon | 14
Scenarios | 500
Minimum DSCR | 1.1
Opening cash | 5000

== Costs
ID | Name | Phase | Amount | Start | Months
C1 | ship | construction | 1200 | 2026-01 | 1

== Funding
ID | Name | Kind | Committed | Date | Rate | Term | Repayment
F1 | bank | loan | 1200 | 2026-01 | 0 | 12 | equal principal

== Revenue
ID | Name | Amount per month | Start
S1 | tickets | 120 | 2026-02

== Stress
Shock | Name | Set
revenue -25% | strike | winter
`, "，偿债备付率低于1.00的概率100%（原计划0%）": `== 项目
名称 | 轮渡
币种 | CNY
开始月份 | 2026-01
期限 | 14
情景数 | 500
期初现金 | 5000

== 成本
编号 | 名称 | 阶段 | 金额 | 开始 | 月数
C1 | 船 | 施工 | 1200 | 2026-01 | 1

== 资金
编号 | 名称 | 类型 | 承诺金额 | 日期 | 利率 | 期限 | 还款方式
F1 | 银行 | 贷款 | 1200 | 2026-01 | 0 | 12 | 等额本金

== 收入
编号 | 名称 | 月收入 | 开始
S1 | 船票 | 120 | 2026-02

== 压力情景
冲击 | 名称 | 演练组
收入 -25% | 停航 | winter
`} {
		if got := ballast(t, "drill", plan(t, source), "--set", "winter"); got.code != exitOK || !strings.Contains(got.out, want) {
			t.Errorf("exit %d, want %q\n%s\n%s", got.code, want, got.out, got.err)
		}
	}
}
