package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// owing is a plan with a loan, a supplier that is paid two months late, a customer that
// pays a month late, and a position, as of its third month, in two languages.
var owing = map[string]string{
	"en": `== Project
Name | Hall
Plan ID | P-7
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 500
As-of month | 2026-03
Opening cash | 500

== Costs
ID | Name | Amount | Start | Months | Payment lag
C1 | Walls | 1200 | 2026-01 | 12 | 2
C2 | Guard | 120 | 2026-01 | 12 |

== Revenue
ID | Name | Amount per month | Start | Collection lag
S1 | Rent | 50 | 2026-01 | 1

== Funding
ID | Name | Kind | Committed | Date | Rate | Repayment | Term
L1 | Loan | loan | 600 | 2026-01 | 12% | equal principal | 12

== Actuals
Date | Kind | ID | Amount
2026-03 | cost | C1 | 100
2026-01 | cost | C2 | 10
2026-02 | cost | C2 | 10
2026-03 | cost | C2 | 10
2026-02 | revenue | S1 | 50
2026-03 | revenue | S1 | 50
2026-01 | funding | L1 | 600
2026-02 | repayment | L1 | 40
2026-02 | interest | L1 | 6
2026-03 | repayment | L1 | 60
2026-03 | interest | L1 | 6

== Position
Item | ID | Date | Amount
bank | main | 2026-03 | 900
bank | second | 2026-03 | 38
debt | L1 | 2026-03 | 480
payables | C1 | 2026-03 | 230
receivables | S1 | 2026-03 | 80
bank | main | 2026-02 | 77
`,
	"zh": `== 项目
名称 | 厂房
计划编号 | P-7
币种 | CNY
开始月份 | 2026-01
期限 | 12
情景数 | 500
截止月份 | 2026-03
期初现金 | 500

== 成本
编号 | 名称 | 金额 | 开始 | 月数 | 付款滞后
C1 | 墙体 | 1200 | 2026-01 | 12 | 2
C2 | 保安 | 120 | 2026-01 | 12 |

== 收入
编号 | 名称 | 月收入 | 开始 | 回款滞后
S1 | 租金 | 50 | 2026-01 | 1

== 资金来源
编号 | 名称 | 类型 | 承诺金额 | 到位日期 | 年利率 | 还款方式 | 期限
L1 | 贷款 | 贷款 | 600 | 2026-01 | 12% | 等额本金 | 12

== 实际
日期 | 类型 | 编号 | 金额
2026-03 | 成本 | C1 | 100
2026-01 | 成本 | C2 | 10
2026-02 | 成本 | C2 | 10
2026-03 | 成本 | C2 | 10
2026-02 | 收入 | S1 | 50
2026-03 | 收入 | S1 | 50
2026-01 | 资金 | L1 | 600
2026-02 | 还款 | L1 | 40
2026-02 | 利息 | L1 | 6
2026-03 | 还本 | L1 | 60
2026-03 | 付息 | L1 | 6

== 资金现状
项目 | 编号 | 日期 | 余额
银行存款 | 基本户 | 2026-03 | 900
现金 | 一般户 | 2026-03 | 38
借款余额 | L1 | 2026-03 | 480
应付账款 | C1 | 2026-03 | 230
应收款 | S1 | 2026-03 | 80
银行存款 | 基本户 | 2026-02 | 77
`}

// TestPositionByHand: bank, debt, payables and receivables at the as-of month beside the
// books, each difference at its cell; what is known was paid on a loan is booked, and the
// position counts from there on.
func TestPositionByHand(t *testing.T) {
	for lang, source := range owing {
		o := cycled(t, source)
		got := ""
		for _, b := range o.Position {
			got += fmt.Sprintf("%s %g %g %g; ", b.Item, b.Counted, b.Books, b.Difference)
		}
		// bank: 500 + 600 + 100 - 130 - 112; debt: 600 - 100; payables: 200; receivables: 50
		want := "bank 938 958 -20; debt 480 500 -20; payables 230 200 30; receivables 80 50 30; "
		if got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
		at := ""
		for _, p := range o.Problems {
			if p.Code == "position-differs" {
				at += p.Cell + " "
			}
		}
		if at != "D2 D4 D5 D6 " {
			t.Errorf("%s: differences at %q", lang, at)
		}
		c := o.Control
		if c.Runway.Cash != 938 {
			t.Errorf("%s: cash at the as-of month %+v", lang, c.Runway)
		}
		// AC of C1 = paid 100 + payables 230
		if l := c.Lines[0]; math.Abs(l.AC-330) > 1e-9 {
			t.Errorf("%s: AC of C1 %g", lang, l.AC)
		}
	}
}

