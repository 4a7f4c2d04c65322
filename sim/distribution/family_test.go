package distribution

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// exampleValues are the numbers of a range.
func exampleValues() []float64 { return []float64{3, 1, 4, 1.5, 9, 2.6} }

// examples returns a spec of every family, and fails when one has none.
func examples(t *testing.T) map[string]Spec {
	t.Helper()
	found := map[string]Spec{"Empirical": {Name: "Empirical", Range: "A1:A6"}, "Cauchy": {Name: "Cauchy", Args: []float64{3, 2}}}
	for _, s := range specimens() {
		if spec, err := Parse(s.text); err == nil && spec.Min == nil && spec.Max == nil && spec.Name != "Fixed" {
			if _, ok := found[spec.Name]; !ok {
				found[spec.Name] = spec
			}
		}
	}
	found["Fixed"] = Spec{Name: "Fixed", Args: []float64{7}}
	for _, f := range Families() {
		if _, ok := found[f.Name]; !ok {
			t.Errorf("no specimen of %s", f.Name)
		}
	}
	return found
}

func mustBuild(t *testing.T, s Spec) Distribution {
	t.Helper()
	d, err := s.Build(exampleValues())
	if err != nil {
		t.Fatalf("%v: %v", s, err)
	}
	return d
}

// TestScaled: whatever the family, a unit multiplies its mean and its
// quantiles by exactly that unit, cut or not, and so does the text that is
// handed on; the draws of a correlated variable keep their order.
func TestScaled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	specs := examples(t)
	for name, s := range specs {
		d := mustBuild(t, s)
		cut := s
		lo, hi := d.Quantile(0.2), d.Quantile(0.85)
		if lo < hi {
			cut.Min, cut.Max = &lo, &hi
		}
		moved := cut
		moved.Shift = 1.25
		for what, spec := range map[string]Spec{"whole": s, "cut": cut, "cut and shifted": moved} {
			for _, factor := range []float64{1000, 0.01, 1e8, 12.0 / 52} {
				checkScaled(t, name+" "+what, mustBuild(t, spec), spec.Scaled(factor), factor)
			}
		}
	}
}

func checkScaled(t *testing.T, what string, d Distribution, scaled Spec, factor float64) {
	t.Helper()
	e := mustBuild(t, scaled)
	same := func(name string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-9*math.Abs(want)) && got != want {
			t.Errorf("%s times %v: %s is %v, want %v", what, factor, name, got, want)
		}
	}
	for _, u := range []float64{1e-6, 0.05, 0.3, 0.5, 0.8, 0.95, 1 - 1e-6} {
		same("quantile", e.Quantile(u), factor*d.Quantile(u))
	}
	if m := d.Mean(); !math.IsNaN(m) {
		same("mean", e.Mean(), factor*m)
		same("variance", e.Variance(), factor*factor*d.Variance())
	}
	if scaled.Range != "" {
		return // read back by the workbook, with its numbers
	}
	again, err := Parse(scaled.String())
	if err != nil {
		t.Errorf("%s times %v: %s: %v", what, factor, scaled, err)
		return
	}
	f := mustBuild(t, again)
	z := scores(257)
	x, y, w := make([]float64, len(z)), make([]float64, len(z)), make([]float64, len(z))
	one, two, three := Compile(d), Compile(e), Compile(f)
	one.FromZ(x, z)
	two.FromZ(y, z)
	three.FromZ(w, z)
	if !slices.Equal(y, w) {
		t.Errorf("%s times %v: %s draws other numbers when it is read back", what, factor, scaled)
	}
	spread := math.Abs(d.Quantile(0.9)-d.Quantile(0.1)) + math.Abs(d.Quantile(0.5))
	for i := range z {
		if math.Abs(z[i]) > 6 {
			continue // as far as u itself is told from 1
		}
		if math.Abs(y[i]-factor*x[i]) > 4*tableTolerance*factor*max(spread, math.Abs(x[i])) {
			t.Errorf("%s times %v: the draw at score %v is %v, want %v", what, factor, z[i], y[i], factor*x[i])
			return
		}
	}
}

