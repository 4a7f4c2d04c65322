package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/outcome"
)

// cycle is what these tests read of the JSON of a run.
type cycle struct {
	Cost struct {
		Mean      float64
		Quantiles map[string]float64
	}
	Commitments *outcome.Commitments
	Gates       []outcome.Gate
	Actions     []outcome.Followup
	Deliveries  []outcome.VendorRecord
	Position    []outcome.Balance
	Resources   *outcome.Resources
	Control     struct {
		Lines []struct {
			ID string
			AC float64
		}
		Runway struct{ Cash float64 }
		Cards  outcome.Scorecard `json:"scorecard"`
	}
	Return     struct{ NPV struct{ Mean float64 } }
	Settlement *outcome.Settlement `json:"at_horizon"`
	StressTest *outcome.StressTest `json:"stress_test"`
	Problems   []outcome.ProblemOut
	Warnings   []outcome.Warning
}

// cycled runs a text source through the whole program and returns its figures.
func cycled(t *testing.T, source string, flags ...string) *cycle {
	t.Helper()
	got := ballast(t, append([]string{"run", plan(t, source), "--json", "-", "--quiet"}, flags...)...)
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s\n%s\n%s", got.code, got.out, got.err, source)
	}
	var o cycle
	if err := json.Unmarshal([]byte(got.out), &o); err != nil {
		t.Fatal(err)
	}
	return &o
}

// contracted is a plan with two contracts, a transfer and a change order, as of its
// second month, in two languages.
var contracted = map[string]string{
	"en": `== Project
Name | Hall
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 2000
As-of month | 2026-02

== Costs
ID | Name | Owner | Phase | Vendor | Amount | Low | Likely | High | Shape | Start | Months
C1 | Roof | Ann | construction | Acme | 1000 | 800 | 1000 | 1300 | PERT | 2026-03 | 4
C2 | Floor | Ann | construction | Bolt | 500 | | | | | 2026-03 | 2
C3 | Guard | Bob | operation | | 1200 | | | | | 2026-01 | 12

== Vendors
Name | Grade
Acme |
Bolt |

== Actuals
Date | Kind | ID | Amount
2026-01 | cost | C3 | 100
2026-02 | cost | C3 | 100

== Commitments
Line | Contract | Vendor | Date | Amount | Invoiced | Paid | Retention % | Release
C1 | K-1 | | 2025-12 | 1,000 | 400 | 380 | 5% | 2026-12
C1 | K-2 | Bolt | 2026-02 | 250 | 100 | 95 | 5% | 2026-02
C2 | K-3 | | 2026-01 | 450 | 0 | 0 | |
C2 | K-4 | | 2026-05 | 5,000 | | | |

== Changes
Change | Date | Kind | From | Line | Amount | Approved by
T1 | 2026-02 | transfer | C2 | C1 | 100 | Board
V1 | 2026-02 | change order | | C1 | 100 | Board
V2 | 2026-04 | change order | | C1 | 9,000 | Board
`,
	"zh": `== 项目
名称 | 厂房
币种 | CNY
开始月份 | 2026-01
期限 | 12
情景数 | 2000
截止月份 | 2026-02

== 成本
编号 | 名称 | 责任人 | 阶段 | 供应商 | 金额 | 最低 | 最可能 | 最高 | 分布 | 开始 | 月数
C1 | 屋面 | 安 | 施工 | 甲公司 | 1000 | 800 | 1000 | 1300 | PERT | 2026-03 | 4
C2 | 地面 | 安 | 施工 | 乙公司 | 500 | | | | | 2026-03 | 2
C3 | 保安 | 鲍 | 运维 | | 1200 | | | | | 2026-01 | 12

== 供应商
名称 | 等级
甲公司 |
乙公司 |

== 实际
日期 | 类型 | 编号 | 金额
2026-01 | 成本 | C3 | 100
2026-02 | 成本 | C3 | 100

== 合同台账
成本项 | 合同编号 | 供应商 | 签订日期 | 合同金额 | 已开票 | 已付款 | 质保金比例 | 质保金释放
C1 | K-1 | | 2025-12 | 1,000 | 400 | 380 | 5% | 2026-12
C1 | K-2 | 乙公司 | 2026-02 | 250 | 100 | 95 | 5% | 2026-02
C2 | K-3 | | 2026-01 | 450 | 0 | 0 | |
C2 | K-4 | | 2026-05 | 5,000 | | | |

== 变更
变更编号 | 日期 | 类型 | 调出 | 调入 | 金额 | 批准人
T1 | 2026-02 | 调剂 | C2 | C1 | 100 | 董事会
V1 | 2026-02 | 变更单 | | C1 | 100 | 董事会
V2 | 2026-04 | 变更单 | | C1 | 9,000 | 董事会
`}

