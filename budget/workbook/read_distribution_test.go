package workbook

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/sim/distribution"
)

// TestParseDistribution: numbers inside distributions come out plain, Chinese
// names and marks English.
func TestParseDistribution(t *testing.T) {
	for _, c := range []struct {
		text, want   string
		percent, own bool
	}{
		{"PERT(90,100,140)", "PERT(90,100,140)", false, false}, {"pert(90%, 100%, 140%)", "PERT(0.9,1,1.4)", true, false},
		{"三角（1万，2万，3.5万）", "Triangular(10000,20000,35000)", false, true}, {"Normal(100,15,min=0)", "Normal(100,15,min=0)", false, false},
		{"离散(0:70%、50:30%)", "Discrete(0:0.7,50:0.3)", false, false}, {"Discrete(5%:0.5, 10%:0.5)", "Discrete(0.05:0.5,0.1:0.5)", true, false},
		{"PERT(1,2,3,shape=6)", "PERT(1,2,3,shape=6)", false, false}, {"=Uniform(1;2)", "Uniform(1,2)", false, false},
		{"Uniform(¥1.2m, ¥2m)", "Uniform(1200000,2000000)", false, true}, {"PERT(0, 1k, 2k)", "PERT(0,1000,2000)", false, true},
		{"Normal(12,5 k€; 2,5 k€)", "Normal(12500,2500)", false, true}, {"PERT(1.200,5; 1.500; 2.000)", "PERT(1200.5,1500,2000)", false, false},
		{"指数（5%）", "Exponential(0.05)", true, false}, {"伽马（4，25万）", "Gamma(4,250000)", false, true},
	} {
		s, err := parseDistribution(c.text, &reading{})
		if err != nil || s.String() != c.want || s.Percent != c.percent || s.Own != c.own {
			t.Errorf("%q reads as %s, percent %v, own unit %v, %v; want %s, %v, %v", c.text, s, s.Percent, s.Own, err, c.want, c.percent, c.own)
		}
	}
	for _, text := range []string{"", "about 100", "(1,2)", "PERT", "PERT(1,2", "PERT 1,2,3", "Blob(1)", "PERT(1,,3)", "PERT(90%,100,140)"} {
		if s, err := parseDistribution(text, &reading{}); err == nil {
			t.Errorf("%q reads as %s, want refusal", text, s)
		}
	}
}

// familyTexts is one text of every family; those of ranges read History.
func familyTexts(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/families.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, line := range strings.Split(string(data), "\n") {
		if family, text, ok := strings.Cut(line, "\t"); ok {
			texts[family] = text
		}
	}
	return texts
}

const historySheet = "== History\nValues\n80\n95\n100\n104\n118\n140\n"

// uncertain reads cost lines with these uncertainties under a header.
func uncertain(t *testing.T, header, more string, texts ...string) (*budget.Plan, []budget.Problem) {
	t.Helper()
	rows, extra := "", ""
	if more != "" {
		extra, more = " | Estimates are", " | "+more
	}
	for i, text := range texts {
		rows += fmt.Sprintf("C%d | Rent | 100 | 2026-01 | 1 | %s%s\n", i+1, text, more)
	}
	return readText(t, "== Project\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nDiscount rate | 8%\n== Costs\nID | Name | "+
		header+" | Start | Months | Uncertainty"+extra+"\n"+rows+historySheet)
}

// drawn are the distributions of all lines as they are handed on.
func drawn(t *testing.T, plan *budget.Plan, texts []string) []distribution.Distribution {
	t.Helper()
	var all []distribution.Distribution
	for i, text := range texts {
		q := plan.Costs[i].Uncertainty
		if q == nil {
			t.Fatalf("%s was not read", text)
		}
		spec, err := distribution.Parse(q.Text)
		if err != nil {
			t.Fatalf("%s: handed on as %s: %v", text, q.Text, err)
		}
		d, err := spec.Build(q.Values)
		if err != nil {
			t.Fatalf("%s: handed on as %s: %v", text, q.Text, err)
		}
		all = append(all, d)
	}
	return all
}

// TestFamiliesUnderUnits: every family, whole and cut, under a header in
// thousands costs exactly 1,000 times what it costs under a plain one, and as
// percents of the base exactly a hundredth. That the same holds of plans in which
// they are correlated is shown by TestFamiliesCorrelated of cmd/ballast.
func TestFamiliesUnderUnits(t *testing.T) {
	all := familyTexts(t)
	var texts []string
	for _, f := range distribution.Families() {
		text, ok := all[f.Name]
		if !ok {
			t.Errorf("no text of %s", f.Name)
			continue
		}
		texts = append(texts, text)
		if f.Name != "Bernoulli" && !strings.Contains(text, "shift=") { // the cut comes before the shift
			texts = append(texts, strings.TrimSuffix(text, ")")+",from=85,to=125)")
		}
	}
	plainPlan, _ := uncertain(t, "Amount", "", texts...)
	thousandsPlan, _ := uncertain(t, "Amount (k EUR)", "", texts...)
	sharePlan, _ := uncertain(t, "Amount", "% of base", texts...)
	plain, thousands, share := drawn(t, plainPlan, texts), drawn(t, thousandsPlan, texts), drawn(t, sharePlan, texts)
	for i, text := range texts {
		factor := 0.01
		if strings.HasPrefix(text, "Bernoulli") { // 0 or 1: a share already
			factor = 1
		}
		if !sharePlan.Costs[i].Uncertainty.OfBase {
			t.Errorf("%s is not of the base", text)
		}
		checkTimes(t, text+" in thousands", thousands[i], plain[i], 1000)
		checkTimes(t, text+" of the base", share[i], plain[i], factor)
	}
}

func checkTimes(t *testing.T, what string, got, plain distribution.Distribution, factor float64) {
	t.Helper()
	if a, b := got.Mean(), factor*plain.Mean(); !math.IsNaN(b) && math.Abs(a-b) > 1e-9*math.Abs(b) {
		t.Errorf("%s: mean %v, want %v", what, a, b)
	}
	for _, u := range []float64{0.01, 0.2, 0.5, 0.8, 0.99} {
		if a, b := got.Quantile(u), factor*plain.Quantile(u); math.Abs(a-b) > 1e-9*math.Abs(b) {
			t.Errorf("%s: quantile %v is %v, want %v", what, u, a, b)
		}
	}
}

// TestBadDistributionOnce: whatever is wrong with a text, it is said once, at
// its cell.
func TestBadDistributionOnce(t *testing.T) {
	for text, want := range map[string]string{
		"PERT(140,100,90)": "bad-distribution", "Gamma(-1,5)": "bad-distribution", "Blob(1,2)": "unknown-shape", "Normal(100": "bad-distribution",
		"PERT(90%,100,140)": "bad-distribution", "Uniform(1k,2)": "bad-distribution", "分布(1)": "unknown-shape",
		"Empirical(History!C2:C9)": "bad-distribution", "Empirical(Nowhere!A1:A3)": "unknown-reference",
	} {
		_, problems := uncertain(t, "Amount (k EUR)", "", text)
		errors := 0
		for _, p := range problems {
			if p.Severity == budget.Error {
				errors++
				if p.Code != want || p.Ref.Cell != "F2" {
					t.Errorf("%s: %s at %s, want %s at F2", text, p.Code, p.Ref.Cell, want)
				}
			}
		}
		if errors != 1 {
			t.Errorf("%s: %d errors: %s", text, errors, fmt.Sprint(problems))
		}
	}
}