// TestFamilies: every row can be found by all of its words, no word leads to
// two rows, its arguments say what they are, and its domain is where its
// example lies.
func TestFamilies(t *testing.T) {
	seen := map[string]string{}
	specs := examples(t)
	for _, f := range Families() {
		for _, word := range append([]string{f.Name, strings.ToUpper(f.Name), f.Name + "分布", f.Word("zh"), f.Word("en") + " distribution"}, f.Aliases...) {
			if got, ok := FamilyOf(word); !ok || got.Name != f.Name {
				t.Errorf("%q leads to %q, want %s", word, got.Name, f.Name)
			}
		}
		for _, word := range append(strings.Fields(f.Chinese+" "+f.Name), f.Aliases...) {
			if before, ok := seen[plainWord(word)]; ok {
				t.Errorf("%q stands for %s and %s", word, before, f.Name)
			}
			seen[plainWord(word)] = f.Name
		}
		checkArguments(t, f)
		lo, hi := mustBuild(t, specs[f.Name]).Support()
		ok := map[Domain]bool{Between: finite(lo, hi), Positive: lo == 0 && hi > 1e300, Above: finite(lo) && hi > 1e300,
			Anywhere: lo < -1e300 && hi > 1e300, Whole: lo == math.Floor(lo), Listed: finite(lo, hi)}[f.Domain]
		if !ok {
			t.Errorf("%s: the support of its example is %v to %v", f.Name, lo, hi)
		}
	}
}

func checkArguments(t *testing.T, f Family) {
	t.Helper()
	optional := false
	for _, a := range f.Arguments {
		if a.Name == "" || a.Chinese == "" || a.Name != strings.ToLower(a.Name) {
			t.Errorf("%s: argument %+v lacks a name", f.Name, a)
		}
		if optional && !a.Optional {
			t.Errorf("%s: %s comes after one that may be left out", f.Name, a.Name)
		}
		optional = a.Optional
	}
	if f.build == nil {
		t.Errorf("%s cannot be built", f.Name)
	}
}

