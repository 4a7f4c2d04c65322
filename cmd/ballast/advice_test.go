package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"ballast/models/outcome"
)

// advised is what these tests read of a run's JSON.
type advised struct {
	Sentences   []outcome.Sentence
	Reserve     struct{ Contingency float64 }
	Risks       []struct{ Level string }
	Sensitivity struct{ Cost []struct{ Input string } }
	MixStudy    struct {
		Optimised *struct {
			Feasible bool
			Fresh    *outcome.FreshCheck
			Unkept   []outcome.UnkeptCondition
		}
	} `json:"mix_study"`
}

// credits is a plan whose base is below zero: all that it counts as cost is money that
// comes back.
const credits = `== Project
Name | Buy-back
Currency | EUR
Start month | 2026-01
Horizon | 24
Scenarios | 1000

== Costs
ID | Name | Amount | Uncertainty | Start | Months | Owner
C1 | Scrap sold | -800 | PERT(-1000,-800,-500) | 2026-02 | 6 | Ann
C2 | Credit of the landlord | -200 | | 2026-03 | 1 | Ben

== Risks
ID | Name | Probability | Cost impact
R1 | Buyer fails | 30% | Uniform(50,300)
`

// TestBaseBelowZero: shares and levels of a plan of credits are of the sum of absolute
// amounts; nothing is divided by nothing, in either language, and neither in a plan whose
// amounts cancel out.
func TestBaseBelowZero(t *testing.T) {
	for name, source := range map[string]string{
		"credits":        credits,
		"nothing in all": strings.Replace(credits, "Credit of the landlord | -200", "Removal | 800", 1),
	} {
		file := plan(t, source)
		for _, lang := range []string{"en", "zh"} {
			got := ballast(t, "run", file, "-o", lang+".xlsx", "--lang", lang, "--json", lang+".json")
			data, _ := os.ReadFile(lang + ".json")
			var o advised
			if err := json.Unmarshal(data, &o); err != nil || got.code != exitOK {
				t.Fatalf("%s %s: exit %d %v\n%s", name, lang, got.code, err, got.err)
			}
			for _, bad := range []string{"NaN", "Inf", "%!", "∞"} {
				if strings.Contains(got.out, bad) || strings.Contains(string(data), bad) {
					t.Errorf("%s %s: %s in\n%s", name, lang, bad, got.out)
				}
			}
			if len(o.Sentences) == 0 || o.Reserve.Contingency <= 0 || o.Risks[0].Level == "" || len(o.Sensitivity.Cost) == 0 {
				t.Errorf("%s %s: reserve %v, risk %+v, %d sentences", name, lang, o.Reserve.Contingency, o.Risks[0], len(o.Sentences))
			}
		}
	}
}

// TestSlowTemplateMix: the best mix of the untouched template keeps its conditions, with a
// gap in about 8 % of futures, on fresh draws too; the cover floor does not stand in the
// way.
func TestSlowTemplateMix(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	t.Chdir(t.TempDir())
	if got := ballast(t, "new", "t.xlsx"); got.code != exitOK {
		t.Fatal(got.err)
	}
	got := ballast(t, "mixes", "t.xlsx", "--optimise", "--quiet", "--scenarios", "1000", "--json", "-")
	var o advised
	if err := json.Unmarshal([]byte(got.out), &o); err != nil || got.code != exitOK {
		t.Fatalf("exit %d %v %s", got.code, err, got.err)
	}
	best := o.MixStudy.Optimised
	if best == nil || !best.Feasible || best.Fresh == nil || !best.Fresh.Met || len(best.Unkept) > 0 {
		t.Fatalf("%+v", best)
	}
	if g := best.Fresh.ProbabilityGap; g < 0.04 || g > 0.12 {
		t.Errorf("P(gap) of the best mix is %v on fresh draws", g)
	}
}
