package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// portfolioSample is the folder of the sample.
const portfolioSample = "../../samples/portfolio"

// TestPortfolioSample: the workbooks of the sample are those of their sources, and it
// prints what expected.txt has. Run with -update to write both.
func TestPortfolioSample(t *testing.T) {
	sources, err := filepath.Glob(filepath.Join(portfolioSample, "plans", "*.txt"))
	if err != nil || len(sources) != 8 {
		t.Fatalf("%d sources, %v", len(sources), err)
	}
	for _, source := range append(sources, filepath.Join(portfolioSample, "portfolio.txt")) {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		want, err := workbook.FromText(text, "en")
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		book := strings.TrimSuffix(source, ".txt") + ".xlsx"
		if *update {
			if err := os.WriteFile(book, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(book); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not made of its source (%v): go test ./cmd/ballast -run TestPortfolioSample -update", book, err)
		}
	}
	result, page := filepath.Join(t.TempDir(), "result.xlsx"), filepath.Join(t.TempDir(), "page.html")
	got := ballast(t, "portfolio", filepath.Join(portfolioSample, "portfolio.xlsx"), "-o", result, "--report", page)
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s", got.code, got.err)
	}
	if got.out, _, _ = strings.Cut(got.out, "Results written"); got.out == "" {
		t.Fatal("nothing was printed")
	}
	dump, err := workbook.DumpResults(result)
	if err != nil {
		t.Fatal(err)
	}
	html, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"substation", "STEEL", "Lindqvist", "2027"} {
		if !strings.Contains(dump, want) || !bytes.Contains(html, []byte(want)) {
			t.Errorf("%s is not in the results", want)
		}
	}
	if n := strings.Count(dump, "\nchart\t"); n != 4 {
		t.Errorf("%d charts in the workbook", n)
	}
	if strings.Contains(dump, "NaN") || strings.Contains(dump, "%!") {
		t.Error("the results hold what no reader understands")
	}
	expected := filepath.Join(portfolioSample, "expected.txt")
	if *update {
		if err := os.WriteFile(expected, []byte(got.out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(expected); err != nil || string(want) != got.out {
		t.Errorf("the sample prints other figures (%v):\n%s", err, got.out)
	}
}

// TestPortfolioList: rows of a list with chance, share, shift, a pattern beside a file of
// its own, a plan that is not included; flags stand above the settings; what is wrong
// in list and plans is said with its cell.
func TestPortfolioList(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move", "c": "office-move", "d": "office-move"})
	write := func(name, text string) string {
		data, err := workbook.FromText([]byte(text), "en")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const head = "ID | File | Include | Chance | Shift | Share\n"
	list := write("list.xlsx", "== Portfolio\nName | Moves\nReserve confidence | 90%\nScenarios | 1,000\n\n== Plans\n"+head+
		"First | a.xlsx | | 50% | 2 | 40%\nGone | d.xlsx | no | | | \n | *.xlsx | | | |\n")
	p, _ := figuresOf(t, exitOK, list, "--scenarios", "1500")
	if len(p.Plans) != 3 || p.Run.Scenarios != 1500 || p.Reserve.Confidence != 0.9 {
		t.Fatalf("plans %+v, run %+v", p.Plans, p.Run)
	}
	if a := p.Plans[0]; a.ID != "First" || a.Chance != 0.5 || a.Shift != 2 || a.Share != 0.4 || p.Plans[1].ID != "b" || p.Plans[1].File != "b.xlsx" {
		t.Errorf("plans %+v", p.Plans)
	}
	for text, want := range map[string]string{
		"== Plans\n" + head + "A | nowhere.xlsx | | | |\n":                                              "nowhere.xlsx",
		"== Plans\n" + head + "A | a.xlsx | | 150% | |\n":                                               "Plans!D",
		"== Plans\n" + head + "A | a.xlsx | | | |\nA | b.xlsx | | | |\n":                                "Plans!A",
		"== Plans\n" + head + "A | a.xlsx | | | | 0%\n":                                                 "Plans!F",
		"== Portfolio\nCurrency | USD\n\n== Plans\n" + head + "A | a.xlsx | | | |\nB | b.xlsx\n":        "a.xlsx:Project!",
		"== Portfolio\nStart month | 2026-04\n\n== Plans\n" + head + "A | a.xlsx | | | |\nB | b.xlsx\n": "a.xlsx:Project!",
	} {
		got := ballast(t, "portfolio", write("wrong.xlsx", text))
		if got.code != exitProblems || !strings.Contains(got.err, want) {
			t.Errorf("exit %d, %q is not said of\n%s\n%s", got.code, want, text, got.err)
		}
	}
}
