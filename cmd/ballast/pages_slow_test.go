package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestSlowPages: what the results of the samples take on paper, as LibreOffice prints them,
// beside the sheets of the plan, which are the user's and print a page each at least: the
// e-commerce sample fills in 21 of them. All that Ballast adds is a page a sheet, but for a
// reserve or mixes with long tables, and at most 25 pages.
func TestSlowPages(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("set BALLAST_SLOW")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT CHECKED: LibreOffice is not installed")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for name, further := range map[string]int{"ecommerce-platform": 0, "office-move": 0, "cloud-funding-mixes-zh": 2} {
		dir := t.TempDir()
		plan, result := filepath.Join(root, "samples", name, "plan.xlsx"), filepath.Join(dir, "r.xlsx")
		if got := ballast(t, "run", plan, "-q", "-o", result, "--scenarios", "1000"); got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		own, all := printed(t, office, dir, plan), printed(t, office, dir, result)
		t.Logf("%s prints on %d pages, %d of them the plan's own sheets", name, all, own)
		most := min(25, further+strings.Count(tabsOf(t, result), "|")-strings.Count(tabsOf(t, plan), "|"))
		if all-own > most {
			t.Errorf("%s: the results print on %d pages, at most %d", name, all-own, most)
		}
	}
}

// printed is on how many pages LibreOffice prints a workbook.
func printed(t *testing.T, office, dir, book string) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, book)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	pdf, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(filepath.Base(book), ".xlsx")+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pagesOf(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// pagesOf counts the pages of a PDF: the largest count of its page trees.
// Source: ISO 32000-1, 7.7.3.2: the root of the page tree holds the count of all pages.
func pagesOf(pdf []byte) (int, error) {
	most := 0
	for _, m := range regexp.MustCompile(`/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b`).FindAllSubmatch(pdf, -1) {
		n, err := strconv.Atoi(string(m[1]) + string(m[2]))
		if err != nil {
			return 0, err
		}
		most = max(most, n)
	}
	if most == 0 {
		return 0, fmt.Errorf("no page tree is readable in this PDF")
	}
	return most, nil
}
