package main

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ballast/models/outcome"
)

// TestModelNotify: the command gets the figures of a model's run as JSON, or the sentences
// of the console as text; its failure is ours.
func TestModelNotify(t *testing.T) {
	keep := "cat > told.txt"
	if runtime.GOOS == "windows" {
		keep = `findstr "^" > told.txt`
	}
	file := plan(t, profit("270"))
	told := func(args ...string) string {
		t.Helper()
		if got := ballast(t, append([]string{"run", file, "-q", "--force", "--notify", keep}, args...)...); got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		data, err := os.ReadFile("told.txt")
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	var o outcome.Model
	if err := json.Unmarshal([]byte(told()), &o); err != nil || len(o.Outputs) != 1 || math.Abs(o.Outputs[0].Mean-30) > 0.1 {
		t.Errorf("%v: %+v", err, o.Outputs)
	}
	text, said := strings.TrimSpace(told("--notify-format", "text")), ballast(t, "run", file, "--force").out
	for line := range strings.Lines(text) {
		if !strings.Contains(said, strings.TrimSpace(line)) {
			t.Errorf("%q is not what the console says:\n%s", line, said)
		}
	}
	if !strings.HasPrefix(text, "Profit: 30") {
		t.Errorf("told %q", text)
	}
	if got := ballast(t, "run", file, "-q", "--force", "--notify", "exit 3"); got.code != exitFailed || !strings.Contains(got.err, "--notify") {
		t.Errorf("exit %d\n%s", got.code, got.err)
	}
}

// TestModelScenarios: scenarios.csv of a model has a row for every scenario, in which the
// output is the formula of the input beside it; its mean is that of the figures, and
// explain replays the scenario of a row.
func TestModelScenarios(t *testing.T) {
	file := plan(t, profit("270"))
	o := modelFigures(t, "--scenarios", "500", "--csv", "tables", "--csv-scenarios")
	data, err := os.ReadFile("tables/scenarios.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 501 {
		t.Fatalf("%v, %d rows", err, len(rows))
	}
	price, output := slices.Index(rows[0], "input price"), slices.Index(rows[0], "Profit")
	if price < 0 || output < 0 {
		t.Fatalf("columns %v", rows[0])
	}
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	sum := 0.0
	for i, r := range rows[1:] {
		x := number(r[price])
		if r[0] != strconv.Itoa(i) || x < 90 || x > 110 || math.Abs(number(r[output])-(3*x-270)) > 1e-9 {
			t.Fatalf("row %d: %v", i, r)
		}
		sum += number(r[output])
	}
	if math.Abs(sum/500-o.Outputs[0].Mean) > 1e-9 {
		t.Errorf("the mean of the rows is %v, the figure %v", sum/500, o.Outputs[0].Mean)
	}
	want := strconv.FormatFloat(number(rows[8][price]), 'g', 6, 64)
	if got := ballast(t, "explain", file, "--scenario", "7", "--scenarios", "500"); got.code != exitOK || !strings.Contains(got.out, want) {
		t.Errorf("scenario 7 draws %s, explain says\n%s%s", want, got.out, got.err)
	}
}

// TestModelRunAgain: whole columns and sums over sheets have the same value in a workbook
// that holds the results of an earlier run, whose sheets count as empty, also to a formula
// that reads one of them.
func TestModelRunAgain(t *testing.T) {
	source := modelSheet("price | 100 |\ntotal | =SUM(Data!A:A)*B2 := 600 |\nall | =SUM(Model:Outputs!B2)+SUM(Data!2:2)+B3 := 701 |\n", "Model!B2 | Uniform(90,110) | price | | \n", "Model!B4 | All\n")
	source = strings.Replace(source, "\n== Uncertain", "\n== Data\nValues |\n1 |\n2 |\n3 |\n\n== Uncertain", 1)
	plan(t, source)
	first := modelFigures(t)
	data, err := os.ReadFile("plan.ballast.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	read := false
	for i, book := range [][]byte{data, rezipped(t, data, func(_, content string) string {
		read = read || strings.Contains(content, "SUM(Data!A:A)")
		return strings.Replace(content, "SUM(Data!A:A)", "SUM(Data!A:A,Simulation!A:Z)", 1)
	})} {
		if err := os.WriteFile("plan.xlsx", book, 0o600); err != nil {
			t.Fatal(err)
		}
		if a, b := first.Outputs[0], modelFigures(t).Outputs[0]; a.Mean != b.Mean || a.SD != b.SD || a.Base != b.Base || a.Base != 701 {
			t.Errorf("again %d: %v (%v), first %v (%v)", i, b.Mean, b.SD, a.Mean, a.SD)
		}
	}
	if !read {
		t.Error("no formula reads the result sheets")
	}
}
