package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// seekable is a plan with two sources and revenue; %s is the amount of F2, the opening
// cash and the limit.
const seekable = `== Project
Name | Depot
Currency | EUR
Start month | 2026-01
Horizon | 24
Scenarios | 1000
Opening cash | %s
Budget limit | %s

== Costs
ID | Name | Amount | Low | Likely | High | Shape | Start | Months
C1 | Halls | 1000 | 800 | 1000 | 1600 | PERT | 2026-01 | 8
C2 | Cranes | 500 | 450 | 500 | 700 | PERT | 2026-03 | 5

== Risks
ID | Name | Probability | Cost impact
R1 | Old tanks | 40%% | Uniform(50,300)

== Revenue
ID | Name | Amount per month | Start | Volume
S1 | Rent | 150 | 2026-09 | Normal(1,0.2)

== Funding
ID | Name | Kind | Committed | Date
F1 | Own | own funds | 900 | 2026-01
F2 | Grant | grant | %s | 2026-04
`

// TestSeekCommand: what seek answers, set in the workbook and run, holds, with the
// figure that was said; it is said in both languages with its cell.
func TestSeekCommand(t *testing.T) {
	figures := func(name string) map[string]float64 {
		t.Helper()
		if got := ballast(t, "run", name, "--quiet", "--json", "f.json", "--force"); got.code != exitOK {
			t.Fatal(got.err)
		}
		var o struct {
			Cash struct {
				Gap float64 `json:"probability_gap"`
			}
			Cost struct {
				Over float64 `json:"probability_over_limit"`
			}
		}
		data, err := os.ReadFile("f.json")
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &o); err != nil {
			t.Fatal(err)
		}
		return map[string]float64{"P(gap)": o.Cash.Gap, "P(overrun)": o.Cost.Over}
	}
	for k, c := range [][2]string{{"P(gap)", "opening cash"}, {"P(overrun)", "limit"}, {"P(gap)", "F2"}, {"P(gap)", "Funding!D3"}} {
		values := []string{"10", "1700", "500"}
		name := plan(t, fmt.Sprintf(seekable, values[0], values[1], values[2]))
		got := ballast(t, "seek", name, c[0]+"<=8%", "--by", c[1], "--json")
		if got.code != exitOK {
			t.Fatalf("%v: exit %d %s", c, got.code, got.err)
		}
		var a struct {
			X     float64
			At    string
			Side  string
			Value struct{ Value float64 }
			Fresh struct {
				Interval []float64 `json:"interval95"`
			}
		}
		if err := json.Unmarshal([]byte(got.out), &a); err != nil {
			t.Fatal(err)
		}
		if a.Side != "at-least" || a.At == "" || len(a.Fresh.Interval) != 2 {
			t.Errorf("%v: %+v", c, a)
		}
		values[min(k, 2)] = fmt.Sprint(a.X)
		if p := figures(plan(t, fmt.Sprintf(seekable, values[0], values[1], values[2])))[c[0]]; p > 0.08 || p-a.Value.Value > 1e-9 || a.Value.Value-p > 1e-9 {
			t.Errorf("%v at %v: %v, said %v", c, a.X, p, a.Value.Value)
		}
	}
	name := plan(t, fmt.Sprintf(seekable, "10", "1700", "500"))
	for lang, say := range map[string][]string{
		"en": {"P(gap)<=5% holds with the amount of F2 Grant (Funding!D3) at €", " or more.\nAs planned it is €500", "on fresh draws (seed 2)"},
		"zh": {"P(gap)<=5%成立的条件：资金来源F2 Grant的金额（Funding!D3）不低于", "按计划为500欧元", "新抽样下"},
	} {
		got := ballast(t, "seek", name, "P(gap)<=5%", "--by", "f2", "--lang", lang)
		for _, want := range say {
			if got.code != exitOK || !strings.Contains(got.out, want) {
				t.Errorf("%s: exit %d, no %q in\n%s%s", lang, got.code, want, got.out, got.err)
			}
		}
	}
	if now := files(t); now != name {
		t.Errorf("files: %s", now)
	}
}

