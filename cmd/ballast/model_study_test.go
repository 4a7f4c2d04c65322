package main

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
	"ballast/models/outcome"
	"ballast/models/study"
)

// profit is 3 prices, uniform between 90 and 110, less a cost of 270.
func profit(cost string) string {
	return modelSheet("price | 100 |\nunits | 3 |\ncost | "+cost+" |\nprofit | =B2*B3-B4 := "+map[string]string{"270": "30", "285": "15"}[cost]+" |\nturn | =(B7-2)^2*B2 := 400 |\nspare | 4 |\n",
		"Model!B2 | Uniform(90,110) | price | | \n", "Model!B5 | Profit\n")
}

// TestModelSeek: the cost at which the profit of 3 prices, uniform between 90 and 110, is
// above zero in four of five futures is 3 x 94, its mean is 10 at 290, its P10 is 0 at 276;
// a target that falls and rises again, an input without effect and a target that is never
// reached are told apart.
func TestModelSeek(t *testing.T) {
	file := plan(t, profit("270")+"\n== Decisions\nCell | Low | High | Step\nModel!B3 | 2 | 4 | 1\n")
	for target, want := range map[string]float64{"P(Profit>0)>=80%": 282, "mean profit >= 10": 290, "P10 Profit=0": 276, "P(Model!B5<0)<=20%": 282} {
		got := ballast(t, "seek", file, target, "--by", "Model!B4", "--json", "--scenarios", "20000")
		var a study.Answer
		if err := json.Unmarshal([]byte(got.out), &a); err != nil {
			t.Fatalf("%s: %v\n%s", target, err, got.err)
		}
		if math.Abs(a.X-want) > 2*a.Step || a.Kept == "misses" || a.Now != 270 || a.At != "Model!B4" {
			t.Errorf("%s: calculated %+v, expected %v to two steps of rounding", target, a, want)
		}
	}
	for _, c := range []struct {
		target, by, says string
		exit             int
	}{
		{"P(Profit>0)>=80%", "Model!B4", "or less", exitOK},
		{"P(Profit>0)>=80%", "Model!B3", "holds with Model!B3", exitOK}, // between the ends of Decisions
		{"Profit >= 500", "Model!B3", "at no amount", exitFailed},
		{"Model!B6 <= 50", "Model!B3", "does not depend", exitFailed},
		{"P(Model!B6>150)>=50%", "Model!B7", "rises and falls", exitFailed},
		{"Profit >= 10", "Model!B2", "[input-twice]", exitProblems},
		{"P(Loss>0)>=80%", "Model!B4", "Profit", exitUsage},
		{"P(gap)<=5%", "Model!B4", "cannot read", exitUsage},
	} {
		if got := ballast(t, "seek", file, c.target, "--by", c.by); got.code != c.exit || !strings.Contains(got.out+got.err, c.says) {
			t.Errorf("%s by %s: exit %d, want %d and %q\n%s%s", c.target, c.by, got.code, c.exit, c.says, got.out, got.err)
		}
	}
	turning := plan(t, modelSheet("price | 100 |\nshift | 3 |\nturn | =(B3-2)^2*B2 := 100 |\n", "Model!B2 | Uniform(90,110) | price | | \n", "Model!B4 | Turn\n"))
	if got := ballast(t, "seek", turning, "Turn = 50", "--by", "Model!B3"); got.code != exitFailed || !strings.Contains(got.err, "rises and falls") {
		t.Errorf("not monotone: exit %d\n%s%s", got.code, got.out, got.err)
	}
}

// TestModelStress: a shock of an input scales every draw of it, one of a number or of a
// formula changes that; the draws stay, so what is linear moves in a line.
func TestModelStress(t *testing.T) {
	file := plan(t, profit("270"))
	o := modelFigures(t, "--stress", "Model!B2 +10%", "--stress", "Model!B4 = 280; Model!B3 +1", "--stress", "Profit -50%", "--csv", "tables", "--csv-scenarios")
	if len(o.Stresses) != 3 {
		t.Fatalf("%+v", o.Stresses)
	}
	mean := o.Outputs[0].Mean
	for i, want := range []float64{1.1*(mean+270) - 270, (mean+270)/3*4 - 280, mean / 2} {
		if got := o.Stresses[i].Outputs[0].Mean; math.Abs(got-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s: calculated %v, expected %v to rounding", o.Stresses[i].Text, got, want)
		}
	}
	if got := ballast(t, "run", file, "--force", "--stress", "Model!B2 +10%"); !strings.Contains(got.out, "as it stands") || !strings.Contains(got.out, "Model!B2 +10%") {
		t.Errorf("no table\n%s", got.out)
	}
	for text, exit := range map[string]int{"Model!B2 late": exitUsage, "Nowhere!B2 +5%": exitProblems, "Model!A2 +5%": exitProblems, "F2 late 6": exitUsage} {
		if got := ballast(t, "run", file, "--force", "--stress", text); got.code != exit {
			t.Errorf("%s: exit %d, want %d\n%s", text, got.code, exit, got.err)
		}
	}
}

