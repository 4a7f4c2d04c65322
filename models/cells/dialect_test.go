package cells

import (
	"context"
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// lawOf is the law of the one call in a formula.
func lawOf(t *testing.T, text string, o Options) *variable {
	t.Helper()
	o.Results = []string{"Model!C1"}
	g := newGrid(t, "A1 2\nA2 3\nA3 5\nB1 0.2\nB2 0.3\nB3 0.5\nC1 ="+text)
	m := model(t, g, o)
	if len(m.variables) != 1 {
		t.Fatalf("%s: %d variables", text, len(m.variables))
	}
	return m.variables[0]
}

// TestDialects: the parameters of each add-in in its own order and meaning,
// against the distribution that they stand for.
// Source of the orders: the vendors' function references; see addins.tsv.
func TestDialects(t *testing.T) {
	for _, c := range []struct{ call, want string }{
		{"_xll.RiskTriang(90,100,140)", "Triangular(90,100,140)"}, {"_XLL.RISKPERT(90,100,140)", "PERT(90,100,140)"},
		{"_xll.RiskLognorm(100,20)", "Lognormal(100,20)"}, {"_xll.RiskLognorm2(1,0.5)", "Lognormal2(1,0.5)"},
		{"VoseLognormal(100,20)", "Lognormal(100,20)"}, {"VoseLognormalE(1,0.5)", "Lognormal2(1,0.5)"},
		{"_xll.PsiLogNormal(100,20)", "Lognormal(100,20)"}, {"PsiLogNorm2(1,0.5)", "Lognormal2(1,0.5)"}, {"CB.Lognormal(100,20)", "Lognormal(100,20)"},
		{"LognormalValue(1,0.5)", "Lognormal2(1,0.5)"}, {"ScaledLognormalValue(100,20)", "Lognormal(100,20)"},
		{"RiskBinomial(10,0.2)", "Binomial(10,0.2)"}, {"VoseBinomial(10,0.2)", "Binomial(10,0.2)"}, {"CB.Binomial(0.2,10)", "Binomial(10,0.2)"},
		{"RiskExpon(5)", "Exponential(5)"}, {"VoseExpon(5)", "Exponential(5)"}, {"CB.Exponential(0.2)", "Exponential(5)"},
		{"RiskBeta(2,3)", "Beta(2,3)"}, {"RiskBeta(2,3,10,20)", "Beta(2,3,10,20)"}, {"CB.Beta(2,3,50)", "Beta(2,3,0,50)"}, {"CB.Beta2(10,20,2,3)", "Beta(2,3,10,20)"},
		{"RiskBetaSubj(1,2,3,9)", "BetaSubj(1,2,3,9)"}, {"VoseBetaSubj(2,3,1,9)", "BetaSubj(1,2,3,9)"},
		{"RiskGamma(2,3)", "Gamma(2,3)"}, {"CB.Gamma(10,3,2)", "Gamma(2,3,shift=10)"}, {"RiskWeibull(2,3)", "Weibull(2,3)"}, {"CB.Weibull(10,3,2)", "Weibull(2,3,shift=10)"},
		{"RiskTrigen(10,20,40,10,90)", "Trigen(10,20,40,10,90)"}, {"PsiTriangGen(10,20,40,0.1,0.9)", "Trigen(10,20,40,10,90)"}, {"TriangularValue.P(10,20,40)", "Trigen(10,20,40,10,90)"},
		{"RiskDiscrete(A1:A3,B1:B3)", "Discrete(2:0.2,3:0.3,5:0.5)"}, {"RiskDiscrete({2,3,5},{2,3,5})", "Discrete(2:0.2,3:0.3,5:0.5)"}, {"MC.Discrete(A1:A3,B1:B3)", "Discrete(2:0.2,3:0.3,5:0.5)"},
		{"CB.Custom(A1:B3)", "Discrete(2:0.2,3:0.3,5:0.5)"}, {"RiskDUniform(A1:A3)", "DUniform(2,3,5)"}, {"RiskCumul(0,10,{2,3,5},{0.2,0.5,0.9})", "Cumul(0,10,2:0.2,3:0.5,5:0.9)"},
		{"RiskCumulD(0,10,{2,3,5},{0.8,0.5,0.1})", "Cumul(0,10,2:0.2,3:0.5,5:0.9)"}, {"RiskHistogrm(0,10,{1,2,1})", "Histogram(0,10,1,2,1)"},
		{"MC.PERT(90,100,140,\"cost\")", "PERT(90,100,140)"}, {"CB.StudentT(5,2,7)", "Student(7,5,2)"}, {"CB.Pareto(3,2)", "Pareto(2,3)"}, {"VosePareto(2,3)", "Pareto(2,3)"},
		{"PsiTriangular(90,100,140)", "Triangular(90,100,140)"}, {"VoseModPERT(90,100,140,6)", "PERT(90,100,140,6)"}, {"VoseModPERT(90,100,140)", "PERT(90,100,140)"}, {"PERTValue(90,100,140)", "PERT(90,100,140)"},
		{"RANDBETWEEN(1.2,5.9)", "IntUniform(2,5)"},
	} {
		spec, err := distribution.Parse(c.want)
		if err != nil {
			t.Fatal(err)
		}
		want, err := spec.Build(nil)
		if err != nil {
			t.Fatal(err)
		}
		got := lawOf(t, c.call, Options{Unchecked: true}).law
		for _, u := range []float64{0.05, 0.3, 0.5, 0.9} {
			if a, b := got.Quantile(u), want.Quantile(u); math.Abs(a-b) > 1e-9*(1+math.Abs(b)) {
				t.Errorf("%s: the quantile at %v is %v, that of %s is %v", c.call, u, a, c.want, b)
			}
		}
	}
}

// TestDialectDoubt: a bare RiskLogNorm is arithmetic in @RISK and logarithmic in
// XLRisk: refused unless the workbook or the command says which.
func TestDialectDoubt(t *testing.T) {
	g := newGrid(t, "C1 =RiskLogNorm(1,0.5)")
	o := Options{Results: []string{"Model!C1"}, Unchecked: true}
	if _, problems := Compile(Workbook{Source: g}, o); !strings.Contains(codesOf(problems, budget.Error), "dialect-doubt") {
		t.Errorf("not refused: %v", problems)
	}
	at := lawOf(t, "RiskLogNorm(1,0.5)", Options{Unchecked: true, Dialect: "atrisk"}).law
	xl := lawOf(t, "RiskLogNorm(1,0.5)", Options{Unchecked: true, Dialect: "xlrisk"}).law
	if math.Abs(at.Mean()-1) > 1e-12 || math.Abs(xl.Quantile(0.5)-math.E) > 1e-9 {
		t.Errorf("@RISK's mean %v, expected 1; XLRisk's median %v, expected e", at.Mean(), xl.Quantile(0.5))
	}
}

// TestPropertyFunctions: cuts come before shifts whatever the order written, either
// end may be empty, and properties are never parameters.
func TestPropertyFunctions(t *testing.T) {
	for _, c := range []struct {
		call   string
		lo, hi float64
		key    string
		static float64
	}{
		{"RiskNormal(0,1,RiskShift(5),RiskTruncate(-1,1))", 4, 6, "Model!C1#1", 5},
		{"RiskNormal(0,1,RiskTruncate(-1,1),RiskShift(5))", 4, 6, "Model!C1#1", 5},
		{"RiskNormal(0,1,RiskShift(5),RiskTruncate2(-1,6))", -1, 6, "Model!C1#1", math.NaN()},
		{"RiskNormal(0,1,RiskTruncate(5,))", 5, math.Inf(1), "Model!C1#1", math.NaN()},
		{"RiskUniform(0,10,RiskTruncateP(0.1,0.9),RiskName(\"share\"),RiskStatic(3))", 1, 9, "share", 3},
		{"VoseNormal(0,1,,VoseXBounds(-1,2))", -1, 2, "Model!C1#1", math.NaN()},
		{"PsiUniform(0,10,PsiTruncate(2,3),PsiBaseCase(2.5))", 2, 3, "Model!C1#1", 2.5},
		{"CB.Uniform(0,10,4,,\"cut\")", 4, 10, "cut", math.NaN()},
		{"RiskDiscrete({0,10},{1,1},RiskUnits(\"EUR\"))", 0, 10, "Model!C1#1", 0},
		{"RiskTriang(1,2,9,RiskLock())", 4, 4, "Model!C1#1", 4},
	} {
		v := lawOf(t, c.call, Options{Unchecked: true})
		lo, hi := v.law.Support()
		if math.Abs(lo-c.lo) > 1e-9 || hi != c.hi && math.Abs(hi-c.hi) > 1e-9 || v.key != c.key || !math.IsNaN(c.static) && math.Abs(v.static-c.static) > 1e-12 {
			t.Errorf("%s: from %v to %v, key %s, static %v", c.call, lo, hi, v.key, v.static)
		}
	}
	for _, call := range []string{"VoseNormal(0,1,0.5)", "RiskNormal(0,1,2)", "RiskTriang(3,2,1)", "RiskNormal(0)", "RiskNormal(\"a\",1)", "RiskCompound(2,3)", "MC.Lognormal(1,2)"} {
		g := newGrid(t, "C1 ="+call)
		if _, problems := Compile(Workbook{Source: g}, Options{Results: []string{"Model!C1"}, Unchecked: true}); !budget.HasErrors(problems) {
			t.Errorf("%s is not refused", call)
		}
	}
}

// run simulates a model and gives the columns of its outputs.
func run(t *testing.T, m *Model, scenarios int) [][]float64 {
	t.Helper()
	res, err := sim.Run(context.Background(), &m.engine, sim.Config{Scenarios: scenarios, Seed: 5, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return res.Scalar
}

// TestDrawsAreShared: two cells that read one draw follow each other, two calls
// in a formula do not, and marks leave a value as it is.
func TestDrawsAreShared(t *testing.T) {
	g := newGrid(t, "A1 =RiskNormal(10,2)\nB1 =RiskOutput(\"x\")+A1\nB2 =MC.Output(A1*2,\"y\")\nC1 =RAND()-RAND()\nC2 =RAND()\nC3 =C2\nC4 =RiskNormal(A1,1)")
	m := model(t, g, Options{Results: []string{"x", "y", "Model!A1", "Model!C1", "Model!C2", "Model!C3", "Model!C4"}, Unchecked: true})
	at := map[string][]float64{}
	for i, column := range run(t, m, 4096) {
		at[m.place(m.outs[i].at)] = column
	}
	for i, x := range at["Model!A1"] {
		if at["Model!B1"][i] != x || at["Model!B2"][i] != 2*x || at["Model!C2"][i] != at["Model!C3"][i] {
			t.Fatalf("scenario %d: %v %v %v", i, x, at["Model!B1"][i], at["Model!B2"][i])
		}
	}
	_, sd := stats.MeanSD(at["Model!C1"])
	if want := math.Sqrt(1.0 / 6); math.Abs(sd-want) > 0.02 {
		t.Errorf("the difference of two uniforms has the standard deviation %v, expected %v to 0.02", sd, want)
	}
	_, sd = stats.MeanSD(at["Model!C4"])
	if want := math.Sqrt(5); math.Abs(sd-want) > 0.06 {
		t.Errorf("a normal about a normal has the standard deviation %v, expected %v to 0.06", sd, want)
	}
}

// TestNamesThatDraw: a defined name that draws is drawn anew at every use, in one formula
// and in many, also behind another name; readers of one cell still share its draw. A name
// that a sheet has too, and one that a LAMBDA calls again and again, is refused.
func TestNamesThatDraw(t *testing.T) {
	t.Parallel()
	define := func(names ...string) (list []formula.Definition) {
		for _, n := range names {
			name, text, _ := strings.Cut(n, "=")
			list = append(list, formula.Definition{Name: name, Sheet: -1, Text: text})
		}
		return list
	}
	g := newGrid(t, "E1 10\nA1 =Noise\nA2 =Noise\nA3 =A1\nB1 =Noise-Noise\nB2 =Shifted+Noise\nC1 =Price*2")
	g.defined = define("Noise=RAND()", "Shifted=Noise+Model!$E$1", `Price=RiskTriang(90,100,140,RiskName("price"))`)
	g.store()
	results := []string{"Model!A1", "Model!A2", "Model!A3", "Model!B1", "Model!B2", "Model!C1"}
	m := model(t, g, Options{Results: results, Unchecked: true})
	if len(m.variables) != 7 {
		t.Errorf("%d draws, expected 7", len(m.variables))
	}
	x := run(t, m, 4096)
	for pair, want := range map[[2]int]float64{{0, 1}: 0, {0, 2}: 1, {3, 4}: 0, {1, 4}: 0} {
		if got := *rankCorrelation(x[pair[0]], x[pair[1]]); math.Abs(got-want) > 0.05 {
			t.Errorf("%s and %s: a correlation of %v, expected %v", results[pair[0]], results[pair[1]], got, want)
		}
	}
	_, sd := stats.MeanSD(x[3])
	mean, _ := stats.MeanSD(x[4])
	if want := math.Sqrt(1.0 / 6); math.Abs(sd-want) > 0.02 || math.Abs(mean-11) > 0.02 {
		t.Errorf("the difference of two uses has the standard deviation %v, expected %v; the sum of two and 10 the mean %v", sd, want, mean)
	}
	if v := m.variables[3]; v.key != "price" || m.place(v.at) != "Model!C1" {
		t.Errorf("the fourth is %s in %s", v.key, m.place(v.at))
	}
	for text, defined := range map[string][]formula.Definition{
		"A1 1\nC1 =Noise": append(define("Noise=RAND()"), formula.Definition{Name: "Noise", Sheet: 0, Text: "RAND()*2"}),
		"A1 1\nC1 =Round": define("Round=Round+RAND()"),
		"A1 1\nC1 =_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.x,_xlpm.x+Noise),_xlpm.f(A1)+_xlpm.f(2))": define("Noise=RAND()"),
	} {
		g := newGrid(t, text)
		g.defined = defined
		if _, problems := Compile(Workbook{Source: g}, Options{Results: []string{"Model!C1"}, Unchecked: true}); !strings.Contains(codesOf(problems, budget.Error), "draw-hidden") {
			t.Errorf("%s: %v", text, problems)
		}
	}
}
