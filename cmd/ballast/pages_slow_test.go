package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// TestSlowPages: what the results of the samples take on paper, inputs and all, as
// LibreOffice prints them. The e-commerce sample takes 25 pages and one for each sheet
// of the cycle after approval: eight that it fills in and three of results.
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
	const cycleSheets = 8 + 3 // Commitments, Changes, Gates, Actions, Deliveries, Resources, Scorecard rules, Position; Budget and contracts, Follow-up, Vendor deliveries
	for name, most := range map[string]int{"ecommerce-platform": 25 + cycleSheets, "office-move": 10, "cloud-funding-mixes-zh": 30} {
		dir := t.TempDir()
		result := filepath.Join(dir, "r.xlsx")
		if got := ballast(t, "run", filepath.Join(root, "samples", name, "plan.xlsx"), "-q", "-o", result, "--scenarios", "1000"); got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		cmd := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, result)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("LibreOffice: %v\n%s", err, out)
		}
		pdf, err := os.ReadFile(filepath.Join(dir, "r.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		pages, err := pagesOf(pdf)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s prints on %d pages", name, pages)
		if pages > most {
			t.Errorf("%s prints on %d pages, at most %d", name, pages, most)
		}
	}
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
