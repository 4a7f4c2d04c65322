package main

import (
	"math"
	"strings"
	"testing"

	"ballast/models/outcome"
)

// gated is a plan with gates, events and actions as of its third month.
var gated = map[string]string{
	"en": `== Project
Name | Hall
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 1000
As-of month | 2026-03
Approved reserve | 400

== Costs
ID | Name | Owner | Phase | Amount | Start | Months
C1 | Plans | Ann | design | 300 | 2026-01 | 3
C2 | Walls | Bob | construction | 1200 | 2026-02 | 6

== Risks
ID | Name | Owner | Probability | From | To | Cost impact
R1 | Storm | Bob | 50% | 2026-01 | 2026-12 | 100

== Actuals
Date | Kind | ID | Amount
2026-01 | cost | C1 | 110
2026-02 | cost | C1 | 110
2026-03 | cost | C1 | 110
2026-02 | cost | C2 | 200
2026-03 | cost | C2 | 260

== Progress
ID | % complete
C1 | 100%
C2 | 33%

== Events
Date | Risk | Grade | Loss
2026-03 | R1 | major | 90

== Gates
Phase | Date | Released | Reserve | Reserve returned | Closed | Approved by
design | 2026-01 | 300 | 60 | | | Board
design | 2026-03 | 40 | 0 | 10 | yes | Board
construction | 2026-02 | 400 | 200 | | | Board
construction | 2026-05 | 900 | 0 | | | Board

== Rules
Metric | General | Higher | Major | Owner | Response | Months in a row
Event grade | 2 | 3 | 4 | Site manager | Call the insurer and tell the board |

== Actions
Action | Date | Metric | Where | What | Owner | Due | Status
A1 | 2026-03 | Event grade | R1 | roof covered | Bob | 2026-05 | answered
A2 | 2026-01 | CPI | C2 | second crew | Bob | 2026-02 | escalated
A3 | 2026-06 | CPI | C1 | later | Bob | 2026-07 | seen
`,
	"zh": `== 项目
名称 | 厂房
币种 | CNY
开始月份 | 2026-01
期限 | 12
情景数 | 1000
截止月份 | 2026-03
批准储备 | 400

== 成本
编号 | 名称 | 责任人 | 阶段 | 金额 | 开始 | 月数
C1 | 图纸 | 安 | 设计 | 300 | 2026-01 | 3
C2 | 墙体 | 鲍 | 施工 | 1200 | 2026-02 | 6

== 风险
编号 | 名称 | 责任人 | 概率 | 起始 | 截止 | 成本影响
R1 | 暴风 | 鲍 | 50% | 2026-01 | 2026-12 | 100

== 实际
日期 | 类型 | 编号 | 金额
2026-01 | 成本 | C1 | 110
2026-02 | 成本 | C1 | 110
2026-03 | 成本 | C1 | 110
2026-02 | 成本 | C2 | 200
2026-03 | 成本 | C2 | 260

== 进度
编号 | 完成比例
C1 | 100%
C2 | 33%

== 风险事件
日期 | 风险编号 | 等级 | 损失
2026-03 | R1 | 重大 | 90

== 阶段闸口
阶段 | 日期 | 释放预算 | 储备分配 | 储备收回 | 已结束 | 批准人
设计 | 2026-01 | 300 | 60 | | | 董事会
设计 | 2026-03 | 40 | 0 | 10 | 是 | 董事会
施工 | 2026-02 | 400 | 200 | | | 董事会
施工 | 2026-05 | 900 | 0 | | | 董事会

== 预警规则
指标 | 一般 | 较大 | 重大 | 责任人 | 应对措施 | 连续月数
事件等级 | 2 | 3 | 4 | 现场经理 | 通知保险公司并报告董事会 |

== 整改
整改编号 | 日期 | 指标 | 对象 | 措施 | 责任人 | 期限 | 状态
A1 | 2026-03 | 事件等级 | R1 | 已加盖屋面 | 鲍 | 2026-05 | 已回复
A2 | 2026-01 | 成本绩效指数 | C2 | 增加班组 | 鲍 | 2026-02 | 已升级
A3 | 2026-06 | 成本绩效指数 | C1 | 以后 | 鲍 | 2026-07 | 已阅
`}