// TestScaledText: what a unit does to the text, the rows that went wrong before.
func TestScaledText(t *testing.T) {
	for _, c := range []struct {
		text   string
		factor float64
		want   string
	}{
		{"Gamma(4,25)", 1000, "Gamma(4,25000)"},
		{"Normal(100,20,min=50)", 1000, "Normal(100000,20000,min=50000)"},
		{"Gamma(4,25,max=300)", 0.01, "Gamma(4,0.25,max=3)"},
		{"Weibull(2,35)", 0.01, "Weibull(2,0.35)"},
		{"Exponential(57)", 0.01, "Exponential(0.57)"},
		{"Beta(2,3)", 1000, "Beta(2,3,max=1000)"},
		{"Beta(2,3,10,60)", 10000, "Beta(2,3,min=100000,max=600000)"},
		{"PERT(90,100,140,2)", 0.01, "PERT(0.9,1,1.4,shape=2)"},
		{"LognormalP(50,200)", 1e4, "LognormalP(500000,2000000)"},
		{"Metalog(80,100,140,min=0)", 1000, "Metalog(80000,100000,140000,min=0)"},
		{"Discrete(0:0.7,1:0.2,3:0.1)", 1000, "Discrete(0:0.7,1000:0.2,3000:0.1)"},
		{"Poisson(3)", 1000, "Poisson(3,times=1000)"},
		{"Bernoulli(0.3)", 0.01, "Bernoulli(0.3,times=0.01)"},
		{"Normal(1.1,0.57,shift=0.3)", 1000, "Normal(1100,570,shift=300)"},
		{"Poisson(3,times=100,min=1,shift=7)", 0.01, "Poisson(3,min=1,shift=0.07)"},
	} {
		s, err := Parse(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		if got := s.Scaled(c.factor).String(); got != c.want {
			t.Errorf("%s times %v: %s, want %s", c.text, c.factor, got, c.want)
		}
	}
}

// TestMagnitude tells how large a quantity is from its amounts and its middle.
func TestMagnitude(t *testing.T) {
	for text, want := range map[string]float64{"Normal(100,20)": 100, "Gamma(100,1)": 99.667, "Beta(2,3)": 0.3857, "PERT(-200,0,100)": 200, "Poisson(30)": 30, "Bernoulli(0.3)": 0} {
		s, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Magnitude(nil); math.Abs(got-want) > 1e-3 {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	if got := (Spec{Name: "Empirical", Range: "A1:A6"}).Magnitude(exampleValues()); got != 9 {
		t.Errorf("Empirical: %v, want 9", got)
	}
}

// TestDecimalComma: with decimal commas arguments are parted by ";", and a text
// that can be read both ways is refused, unless the notation is settled.
func TestDecimalComma(t *testing.T) {
	for _, c := range []struct {
		decimal Decimal
		text    string
		want    []float64
	}{
		{Comma, "PERT(90,5; 100; 140,25)", []float64{90.5, 100, 140.25}},
		{Comma, "PERT(1.200,5;1.500;2.000)", []float64{1200.5, 1500, 2000}},
		{Comma, "PERT(1,200;1,500;2,000)", []float64{1.2, 1.5, 2}},
		{Comma, "PERT(90,100,140)", []float64{90, 100, 140}},
		{Comma, "Normal(100,5)", []float64{100, 5}},
		{Comma, "Exponential(12,5)", []float64{12.5}},
		{Comma, "Normal（12，5；2，5）", []float64{12.5, 2.5}},
		{Comma, "12,5", []float64{12.5}},
		{Comma, "1.200", []float64{1200}},
		{Comma, "Beta(1,5;2,5)", []float64{1.5, 2.5}},
		{Point, "Beta(1,5;2,5)", []float64{1, 5, 2, 5}},
		{Point, "PERT(1,200;1,500;2,000)", []float64{1200, 1500, 2000}},
		{Unsettled, "Normal(1,5;2,5)", []float64{1.5, 2.5}},
		{Unsettled, "Triangular(1,2;3)", []float64{1, 2, 3}},
		{Unsettled, "PERT(90,100;140)", []float64{90, 100, 140}},
	} {
		s, err := Reading{Decimal: c.decimal}.Parse(c.text)
		if err != nil || !reflect.DeepEqual(s.Args, c.want) {
			t.Errorf("%s (%d): %v, %v; want %v", c.text, c.decimal, s.Args, err, c.want)
		}
	}
	s, err := Parse("Discrete(0,5:0,3; 1:0,7)")
	if err != nil || !reflect.DeepEqual(s.Pairs, []Pair{{0.5, 0.3}, {1, 0.7}}) {
		t.Errorf("pairs: %v, %v", s.Pairs, err)
	}
	s, err = Parse("Normal(10,5;2,5;min=7,5)")
	if err != nil || s.Min == nil || *s.Min != 7.5 {
		t.Errorf("min: %+v, %v", s, err)
	}
}

// TestMoved: what is cut first and then shifted is not what is shifted and then
// cut, in whatever order it was put together.
func TestMoved(t *testing.T) {
	shifted, err := Shift(build(t, "Normal(0,1)"), 10)
	if err != nil {
		t.Fatal(err)
	}
	after, err := Truncate(shifted, 9, 12)
	if err != nil {
		t.Fatal(err)
	}
	first := build(t, "Normal(0,1,min=-1,max=2,shift=10)")
	if after.String() != first.String() {
		t.Errorf("cut after the shift: %v, want %v", after, first)
	}
	if lo, hi := after.Support(); lo != 9 || hi != 12 {
		t.Errorf("cut after the shift: %v to %v", lo, hi)
	}
	byShare, err := TruncateP(build(t, "Uniform(0,10)"), 0.1, 0.9)
	if err != nil || byShare.String() != "Uniform(0,10,min=1,max=9)" {
		t.Errorf("cut at probabilities: %v, %v", byShare, err)
	}
	twice, err := Truncate(byShare, 2, 20)
	if err != nil || twice.String() != "Uniform(0,10,min=2,max=9)" {
		t.Errorf("cut twice: %v, %v", twice, err)
	}
	beta, err := Truncate(build(t, "Beta(2,3)"), 0.2, math.Inf(1))
	if err != nil || build(t, beta.String()).Mean() != beta.Mean() {
		t.Errorf("a cut beta: %v, %v", beta, err)
	}
	lo, hi := 9.0, 30.0
	spec := Spec{Name: "Normal", Args: []float64{0, 1}, Times: 2, Shift: 10, Max: ptr(3)}.CutAfter(&lo, &hi)
	if got, want := spec.String(), "Normal(0,1,min=-0.5,max=3,times=2,shift=10)"; got != want {
		t.Errorf("cut after all: %s, want %s", got, want)
	}
	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		_, err := Scale(beta, bad)
		checkCode(t, "times", err, CodeParameter)
	}
	_, err = Shift(beta, math.Inf(1))
	checkCode(t, "shift", err, CodeParameter)
}

// TestTruncatedCounts: the counts that are left keep their proportions.
func TestTruncatedCounts(t *testing.T) {
	d := build(t, "Binomial(4,0.5,min=1,max=3)") // 4, 6, 4 of 14
	for _, c := range []struct{ u, x float64 }{{0.2, 1}, {4.0 / 14, 1}, {0.3, 2}, {0.71, 2}, {0.72, 3}, {1, 3}, {0, 1}} {
		if got := d.Quantile(c.u); got != c.x {
			t.Errorf("Quantile(%v) = %v, want %v", c.u, got, c.x)
		}
	}
	if m, v := d.Mean(), d.Variance(); math.Abs(m-2) > 1e-12 || math.Abs(v-8.0/14) > 1e-12 {
		t.Errorf("mean %v, variance %v; want 2 and 8/14", m, v)
	}
	p := build(t, "Poisson(3,min=1)")
	if want := 3 / (1 - math.Exp(-3)); math.Abs(p.Mean()-want) > 1e-12 {
		t.Errorf("zero-truncated Poisson: mean %v, want %v", p.Mean(), want)
	}
	if _, hi := p.Support(); !math.IsInf(hi, 1) {
		t.Errorf("zero-truncated Poisson ends at %v", hi)
	}
	s, err := Truncate(build(t, "Binomial(4,0.5,times=10,shift=5)"), 15, 35)
	if err != nil || s.String() != "Binomial(4,0.5,min=1,max=3,times=10,shift=5)" {
		t.Errorf("moved and cut: %v, %v", s, err)
	}
}

// TestQuantileOfArguments: a family gives the quantile of arguments that are
// drawn, and no number for impossible ones.
func TestQuantileOfArguments(t *testing.T) {
	for name, s := range examples(t) {
		f, _ := FamilyOf(name)
		got := f.Quantile(0.3, s.Args...)
		if f.Range || f.Pairs != nil || f.Parts > 0 {
			if !math.IsNaN(got) {
				t.Errorf("%s: %v without its values", name, got)
			}
			continue
		}
		d := mustBuild(t, Spec{Name: name, Args: s.Args})
		for _, u := range []float64{0, 1e-6, 0.1, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9, 1} {
			if got, want := f.Quantile(u, s.Args...), d.Quantile(u); got != want {
				t.Errorf("%s at %v: %v, want %v", name, u, got, want)
			}
		}
		for _, u := range []float64{-0.1, 1.1, math.NaN()} {
			if !math.IsNaN(f.Quantile(u, s.Args...)) {
				t.Errorf("%s: a number at %v", name, u)
			}
		}
		if !math.IsNaN(f.Quantile(0.5, math.NaN(), math.NaN(), math.NaN(), math.NaN())) || !math.IsNaN(f.Quantile(0.5)) {
			t.Errorf("%s: a number without arguments", name)
		}
	}
}
