package cells

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"ballast/sim"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// TestSumOfNormals: a sum of independent normals is normal, with the sums of
// means and variances.
func TestSumOfNormals(t *testing.T) {
	var text strings.Builder
	var o Options
	mean, variance := 0.0, 0.0
	for i := 1; i <= 8; i++ {
		fmt.Fprintf(&text, "A%d %d\n", i, i)
		o.Inputs = append(o.Inputs, fmt.Sprintf("Model!A%d=Normal(%d,%d)", i, i, i))
		mean, variance = mean+float64(i), variance+float64(i*i)
	}
	o.Results = []string{"Model!B1"}
	x := run(t, model(t, newGrid(t, text.String()+"B1 =SUM(A1:A8)"), o), 16384)[0]
	sd := math.Sqrt(variance)
	law, err := distribution.Spec{Name: "Normal", Args: []float64{mean, sd}}.Build(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []float64{0.05, 0.25, 0.5, 0.75, 0.95} {
		got, want := stats.Quantiles(x, []float64{p})[0], law.Quantile(p)
		if math.Abs(got-want) > 0.03*sd { // independent draws would have 0.0165 sd at 5 %; a design has less
			t.Errorf("P%v: calculated %v, expected %v, to %v", 100*p, got, want, 0.03*sd)
		}
	}
}

// TestHillier: the present value of independent flows has the discounted sum of
// means, and the sum of variances discounted twice; that of flows that follow one
// number has the discounted sum of deviations.
// Source: F. S. Hillier, The derivation of probabilistic information for the
// evaluation of risky investments, Management Science 9 (1963) 443-457.
func TestHillier(t *testing.T) {
	const rate = 0.1
	means, sds := []float64{50, 60, 70, 80}, []float64{5, 8, 11, 14}
	text := "C1 0.1\nC2 -150\nD1 0\n"
	o := Options{Results: []string{"Model!E1", "Model!E2"}, Inputs: []string{"Model!D1=Normal(0,1)"}}
	mean, apart, together := -150.0, 0.0, 0.0
	for i, m := range means {
		text += fmt.Sprintf("A%d %v\nB%d =%v+%v*D1\n", i+1, m, i+1, m, sds[i])
		o.Inputs = append(o.Inputs, fmt.Sprintf("Model!A%d=Normal(%v,%v)", i+1, m, sds[i]))
		d := math.Pow(1+rate, -float64(i+1))
		mean, apart, together = mean+m*d, apart+sds[i]*sds[i]*d*d, together+sds[i]*d
	}
	columns := run(t, model(t, newGrid(t, text+"E1 =NPV(C1,A1:A4)+C2\nE2 =NPV(C1,B1:B4)+C2"), o), 16384)
	for i, want := range []float64{math.Sqrt(apart), together} {
		m, sd := stats.MeanSD(columns[i])
		if math.Abs(m-mean) > 0.02*want || math.Abs(sd-want) > 0.02*want {
			t.Errorf("E%d: calculated mean %v, sd %v, expected %v, %v, to 2 %% of the sd", i+1, m, sd, mean, want)
		}
	}
}

// TestPlainEqualsAddin: a model whose inputs are named beside it and the same
// model with the functions of @RISK give the same answer, to the bit.
func TestPlainEqualsAddin(t *testing.T) {
	const rest = "B1 =A1*A2-A3\nB2 =IF(B1>0,B1,B1*2)\nD1 1\nE2 1\nD2 0.6\n"
	plain := newGrid(t, "A1 100\nA2 3\nA3 250\n"+rest,
		"Uncertain|A1 'Cell\nB1 'Distribution\nC1 'Name\nD1 'Correlated with\nE1 'Coefficient\n"+
			"A2 'Model!A1\nB2 'PERT(90,100,140)\nC2 'price\nA3 'Model!A2\nB3 'Normal(3,0.5,min=1)\nC3 'volume\nD3 'price\nE3 0.6\nA4 'Model!A3\nB4 'Triangular(200,250,400)\nC4 'cost",
		"Outputs|A1 'Cell\nB1 'Name\nA2 'Model!B2\nB2 'margin")
	risk := newGrid(t, `A1 =_xll.RiskPert(90,100,140,RiskName("price"),RiskStatic(100),RiskCorrmat($D$1:$E$2,1))
A2 =_xll.RiskNormal(3,0.5,RiskTruncate(1,),RiskName("volume"),RiskStatic(3),RiskCorrmat($D$1:$E$2,2))
A3 =_xll.RiskTriang(200,250,400,RiskName("cost"),RiskStatic(250))
`+strings.Replace(rest, "B2 =", `B2 =_xll.RiskOutput("margin")+`, 1))
	a, b := run(t, model(t, plain, Options{}), 2048)[0], run(t, model(t, risk, Options{}), 2048)[0]
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			t.Fatalf("scenario %d: plain %v, with functions %v", i, a[i], b[i])
		}
	}
}