// TestGatesByHand: what was released, spent and is left by phase, and what an ended
// phase is to give back of its reserve, in both languages.
func TestGatesByHand(t *testing.T) {
	for lang, source := range gated {
		o := cycled(t, source)
		if len(o.Gates) != 2 {
			t.Fatalf("%s: %+v", lang, o.Gates)
		}
		d, c := o.Gates[0], o.Gates[1]
		// design: 330 spent for work of 300, so 30 of its reserve is used; 10 was given back
		if d.Released != 340 || d.Spent != 330 || d.Open != 10 || d.Used != 30 || d.Returned != 10 || !d.Ended || d.GiveBack != 20 {
			t.Errorf("%s: design %+v", lang, d)
		}
		if c.Released != 400 || c.Spent != 460 || c.Open != -60 || c.Ended || c.GiveBack != 0 || c.Budget != 1200 {
			t.Errorf("%s: construction %+v", lang, c)
		}
		if d.Complete == nil || *d.Complete != 1 || c.Complete == nil || *c.Complete != 0.33 {
			t.Errorf("%s: done to %v and %v", lang, d.Complete, c.Complete)
		}
		// with all its work done a phase has ended, said or not
		open := cycled(t, strings.NewReplacer("| yes | Board", "| | Board", "| 是 | 董事会", "| | 董事会").Replace(source))
		if d := open.Gates[0]; !d.Ended || d.GiveBack != 20 {
			t.Errorf("%s: not closed by word: %+v", lang, d)
		}
		over := ""
		for _, p := range o.Problems {
			if p.Code == "gate-over" {
				over += p.Cell + " "
			}
		}
		if over != "C4 " {
			t.Errorf("%s: gate-over at %q", lang, over)
		}
	}
}

