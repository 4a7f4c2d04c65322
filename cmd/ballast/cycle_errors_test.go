package main

import (
	"strings"
	"testing"
)

// TestBadInputOfTheCycle: what cannot be in the sheets of the cycle is said at its cell, in
// the language of the plan, all of it at once: a contract above the revised budget, a
// transfer that does not balance, an actual of no line, a delivery before its order and one
// of an unknown vendor. A position that the books cannot reach needs a run (TestPositionByHand).
func TestBadInputOfTheCycle(t *testing.T) {
	for lang, source := range map[string]string{
		"en": `== Project
Name | Hall
Currency | EUR
Start month | 2026-01
Horizon | 12
As-of month | 2026-03

== Costs
ID | Name | Vendor | Amount | Start | Months
C1 | walls | Acme | 1000 | 2026-01 | 10
C2 | roof | Acme | 500 | 2026-04 | 5

== Vendors
Name | Grade
Acme | A

== Actuals
Date | Kind | ID | Amount
2026-01 | cost | C1 | 100
2026-02 | cost | C9 | 40

== Commitments
Line | Contract | Vendor | Date | Amount
C1 | K1 | Acme | 2026-01 | 900
C1 | K2 | Acme | 2026-02 | 250

== Changes
Change | Date | Kind | Line | Amount
T1 | 2026-02 | transfer | C1 | 100
T1 | 2026-02 | transfer | C2 | -80

== Deliveries
Vendor | Ordered | Promised | Delivered | Quantity
Acme | 2026-03 | 2026-03 | 2026-02 | 5
Bolt | 2026-01 | 2026-02 | 2026-02 | 5
`,
		"zh": `== 项目
名称 | 厂房
币种 | CNY
开始月份 | 2026-01
期限 | 12
截止月份 | 2026-03

== 成本
编号 | 名称 | 供应商 | 金额 | 开始 | 月数
C1 | 墙体 | 甲公司 | 1000 | 2026-01 | 10
C2 | 屋面 | 甲公司 | 500 | 2026-04 | 5

== 供应商
名称 | 等级
甲公司 | A

== 实际
日期 | 类型 | 编号 | 金额
2026-01 | 成本 | C1 | 100
2026-02 | 成本 | C9 | 40

== 承诺
成本项 | 合同编号 | 供应商 | 日期 | 金额
C1 | K1 | 甲公司 | 2026-01 | 900
C1 | K2 | 甲公司 | 2026-02 | 250

== 变更
变更编号 | 日期 | 类型 | 成本项 | 金额
T1 | 2026-02 | 调剂 | C1 | 100
T1 | 2026-02 | 调剂 | C2 | -80

== 交付记录
供应商 | 下单日期 | 承诺日期 | 交付日期 | 数量
甲公司 | 2026-03 | 2026-03 | 2026-02 | 5
乙公司 | 2026-01 | 2026-02 | 2026-02 | 5
`,
	} {
		got := ballast(t, "check", plan(t, source))
		if got.code == exitOK {
			t.Errorf("%s: nothing is wrong", lang)
		}
		text := got.out + got.err
		for _, want := range [][2]string{{"E3", "[over-committed]"}, {"E3", "[change-balance]"}, {"C3", "[actual-unknown]"}, {"D2", "[delivery-order]"}, {"A3", "[unknown-reference]"}} {
			found := false
			for _, line := range strings.Split(text, "\n") {
				found = found || strings.Contains(line, "!"+want[0]+":") && strings.HasSuffix(line, want[1])
			}
			if !found {
				t.Errorf("%s: no %s at %s:\n%s", lang, want[1], want[0], text)
			}
		}
		if english := strings.Contains(text, "error:"); english != (lang == "en") {
			t.Errorf("%s: in the wrong language:\n%s", lang, text)
		}
	}
}

// TestOnceAtItsCell: numbers of things below zero are told, and a word that is not
// understood is told once, not as missing too, in both languages.
func TestOnceAtItsCell(t *testing.T) {
	for lang, rest := range map[string]string{
		"en": `
== Vendors
Name
Acme

== Deliveries
Vendor | Ordered | Promised | Quantity | Accepted
Acme | 2026-01 | 2026-02 | -5 |
Acme | 2026-01 | 2026-02 | 5 | -1

== Actions
Action | Date | What | Status
A1 | 2026-01 | call them | nonsense

== Resources
Resource | Date | Entry | Quantity | Grade
Pump | 2026-01 | stock | -2 |
Pump | 2026-01 | need | 2 | huge
Pump | 2026-01 | need | 2 |
`,
		"zh": `
== 供应商
名称
Acme

== 交付记录
供应商 | 下单日期 | 承诺日期 | 数量 | 验收数量
Acme | 2026-01 | 2026-02 | -5 |
Acme | 2026-01 | 2026-02 | 5 | -1

== 整改
整改编号 | 日期 | 措施 | 状态
A1 | 2026-01 | 去电 | 胡说

== 应急资源台账
资源名称 | 日期 | 业务 | 数量 | 事件等级
Pump | 2026-01 | 库存 | -2 |
Pump | 2026-01 | 需求 | 2 | 巨大
Pump | 2026-01 | 需求 | 2 |
`,
	} {
		got := ballast(t, "check", plan(t, strings.Split(strings.Split(gated[lang], "== Gates")[0], "== 阶段闸口")[0]+rest), "--lang", lang)
		for _, want := range []string{"D2 [negative-amount]", "E3 [negative-amount]", "D2 [unknown-option]", "E3 [unknown-option]", "E4 [missing-value]"} {
			at, code, _ := strings.Cut(want, " ")
			n := 0
			for _, line := range strings.Split(got.out+got.err, "\n") {
				if strings.Contains(line, "!"+at+":") && strings.HasSuffix(line, code) {
					n++
				}
			}
			if most := map[bool]int{true: 2, false: 1}[want == "D2 [negative-amount]"]; n != most {
				t.Errorf("%s: %d times %s\n%s", lang, n, want, got.out)
			}
		}
		if n := strings.Count(got.out+got.err, "[missing-value]"); n != 1 {
			t.Errorf("%s: %d missing\n%s%s", lang, n, got.out, got.err)
		}
	}
}
