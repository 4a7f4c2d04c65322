package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// ownCase is one workbook of own.txt and what it must give: figures of the JSON
// as path=value~tolerance, and codes that are said (!code: refused with it).
type ownCase struct{ name, kind, figures, says string }

// try reads plan.xlsx and compares.
func (c ownCase) try(t *testing.T, flags ...string) {
	t.Helper()
	got := ballast(t, append([]string{"run", "plan.xlsx", "--json", "-", "--quiet"}, flags...)...)
	if code, refused := strings.CutPrefix(c.says, "!"); refused {
		if got.code != exitProblems || !strings.Contains(got.err, "["+code+"]") {
			t.Errorf("exit %d, want a refusal with %s\n%s", got.code, code, got.err)
		}
		return
	}
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s", got.code, got.err)
	}
	var tree any
	if err := json.Unmarshal([]byte(got.out), &tree); err != nil {
		t.Fatal(err)
	}
	for f := range strings.FieldsSeq(c.figures) {
		if why := compareFigure(tree, f); why != "" {
			t.Error(why)
		}
	}
	for code := range strings.FieldsSeq(c.says) {
		if !strings.Contains(got.out, `"`+code+`"`) {
			t.Errorf("%s is not said", code)
		}
	}
}

// compareFigure checks "path=value~tolerance" in a tree of JSON; "" when it holds.
func compareFigure(tree any, want string) string {
	path, value, _ := strings.Cut(want, "=")
	value, tolerance, given := strings.Cut(value, "~")
	for step := range strings.SplitSeq(path, ".") {
		switch n := tree.(type) {
		case map[string]any:
			tree = n[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(n) {
				return path + ": there is no such figure"
			}
			tree = n[i]
		default:
			return fmt.Sprintf("%s: nothing at %s", path, step)
		}
	}
	x, ok := tree.(float64)
	w, err := strconv.ParseFloat(value, 64)
	if !ok || err != nil {
		if fmt.Sprint(tree) == value {
			return ""
		}
		return fmt.Sprintf("%s is %v, want %s", path, tree, value)
	}
	within := 1e-6 * math.Max(1, math.Abs(w))
	if given {
		within, _ = strconv.ParseFloat(tolerance, 64)
	}
	if math.Abs(x-w) > within {
		return fmt.Sprintf("%s is %v, want %s within %v", path, x, value, within)
	}
	return ""
}

// TestReadingOwn runs the workbooks of samples/reading/own.txt, built from text,
// through the whole program.
func TestReadingOwn(t *testing.T) {
	data, err := os.ReadFile("../../samples/reading/own.txt")
	if err != nil {
		t.Fatal(err)
	}
	sections := strings.Split(string(data), "\n=== ")[1:]
	kinds := map[string]int{}
	for _, s := range sections {
		head, source, _ := strings.Cut(s, "\n")
		f := strings.Split(head, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		if !strings.Contains(source, "== Project") {
			source = "== Project\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nScenarios | 500\n" + source
		}
		kinds[f[1]]++
		t.Run(f[0], func(t *testing.T) {
			plan(t, source)
			ownCase{f[0], f[1], f[2], f[3]}.try(t)
		})
	}
	for kind, n := range kinds {
		if n < 3 {
			t.Errorf("kind %s has %d workbooks of our own, want 3", kind, n)
		}
	}
}
