package cells

import (
	"context"
	"math"
	"testing"

	"ballast/budget"
	"ballast/sim"
)

// TestLookupsMove: keys and positions that are uncertain, also beyond both ends of what
// they look in, give in each of 10,000 scenarios what the interpreter gives, errors too.
func TestLookupsMove(t *testing.T) {
	g := newGrid(t, "A1 1\nA2 1\nC1 10\nC2 20\nC3 30\nC4 40\nD1 5\nD2 6\nD3 =A2*7\nD4 8\n"+
		"B1 =VLOOKUP(A1,C1:D4,2,TRUE)\nB2 =VLOOKUP(ROUND(A1,-1),C1:D4,2,FALSE)\nB3 =INDEX(D1:D4,A1/10)\nB4 =INDEX(C1:C4,MATCH(A1,C1:C4,1))+MATCH(40-A1,C1:C4,1)\nB5 =IFERROR(INDEX(D1:D4,ROUND(A1/10,0)),-1)")
	m := model(t, g, Options{Inputs: []string{"Model!A1=Uniform(-5,60)", "Model!A2=Uniform(0,2)"}, Results: []string{"Model!B1", "Model!B2", "Model!B3", "Model!B4", "Model!B5"}, Unchecked: true})
	const scenarios = 10_000
	res, err := sim.Run(context.Background(), &m.engine, sim.Config{Scenarios: scenarios, Seed: 3, Workers: 1, KeepInputs: scenarios})
	if err != nil {
		t.Fatal(err)
	}
	errors, again := make([]int, len(m.outs)), newReplay(m)
	for lane := range scenarios {
		again.begin(func(v int) float64 { return res.Inputs[v][lane] })
		for i, out := range m.outs {
			want, got := figure(again.value(out.at)), res.Scalar[i][lane]
			if math.IsNaN(want) {
				errors[i]++
			}
			if math.Float64bits(want) != math.Float64bits(got) && !(math.IsNaN(want) && math.IsNaN(got)) {
				t.Fatalf("%s in scenario %d at %v: program %v, interpreter %v", m.place(out.at), lane, res.Inputs[0][lane], got, want)
			}
		}
	}
	for i, n := range errors {
		if (i == 4) != (n == 0) || n == scenarios {
			t.Errorf("%s: %d errors of %d", m.place(m.outs[i].at), n, scenarios)
		}
	}
}

// TestMatrixOfRanks: a matrix of correlations is one of ranks, by position, also where some
// positions have no draw; the instance tells copies of it apart.
func TestMatrixOfRanks(t *testing.T) {
	g := newGrid(t, "E1 1\nE2 0.2\nF2 1\nE3 0.7\nF3 0.1\nG3 1\n"+
		"A1 =RiskLognorm(100,60,RiskCorrmat($E$1:$G$3,1))\nA2 =RiskNormal(5,1,RiskCorrmat($E$1:$G$3,3))\n"+
		"A3 =RiskLognorm(100,60,RiskCorrmat($E$1:$G$3,1,2))\nA4 =RiskNormal(5,1,RiskCorrmat($E$1:$G$3,3,2))\nB1 =SUM(A1:A4)")
	m := model(t, g, Options{Results: []string{"Model!B1"}, Dialect: "atrisk", Unchecked: true})
	res, err := sim.Run(context.Background(), &m.engine, sim.Config{Scenarios: 8192, Seed: 5, Workers: 1, KeepInputs: 8192})
	if err != nil {
		t.Fatal(err)
	}
	column := map[string][]float64{}
	for i, v := range m.variables {
		column[m.place(v.at)] = res.Inputs[i]
	}
	for pair, want := range map[[2]string]float64{{"Model!A1", "Model!A2"}: 0.7, {"Model!A3", "Model!A4"}: 0.7, {"Model!A1", "Model!A3"}: 0, {"Model!A1", "Model!A4"}: 0, {"Model!A2", "Model!A4"}: 0} {
		if got := *rankCorrelation(column[pair[0]], column[pair[1]]); math.Abs(got-want) > 0.03 {
			t.Errorf("%v: calculated a rank correlation of %v, expected %v to 0.03", pair, got, want)
		}
	}
}

// TestSweepsAreNotDrawn: what an add-in runs one simulation after another over is no
// uncertain number: refused by its name where an output needs it, ignored elsewhere.
func TestSweepsAreNotDrawn(t *testing.T) {
	for _, call := range []string{"RiskSimtable({1,2,3})", "PsiSimParam({1,2,3})", "PsiOptParam({1,2,3})"} {
		for text, want := range map[string]string{"B1 =A1*C1": "formula-unsupported", "B1 =A1*2": ""} {
			g := newGrid(t, "A1 1\nC1 ="+call+"\n"+text)
			_, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!A1=Uniform(0,2)"}, Results: []string{"Model!B1"}, Unchecked: true})
			if got := codesOf(problems, budget.Error); got != want {
				t.Errorf("%s in %s: %q, expected %q", call, text, got, want)
			}
		}
	}
}

// TestRateWithoutRoot: a scenario whose flows have no rate of return is one in error, counted
// and named with its cell; the others have theirs, and the chance of the target says of how
// many it is.
func TestRateWithoutRoot(t *testing.T) {
	t.Parallel()
	g := newGrid(t, "A1 1\nB1 =-100*A1\nB2 60\nB3 70\nC1 =IRR(B1:B3)", "Outputs|A1 'Cell\nB1 'Name\nC1 'Target\nA2 'Model!C1\nB2 'Rate\nC2 0.1")
	m := model(t, g, Options{Inputs: []string{"Model!A1=Discrete(-1:0.25,1:0.75)"}})
	s, err := m.Simulate(t.Context(), RunConfig{Scenarios: 1024})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Summarise(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	x := o.Outputs[0]
	if want := (0.6 + math.Sqrt(0.36+4*0.7)) / 2; x.Errors != 256 || math.Abs(x.Least-(want-1)) > 1e-9 || x.Least != x.Greatest {
		t.Errorf("%d errors of 1,024, expected a quarter; rates from %v to %v, expected %v", x.Errors, x.Least, x.Greatest, want-1)
	}
	if len(x.Failures) == 0 || x.Failures[0].Cell != "Model!C1" || x.Failures[0].Error != "#NUM!" || x.Target == nil || x.Target.Share != 1 {
		t.Errorf("failures %+v, target %+v", x.Failures, x.Target)
	}
}