// TestStudyUsage: what cannot be asked is refused, with what can be.
func TestStudyUsage(t *testing.T) {
	name := plan(t, fmt.Sprintf(seekable, "10", "1700", "500"))
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"seek", name, "P(gap)", "--by", "limit"}, exitUsage, "cannot read"},
		{[]string{"seek", name, "P(gap)<=5%"}, exitUsage, "give one --by"},
		{[]string{"seek", name, "P(gap)<=5%", "--by", "F9"}, exitUsage, "limit, reserve, opening cash, minimum cash, F1, F2"},
		{[]string{"seek", name, "P(gap)<=5%", "--by", "Nowhere!A1"}, exitUsage, "no such sheet"},
		{[]string{"seek", name, "P(gap)<=5%", "--by", "limit"}, exitFailed, "does not depend on the budget limit (Project!"},
		{[]string{"seek", name, "P(gap)<=5%", "--by", "limit", "--lang", "zh"}, exitFailed, "无关"},
		{[]string{"sweep", name}, exitUsage, "once or twice"},
		{[]string{"sweep", name, "--by", "F2"}, exitUsage, "INPUT=LOW:HIGH:STEP"},
		{[]string{"sweep", name, "--by", "F2=1:2"}, exitUsage, "LOW:HIGH:STEP"},
		{[]string{"sweep", name, "--by", "F2=1:100:1", "--by", "F1=1:100:1"}, exitUsage, "10000 variants"},
		{[]string{"sweep", name, "--by", "F2=1:3:1", "--csv", "--json"}, exitUsage, "one of"},
		{[]string{"sweep", name, "--by", "Costs!C2=many:3:1"}, exitUsage, "no number"},
		{[]string{"sweep", "absent.xlsx", "--by", "F2=1:3:1"}, exitFailed, "absent.xlsx"},
	} {
		got := ballast(t, c.args...)
		if got.code != c.code || !strings.Contains(got.err, c.say) {
			t.Errorf("%v: exit %d, %s", c.args, got.code, got.err)
		}
	}
	bad := plan(t, strings.Replace(small, "C2 | Power | 50 | 45", "C2 | Power | 50 | 75", 1))
	if got := ballast(t, "seek", bad, "P(overrun)<=5%", "--by", "limit"); got.code != exitProblems || !strings.Contains(got.err, "Costs!") {
		t.Errorf("a plan with errors: exit %d, %s", got.code, got.err)
	}
}

// TestSweepCommand: a table by cells, with what follows from them worked out again; CSV
// and JSON have the same figures; what does not move is said.
func TestSweepCommand(t *testing.T) {
	name := plan(t, fmt.Sprintf(seekable, "10", "1700", "500"))
	got := ballast(t, "sweep", name, "--by", "F2=400:600:100", "--by", "Risks!C2=20%:60%:40%")
	if got.code != exitOK || strings.Count(got.out, "\n") != 8 || !strings.Contains(got.out, "as planned €500") || !strings.Contains(got.out, "as planned 40%") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	table := ballast(t, "sweep", name, "--by", "Risks!C2=20%:60%:40%", "--csv")
	lines := strings.Split(strings.TrimSpace(table.out), "\n")
	if table.code != exitOK || len(lines) != 3 || !strings.HasPrefix(lines[0], "Risks!C2,contingency") || !strings.HasPrefix(lines[2], "0.6,") {
		t.Errorf("exit %d\n%s%s", table.code, table.out, table.err)
	}
	figures := ballast(t, "sweep", name, "--by", "Risks!C2=20%:60%:40%", "--json")
	var o struct {
		Rows []struct {
			Figures struct{ Contingency float64 }
		}
	}
	if err := json.Unmarshal([]byte(figures.out), &o); err != nil || len(o.Rows) != 2 || !strings.HasPrefix(lines[1], "0.2,"+fmt.Sprint(o.Rows[0].Figures.Contingency)+",") {
		t.Errorf("%v %+v", err, o)
	}
	data, err := workbook.FromText([]byte(strings.Replace(fmt.Sprintf(seekable, "10", "1700", "500"), "40%", "60%", 1)), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("other.xlsx", data, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ballast(t, "sweep", "other.xlsx", "--by", "limit=1700:1700:1", "--csv"); got.code != exitOK || strings.SplitN(strings.Split(got.out, "\n")[1], ",", 4)[1] != strings.SplitN(lines[2], ",", 4)[1] {
		t.Errorf("the risk at 60 %%: %s\nthe sweep says %s", got.out, lines[2])
	}
	if got := ballast(t, "sweep", name, "--by", "Project!H40=1:2:1", "--lang", "zh"); got.code != exitOK || !strings.Contains(got.out, "各项数值均不随Project!H40变化") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
}