// TestActionsAreFollowed: actions are read back with what they are about; what is
// overdue is told, what is dated later is not followed yet, and the grade of an event
// calls for the response of its rule.
func TestActionsAreFollowed(t *testing.T) {
	for lang, source := range gated {
		o := cycled(t, source)
		if len(o.Actions) != 2 {
			t.Fatalf("%s: %+v", lang, o.Actions)
		}
		event, cpi := o.Actions[0], o.Actions[1]
		if event.Overdue || event.Status != "answered" || event.Now == nil || *event.Now != 3 || event.Tier != "higher" {
			t.Errorf("%s: event %+v", lang, event)
		}
		if !cpi.Overdue || cpi.Status != "escalated" || cpi.Now == nil || math.Abs(*cpi.Now-396.0/460) > 1e-9 {
			t.Errorf("%s: cpi %+v", lang, cpi)
		}
		n := 0
		for _, w := range o.Warnings {
			if w.Metric == "event" && w.Where == "R1" && w.Action == "A1" && w.Status == "answered" && w.Tier == "higher" && w.Owner != "" {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s: %d warnings of the event: %+v", lang, n, o.Warnings)
		}
		closed := strings.NewReplacer("| 2026-05 | answered", "| 2026-05 | closed", "| 2026-05 | 已回复", "| 2026-05 | 已关闭").Replace(source)
		for _, w := range cycled(t, closed).Warnings {
			if w.Metric == "event" {
				t.Errorf("%s: a closed event still warns: %+v", lang, w)
			}
		}
	}
}

// TestActionsOverMonths: the history knows what a figure was when an action was
// opened, and how long a warning stands.
func TestActionsOverMonths(t *testing.T) {
	store := t.TempDir() + "/plans.db"
	month := func(asOf, spent string) *cycle {
		source := strings.NewReplacer("As-of month | 2026-03", "As-of month | "+asOf, "2026-03 | cost | C2 | 260", "2026-03 | cost | C2 | "+spent,
			"Site manager | Call the insurer and tell the board |\n", "Site manager | Call the insurer and tell the board |\nCPI | 0.95 | 0.5 | 0.4 | Bob | explain | 2\n",
			"A2 | 2026-01 |", "A2 | 2026-02 |").Replace(gated["en"])
		if asOf == "2026-02" {
			source = strings.Replace(source, "C2 | 33%", "C2 | 12%", 1)
		}
		return cycled(t, source, "--store", store)
	}
	february := month("2026-02", "260")
	march := month("2026-03", "260")
	again := month("2026-03", "260")
	find := func(c *cycle) (f outcome.Followup, w outcome.Warning) {
		for _, f = range c.Actions {
			if f.ID == "A2" {
				break
			}
		}
		for _, x := range c.Warnings {
			if x.Metric == "cpi" && x.Where == "C2" {
				w = x
			}
		}
		return f, w
	}
	if f, w := find(february); f.Then != nil || w.Tier != "general" || w.InARow != 1 {
		t.Errorf("February %+v %+v", f, w)
	}
	for _, c := range []*cycle{march, again} {
		f, w := find(c)
		if f.Then == nil || math.Abs(*f.Then-144.0/200) > 1e-9 || f.ThenAt != "2026-02" || f.Effect != "better" {
			t.Errorf("March: action %+v", f)
		}
		if w.Tier != "higher" || w.InARow != 2 || !w.Lasting {
			t.Errorf("March: warning %+v", w)
		}
	}
}

// TestDeliveriesByHand: late is what came after its promise or has not come by now;
// what may still come in time, and what is ordered later, is not judged. Few deliveries
// make no verdict, in both languages.
func TestDeliveriesByHand(t *testing.T) {
	for lang, source := range map[string]string{
		"en": gated["en"] + `
== Vendors
Name | Grade | On-time rate
Acme | A | 95%
Bolt | B |

== Deliveries
Vendor | Ordered | Promised | Delivered | Quantity | Accepted | Claim
Acme | 2025-10 | 2025-12 | 2026-01 | 10 | 9 | 50
Acme | 2026-01 | 2026-02 | 2026-02 | 10 | 10 |
Acme | 2026-01 | 2026-01 | 2026-03 | 20 | 11 |
Acme | 2026-01 | 2026-02 | | 10 | |
Acme | 2026-01 | 2026-01 | 2026-03 | 10 | 10 |
Acme | 2026-01 | 2026-05 | | 10 | |
Acme | 2026-05 | 2026-06 | 2026-07 | 10 | |
Bolt | 2026-01 | 2026-02 | 2026-02 | 1 | |
`, "zh": gated["zh"] + `
== 供应商
名称 | 等级 | 准时率
Acme | A | 95%
Bolt | B |

== 交付记录
供应商 | 下单日期 | 承诺日期 | 交付日期 | 数量 | 验收数量 | 索赔金额
Acme | 2025-10 | 2025-12 | 2026-01 | 10 | 9 | 50
Acme | 2026-01 | 2026-02 | 2026-02 | 10 | 10 |
Acme | 2026-01 | 2026-01 | 2026-03 | 20 | 11 |
Acme | 2026-01 | 2026-02 | | 10 | |
Acme | 2026-01 | 2026-01 | 2026-03 | 10 | 10 |
Acme | 2026-01 | 2026-05 | | 10 | |
Acme | 2026-05 | 2026-06 | 2026-07 | 10 | |
Bolt | 2026-01 | 2026-02 | 2026-02 | 1 | |
`} {
		o := cycled(t, source)
		if len(o.Deliveries) != 2 {
			t.Fatalf("%s: %+v", lang, o.Deliveries)
		}
		a, b := o.Deliveries[0], o.Deliveries[1]
		// late by 1, 2, 1 (not yet here) and 2 months; 40 of 50 accepted
		if a.Orders != 6 || a.Judged != 5 || a.Late != 4 || *a.LateRate != 0.8 || *a.MeanDelay != 1.5 || *a.Accepted != 0.8 || a.Claims != 50 || a.Verdict != "later" {
			t.Errorf("%s: %+v", lang, a)
		}
		if b.Judged != 1 || b.Late != 0 || b.Enough || b.Verdict != "thin" || b.MeanDelay != nil {
			t.Errorf("%s: %+v", lang, b)
		}
	}
}

// TestEachGradeHasItsResponse: of an event of a grade that has a rule of its own somebody
// else is told, and something else is done, in both languages.
func TestEachGradeHasItsResponse(t *testing.T) {
	for lang, source := range map[string]string{
		"en": strings.NewReplacer("Owner | Response | Months in a row", "Owner | Response | Grade", "tell the board |\n", "tell the board |\n"+
			"Event grade | | | | Foreman | note it | larger\nEvent grade | | | | Ministry | evacuate | major\n").Replace(gated["en"]),
		"zh": strings.NewReplacer("责任人 | 应对措施 | 连续月数", "责任人 | 应对措施 | 事件级别", "报告董事会 |\n", "报告董事会 |\n"+
			"事件等级 | | | | Foreman | note it | 较大\n事件等级 | | | | Ministry | evacuate | 重大\n").Replace(gated["zh"]),
	} {
		for grade, want := range map[string]string{"major": "Ministry evacuate higher", "larger": "Foreman note it general"} {
			source := strings.NewReplacer("R1 | major | 90", "R1 | "+grade+" | 90", "R1 | 重大 | 90", "R1 | "+map[string]string{"major": "重大", "larger": "较大"}[grade]+" | 90").Replace(source)
			got := ""
			for _, w := range cycled(t, source).Warnings {
				if w.Metric == "event" {
					got += w.Owner + " " + w.Response + " " + w.Tier
				}
			}
			if got != want {
				t.Errorf("%s, %s: %q, want %q", lang, grade, got, want)
			}
		}
	}
}
