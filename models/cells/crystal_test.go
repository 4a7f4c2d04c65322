package cells

import (
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim"
)

// TestWindowLaws: the texts of assumptions against the distributions that they stand for;
// what is not understood is refused, never guessed.
func TestWindowLaws(t *testing.T) {
	for text, want := range map[string]string{
		"LogNormal,Mean=50,StdDev=10,Location=0":     "Lognormal(50,10)",
		"DPoisson,Rate=10":                           "Poisson(10)",
		"Poisson,Rate=10":                            "Poisson(10)",
		"Beta,Min=0,Max=1,Alpha=3,Beta=2":            "Beta(3,2,0,1)",
		"Triangular,Min=90,Likeliest=100,Max=140":    "Triangular(90,100,140)",
		"Uniform,Max=3,Min=1":                        "Uniform(1,3)",
		"DBinomial,Prob=0.2,Trials=10":               "Binomial(10,0.2)",
		"BetaPERT,Minimum=1,Likeliest=2,Maximum=4.5": "PERT(1,2,4.5)",
	} {
		law, err := windowLaw(text)
		wanted, err2 := (&definer{}).law(want)
		if err != nil || err2 != nil || law.Quantile(0.3) != wanted.Quantile(0.3) || law.Mean() != wanted.Mean() {
			t.Errorf("%s: %v %v, want %s", text, law, err, want)
		}
	}
	cut, err := windowLaw("Normal,LoCut=-1,Mean=0.12,StdDev=0.447")
	if err != nil || cut.CDF(-1.0001) != 0 || cut.Quantile(0.5) <= 0.12 {
		t.Errorf("cut: %v %v", cut, err)
	}
	for _, text := range []string{"", "Normal", "Normal,Mean=1", "Normal,Mean=A1,StdDev=2", "Normal,Mean=1,StdDev=2,Skew=3", "LogNormal,Mean=50,StdDev=10,Location=5",
		"Custom,1=2", "Normal,Mean=1,StdDev=-2", "Normal,Mean=NaN,StdDev=2", "Dirichlet,Mean=1"} {
		if law, err := windowLaw(text); err == nil {
			t.Errorf("%q was read as %v", text, law)
		}
	}
}

// TestWindowDefinitions: a plain number with a definition is no constant; a forecast is
// an output; a name without a definition, a definition without a cell and one that was
// deleted are told apart.
func TestWindowDefinitions(t *testing.T) {
	g := newGrid(t, "A1 100\nA2 10\nA3 5\nB1 =A1*A2")
	id := func(last byte) string { return "0000000000000000000000000000000" + string(last) }
	name := func(last byte, text string) {
		g.defined = append(g.defined, formula.Definition{Name: "CB_" + id(last), Text: text})
	}
	name('1', "Model!$A$1")
	name('3', "#N/A")
	name('4', "Model!$A$3")
	name('5', "Model!$B$1")
	w := Workbook{Source: g, Windows: []Window{{ID: id('1'), Assumption: true, Name: "Price", Law: "Triangular,Min=90,Likeliest=100,Max=140"},
		{ID: id('3'), Assumption: true, Name: "Gone", Law: "Normal,Mean=1,StdDev=2"}, {ID: id('5'), Name: "Profit"}}}
	if !Asked(w) {
		t.Error("not seen to be a model")
	}
	m, problems := Compile(w, Options{})
	if codesOf(problems, budget.Error) != "" || codesOf(problems, budget.Warning) != "window-lost window-lost" || codesOf(problems, budget.Note) != "window-read" {
		t.Fatalf("%v", problems)
	}
	if len(m.variables) != 1 || m.variables[0].key != "Price" || len(m.outs) != 1 || m.outs[0].name != "Profit" || m.Base.Differing != 0 {
		t.Errorf("%d inputs, %d outputs", len(m.variables), len(m.outs))
	}
	w.Windows[0].Law = "Weird,Mean=1"
	if _, problems := Compile(w, Options{}); codesOf(problems, budget.Error) != "call-unclear output-fixed" && codesOf(problems, budget.Error) != "call-unclear" {
		t.Errorf("%v", problems)
	}
}

// TestWindowCorrelations: correlations made in windows are those of ranks between the two
// inputs, by the cell that gives the coefficient where there is one; one of an assumption
// that is lost, and a coefficient that is none, are said.
func TestWindowCorrelations(t *testing.T) {
	t.Parallel()
	id := func(last string) string { return strings.Repeat("0", 31) + last }
	book := func(links ...Window) Workbook {
		g := newGrid(t, "A1 100\nA2 10\nA3 5\nC1 0.7\nC2 3\nC3 'Overheads\nB1 =A1*A2+A3")
		for i := range 3 {
			last := string(rune('1' + i))
			g.defined = append(g.defined, definitionOf("CB_"+id(last), "Model!$A$"+last))
		}
		return Workbook{Source: g, Windows: append([]Window{{ID: id("1"), Assumption: true, Name: "Price", Law: "LogNormal,Mean=100,StdDev=30,Location=0"},
			{ID: id("2"), Assumption: true, Name: "Units", Law: "Triangular,Min=9,Likeliest=10,Max=14"}, {ID: id("3"), Assumption: true, Name: "=C3", Law: "Uniform,Min=4,Max=6"}}, links...)}
	}
	w := book(Window{Pair: [2]string{id("1"), id("2")}, Rho: 0.1, Refers: "=$C$1"}, Window{Pair: [2]string{id("3"), id("1")}, Rho: -0.5},
		Window{Pair: [2]string{id("1"), id("9")}, Rho: 0.9}, Window{Pair: [2]string{"?", ""}, Rho: 0.9})
	m, problems := Compile(w, Options{Results: []string{"Model!B1"}})
	if codesOf(problems, budget.Error) != "" || codesOf(problems, budget.Warning) != "window-lost window-lost" {
		t.Fatal(problems)
	}
	if key := m.variables[2].key; key != "Overheads" {
		t.Errorf("the third is called %s", key)
	}
	res, err := sim.Run(t.Context(), &m.engine, sim.Config{Scenarios: 8192, Seed: 5, Workers: 1, KeepInputs: 8192})
	if err != nil {
		t.Fatal(err)
	}
	for pair, want := range map[[2]int]float64{{0, 1}: 0.7, {0, 2}: -0.5} {
		if got := *rankCorrelation(res.Inputs[pair[0]], res.Inputs[pair[1]]); math.Abs(got-want) > 0.03 {
			t.Errorf("%v: a rank correlation of %v, expected %v to 0.03", pair, got, want)
		}
	}
	for _, bad := range []Window{{Pair: [2]string{id("1"), id("2")}, Rho: 1.5}, {Pair: [2]string{id("1"), id("2")}, Rho: 0.5, Refers: "=Model!$C$2"}} {
		if _, problems := Compile(book(bad), Options{Results: []string{"Model!B1"}}); codesOf(problems, budget.Error) != "input-correlation" {
			t.Errorf("%+v: %v", bad, problems)
		}
	}
}
