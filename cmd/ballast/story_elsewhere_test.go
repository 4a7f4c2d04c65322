package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/models/report"
)

// TestOneStoryWhereverItIsTold: watch and the history tell of a run what its JSON says, in
// the same words and digits, and compare begins and ends with it; in both languages.
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
			watched := strings.Join(strings.Fields(watchedOnce(t, name)), " ")
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

// watchedOnce is what watch prints of a sample.
func watchedOnce(t *testing.T, name string) string {
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
	if err := o.runOne(t.Context(), file, streams{in: strings.NewReader(""), out: &out, err: &errs}); err != nil {
		t.Fatal(err, errs.String())
	}
	return out.String()
}
