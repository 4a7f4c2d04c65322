package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/samples"
)

var update = flag.Bool("update", false, "write samples/*/expected.txt and the README's table of codes anew")

// TestSampleResults runs every sample and compares the cells of its result
// sheets with samples/NAME/expected.txt. Numbers are compared to nine digits;
// what depends on the clock is left out.
func TestSampleResults(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(root, "samples", name)
			result := filepath.Join(t.TempDir(), "result.xlsx")
			if got := ballast(t, "run", filepath.Join(folder, "plan.xlsx"), "-o", result, "--quiet"); got.code != exitOK {
				t.Fatalf("exit %d\n%s", got.code, got.err)
			}
			dump, err := workbook.DumpResults(result)
			if err != nil {
				t.Fatal(err)
			}
			got := timeless(dump)
			file := filepath.Join(folder, "expected.txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sameLines(t, string(want), got)
		})
	}
}

// timeless rounds the numbers of a dump and takes out what depends on the
// clock or the machine: the date of the run, stage times, the Go release.
func timeless(dump string) string {
	long := regexp.MustCompile(`-?\d+\.\d{6,}(e[-+]\d+)?`)
	clock := regexp.MustCompile(`20\d\d-\d\d-\d\d[ T·]|took [\d.]+ second|用时|耗时|go1\.`)
	var out []string
	for line := range strings.Lines(dump) {
		if clock.MatchString(line) {
			continue
		}
		out = append(out, long.ReplaceAllStringFunc(strings.TrimRight(line, "\n"), func(s string) string {
			x, err := strconv.ParseFloat(s, 64)
			if err != nil {
				return s
			}
			return strconv.FormatFloat(x, 'g', 9, 64)
		}))
	}
	return strings.Join(out, "\n") + "\n"
}

// sameLines reports the first lines in which two texts differ.
func sameLines(t *testing.T, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	bad := 0
	for i := range max(len(w), len(g)) {
		var a, b string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			if bad++; bad <= 5 {
				t.Errorf("line %d\n got %s\nwant %s", i+1, b, a)
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d lines differ; look, then write them anew with -update", bad)
	}
}

// TestReadmeCodes: the table of problem codes in the README is the one that
// the code has, and each code has its broken workbook in samples/errors.
func TestReadmeCodes(t *testing.T) {
	w := words.For("en")
	var b strings.Builder
	b.WriteString("| code | severity | what it means |\n|---|---|---|\n")
	for _, c := range budget.Codes() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Code, c.Severity, w.Say(c.Words))
		if _, err := os.Stat("../../samples/errors/" + c.Code + ".txt"); err != nil {
			t.Errorf("code %s has no broken workbook: %v", c.Code, err)
		}
	}
	const begin, end = "<!-- codes:begin -->\n", "<!-- codes:end -->"
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok1 := strings.Cut(string(readme), begin)
	table, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatal("the README has lost the marks of its table of codes")
	}
	if *update {
		if err := os.WriteFile("../../README.md", []byte(head+begin+b.String()+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != b.String() {
		t.Error("the table of codes in the README is old: go test ./cmd/ballast -run TestReadmeCodes -update")
	}
}