// TestCommitmentsByHand: budgets, contracts and what is left, by line, phase, owner
// and vendor, in both languages. What is dated after the as-of month does not count.
func TestCommitmentsByHand(t *testing.T) {
	for lang, source := range contracted {
		t.Run(lang, func(t *testing.T) {
			c := cycled(t, source).Commitments
			if c == nil {
				t.Fatal("no commitments")
			}
			show := func(list []outcome.Spending) string {
				var b strings.Builder
				for _, x := range list {
					fmt.Fprintf(&b, "%g %g %g %g %g %g %g; ", x.Baseline, x.Revised, x.Committed, x.Invoiced, x.Paid, x.Retention, x.Spent)
				}
				return b.String()
			}
			lines := "1000 1200 1250 500 475 20 0; 500 400 450 0 0 0 0; 1200 1200 0 0 0 0 200; "
			if got := show(c.Lines); got != lines {
				t.Errorf("lines %s, want %s", got, lines)
			}
			groups := "1500 1600 1700 500 475 20 0; 1200 1200 0 0 0 0 200; "
			if show(c.Phases) != groups || show(c.Owners) != groups {
				t.Errorf("phases %s, owners %s, want %s", show(c.Phases), show(c.Owners), groups)
			}
			vendors := "1000 1200 1000 400 380 20 0; 500 400 700 100 95 0 0; "
			if got := show(c.Vendors); got != vendors {
				t.Errorf("vendors %s, want %s", got, vendors)
			}
			if p := c.Plan; p.Revised != 2800 || p.Committed != 1700 || p.Spent != 200 {
				t.Errorf("plan %+v", p)
			}
			if len(c.Changes) != 2 || c.Changes[0].Kind != "transfer" || c.Changes[1].Kind != "order" {
				t.Errorf("changes %+v", c.Changes)
			}
			// C2 is certain: 500, of which 450 is bound; 400 is its budget
			if x := c.Lines[1]; x.P50 != 500 || x.ToCome != 500 || x.Left != -100 || x.Open != -50 {
				t.Errorf("C2 %+v", x)
			}
		})
	}
}

// grouping is a plan whose phases, owners and vendors are one line that is drawn and one
// that is certain each; Cole has a contract on a line of Bolt and no line of its own.
var grouping = map[string]string{
	"en": `== Project
Name | Hall
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 8192
As-of month | 2026-01

== Costs
ID | Name | Owner | Phase | Vendor | Amount | Uncertainty | Start | Months
C1 | walls | Ann | construction | Acme | 1000 | Uniform(1000,2000) | 2026-03 | 2
C2 | roof | Bob | construction | Bolt | 500 | | 2026-03 | 2
C3 | plans | Ann | design | Bolt | 300 | | 2026-02 | 2
C4 | permit | Bob | design | Acme | 200 | Uniform(200,400) | 2026-02 | 2

== Vendors
Name | Grade
Acme |
Bolt |
Cole |

== Commitments
Line | Contract | Vendor | Date | Amount
C2 | K1 | Cole | 2026-01 | 400
`,
	"zh": `== 项目
名称 | 厂房
币种 | CNY
开始月份 | 2026-01
期限 | 12
情景数 | 8192
截止月份 | 2026-01

== 成本
编号 | 名称 | 责任人 | 阶段 | 供应商 | 金额 | 不确定性 | 开始 | 月数
C1 | 墙体 | 安 | 施工 | 甲公司 | 1000 | Uniform(1000,2000) | 2026-03 | 2
C2 | 屋面 | 鲍 | 施工 | 乙公司 | 500 | | 2026-03 | 2
C3 | 图纸 | 安 | 设计 | 乙公司 | 300 | | 2026-02 | 2
C4 | 许可 | 鲍 | 设计 | 甲公司 | 200 | Uniform(200,400) | 2026-02 | 2

== 供应商
名称 | 等级
甲公司 |
乙公司 |
丙公司 |

== 承诺
成本项 | 合同编号 | 供应商 | 日期 | 金额
C2 | K1 | 丙公司 | 2026-01 | 400
`}

