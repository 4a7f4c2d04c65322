package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget"
	"ballast/budget/workbook/internal/specimen"
)

// readText builds a workbook of a text source and reads it.
func readText(t testing.TB, text string) (*budget.Plan, []budget.Problem) {
	t.Helper()
	s := sections(t, "=== plan\n"+text)[0]
	plan, problems, err := ReadBytes(context.Background(), "plan.xlsx", build(t, s), ReadOptions{})
	specimen.Must(t, err)
	return plan, withoutDefaults(problems)
}

// withoutDefaults leaves out that columns are missing: the tables of these tests
// are short on purpose. What is said of missing columns is for TestReadingCases
// of cmd/ballast.
func withoutDefaults(problems []budget.Problem) []budget.Problem {
	return slices.DeleteFunc(problems, func(p budget.Problem) bool { return p.Code == "blank-default" })
}

func wantNone(t testing.TB, problems []budget.Problem) {
	t.Helper()
	for _, p := range problems {
		t.Errorf("unwanted: %s", p.Format(nil))
	}
}

// TestEstimateOrderExample: the message of the manual, to the letter.
func TestEstimateOrderExample(t *testing.T) {
	_, problems := readText(t, `== Project
Start month | 2026-01
Horizon | 12
Discount rate | 8%
== Costs
`+strings.Repeat("Budget of the year\n", 12)+` | ID | Name | Amount | Start | Months | Low | Likely | High
 | C1 | Racks and power | 100 | 2026-01 | 1 | 80 | 120 | 100
`)
	want := `plan.xlsx:Costs!H14: error: likely 120 is above high 100 [estimate-order]
    C14 "Racks and power"   G14 low 80   H14 likely 120   I14 high 100
    the likely value must lie between low and high; were H14 and I14 swapped?`
	if len(problems) != 1 || problems[0].Format(nil) != want {
		t.Errorf("got %d problems:\n%s\nwant:\n%s", len(problems), problems[0].Format(nil), want)
	}
}

