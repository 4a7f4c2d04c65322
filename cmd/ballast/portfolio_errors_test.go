package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// brokenPortfolio is a portfolio with one thing wrong: its sheets beside those that every
// case has, and what is changed in its second plan.
type brokenPortfolio struct {
	code   string
	list   string                // rows of the sheet Plans behind ID | File | Chance | Shift | Share
	more   string                // further sheets
	change func(s string) string // of plan b
	first  func(s string) string // of plan a; nil: as it is
	at     string                // where it is said
}

// soundPlan is a plan with a driver that moves, and its twin.
const soundPlan = `== Project
Name | Works
Currency | EUR
Start month | 2026-01
Horizon | 24
Scenarios | 500

== Costs
ID | Name | Amount | Start | Months | Driver
C1 | Works | 100,000 | 2026-03 | 6 | STEEL
C2 | Cables | 40,000 | 2026-05 | 3 | COPPER

== Drivers
Name | Kind | Growth | Volatility
STEEL | walk | 2% | 10%
COPPER | walk | 2% | 15%

== Correlations
A | B | Rho
STEEL | COPPER | 0.5
`

// brokenPortfolios is a case for every code of a portfolio.
func brokenPortfolios() []brokenPortfolio {
	sub := func(old, with string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, with, 1) }
	}
	past := func(more string) func(string) string {
		return func(s string) string {
			return strings.Replace(s, "Horizon | 24", "Horizon | 24\nAs-of month | 2026-04", 1) + "\n== Actuals\nKind | ID | Month | Amount\ncost | C1 | 2026-03 | 20,000\n" + more
		}
	}
	level := func(x string) func(string) string { return past("driver | STEEL | 2026-04 | " + x + "\n") }
	const both = "a | a.xlsx\nb | b.xlsx\n"
	return []brokenPortfolio{
		{code: "id-twice", list: "a | a.xlsx\nA | b.xlsx\n", at: "Plans!A"},
		{code: "chance-past", list: "a | a.xlsx\nb | b.xlsx | 50%\n", change: past(""), at: "Plans!C"},
		{code: "shift-past", list: "a | a.xlsx\nb | b.xlsx | | 3\n", change: past(""), at: "Plans!D"},
		{code: "shift-range", list: "a | a.xlsx\nb | b.xlsx | | 590\n", at: "Plans!D"},
		{code: "part-range", list: "a | a.xlsx\nb | b.xlsx | | | 0%\n", at: "Plans!E"},
		{code: "share-partners", list: "a | a.xlsx\nb | b.xlsx | | | 50%\n", change: func(s string) string {
			return s + "\n== Partners\nName | Cost share | Revenue share\nWe | 60% | 60%\nThey | 40% | 40%\n"
		}, at: "Plans!E"},
		{code: "file", list: "a | a.xlsx\nb | nowhere.xlsx\n", at: "Plans!B"},
		{code: "portfolio-currency", list: both, change: sub("Currency | EUR", "Currency | USD"), at: "b.xlsx:Project!"},
		{code: "start", list: both, more: "== Portfolio\nStart month | 2026-01\n", change: sub("Start month | 2026-01", "Start month | 2025-12"), at: "b.xlsx:Project!"},
		{code: "driver", list: both, change: sub("STEEL | walk | 2% | 10%", "STEEL | walk | 2% | 12%"), at: "b.xlsx:Drivers!"},
		{code: "driver-correlation", list: both, change: sub("STEEL | COPPER | 0.5", "STEEL | COPPER | 0.6"), at: "b.xlsx:Correlations!"},
		{code: "driver-copula", list: both, change: sub("Horizon | 24", "Horizon | 24\nCopula | t(4)"), at: "b.xlsx:Correlations!"},
		{code: "level", list: both, first: level("1.05"), change: level("1.07"), at: "b.xlsx:Actuals!"},
		{code: "as-of", list: both, change: past(""), at: "b.xlsx:Project!"},
		{code: "common-unknown", list: both, more: "== Drivers in common\nName | Plan | Driver\nSteel | b | Gold\n", at: "Drivers in common!"},
		{code: "plan-correlation", list: both, more: "== Correlations\nA | B | Rho\na1 | b1 | 0.5\n", at: "Correlations!"},
		{code: "pool-start", list: both, more: "== Pool\nID | Kind | Committed\nT1 | own funds | 100,000\n", at: "Pool"},
		{code: "pool-source", list: both, more: "== Portfolio\nStart month | 2026-01\n\n== Pool\nID | Kind | Committed\nT1 | prepayment | 100,000\n", at: "Pool!"},
		{code: "portfolio-sheet", list: both, more: "== Risks\nID | Probability\nR1 | 10%\n", at: "Risks"},
		{code: "is-portfolio", list: "a | a.xlsx\nlist | list.xlsx\n", at: "list.xlsx"},
		{code: "is-model", list: "a | a.xlsx\nmodel | model.xlsx\n", at: "model.xlsx"},
	}
}