// TestSameBits: the outputs are the same for any number of workers and any size of the
// blocks, with vectors and without, and stay so when an input is added that they do not
// read; also of formulas that are called, gathered or interpreted.
func TestSameBits(t *testing.T) {
	t.Parallel()
	const scenarios = 700
	g := newGrid(t, "A1 1\nA2 2\nA3 3\nB1 =A1*A2+IF(A1>1,A2,-A2)\nB2 =VLOOKUP(A1,A1:A2,1)\nB3 =B1/B2\nB4 =LEN(A1&\"\")+B1\nB5 =SUM(OFFSET(B1,0,0,ROUND(A2,0),1))+SQRT(A1)\nB6 =ROUND(B1*A1,2)/(A2-2)")
	o := Options{Inputs: []string{"Model!A1=Normal(1,0.5)", "Model!A2=PERT(1,2,4)"}, Results: []string{"Model!B1", "Model!B3", "Model!B4", "Model!B5", "Model!B6"}}
	var first *sim.Result
	for _, workers := range []int{1, 2, 7, 16} {
		m := model(t, g, o)
		res, err := sim.Run(context.Background(), &m.engine, sim.Config{Scenarios: scenarios, Seed: 3, Workers: workers, Sampling: "MC", KeepInputs: scenarios})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = res
			o.Inputs = append(o.Inputs, "Model!A3=Uniform(0,1)")
		}
		sameColumns(t, fmt.Sprintf("%d workers", workers), first.Scalar, res.Scalar)
		if workers > 1 {
			continue
		}
		for _, block := range []int{1, 3, 16, 255, 256, 300, scenarios} {
			for _, vectors := range []bool{false, hasVectors()} {
				sameColumns(t, fmt.Sprintf("blocks of %d, vectors %v", block, vectors), first.Scalar, inBlocks(t, m, res, block, vectors))
			}
		}
	}
}

// inBlocks runs a program on the draws of a run in blocks of a size.
func inBlocks(t *testing.T, m *Model, res *sim.Result, size int, vectors bool) [][]float64 {
	t.Helper()
	k := m.kernel(vectors)
	out := make([][]float64, len(m.outs))
	for i := range out {
		out[i] = make([]float64, res.N)
	}
	for from := 0; from < res.N; from += size {
		b := &sim.Block{N: min(size, res.N-from)}
		for _, c := range res.Inputs {
			b.In = append(b.In, c[from:from+b.N])
		}
		for _, c := range out {
			b.Scalar = append(b.Scalar, c[from:from+b.N])
		}
		if err := k.Run(b); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// sameColumns compares columns to the bit.
func sameColumns(t *testing.T, of string, want, got [][]float64) {
	t.Helper()
	for out := range want {
		for i, x := range want[out] {
			if math.Float64bits(x) != math.Float64bits(got[out][i]) {
				t.Fatalf("%s: output %d, scenario %d: %v, before %v", of, out, i, got[out][i], x)
			}
		}
	}
}

// TestErrorsAreCounted: a scenario in error is counted, its cell named, and the
// other figures are of the rest; IFERROR takes it up.
func TestErrorsAreCounted(t *testing.T) {
	g := newGrid(t, "A1 1\nB1 =SQRT(A1)\nB2 =B1+1\nB3 =IFERROR(B2,-5)\nB4 =MIN(1/(A1>0),5)")
	m := model(t, g, Options{Inputs: []string{"Model!A1=Uniform(-1,3)"}, Results: []string{"Model!B2", "Model!B3", "Model!B4"}})
	s, err := m.Simulate(context.Background(), RunConfig{Scenarios: 4096})
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Summarise(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	x, caught, least := o.Outputs[0], o.Outputs[1], o.Outputs[2]
	if x.Errors != 1024 || least.Errors != 1024 || caught.Errors != 0 || x.Least < 1 || caught.Least != -5 {
		t.Errorf("errors %d, %d, %d of 4096 (a quarter expected); least %v, %v", x.Errors, caught.Errors, least.Errors, x.Least, caught.Least)
	}
	if len(x.Failures) == 0 || x.Failures[0].Cell != "Model!B1" || x.Failures[0].Error != "#NUM!" || least.Failures[0].Error != "#DIV/0!" {
		t.Errorf("failures %+v %+v", x.Failures, least.Failures)
	}
}
