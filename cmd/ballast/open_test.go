package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/words"
)

// TestSlowResultsOpenElsewhere: the results of the samples, in both languages, have
// no fault for the validator of the Open XML SDK and are printed by
// LibreOffice. A program that is not installed leaves its half unchecked, and
// the test says so.
func TestSlowResultsOpenElsewhere(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	dir, samples := t.TempDir(), []string{"cloud-joint-operation", "ecommerce-platform", "office-move"}
	var results []string
	for _, name := range samples {
		for _, lang := range []string{"en", "zh"} {
			out := filepath.Join(dir, name+"-"+lang+".xlsx")
			got := ballast(t, "run", filepath.Join(moduleRoot, "samples", name, "plan.xlsx"), "--scenarios", "1000", "--lang", lang, "-o", out, "--quiet")
			if got.code != exitOK {
				t.Fatalf("%s: exit %d: %s", name, got.code, got.err)
			}
			results = append(results, out)
		}
	}
	t.Run("valid", func(t *testing.T) { validResults(t, results) })
	t.Run("printed", func(t *testing.T) { printedResults(t, dir, results) })
}

func validResults(t *testing.T, results []string) {
	t.Parallel()
	program, err := exec.LookPath("ooxml-validator")
	if err != nil {
		t.Skip("NOT CHECKED: ooxml-validator is not installed, no result was validated")
	}
	for _, path := range results {
		out, _ := exec.Command(program, path).Output() // a fault is also its exit code
		var said struct {
			Ok     bool
			Errors []struct{ Description, Path, XPath string }
		}
		if err := json.Unmarshal(out, &said); err != nil {
			t.Fatalf("%s: %v: %s", program, err, out)
		}
		for _, e := range said.Errors {
			t.Errorf("%s: %s %s: %s", filepath.Base(path), e.Path, e.XPath, e.Description)
		}
	}
}

func printedResults(t *testing.T, dir string, results []string) {
	t.Parallel()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT CHECKED: soffice (LibreOffice) is not installed, no result was opened")
	}
	args := append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir}, results...)
	if out, err := exec.Command(office, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, path := range results {
		pdf := strings.TrimSuffix(path, ".xlsx") + ".pdf"
		info, err := os.Stat(pdf)
		if err != nil || info.Size() < 60_000 {
			t.Errorf("%s was not printed: %v", filepath.Base(path), err)
			continue
		}
		checkPrint(t, path, pdf)
	}
}

// checkPrint reads the print: the dashboard is there, and no number was too
// wide for its column.
func checkPrint(t *testing.T, path, pdf string) {
	t.Helper()
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("NOT CHECKED: pdftotext is not installed, no print was read")
		return
	}
	text, err := exec.Command(reader, pdf, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	lang := strings.TrimSuffix(path[strings.LastIndex(path, "-")+1:], ".xlsx")
	if want := words.For(lang).Say("report.tile.reserve"); !strings.Contains(string(text), want) {
		t.Errorf("%s: the print lacks %q", filepath.Base(path), want)
	}
	if strings.Contains(string(text), "###") {
		t.Errorf("%s: a number is too wide for its column", filepath.Base(path))
	}
}