// TestSpendingForecasts: the P50 and P80 of a line, a phase and an owner are those of what
// is drawn in it, shifted by what is certain; of the two drawn lines of Acme together, of
// 1000 + 1000 u and 200 + 200 v, they follow from P(u + v/5 <= x) = x - 1/10 for
// 1/5 <= x <= 1. A vendor without a line has contracts and no forecast, which is said.
func TestSpendingForecasts(t *testing.T) {
	for lang, source := range grouping {
		c := cycled(t, source).Commitments
		if c == nil {
			t.Fatal("no commitments")
		}
		check := func(what string, x outcome.Spending, p50, p80 float64) {
			if math.Abs(x.P50-p50) > 8 || math.Abs(x.P80-p80) > 8 {
				t.Errorf("%s, %s %s: P50 %g, P80 %g, want %g and %g", lang, what, x.ID, x.P50, x.P80, p50, p80)
			}
			if math.Abs(x.ToCome-x.P50) > 0.01 || math.Abs(x.Left-(x.Revised-x.P50)) > 0.01 {
				t.Errorf("%s, %s: %+v", lang, what, x)
			}
		}
		check("line", c.Lines[0], 1500, 1800)
		check("line", c.Lines[1], 500, 500)
		check("line", c.Lines[3], 300, 360)
		check("phase", c.Phases[0], 2000, 2300)
		check("phase", c.Phases[1], 600, 660)
		check("owner", c.Owners[0], 1800, 2100)
		check("owner", c.Owners[1], 800, 860)
		check("vendor", c.Vendors[0], 1800, 2100)
		check("vendor", c.Vendors[1], 800, 800)
		check("plan", c.Plan, 2600, 2900)
		cole := c.Vendors[2]
		if cole.Committed != 400 || cole.Lines != 0 || cole.P50 != 0 || cole.Revised != 0 {
			t.Errorf("%s: %+v", lang, cole)
		}
		if got := ballast(t, "run", "plan.xlsx", "--quiet"); got.code != exitOK {
			t.Fatal(got.err)
		}
		text, err := workbook.Dump("plan.ballast.xlsx")
		if said := words.For(lang).Say("report.spending.noline", cole.ID); err != nil || !strings.Contains(text, said) {
			t.Errorf("%s: the workbook does not say %q (%v)", lang, said, err)
		}
	}
}

// TestForecastNeverBelowCommitted: a contract above the estimate lifts the forecast
// of its line, its cash and the total to the contract, in every future; one below
// changes nothing.
func TestForecastNeverBelowCommitted(t *testing.T) {
	o := cycled(t, contracted["en"])
	if x := o.Commitments.Lines[0]; x.P50 < 1250 || x.P80 < x.P50 {
		t.Errorf("C1 is bound at 1250 and forecast at %g, %g", x.P50, x.P80)
	}
	if least := 1250 + 500 + 1200.0; o.Cost.Quantiles["1"] < least-1e-6 {
		t.Errorf("the total may be %g, %g is bound or certain", o.Cost.Quantiles["1"], least)
	}
	without := strings.Split(contracted["en"], "== Commitments")[0]
	small := cycled(t, without+"== Commitments\nLine | Contract | Date | Amount\nC1 | K | 2026-01 | 700\n")
	plain := cycled(t, without)
	if a, b := small.Cost.Mean, plain.Cost.Mean; math.Abs(a-b) > 1e-6 {
		t.Errorf("a contract below every estimate moved the mean from %g to %g", b, a)
	}
	if plain.Commitments != nil {
		t.Error("commitments of a plan without any")
	}
}

// TestDoneWorkBoundByContract: work that is done but not yet paid comes to its
// contract.
func TestDoneWorkBoundByContract(t *testing.T) {
	o := cycled(t, contracted["en"]+"\n== Progress\nID | % complete\nC2 | 100%\n")
	if x := o.Commitments.Lines[1]; x.P50 < 450 || x.P80 > 501 {
		t.Errorf("C2 is done, bound at 450, forecast at %g to %g", x.P50, x.P80)
	}
}

// TestOverCommitmentWarns: the warning stands at the contract that passes the
// revised budget, and on the sheet Warnings at the line.
func TestOverCommitmentWarns(t *testing.T) {
	o := cycled(t, contracted["en"])
	found := ""
	for _, p := range o.Problems {
		if p.Code == "over-committed" {
			found += p.Sheet + "!" + p.Cell + " "
		}
	}
	if found != "Commitments!E3 Commitments!E4 " {
		t.Errorf("over-committed at %q", found)
	}
	where := ""
	for _, w := range o.Warnings {
		if w.Metric == "committed" {
			where += w.Where + w.Owner + w.Tier + " "
		}
	}
	if where != "C2Annmajor C1Anngeneral " {
		t.Errorf("warned of %q", where)
	}
}

// TestOwnSheetsAreLeftAlone: a worksheet of the name of a sheet of the cycle
// without its columns is the user's own: a note, nothing read, and the result keeps
// it.
func TestOwnSheetsAreLeftAlone(t *testing.T) {
	for name, rows := range map[string]string{
		"Contracts": "Who | What\nAnn | 3\n", "Changes": "Version | Editor | Date\n2 | Ann | 2026-01\n", "变更": "版本 | 修改人\n2 | 安\n",
	} {
		o := cycled(t, small+"\n== "+name+"\n"+rows)
		n := 0
		for _, p := range o.Problems {
			if p.Code == "own-sheet" && p.Sheet == name && p.Severity == "note" {
				n++
			}
		}
		if n != 1 || o.Commitments != nil {
			t.Errorf("%s: %d notes, %v", name, n, o.Problems)
		}
		if got := ballast(t, "run", "plan.xlsx", "--quiet"); got.code != exitOK {
			t.Errorf("%s: exit %d %s", name, got.code, got.err)
		}
		text, err := workbook.Dump("plan.ballast.xlsx")
		if err != nil || !strings.Contains(text, "Ann") && !strings.Contains(text, "安") {
			t.Errorf("%s: the sheet is gone (%v)", name, err)
		}
	}
}
