package distribution

import (
	"errors"
	"reflect"
	"testing"
)

func ptr(v float64) *float64 { return &v }

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Spec
	}{
		{"120", Spec{Name: "Fixed", Args: []float64{120}}},
		{" -1,200,000.5 ", Spec{Name: "Fixed", Args: []float64{-1200000.5}}},
		{"35%", Spec{Name: "Fixed", Args: []float64{0.35}, Percent: true}},
		{"1.2e3", Spec{Name: "Fixed", Args: []float64{1200}}},
		{"PERT(90,100,140)", Spec{Name: "PERT", Args: []float64{90, 100, 140}}},
		{"pert( 90% , 100% ; 140% )", Spec{Name: "PERT", Args: []float64{0.9, 1, 1.4}, Percent: true}},
		{"PERT(90%,100%,140%,4)", Spec{Name: "PERT", Args: []float64{0.9, 1, 1.4, 4}, Percent: true}},
		{"ｐｅｒｔ（９０，１００，１４０）", Spec{Name: "PERT", Args: []float64{90, 100, 140}}},
		{"三角分布（90，100，140）", Spec{Name: "Triangular", Args: []float64{90, 100, 140}}},
		{"均匀(1、2)", Spec{Name: "Uniform", Args: []float64{1, 2}}},
		{"正态（100，15，最小＝0）", Spec{Name: "Normal", Args: []float64{100, 15}, Min: ptr(0)}},
		{"Normal(100%, 15%, min=0, MAX = 200%)", Spec{Name: "Normal", Args: []float64{1, 0.15}, Min: ptr(0), Max: ptr(2), Percent: true}},
		{"离散（0：0.7；1：0.3）", Spec{Name: "Discrete", Pairs: []Pair{{0, 0.7}, {1, 0.3}}}},
		{"Discrete(0:70%, 1:30%)", Spec{Name: "Discrete", Pairs: []Pair{{0, 0.7}, {1, 0.3}}}},
		{"Discrete(90%:0.7, 120%:0.3)", Spec{Name: "Discrete", Pairs: []Pair{{0.9, 0.7}, {1.2, 0.3}}, Percent: true}},
		{"Bernoulli(30%)", Spec{Name: "Bernoulli", Args: []float64{0.3}}},
		{"泊松(0.4)", Spec{Name: "Poisson", Args: []float64{0.4}}},
		{"Empirical(History!B2:B60)", Spec{Name: "Empirical", Range: "History!B2:B60"}},
		{"经验（'历史 数据'！B2：B60，max=9）", Spec{Name: "Empirical", Range: "'历史 数据'!B2:B60", Max: ptr(9)}},
		{"Normal(sd=15; mean=100)", Spec{Name: "Normal", Args: []float64{100, 15}}},
		{"正态分布（标准差＝15，均值＝100）", Spec{Name: "Normal", Args: []float64{100, 15}}},
		{"PERT(90,100,140,shape=2)", Spec{Name: "PERT", Args: []float64{90, 100, 140, 2}}},
		{"Beta(2,3,max=50)", Spec{Name: "Beta", Args: []float64{2, 3, 0, 50}}},
		{"Beta(2,3,0,50,min=10,to=40)", Spec{Name: "Beta", Args: []float64{2, 3, 0, 50}, Min: ptr(10), Max: ptr(40)}},
		{"Uniform(0,10,min=2)", Spec{Name: "Uniform", Args: []float64{0, 10}, Min: ptr(2)}},
		{"Poisson(3,times=1000,shift=50)", Spec{Name: "Poisson", Args: []float64{3}, Times: 1000, Shift: 50}},
		{"Log-Normal Distribution(100,30)", Spec{Name: "Lognormal", Args: []float64{100, 30}}},
		{"Metalog(80,100,140,min=0)", Spec{Name: "Metalog", Args: []float64{80, 100, 140, 0}}},
	} {
		got, err := Parse(tt.text)
		if err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("Parse(%q) = %+v, %v; want %+v", tt.text, got, err, tt.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, tt := range []struct{ text, code string }{
		{"", CodeSyntax}, {"abc", CodeSyntax}, {"12x", CodeSyntax}, {"1,2", CodeSyntax}, {"inf", CodeSyntax}, {"nan", CodeSyntax},
		{"0x10", CodeSyntax}, {"1e999", CodeSyntax}, {"PERT(1,2,3", CodeSyntax}, {"PERT(1,b,3)", CodeSyntax},
		{"PERT(1:2,3,4)", CodeSyntax}, {"Normal(1,2,low=3)", CodeSyntax}, {"Normal(1,2,min=x)", CodeSyntax},
		{"Foo(1)", CodeUnknown}, {"(1)", CodeUnknown}, {"Empirical()", CodeParameter}, {"Empirical(A1:A9,3)", CodeSyntax},
		{"PERT(90%,100,140)", CodeParameter}, {"Empirical(A1:A9,min=z)", CodeSyntax},
		{"PERT(1,,3)", CodeSyntax}, {"PERT(1,2,3,)", CodeSyntax}, {"Normal(sd=15)", CodeParameter}, {"Normal(100,15,mean=3)", CodeSyntax}, {"Poisson(3,times=0)", CodeParameter}, {"Poisson(3,times=-1)", CodeParameter},
		{"Beta(1,5;2,5)", CodeNotation}, {"PERT(1,200;1,500;2,000)", CodeNotation},
	} {
		_, err := Parse(tt.text)
		checkCode(t, tt.text, err, tt.code)
	}
}

func checkCode(t *testing.T, what string, err error, code string) {
	t.Helper()
	var p *ParamError
	if !errors.As(err, &p) || p.Code != code || p.Error() == "" {
		t.Errorf("%s: error %v, want one with code %s", what, err, code)
	}
}

// TestBadParameters: constructors refuse what cannot be.
func TestBadParameters(t *testing.T) {
	for _, tt := range []struct{ text, code string }{
		{"Uniform(2,1)", CodeOrder}, {"Uniform(1)", CodeParameter}, {"Uniform(1,2,3)", CodeParameter}, {"Uniform(-1e308,1e308)", CodeParameter},
		{"Triangular(1,3,2)", CodeOrder}, {"Triangular(1,2)", CodeParameter},
		{"PERT(3,2,4)", CodeOrder}, {"PERT(1,2,3,0)", CodeParameter}, {"PERT(1,2,3,4,5)", CodeParameter},
		{"Normal(1,-1)", CodeParameter}, {"Lognormal(0,1)", CodeParameter}, {"Lognormal(1,-1)", CodeParameter},
		{"LognormalP(0,1)", CodeParameter}, {"LognormalP(2,1)", CodeOrder},
		{"Beta(0,1)", CodeParameter}, {"Beta(1,1,2,1)", CodeOrder}, {"Gamma(-1,1)", CodeParameter}, {"Gamma(1,0)", CodeParameter},
		{"Weibull(0,1)", CodeParameter}, {"Exponential(0)", CodeParameter},
		{"Discrete()", CodeParameter}, {"Discrete(1:0.5,2:0.4)", CodeSum}, {"Discrete(1:-0.5,2:1.5)", CodeParameter}, {"Discrete(1,2)", CodeParameter},
		{"Empirical(A1:A2)", CodeNoValues}, {"Bernoulli(1.2)", CodeParameter}, {"Bernoulli(-0.1)", CodeParameter},
		{"Poisson(-1)", CodeParameter}, {"Poisson(1e9)", CodeParameter}, {"Binomial(1.5,0.5)", CodeParameter}, {"Binomial(3,2)", CodeParameter},
		{"Metalog(1,3,2)", CodeOrder}, {"Metalog(1,1,2)", CodeMetalog}, {"Metalog(1,2,3,min=2)", CodeOrder}, {"Metalog(1,2,3,min=1)", CodeMetalog},
		{"Normal(1,2,min=3,max=3)", CodeTruncation}, {"Normal(0,1,min=40)", CodeTruncation}, {"Uniform(0,1,min=2)", CodeTruncation},
		{"Uniform(0,1,max=0)", CodeTruncation}, {"Poisson(3,min=1.2,max=1.8)", CodeTruncation}, {"Poisson(3,max=-1)", CodeTruncation}, {"Normal(3,0,min=4)", CodeTruncation}, {"Poisson(3,min=2,max=1)", CodeTruncation},
	} {
		spec, err := Parse(tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		_, err = spec.Build(nil)
		checkCode(t, tt.text, err, tt.code)
	}
	_, err := Spec{Name: "Foo"}.Build(nil)
	checkCode(t, "Foo", err, CodeUnknown)
}

// TestDegenerate: no width is Fixed, not an error.
func TestDegenerate(t *testing.T) {
	for _, text := range []string{"5", "Uniform(5,5)", "Triangular(5,5,5)", "PERT(5,5,5)", "Normal(5,0)", "Lognormal(5,0)", "LognormalP(5,5)",
		"Beta(2,3,5,5)", "Discrete(5:1)", "Discrete(5:0.5,5:0.5)", "Discrete(5:1,6:0)", "Metalog(5,5,5)", "Binomial(5,1)", "Normal(5,0,min=1)", "Poisson(9,min=5,max=5)", "Binomial(4,1,shift=1)"} {
		if d := build(t, text); d.String() != "5" {
			t.Errorf("%s is %v, want 5", text, d)
		}
	}
	for _, text := range []string{"Poisson(0)", "Bernoulli(0)", "Binomial(0,0.5)"} {
		if d := build(t, text); d.String() != "0" {
			t.Errorf("%s is %v, want 0", text, d)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range specimens() {
		f.Add(s.text)
	}
	for _, text := range []string{"三角（1，2，3）", "Empirical(H!A1:A3,min=0)", "35%", "1,200", "PERT(", "Compound(Poisson(3),Gamma(2,5),max=9)", "ExtremeMin(Normal(0,1),shift=2)", "Cumul(0,9,3:0.5)", "Normal(1,5;2,5)", "Compound(Compound(1,2),3)", "Beta(2,3,times=4,from=1)", "Discrete(0：1)", "Normal(1,2,min=)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		spec, err := Parse(text)
		if err != nil {
			var p *ParamError
			if !errors.As(err, &p) || p.Code == "" {
				t.Fatalf("Parse(%q): error %v has no code", text, err)
			}
			return
		}
		d, err := spec.Build([]float64{1, 3, 2})
		if err != nil {
			return
		}
		lo, hi := d.Support()
		x := d.Quantile(0.3)
		if !(x >= lo && x <= hi) {
			t.Fatalf("%q: Quantile(0.3) = %v outside [%v,%v]", text, x, lo, hi)
		}
	})
}
