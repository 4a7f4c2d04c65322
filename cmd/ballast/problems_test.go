package main

import (
	"bytes"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
)

func problemAt(sheet, cell string, s budget.Severity, code string) budget.Problem {
	return budget.Problem{Ref: budget.Ref{File: "p.xlsx", Sheet: sheet, Cell: cell}, Severity: s, Code: code,
		Message: "m " + code, Hint: "h", Row: []budget.Field{{Cell: "A1", Text: "x"}}}
}

// TestProblemOrder: errors first, then by sheet, row and column; the same
// problem once.
func TestProblemOrder(t *testing.T) {
	got := service.InOrder([]budget.Problem{
		problemAt("Risks", "B2", budget.Warning, "w1"),
		problemAt("Costs", "AA3", budget.Error, "e3"),
		problemAt("Costs", "B10", budget.Error, "e4"),
		problemAt("Costs", "B3", budget.Error, "e2"),
		problemAt("Costs", "B3", budget.Error, "e2"),
		problemAt("Risks", "C9:C12", budget.Error, "e1"),
		problemAt("Risks", "A1", budget.Note, "n1"),
	})
	var codes []string
	for _, p := range got {
		codes = append(codes, p.Code)
	}
	if s := strings.Join(codes, " "); s != "e1 e2 e3 e4 w1 n1" {
		t.Errorf("order %s", s)
	}
}

// TestMergeKeepsOneOfTwo: a later stage that says of a cell what the reader
// said already is not heard.
func TestMergeKeepsOneOfTwo(t *testing.T) {
	read := []budget.Problem{problemAt("Costs", "B3", budget.Error, "a"), problemAt("Costs", "B4", budget.Note, "b")}
	got := service.Merge(read, []budget.Problem{
		problemAt("Costs", "B3", budget.Error, "c"), // the reader has it
		problemAt("Costs", "B4", budget.Warning, "d"),
		problemAt("Costs", "", budget.Warning, "e"),
	})
	if len(got) != 4 || got[2].Code != "d" || got[3].Code != "e" {
		t.Errorf("merged %v", got)
	}
}

// TestWarningsAreShort: ten lines and a count of the rest.
func TestWarningsAreShort(t *testing.T) {
	var many []budget.Problem
	for range 13 {
		many = append(many, problemAt("Costs", "B3", budget.Warning, "w"))
	}
	many = append(many, problemAt("Costs", "B3", budget.Note, "n"))
	var out bytes.Buffer
	listWarnings(&out, words.For("en"), many)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 11 || !strings.Contains(lines[10], "3 more") {
		t.Errorf("printed\n%s", out.String())
	}
}

// TestVerdict: the exit codes that problems lead to.
func TestVerdict(t *testing.T) {
	warning := []budget.Problem{problemAt("Costs", "B3", budget.Warning, "w")}
	both := append(warning, problemAt("Costs", "B3", budget.Error, "e"))
	for _, c := range []struct {
		problems []budget.Problem
		strict   bool
		want     int
	}{
		{nil, true, exitOK}, {warning, false, exitOK}, {warning, true, exitWarnings},
		{both, false, exitProblems}, {both, true, exitProblems},
	} {
		got := exitOK
		if e, ok := verdict(c.problems, c.strict).(exitError); ok {
			got = e.code
		}
		if got != c.want {
			t.Errorf("%d problems, strict %v: exit %d, want %d", len(c.problems), c.strict, got, c.want)
		}
	}
}
