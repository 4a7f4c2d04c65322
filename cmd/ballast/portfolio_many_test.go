package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook"
)

// varied writes n plans into a folder: those of the sample one after the other, each with
// an ID of its own, other amounts and another start. The same seed makes the same plans;
// a plan that is added at the end changes no other. change may rewrite the text of one.
func varied(t *testing.T, dir string, n int, seed uint64, change func(i int, text string) string) {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join(portfolioSample, "plans", "*.txt"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("no plans to vary: %v", err)
	}
	for i := range n {
		source := sources[i%len(sources)]
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		out := moved(scaled(string(text), 0.5+r.Float64()), r.IntN(13))
		id := fmt.Sprintf("%s-%03d", stem(source), i)
		out = regexp.MustCompile(`(?m)^Plan ID \| .*$`).ReplaceAllString(out, "Plan ID | "+id)
		if change != nil {
			out = change(i, out)
		}
		data, err := workbook.FromText([]byte(out), "en")
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		if err := os.WriteFile(filepath.Join(dir, id+".xlsx"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// scaled multiplies the amounts of a plan, those that are written with thousands apart.
func scaled(text string, by float64) string {
	return regexp.MustCompile(`\b\d{1,3}(,\d{3})+\b`).ReplaceAllStringFunc(text, func(s string) string {
		if s == "10,000" { // futures
			return s
		}
		x, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
		if err != nil {
			return s
		}
		return strconv.Itoa(int(x * by))
	})
}

// moved moves all months of a plan.
func moved(text string, months int) string {
	return regexp.MustCompile(`\b20\d\d-\d\d\b`).ReplaceAllStringFunc(text, func(s string) string {
		m := budget.Month{}
		if _, err := fmt.Sscanf(s, "%d-%d", &m.Year, &m.Month); err != nil {
			return s
		}
		return m.Add(months).String()
	})
}

// TestFortyPlans is what a finance department does: forty plans, one broken, one in
// another currency, one put off; how much can be released? What is wrong is said first,
// all of it, with its cell; then the answer comes in the first lines.
func TestFortyPlans(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	varied(t, dir, 40, 7, func(i int, text string) string {
		switch i {
		case 11: // a slip of the pen, and the money is another: both are said at once
			return strings.Replace(strings.Replace(text, "| PERT |", "| Pears |", 1), "Currency | EUR", "Currency | CHF", 1)
		case 22:
			return strings.Replace(text, "Currency | EUR", "Currency | USD", 1)
		}
		return text
	})
	list := filepath.Join(dir, "all.xlsx")
	write := func(more string) {
		t.Helper()
		data, err := workbook.FromText([]byte("== Portfolio\nName | All plans\nScenarios | 512\n\n== Plans\nID | File | Shift\nlate | pipes-004.xlsx | PERT(3,6,12)\n | *.xlsx |\n"+more), "en")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(list, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("")
	got := ballast(t, "portfolio", list, "-o", filepath.Join(dir, "r.xlsx"))
	for _, want := range []string{"-011.xlsx:Costs!", "Pears", "-011.xlsx:Project!", "CHF", "-022.xlsx:Project!", "USD", "2 of 40"} {
		if got.code != exitProblems || !strings.Contains(got.err, want) {
			t.Errorf("exit %d, %q is not said:\n%s", got.code, want, got.err)
		}
	}
	got = ballast(t, "portfolio", list, "--skip-broken", "-o", filepath.Join(dir, "r.xlsx"), "--force")
	if first := strings.Join(strings.SplitN(got.out, "\n", 4)[:3], "\n"); got.code != exitWarnings || !strings.Contains(first, "can be released") {
		t.Errorf("exit %d; the first lines are\n%s\n%s", got.code, first, got.err)
	}
	for _, want := range []string{"plans: 38", "2 of 40 plans are left out", "Left out: ", "late"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is not said:\n%s", want, got.out)
		}
	}
}

// TestVariedPlans: the same seed makes the same plans, another one others.
func TestVariedPlans(t *testing.T) {
	t.Parallel()
	a, b, c := t.TempDir(), t.TempDir(), t.TempDir()
	varied(t, a, 3, 1, nil)
	varied(t, b, 2, 1, nil)
	varied(t, c, 2, 2, nil)
	read := func(dir string) (all []string) {
		files, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files[:2] {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, string(data))
		}
		return all
	}
	if x, y, z := read(a), read(b), read(c); x[0] != y[0] || x[1] != y[1] || x[0] == z[0] {
		t.Error("the seed does not decide")
	}
}

// TestWritePlans writes plans for a trial by hand: into BALLAST_PLANS, as many as
// BALLAST_COUNT says.
func TestWritePlans(t *testing.T) {
	dir := os.Getenv("BALLAST_PLANS")
	if dir == "" {
		t.Skip("BALLAST_PLANS names the folder that plans are written into")
	}
	n, err := strconv.Atoi(os.Getenv("BALLAST_COUNT"))
	if err != nil {
		t.Fatal(err)
	}
	varied(t, dir, n, 1, nil)
}
