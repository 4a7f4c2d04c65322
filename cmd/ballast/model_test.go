package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"ballast/budget/workbook"
	"ballast/models/outcome"
)

// appraisal is a small model of formulas with the sheets that name its inputs
// and outputs.
const appraisal = `== Assumptions
Assumption | Value
Price | 120
Volume | 1000
Cost share | 60%
Investment | 90000
Rate | 8%

== Model
Year | Flow
0 | =-Assumptions!B5
1 | =Assumptions!B2*Assumptions!B3*(1-Assumptions!B4)
2 | =B3
NPV | =NPV(Assumptions!B6,B3:B4)+B2
Gap | =IF(B5<0,-B5,0)

== Uncertain
Cell | Distribution | Name | Correlated with | Coefficient
Assumptions!B2 | Normal(120,10) | Price | |
Assumptions!B3 | Normal(1000,100) | Volume | Price | 0

== Outputs
Cell | Name
Model!B5 | NPV
`

// modelFigures runs a model and reads its JSON.
func modelFigures(t *testing.T, args ...string) outcome.Model {
	t.Helper()
	got := ballast(t, append([]string{"run", "plan.xlsx", "--quiet", "--json", "-", "--force"}, args...)...)
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s", got.code, got.err)
	}
	var o outcome.Model
	if err := json.Unmarshal([]byte(got.out), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// TestModelRun: a workbook of formulas is found to be a model, its figures are
// those of the closed form (the mean of a product of independent numbers is the
// product of the means), and the results come back as sheets.
func TestModelRun(t *testing.T) {
	plan(t, appraisal)
	o := modelFigures(t, "--scenarios", "20000")
	if len(o.Outputs) != 1 || o.Outputs[0].Name != "NPV" || o.Outputs[0].Cell != "Model!B5" || len(o.Inputs) != 2 {
		t.Fatalf("%+v", o)
	}
	perYear := 120.0 * 1000 * 0.4
	want := perYear/1.08 + perYear/1.08/1.08 - 90000
	if x := o.Outputs[0]; math.Abs(x.Mean-want) > 30 || math.Abs(x.Base-want) > 1e-6 {
		t.Errorf("calculated mean %v and base %v, expected %v, to 30 (a standard error of 10,000 / sqrt(20,000) at most)", x.Mean, x.Base, want)
	}
	dump, err := workbook.DumpResults("plan.ballast.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"# Dashboard", "# Simulation", "# Drawn inputs", "Normal(120,10)", "chart\t"} {
		if !strings.Contains(dump, part) {
			t.Errorf("the result has no %q", part)
		}
	}
	for _, workers := range []string{"2", "7"} {
		if again := modelFigures(t, "--scenarios", "20000", "--workers", workers); again.Outputs[0].Mean != o.Outputs[0].Mean || again.Outputs[0].SD != o.Outputs[0].SD {
			t.Errorf("%s workers: %v, one: %v", workers, again.Outputs[0].Mean, o.Outputs[0].Mean)
		}
	}
}

// TestModelFlags: inputs and results of the command line make a model of any
// workbook, also of a result of an earlier run; what is wrong with them is said.
func TestModelFlags(t *testing.T) {
	plan(t, strings.Split(appraisal, "== Uncertain")[0])
	o := modelFigures(t, "--input", "Assumptions!B2=PERT(100,120,150)", "--result", "Model!B6", "--result", "Model!B5")
	if len(o.Outputs) != 2 || o.Outputs[0].Cell != "Model!B6" || o.Inputs[0].Key != "Assumptions!B2" || o.Outputs[0].Mean <= 0 {
		t.Errorf("%+v", o)
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--input", "Assumptions!B2=PERT(1,2)", "--result", "Model!B5"}, exitProblems, "[bad-distribution]"},
		{[]string{"--input", "Assumptions!A2=PERT(1,2,3)", "--result", "Model!B5"}, exitProblems, "[input-text]"},
		{[]string{"--input", "Nowhere!B2=PERT(1,2,3)", "--result", "Model!B5"}, exitProblems, "[cell-unknown]"},
		{[]string{"--input", "Assumptions!B2", "--result", "Model!B5"}, exitProblems, "[input-form]"},
		{[]string{"--input", "Assumptions!B2=PERT(1,2,3)"}, exitProblems, "[no-output]"},
		{[]string{"--result", "Model!B5"}, exitProblems, "[output-fixed]"},
		{[]string{"--input", "Assumptions!B2=PERT(1,2,3)", "--input", "Assumptions!B2=Uniform(1,2)", "--result", "Model!B5"}, exitProblems, "[input-twice]"},
		{[]string{"--input", "Assumptions!B2=PERT(1,2,3)", "--result", "Model!B5", "--fail-on", "major"}, exitUsage, "for plans"},
	} {
		got := ballast(t, append([]string{"run", "plan.xlsx", "--force"}, c.args...)...)
		if got.code != c.code || !strings.Contains(got.out+got.err, c.want) {
			t.Errorf("%v: exit %d, want %d and %q in\n%s%s", c.args, got.code, c.code, c.want, got.out, got.err)
		}
	}
}
