package main

import (
	"encoding/json"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/budget/workbook"
)

// edged is what these tests read of a reserve.
type edged struct {
	Reserve struct {
		Table []struct {
			Cost       float64
			Interval95 [2]float64
		}
		Jump *struct{ Below, Above float64 }
	}
}

// TestWhatIsCertain: without any uncertainty every percentile is the same amount with an
// interval of no width, which the Dashboard says; where one event decides, the percentile
// lies at a jump and both ends are named; in both languages.
func TestWhatIsCertain(t *testing.T) {
	for lang, source := range map[string]string{"en": `== Project
Name | Dock
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 1000
Reserve confidence | 80%

== Costs
ID | Name | Amount | Start | Months
C1 | piles | 1000 | 2026-01 | 4
`, "zh": `== 项目
名称 | 船坞
币种 | CNY
开始月份 | 2026-01
期限 | 12
情景数 | 1000
储备置信度 | 80%

== 成本
编号 | 名称 | 金额 | 开始 | 月数
C1 | 桩基 | 1000 | 2026-01 | 4
`} {
		run := func(source string) (o edged, text string) {
			got := ballast(t, "run", plan(t, source), "--json", "-", "--quiet")
			if err := json.Unmarshal([]byte(got.out), &o); err != nil || got.code != exitOK {
				t.Fatalf("%s: exit %d, %v\n%s", lang, got.code, err, got.err)
			}
			if got := ballast(t, "run", "plan.xlsx", "--quiet"); got.code != exitOK {
				t.Fatal(got.err)
			}
			text, err := workbook.Dump("plan.ballast.xlsx")
			if err != nil {
				t.Fatal(err)
			}
			return o, text
		}
		w := words.For(lang)
		o, text := run(source)
		for _, l := range o.Reserve.Table {
			if l.Cost != 1000 || l.Interval95 != [2]float64{} {
				t.Errorf("%s: %+v", lang, l)
			}
		}
		if len(o.Reserve.Table) == 0 || o.Reserve.Jump != nil || !strings.Contains(text, w.Say("report.assume.nothing")) {
			t.Errorf("%s: %+v; the Dashboard does not say that nothing is uncertain", lang, o.Reserve)
		}
		risk := map[string]string{"en": "\n== Risks\nID | Name | Probability | Cost impact\nR1 | storm | 20% | 500\n", "zh": "\n== 风险\n编号 | 名称 | 概率 | 成本影响\nR1 | 台风 | 20% | 500\n"}[lang]
		o, text = run(source + risk)
		if j := o.Reserve.Jump; j == nil || j.Below != 1000 || j.Above != 1500 {
			t.Errorf("%s: jump %+v", lang, j)
		}
		low, high := map[string]string{"en": "€1,000", "zh": "1,000元"}[lang], map[string]string{"en": "€1,500", "zh": "1,500元"}[lang]
		if !strings.Contains(text, w.Say("report.reserve.jump", "80", low, high)) || strings.Contains(text, w.Say("report.assume.nothing")) {
			t.Errorf("%s: the jump is not said", lang)
		}
	}
}