// bookNamed writes a workbook from a text source beside others.
func bookNamed(t *testing.T, name, source string) {
	t.Helper()
	data, err := workbook.FromText([]byte(source), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestModelCompare: what the definition of an input changes is told from what a number
// changes, on the same draws; a run that was stored is listed and can be compared.
func TestModelCompare(t *testing.T) {
	before := profit("270")
	after := strings.NewReplacer("Uniform(90,110)", "Uniform(92,112)").Replace(profit("285"))
	a, b := plan(t, before), "after.xlsx"
	bookNamed(t, b, after)
	store := t.TempDir() + "/runs.db"
	if got := ballast(t, "run", a, "--store", store, "--quiet", "-o", t.TempDir()+"/r.xlsx"); got.code != exitOK {
		t.Fatal(got.err)
	}
	if got := ballast(t, "history", store); !strings.Contains(got.out, "Profit, mean 30.00") {
		t.Errorf("the list does not say what the model came to:\n%s", got.out)
	}
	for _, first := range []string{a, store + "#1"} {
		var x outcome.ModelBridge
		got := ballast(t, "compare", first, b, "--json")
		if err := json.Unmarshal([]byte(got.out), &x); err != nil {
			t.Fatalf("%v\n%s", err, got.err)
		}
		d := x.Outputs[0]
		if math.Abs(d.Inputs.Mean-6) > 1e-9 || math.Abs(d.Rest.Mean+15) > 1e-9 || !d.Inputs.Visible || math.Abs(d.To.Mean-d.From.Mean+9) > 1e-9 {
			t.Errorf("%s: inputs %v, the rest %v, expected 6 and -15 to rounding", first, d.Inputs.Mean, d.Rest.Mean)
		}
		if len(x.Changes) != 2 || x.Changes[0].Kind != "number" || x.Changes[0].Cell != "Model!B4" || x.Changes[1].To != "Uniform(92,112)" {
			t.Errorf("changes %+v", x.Changes)
		}
	}
	if got := ballast(t, "compare", a, b); got.code != exitOK || !strings.Contains(got.out, "number Model!B4: 270 → 285") {
		t.Errorf("%s%s", got.out, got.err)
	}
}

// TestModelWhy: the shortest way from an output down to a cell; a plan is refused.
func TestModelWhy(t *testing.T) {
	file := plan(t, profit("270"))
	for by, says := range map[string]string{"Model!B4": "Model!B5 = 30  =B2*B3-B4", "Model!B7": "no output depends on Model!B7"} {
		if got := ballast(t, "explain", file, "--why", by); got.code != exitOK || !strings.Contains(got.out, says) {
			t.Errorf("%s: exit %d\n%s%s", by, got.code, got.out, got.err)
		}
	}
}

// TestModelContingency: a cost with a budget says what it needs beside it: three prices,
// uniform between 90 and 110, cost at P80 three times 106, so a budget of 300 lacks 18;
// half of the futures are dearer than it.
func TestModelContingency(t *testing.T) {
	head := func(budget, confidence string) string {
		text := modelSheet("price | 100 |\nunits | 3 |\ncost | =B2*B3 := 300 |\n", "Model!B2 | Uniform(90,110) | price | | \n", "Model!B4 | Cost | "+budget+" | "+confidence+"\n")
		return strings.Replace(text, "Cell | Name\nModel!B4", "Cell | Name | Budget | Confidence\nModel!B4", 1)
	}
	plan(t, head("300", ""))
	c := modelFigures(t, "--scenarios", "20000").Outputs[0].Contingency
	if c == nil || c.Confidence != 0.8 || math.Abs(c.Contingency-18) > 0.1 || math.Abs(c.Overrun-0.5) > 0.002 {
		t.Fatalf("calculated %+v, expected 18 at P80 and half, to the error of 20,000 Sobol points", c)
	}
	plan(t, head("330", "95%"))
	if got := ballast(t, "run", "plan.xlsx"); !strings.Contains(got.out, "the budget of 330.00 holds with 95") {
		t.Errorf("%s%s", got.out, got.err)
	}
}