// summary says the lines of a plan in few words, for goldens.
func summary(p *budget.Plan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %d r=%g\n", p.Language, p.Project.Currency, p.Project.Start, p.Project.Horizon, p.Project.Rate)
	for _, l := range p.Costs {
		fmt.Fprintf(&b, "%s %s %s %s m%d+%d %s%s", l.ID, l.Name, l.Phase, l.Amount, l.StartMonth, l.Months, l.Profile, l.Driver)
		if q := l.Uncertainty; q != nil {
			fmt.Fprintf(&b, " [%s %s", q.Text, q.Shape)
			for _, v := range []*float64{q.Low, q.Likely, q.High} {
				if v != nil {
					fmt.Fprintf(&b, " %g", *v)
				}
			}
			fmt.Fprintf(&b, " base=%v]", q.OfBase)
		}
		for _, m := range l.Monthly {
			fmt.Fprintf(&b, " %d:%s", m.Month, m.Amount)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestLayouts: the same lines however the sheet is laid out.
func TestLayouts(t *testing.T) {
	project := "== Project\nName | P\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nDiscount rate | 8%\n"
	want := "en EUR 2026-01 12 r=0.08\n" +
		"C1 Rent operation 12000 m0+12 even [ pert 11000 12000 15000 base=false]\n" +
		"C2 Desks procurement 8000.5 m2+1  [ uniform 0.9 1.2 base=true]\n"
	for name, costs := range map[string]string{
		"plain": `ID | Name | Phase | Amount | Low | Likely | High | Start | Months | Profile
C1 | Rent | operation | 12000 | 11000 | 12000 | 15000 | 2026-01 | 12 | even
C2 | Desks | procurement | 8000.5 | 90% | | 120% | 2026-03 | 1 |`,
		"title rows, other order, units, case": `Costs of the move
prepared by finance | | 2026

 | START date | amount (EUR) | Id | NAME | Likely (EUR) | low | HIGH* | Duration (months) | Stage | Spending profile | Remarks
 | 2026/1 | 12,000.00 | C1 | Rent | 12k | 11,000 | 15000 | 12 | operations | flat | ok
 | Mar-26 | 8,000.50 EUR | C2 | Desks | | 90 % | 120% | 1 | purchasing | |`,
		"totals, headings, second table": `ID | Name | Phase | Amount | Low | Likely | High | Start | Months | Profile
 | Running costs
C1 | Rent | operation | 12000 | 11000 | 12000 | 15000 | 2026-01 | 12 | even
 | Subtotal | | =SUM(D3:D3)

Name | ID | Amount | Phase | Low | High | Start
Desks | C2 | 8000.5 | procurement | 90% | 120% | 2026-03
Total | | =SUBTOTAL(9,C7:C7)`,
		"switched off": `ID | Name | Phase | Amount | Low | Likely | High | Start | Months | Profile | Include
C1 | Rent | operation | 12000 | 11000 | 12000 | 15000 | 2026-01 | 12 | even | yes
C2 | Desks | procurement | 8000.5 | 90% | | 120% | 2026-03 | 1 | |
C3 | Sculpture | other | 99999 | | | | 2026-03 | 1 | | no`,
		"formulas": `ID | Name | Phase | Amount | Low | Likely | High | Start | Months | Profile
C1 | Rent | operation | =12*1000 | =D2-1000 | =D2 | =D2+3000 | 2026-01 | =6*2 | even
C2 | Desks | procurement | =ROUND(8000.499,1) | 90% | | 120% | 2026-03 | 1 |`,
	} {
		t.Run(name, func(t *testing.T) {
			plan, problems := readText(t, project+"== Costs\n"+costs+"\n")
			wantNone(t, problems)
			if got := summary(plan); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// TestChinese: a Chinese workbook gives the same plan, and speaks Chinese.
func TestChinese(t *testing.T) {
	plan, problems := readText(t, `== 项目
名称 | 搬迁
开始月份 | 2026年1月
期限（月） | 12
折现率 | 8%
== 风险登记
编号 | 名称 | 类别 | 概率 | 成本影响 | 延迟影响(月) | 影响对象 | 采用应对 | 应对成本 | 剩余概率
R1 | 审批延误 | 法律 | 20% | 三角（1万，2万，4万） | PERT(0,1,2) | 运维、C2 | 是 | 5千 | 5%
== 成本
编号 | 名称 | 阶段 | 金额（元） | 最低 | 最可能 | 最高 | 分布 | 开始 | 月数 | 支出曲线
C1 | 租金 | 运维 | 1.2万 | 90% | 100% | 130% | 三角 | 2026年1月 | 12 | 平均
C2 | 家具 | 采购 | 8,000 | | | | | 2026年3月 | 1 | S曲线
合计 | | | =SUM(D2:D3)
`)
	wantNone(t, problems)
	want := "zh CNY 2026-01 12 r=0.08\nC1 租金 operation 12000 m0+12 even [ triangular 0.9 1 1.3 base=true]\nC2 家具 procurement 8000 m2+1 s-curve\n"
	if got := summary(plan); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	r := plan.Risks[0]
	if r.Category != "legal" || r.Probability != 0.2 || r.Impact.Text != "Triangular(10000,20000,40000)" || strings.Join(r.Affects, ",") != "operation,C2" ||
		!r.ResponseOn || r.ResponseCost.String() != "5000" || *r.ResidualProb != 0.05 || r.To != 11 {
		t.Errorf("risk %+v", r)
	}
	if len(plan.Log.Skipped) != 1 || plan.Log.Skipped[0].Text != "合计行，不计入" || plan.Log.Skipped[0].Ref.String() != "plan.xlsx:成本!A4:D4" {
		t.Errorf("skipped %v", plan.Log.Skipped)
	}
}

// TestUnits: amounts in 万元 or thousands by header or title.
func TestUnits(t *testing.T) {
	project := "== Project\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nDiscount rate | 8%\nOpening cash (k EUR) | 5\n"
	want := "en EUR 2026-01 12 r=0.08\nC1 Rent  12000 m0+1  [ pert 11000 12000 15000 base=false]\nC2 Desks  8000 m0+1  [PERT(7000,8000,9000)  base=false]\n"
	for name, costs := range map[string]string{
		"header": "ID | Name | 金额（万） | Low (万) | Likely (万) | High (万) | Uncertainty\nC1 | Rent | 1.2 | 1.1 | 1.2万 | 1.5 |\nC2 | Desks | 8k | | | | PERT(0.7,0.8,0.9)",
		"title":  "Budget\n | Amounts in thousands of EUR\nID | Name | Amount | Low | Likely | High | Uncertainty\nC1 | Rent | 12 | 11 | 12 | 15 |\nC2 | Desks | 8 | | | | PERT(7k,8k,9k)",
	} {
		plan, problems := readText(t, project+"== Costs\n"+costs+"\n")
		if got := summary(plan); got != want || plan.Project.OpeningCash.String() != "5000" {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
		if len(problems) != 1 || problems[0].Code != "scaled-amounts" {
			t.Errorf("%s: problems %v", name, problems)
		}
	}
}

// TestWide: dated headers, long and wide rows on one sheet, merged headers,
// the 1904 date system.
func TestWide(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	specimen.Must(t, f.SetSheetName("Sheet1", "Costs"))
	_, err := f.NewSheet("Project")
	specimen.Must(t, err)
	yes := true
	specimen.Must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	day, err := f.NewStyle(&excelize.Style{NumFmt: 17})
	specimen.Must(t, err)
	put := func(sheet, at string, v any) { specimen.Must(t, f.SetCellValue(sheet, at, v)) }
	put("Project", "A1", "Start month")
	put("Project", "B1", 44561) // 2026-01-01 counted from 1904
	specimen.Must(t, f.SetCellStyle("Project", "B1", "B1", day))
	put("Project", "A2", "Horizon")
	put("Project", "B2", 12)
	for at, v := range map[string]any{
		"A2": "ID", "B2": "Name", "C2": "Amount", "D2": "Start", "E1": "2026 by month", "E2": 44561, "F2": 44592, "G2": "2026-03",
		"A4": "C1", "B4": "Rent", "E4": 100, "F4": 100.25, "G4": 0,
		"A5": "C2", "B5": "Desks", "C5": 8000, "D5": "2026-03",
		"A6": "C3", "B6": "Movers", "C6": 300, "F6": "100", "G6": 200,
	} {
		put("Costs", at, v)
	}
	specimen.Must(t, f.SetCellStyle("Costs", "E2", "F2", day))
	specimen.Must(t, f.MergeCell("Costs", "E1", "G1"))
	for _, m := range []string{"A", "B", "C", "D", "E", "F", "G"} {
		specimen.Must(t, f.MergeCell("Costs", m+"2", m+"3"))
	}
	specimen.Must(t, f.SetColVisible("Costs", "F", false))
	var out bytes.Buffer
	specimen.Must(t, f.Write(&out))
	plan, problems, err := ReadBytes(t.Context(), "wide.xlsx", out.Bytes(), ReadOptions{})
	specimen.Must(t, err)
	if problems = withoutDefaults(problems); len(problems) != 1 || problems[0].Code != "hidden-cells" {
		t.Errorf("problems %v", problems)
	}
	want := "en USD 2026-01 12 r=0.08\nC1 Rent  200.25 m0+2  0:100 1:100.25\nC2 Desks  8000 m2+1 \nC3 Movers  300 m1+2  1:100 2:200\n"
	if got := summary(plan); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestRestOfThePlan: tranches, matrix, drivers by month, profiles, empirical
// ranges and settings.
func TestRestOfThePlan(t *testing.T) {
	plan, problems := readText(t, `== Project
Start month | 2026-01
Horizon | 24
Scenarios | auto
Sampling | Sobol
Copula | t (6)
Matrix thresholds | 5% | 20% | 40% | 60%
Budget limit | 1.2m
== Costs
ID | Name | Amount | Uncertainty | Estimates are | Profile | Driver | Currency | Payment lag
C1 | Servers | 1000 | Empirical(History!B2:B5) | % of base | slow | Prices | GBP | Discrete(0:0.5, 1:0.5)
C2 | Wages | 500 | PERT(90,100,140) | % of base | | | |
== History
 | Overrun
a | 90%
b | 110%
c |
d | 130%
== Drivers
Name | Kind | Growth | Volatility | Base value | 2026-01 | 2026-04
Prices | table | | | | 1 | 1.1
GBP | walk | 2% | 12% | 1.15
== Profiles
Name | 1 | 2 | 3
slow | 20 | 30 | 50
== Funding
ID | Kind | Committed | Date | Rate | Term
F1 | bank loan | 800 | 2026-01 | 5% | 12
F2 | credit line | 300 | | 7% |
== Tranches
Source | Date | Amount | Condition
F1 | 2026-01 | 500 |
F1 | 2026-06 | 300 | C1
== Correlations
 | C1 | C2 | Prices
C1 | 1 | 0.3 | 0
C2 | 0.3 | 1 | 0.2
Prices | | | 1
`)
	if len(problems) != 1 || problems[0].Code != "table-short" { // 4 months of 24: on purpose
		t.Errorf("problems %v", problems)
	}
	p := plan.Project
	if p.Scenarios != 0 || p.Sampling != "Sobol" || p.CopulaDF != 6 || fmt.Sprint(p.MatrixP) != "[0.05 0.2 0.4 0.6]" || p.BudgetLimit.String() != "1200000" || p.Cells["Budget limit"].Cell != "B7" {
		t.Errorf("project %+v", p)
	}
	c := plan.Costs[0]
	if q := c.Uncertainty; fmt.Sprint(q.Values) != "[0.9 1.1 1.3]" || !q.OfBase || c.Profile != "slow" || c.Currency != "GBP" || c.PaymentLag.Text != "Discrete(0:0.5,1:0.5)" {
		t.Errorf("line %+v %+v", c, q)
	}
	if q := plan.Costs[1].Uncertainty; q.Text != "PERT(0.9,1,1.4)" || !q.OfBase {
		t.Errorf("percents without a sign: %+v", q)
	}
	if fmt.Sprint(plan.Drivers[0].Table) != "[1 1 1 1.1]" || plan.Drivers[1].Base != 1.15 || fmt.Sprint(plan.Profiles[0].Shares) != "[0.2 0.3 0.5]" {
		t.Errorf("drivers %+v profiles %+v", plan.Drivers, plan.Profiles)
	}
	f := plan.Funding
	if f[0].Repayment != "equal" || f[0].OnDemand || f[1].Repayment != "sweep" || !f[1].OnDemand || f[1].Priority != 2 || plan.Tranches[1].Month != 5 || fmt.Sprint(plan.Tranches[1].Conditions) != "[C1]" {
		t.Errorf("funding %+v tranches %+v", f, plan.Tranches)
	}
	got := ""
	for _, k := range plan.Correlations {
		got += fmt.Sprintf("%s %s %g %s; ", k.A, k.B, k.Rho, k.Ref.Cell)
	}
	if got != "C1 C2 0.3 C2; C2 Prices 0.2 D3; " {
		t.Errorf("correlations %s", got)
	}
}

// TestReadGoErrors: what is wrong outside the workbook is a Go error.
func TestReadGoErrors(t *testing.T) {
	if _, _, err := Read(t.Context(), "nowhere.xlsx", ReadOptions{}); err == nil {
		t.Error("no error for a missing file")
	}
	if _, _, err := Read(t.Context(), t.TempDir(), ReadOptions{}); err == nil {
		t.Error("no error for a folder")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Read(ctx, "../../samples/office-move/plan.xlsx", ReadOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestPassword: a locked workbook opens with its password.
func TestPassword(t *testing.T) {
	plan, problems, err := Read(t.Context(), filepath.Join(errorSamples, "encrypted.xlsx"), ReadOptions{Password: "budget"})
	specimen.Must(t, err)
	wantNone(t, problems)
	if len(plan.Costs) != 2 {
		t.Errorf("%d lines", len(plan.Costs))
	}
}
