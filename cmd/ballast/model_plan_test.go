package main

import (
	"math"
	"strings"
	"testing"
)

// planHead and planTail stand around the costs of a plan in whose workbook formulas
// appraise what the plan's cells hold.
const (
	planHead = "== Project\nName | Small\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nScenarios | 1000\n\n== Costs\n"
	planTail = `
== Risks
ID | Name | Probability | Cost impact
R1 | Fire | 20% | 40

== Appraisal
Figure | Value
Total | =SUM(Costs!C2:C4)+SUMPRODUCT(Risks!C2:C2,Risks!D2:D2) := 178
`
)

// planYearly is one with a risk that happens several times a year.
const planYearly = planHead + `ID | Name | Amount | Uncertainty | Start | Months
C1 | Racks | 100 | PERT(80,100,160) | 2026-01 | 3

== Risks
ID | Name | Per year | Cost impact
R1 | Outage | 2 | 40

== Appraisal
Figure | Value
Total | =Costs!C2+Risks!C2*Risks!D2 := 180
`

// planModel is such a workbook: two uncertain lines, a certain one and a risk.
const planModel = planHead + `ID | Name | Amount | Uncertainty | Start | Months
C1 | Racks | 100 | PERT(80,100,160) | 2026-01 | 3
C2 | Power | 50 | Uniform(80%,120%) | 2026-02 | 2
C3 | Fees | 20 | | 2026-02 | 2
` + planTail

// planMonths is one whose first line has its amount by month.
const planMonths = planHead + `ID | Name | Uncertainty | 2026-01 | 2026-02
C1 | Racks | Uniform(80%,120%) | 60 | 40

== Appraisal
Figure | Value
Total | =SUM(Costs!D2:E2)*Assumptions!B2 := 100

== Assumptions
Share | 100%
Part | 1

== Uncertain
Cell | Distribution
Assumptions!B2 | Uniform(0.9,1.1)
`

// planParted is one with a stream that has two uncertain factors on one amount.
const planParted = planHead + `ID | Name | Amount | Uncertainty | Start | Months
C1 | Racks | 100 | PERT(80,100,160) | 2026-01 | 3

== Revenue
ID | Name | Amount per month | Start | Volume | Price uncertainty
S1 | Rent | 30 | 2026-03 | Normal(1,0.1) | Uniform(0.9,1.1)

== Appraisal
Figure | Value
Profit | =12*Revenue!C2-Costs!C2 := 260
`

// TestPlanFeedsFormulas: in a workbook that is a plan, formulas see the amounts that its
// rows draw: the mean of a sum of cells is the sum of the means, a risk counts by its
// probability once, amounts in thousands are drawn in thousands, correlations hold; what
// the plan cannot tell a cell is said.
func TestPlanFeedsFormulas(t *testing.T) {
	pert := (80.0 + 4*100 + 160) / 6
	for _, c := range []struct {
		name, text string
		mean, sd   float64 // NaN: not compared
		says       string
	}{
		{"lines and a risk", planModel, pert + 50 + 20 + 0.2*40, math.NaN(), "[plan-cells]"},
		{"thousands", strings.Replace(planModel, "Amount |", "Amount (EUR thousand) |", 1), pert + 50 + 20 + 0.2*40, math.NaN(), "[plan-cells]"},
		{"in Chinese", chinesePlan, pert + 50, math.NaN(), "[plan-cells]"},
		{"correlated", strings.Replace(planModel, "\n== Risks", "\n== Correlations\nA | B | Rho\nC1 | C2 | 0.9\n\n== Risks", 1), pert + 50 + 20 + 0.2*40, math.NaN(), "[plan-cells]"},
		{"units and price", strings.Replace(strings.Replace(planParted, "Amount per month |", "Units | Price |", 1), "| 30 |", "| 10 | 3 |", 1) +
			"More | =12*Revenue!C2*Revenue!D2-Costs!C2 := 260\n", 12*30 - pert, math.NaN(), "[plan-cells]"},
		{"by month", planMonths, 100, 100 * math.Sqrt((1+0.04/3)*(1+0.01/3)-1), "2 cells of the plan that formulas read are drawn as its rows say: Costs!D2, Costs!E2;"},
		{"two factors", planParted, 12*30 - pert, math.Sqrt(360*360*(1.01*(1+0.01/3)-1) + 80*80*8/(36*7.0)), "2 cells of the plan that formulas read are drawn as its rows say: Costs!C2, Revenue!C2;"},
		{"several times a year", planYearly, pert + 80, math.NaN(), "[plan-undrawn]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan(t, c.text)
			cell, sheet := "B2", "Appraisal!"
			if strings.Contains(c.text, "More |") {
				cell = "B3"
			}
			if strings.Contains(c.text, "评估") {
				sheet = "评估!"
			}
			got := ballast(t, "check", "plan.xlsx", "--result", sheet+cell)
			if got.code != exitOK || !strings.Contains(got.out, c.says) {
				t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
			}
			o := modelFigures(t, "--result", sheet+cell, "--scenarios", "20000")
			if x := o.Outputs[0]; math.Abs(x.Mean-c.mean) > 0.004*math.Abs(c.mean) {
				t.Errorf("calculated mean %v, expected %v, to 0.4 %%", x.Mean, c.mean)
			}
			if sd := o.Outputs[0].SD; math.Abs(sd-c.sd) > 0.02*c.sd { // one factor for all months; two that are independent
				t.Errorf("calculated standard deviation %v, expected %v, to 2 %%", sd, c.sd)
			}
			if c.name == "correlated" && (len(o.Pairs) != 1 || math.Abs(*o.Pairs[0].Drawn-0.9) > 0.02) {
				t.Errorf("%+v", o.Pairs)
			}
		})
	}
	plan(t, planModel+"\n== Outputs\nCell | Name\nAppraisal!B2 | Total\n")
	if got := ballast(t, "run", "plan.xlsx"); got.code != exitOK || !strings.Contains(got.err, "--result") {
		t.Errorf("a plan that names outputs: exit %d\n%s%s", got.code, got.out, got.err)
	}
	if o := modelFigures(t, "--result", "Total"); o.Outputs[0].Name != "Total" || len(o.Inputs) != 3 {
		t.Errorf("%+v", o.Inputs)
	}
}

// chinesePlan is a plan with formulas in Chinese.
const chinesePlan = `== 项目
项目名称 | 小项目
币种 | CNY
开始月份 | 2026-01
期限 | 12

== 成本
编号 | 名称 | 金额 | 不确定性 | 开始 | 月数
C1 | 机架 | 100 | PERT(80,100,160) | 2026-01 | 3
C2 | 供电 | 50 | 均匀(80%,120%) | 2026-02 | 2

== 评估
指标 | 数值
合计 | =SUM(成本!C2:C3) := 150
`