// TestSettlementFromPosition: what the position says goes on to the horizon, where it is
// settled: of C1, at 330 for its first quarter, 900 x (0.75 + 0.25 x 1.1) are to come, two
// of nine months of it after the plan; of the loan one instalment of ten of 480; of the
// rent one month. Costs that rise by half take half of all that is to be paid from the
// as-of month on, settled bills among it; revenue that is halved half of all collections;
// revenue that is late is all collected in the end. Nothing is discounted.
func TestSettlementFromPosition(t *testing.T) {
	for lang, shocks := range map[string][3]string{"en": {"costs +50%", "revenue -50%", "revenue late 1"}, "zh": {"成本 +50%", "收入 -50%", "收入 延迟 1"}} {
		source := strings.NewReplacer("Horizon | 12", "Horizon | 12\nDiscount rate | 0%", "期限 | 12\n", "期限 | 12\n折现率 | 0%\n").Replace(owing[lang])
		o := cycled(t, source, "--stress", shocks[0], "--stress", shocks[1], "--stress", shocks[2])
		toCome := 900 * (0.75 + 0.25*1.1)
		x := o.Settlement
		for _, c := range []struct {
			what      string
			got, want float64
		}{
			{"bills", x.Payables, toCome / 9 * 2}, {"debt", x.Debt, 48}, {"receivables", x.Receivables, 50}, {"net", x.Net, 50 - 48 - toCome/9*2},
			{"NPV", o.Return.NPV.Mean, 100 + 80 + 9*50 - 130 - 230 - toCome - 90},
			{"NPV, costs +50 %", *o.StressTest.Stresses[0].Figures.NPVMean - o.Return.NPV.Mean, -0.5 * (230 + toCome + 90)},
			{"NPV, revenue -50 %", *o.StressTest.Stresses[1].Figures.NPVMean - o.Return.NPV.Mean, -0.5 * (80 + 9*50)},
			{"NPV, revenue late", *o.StressTest.Stresses[2].Figures.NPVMean - o.Return.NPV.Mean, 0},
		} {
			if math.Abs(c.got-c.want) > 1e-6 {
				t.Errorf("%s: %s %g, want %g", lang, c.what, c.got, c.want)
			}
		}
	}
}

// TestPositionAsTheBooks: a position that says what the books say changes nothing and
// warns of nothing.
func TestPositionAsTheBooks(t *testing.T) {
	source := strings.NewReplacer("bank | second | 2026-03 | 38", "bank | second | 2026-03 | 58", "2026-03 | 480", "2026-03 | 500", "2026-03 | 230", "2026-03 | 200",
		"2026-03 | 80", "2026-03 | 50").Replace(owing["en"])
	with := cycled(t, source)
	without := cycled(t, strings.Split(source, "== Position")[0])
	for _, p := range with.Problems {
		if p.Code == "position-differs" {
			t.Errorf("%+v", p)
		}
	}
	if a, b := with.Control.Runway.Cash, without.Control.Runway.Cash; math.Abs(a-b) > 1e-9 || with.Cost.Mean != without.Cost.Mean {
		t.Errorf("cash %g and %g, cost %g and %g", a, b, with.Cost.Mean, without.Cost.Mean)
	}
}

