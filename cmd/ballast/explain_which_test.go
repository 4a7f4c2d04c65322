package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestExplainWhich: a scenario is named by its number, by a percentile, or as the worst,
// the best and the middle one; scenarios.csv has its cost, and beside it the inputs that
// explain prints.
func TestExplainWhich(t *testing.T) {
	name := plan(t, small)
	if got := ballast(t, "run", name, "--quiet", "--csv", "tables", "--csv-scenarios"); got.code != exitOK {
		t.Fatal(got.err)
	}
	data, err := os.ReadFile("tables/scenarios.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) (out []float64) {
		t.Helper()
		at := slices.Index(rows[0], name)
		if at < 0 {
			t.Fatalf("no column %q in %v", name, rows[0])
		}
		for _, r := range rows[1:] {
			x, err := strconv.ParseFloat(r[at], 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, x)
		}
		return out
	}
	cost, c1, c2 := column("total_cost"), column("input C1"), column("input C2")
	for i, x := range cost {
		if d := x - c1[i] - c2[i]; d > 1e-9 || d < -1e-9 {
			t.Fatalf("scenario %d costs %v, its lines %v and %v", i, x, c1[i], c2[i])
		}
	}
	worst, best := slices.Index(cost, slices.Max(cost)), slices.Index(cost, slices.Min(cost))
	for which, want := range map[string]string{"worst": fmt.Sprintf("The dearest future is scenario %d, which costs %.2f", worst, cost[worst]), "最差": fmt.Sprint("scenario ", worst),
		"best": fmt.Sprintf("The cheapest future is scenario %d,", best), "median": "P50 of the total cost is", "P80": "P80 of the total cost is", "p97.5": "P97.5 of", "3": "cenario 3"} {
		if got := ballast(t, "explain", name, "--scenario", which); got.code != exitOK || !strings.Contains(got.out, want) {
			t.Errorf("%s: exit %d, no %q in\n%.300s%s", which, got.code, want, got.out, got.err)
		}
	}
	if a, b := ballast(t, "explain", name, "--scenario", "p80"), ballast(t, "explain", name, "--percentile", "80"); a.out != b.out {
		t.Error("--scenario p80 and --percentile 80 replay different futures")
	}
	if got := ballast(t, "explain", name, "--scenario", "worst", "--lang", "zh"); !strings.Contains(got.out, "成本最高的是情景") {
		t.Errorf("%.300s", got.out)
	}
	for _, bad := range []string{"-1", "p0", "p100", "px", "bad", "", "1.5"} {
		if got := ballast(t, "explain", name, "--scenario", bad); got.code != exitUsage {
			t.Errorf("%q: exit %d", bad, got.code)
		}
	}
}