// TestPortfolioErrors: every code of a portfolio is said with its place, in both languages;
// samples/errors/PORTFOLIO.md is the table of them. Run with -update to write it.
func TestPortfolioErrors(t *testing.T) {
	t.Parallel()
	var table strings.Builder
	table.WriteString(`# Problems of a portfolio

What ` + "`ballast portfolio`" + ` says of plans that do not go together and of lists that cannot be
used, beside the problems of the plans themselves: all at once, each with its cell; then
nothing is simulated. The table is made from examples by
` + "`go test ./cmd/ballast -run TestPortfolioErrors -update`" + `.

| code | an example | 示例 |
|---|---|---|
`)
	for _, c := range brokenPortfolios() {
		row := "| `" + c.code + "` |"
		for _, lang := range []string{"en", "zh"} {
			said := c.said(t, lang)
			if said == "" {
				t.Errorf("%s (%s) is not said at %s", c.code, lang, c.at)
			}
			row += " " + strings.ReplaceAll(said, "|", "\\|") + " |"
		}
		table.WriteString(row + "\n")
	}
	const file = "../../samples/errors/PORTFOLIO.md"
	if *update {
		if err := os.WriteFile(file, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if stored, err := os.ReadFile(file); err != nil || string(stored) != table.String() {
		t.Errorf("%s is old (%v): run with -update", file, err)
	}
}

// said is the line with the code at its place, without the name of the folder.
func (c *brokenPortfolio) said(t *testing.T, lang string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		data, err := workbook.FromText([]byte(text), "en")
		if err != nil {
			t.Fatalf("%s: %v", c.code, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a, b := soundPlan, soundPlan
	if c.first != nil {
		a = c.first(a)
	}
	if c.change != nil {
		b = c.change(b)
	}
	write("a.xlsx", a)
	write("b.xlsx", b)
	write("model.xlsx", "== Calculation\nUnits | 100\nPrice | 25\nSales | =B1*B2\n\n== Uncertain\nCell | Distribution\nCalculation!B1 | PERT(80,100,140)\n\n")
	write("list.xlsx", "== Plans\nID | File | Chance | Shift | Share\n"+c.list+"\n"+c.more)
	got := ballast(t, "portfolio", filepath.Join(dir, "list.xlsx"), "--lang", lang, "-o", filepath.Join(dir, "r.xlsx"))
	if got.code != exitProblems {
		t.Errorf("%s: exit %d\n%s%s", c.code, got.code, got.out, got.err)
	}
	for line := range strings.Lines(got.err) {
		if strings.Contains(line, "["+c.code+"]") && strings.Contains(line, c.at) {
			return strings.TrimSpace(strings.ReplaceAll(line, dir+string(filepath.Separator), ""))
		}
	}
	t.Logf("%s", got.err)
	return ""
}

// TestPortfolioCodesHaveExamples: every code that the portfolio's packages report stands in
// the table.
func TestPortfolioCodesHaveExamples(t *testing.T) {
	have := map[string]bool{"unread": true, "chance-range": true} // a file that is no workbook; the reader says it first
	for _, c := range brokenPortfolios() {
		have[c.code] = true
	}
	code := regexp.MustCompile(`(?:a\.problem\(|Code: )"([a-z-]+)"`)
	for _, pattern := range []string{"../../models/portfolio/*.go", "portfolio*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range code.FindAllStringSubmatch(string(text), -1) {
				if !have[m[1]] && !strings.HasSuffix(f, "_test.go") {
					t.Errorf("%s: %s has no example", f, fmt.Sprintf("%q", m[1]))
				}
			}
		}
	}
}