// TestPositionOfAllTogether: payables, advances and receivables without an ID stand for
// all lines and streams. They are set beside the sum of the books, each at its cell, and
// change neither what a line has incurred nor the forecast.
func TestPositionOfAllTogether(t *testing.T) {
	for lang, source := range owing {
		source = strings.NewReplacer("C2 | Guard | 120 | 2026-01 | 12 |", "C2 | Guard | 120 | 2026-01 | 12 | 1", "C2 | 保安 | 120 | 2026-01 | 12 |", "C2 | 保安 | 120 | 2026-01 | 12 | 1",
			"2026-01 | cost | C2 | 10\n", "", "2026-01 | 成本 | C2 | 10\n", "",
			"payables | C1 | 2026-03 | 230\n", "payables | | 2026-03 | 230\nadvances | | 2026-03 | 15\n", "应付账款 | C1 | 2026-03 | 230\n", "应付款 | | 2026-03 | 230\n预付账款 | | 2026-03 | 15\n",
			"receivables | S1 |", "receivables | |", "应收款 | S1 |", "应收款 | |").Replace(source)
		o := cycled(t, source)
		got := ""
		for _, b := range o.Position {
			got += fmt.Sprintf("%s %g %g %g; ", b.Item, b.Counted, b.Books, b.Difference)
		}
		// payables: 200 of the walls and 10 of the guard; nothing was paid in advance
		want := "bank 938 968 -30; debt 480 500 -20; payables 230 210 20; advances 15 0 15; receivables 80 50 30; "
		if got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
		at := ""
		for _, p := range o.Problems {
			if p.Code == "position-differs" {
				at += p.Cell + " "
			}
		}
		if at != "D2 D4 D5 D6 D7 " {
			t.Errorf("%s: differences at %q", lang, at)
		}
		var rest []string // without the three
		for _, line := range strings.Split(source, "\n") {
			if !strings.Contains(line, " | | 2026-03 |") {
				rest = append(rest, line)
			}
		}
		alone := cycled(t, strings.Join(rest, "\n"))
		if len(alone.Position) != 2 || o.Cost.Mean != alone.Cost.Mean || o.Control.Runway.Cash != alone.Control.Runway.Cash {
			t.Errorf("%s: cost %g and %g, cash %g and %g", lang, o.Cost.Mean, alone.Cost.Mean, o.Control.Runway.Cash, alone.Control.Runway.Cash)
		}
		for k, l := range o.Control.Lines {
			if want := []float64{300, 30}[k]; math.Abs(l.AC-want) > 1e-9 || l.AC != alone.Control.Lines[k].AC {
				t.Errorf("%s: AC of line %d %g, want %g", lang, k, l.AC, want)
			}
		}
	}
}

// TestLiquidityBeyondTheBank: 100 a month is spent and the bank has 250 in March: 650 more
// are needed until December, whatever the opening cash was. With that much more at the bank
// there is no gap; both are said of the bank, in the plan's language.
func TestLiquidityBeyondTheBank(t *testing.T) {
	for lang, source := range map[string]string{
		"en": `== Project
Name | Yard
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 500
As-of month | 2026-03
Opening cash | 700
Minimum cash | 0

== Costs
ID | Name | Amount | Start | Months
C1 | crane | 1200 | 2026-01 | 12

== Actuals
Date | Kind | ID | Amount
2026-01 | cost | C1 | 100
2026-02 | cost | C1 | 100
2026-03 | cost | C1 | 100

== Position
Item | ID | Date | Amount
bank | main | 2026-03 | 250
`, "zh": `== 项目
名称 | 堆场
币种 | CNY
开始月份 | 2026-01
期限 | 12
情景数 | 500
截止月份 | 2026-03
期初现金 | 700
最低现金 | 0

== 成本
编号 | 名称 | 金额 | 开始 | 月数
C1 | 吊机 | 1200 | 2026-01 | 12

== 实际
日期 | 类型 | 编号 | 金额
2026-01 | 成本 | C1 | 100
2026-02 | 成本 | C1 | 100
2026-03 | 成本 | C1 | 100

== 现状
项目 | 编号 | 日期 | 金额
银行存款 | 基本户 | 2026-03 | 250
`} {
		run := func(source string) (extra *float64, said string) {
			got := ballast(t, "run", plan(t, source), "--json", "out.json")
			data, err := os.ReadFile("out.json")
			if err != nil || got.code != exitOK {
				t.Fatalf("%s: exit %d, %v\n%s", lang, got.code, err, got.err)
			}
			var o struct{ Reserve struct{ Liquidity *float64 } }
			if err := json.Unmarshal(data, &o); err != nil {
				t.Fatal(err)
			}
			return o.Reserve.Liquidity, got.out
		}
		extra, said := run(source)
		if extra == nil || math.Abs(*extra-650) > 0.02 || !strings.Contains(said, map[string]string{"en": "beside the bank's", "zh": "银行存款之外"}[lang]) {
			t.Errorf("%s: %v more, want 650\n%s", lang, extra, said)
		}
		if extra, _ := run(strings.Replace(source, "| 250", "| 900", 1)); extra == nil || *extra != 0 {
			t.Errorf("%s: with 650 more at the bank %v more are needed", lang, extra)
		}
	}
}
