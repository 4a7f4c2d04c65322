package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/models/report"
	"ballast/samples"
)

// TestOneStoryWhereverItIsTold: watch and the history tell of a run what its JSON says, in
// the same words and digits, and compare begins and ends with it; in both languages. The
// comparison of the larger samples: TestSlowCompareTellsTheStory.
func TestOneStoryWhereverItIsTold(t *testing.T) {
	for _, name := range []string{"office-move", "ecommerce-platform", "cloud-joint-operation-zh"} {
		if slow := os.Getenv("BALLAST_SLOW") != ""; !slow && name == "ecommerce-platform" {
			continue // the longest of them; make proofs follows its story too
		}
		t.Run(name, func(t *testing.T) {
			x := tell(t, name)
			currency, _ := x.raw["currency"].(string)
			figure := func(path string) float64 {
				v, ok := x.at(path)
				if !ok {
					t.Fatalf("no %s", path)
				}
				return v
			}
			money := func(path string) string { return report.Money(figure(path), currency, x.lang) }
			percent := func(path string) string { v := figure(path); return inPercent(words.For(x.lang), &v) }
			said, store := watchedOnce(t, name)
			watched := strings.Join(strings.Fields(said), " ")
			past := ballast(t, "history", store, "--lang", x.lang)
			for _, path := range []string{"reserve/contingency", "cost/quantiles/50"} {
				if want := report.Money(figure(path), "", x.lang); past.code != exitOK || !strings.Contains(past.out, want) {
					t.Errorf("the history does not say %s, %s: exit %d\n%s%s", path, want, past.code, past.out, past.err)
				}
			}
			if want := percent("cost/overrun/probability"); !strings.Contains(past.out, want) {
				t.Errorf("the history does not say an overrun of %s:\n%s", want, past.out)
			}
			for _, want := range []string{money("reserve/contingency"), "EAC P50 " + money("cost/quantiles/50"), percent("cost/overrun/probability")} {
				if !strings.Contains(watched, want) {
					t.Errorf("watch does not say %s: %s", want, watched)
				}
			}
			if _, running := x.at("control/cpi"); running {
				v := figure("control/cpi")
				if want := "CPI " + index(&v); !strings.Contains(watched, want) {
					t.Errorf("watch does not say %s: %s", want, watched)
				}
			}
			if name == "office-move" { // comparing takes sixteen runs
				file := filepath.Join(moduleRoot, "samples", name, "plan.xlsx")
				got := ballast(t, "compare", file, file, "--lang", x.lang)
				seen := 0
				for line := range strings.Lines(got.out) {
					if strings.Contains(line, money("cost/base")) {
						seen++
						if !strings.Contains(line, money("reserve/contingency")) {
							t.Errorf("compare says %q, the contingency is %s", line, money("reserve/contingency"))
						}
					}
				}
				if got.code != exitOK || seen < 2 {
					t.Errorf("compare: exit %d, the plan is told %d times\n%s%s", got.code, seen, got.out, got.err)
				}
			}
		})
	}
}

// watchedOnce is what watch prints of a sample, and the history that it keeps it in.
func watchedOnce(t *testing.T, name string) (said, store string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(moduleRoot, "samples", name, "plan.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "plan.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	o := watchOptions{dir: filepath.Dir(file)}
	store = filepath.Join(t.TempDir(), "r.db")
	o.run.keep.store = store
	if few := fewFutures; !atWholeSize(name) {
		o.run.sim.scenarios = &few
	}
	if err := o.runOne(t.Context(), file, streams{in: strings.NewReader(""), out: &out, err: &errs}); err != nil {
		t.Fatal(err, errs.String())
	}
	return out.String(), store
}

// TestSlowCompareTellsTheStory: comparing begins and ends with what the runs of the two
// plans say of themselves: base and contingency of a project that is running and of one
// that is not, in both languages.
func TestSlowCompareTellsTheStory(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	for _, name := range []string{"ecommerce-platform", "cloud-joint-operation-zh"} {
		file, lang := filepath.Join(moduleRoot, "samples", name, "plan.xlsx"), samples.Language(name)
		got := ballast(t, "run", file, "-q", "-o", filepath.Join(t.TempDir(), "r.xlsx"), "--scenarios", "300", "--json", "-")
		x := told{}
		if err := json.Unmarshal([]byte(got.out), &x.raw); err != nil || got.code != exitOK {
			t.Fatalf("exit %d %v\n%s", got.code, err, got.err)
		}
		currency, _ := x.raw["currency"].(string)
		money := func(path string) string { v, _ := x.at(path); return report.Money(v, currency, lang) }
		compared := ballast(t, "compare", file, file, "--scenarios", "300", "--lang", lang)
		seen := 0
		for line := range strings.Lines(compared.out) {
			if strings.Contains(line, money("cost/base")) && strings.Contains(line, money("reserve/contingency")) {
				seen++
			}
		}
		if compared.code != exitOK || seen < 2 {
			t.Errorf("%s: exit %d, base %s with contingency %s is told %d times\n%s%s", name, compared.code, money("cost/base"), money("reserve/contingency"), seen, compared.out, compared.err)
		}
	}
}
