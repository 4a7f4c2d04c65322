package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ballast/samples"
)

// TestSlowResultsComeBack: results of the samples are opened and saved by
// LibreOffice, twice. Each time the plan runs again and finds no work in its
// result, and the result runs again in its place; what a person then types into
// a saved result is not overwritten.
func TestSlowResultsComeBack(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT CHECKED: soffice (LibreOffice) is not installed, no result was saved by another program")
	}
	profile, dir := t.TempDir(), t.TempDir()
	var plans, results []string
	for _, s := range samples.Names() {
		if s == "cloud-funding-mixes" || s == "cloud-joint-operation-zh" {
			continue // the one comes back in Chinese, the other in English
		}
		plan := filepath.Join(dir, s+".xlsx")
		data, err := os.ReadFile(filepath.Join("../../samples", s, "plan.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(plan, data, 0o600); err != nil {
			t.Fatal(err)
		}
		plans, results = append(plans, plan), append(results, resultName(plan))
	}
	quick := func(path string) said { return ballast(t, "run", path, "--quiet", "--scenarios", "128") }
	for _, p := range plans {
		if got := quick(p); got.code != exitOK {
			t.Fatalf("%s: exit %d\n%s", p, got.code, got.err)
		}
	}
	saveAll := func() {
		t.Helper()
		saved := t.TempDir()
		args := append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", "xlsx", "--outdir", saved}, results...)
		if out, err := exec.Command(office, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		for _, r := range results {
			data, err := os.ReadFile(filepath.Join(saved, filepath.Base(r)))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(r, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 2 {
		saveAll()
		for i, p := range plans {
			tabs := tabsOf(t, results[i])
			for _, path := range []string{results[i], p} { // in its place first: the plan writes it anew
				if got := quick(path); got.code != exitOK {
					t.Errorf("%s: exit %d\n%s", path, got.code, got.err)
				}
			}
			if now := tabsOf(t, results[i]); now != tabs {
				t.Errorf("%s: tabs %s, before %s", results[i], now, tabs)
			}
		}
	}
	saveAll()
	refill(t, results[0], func(part, text string) string {
		if strings.HasPrefix(part, "xl/worksheets/sheet2.xml") {
			text = strings.Replace(text, "</sheetData>", `<row r="900"><c r="A900" t="str"><v>ask Anna</v></c></row></sheetData>`, 1)
		}
		return text
	})
	got := quick(plans[0])
	if got.code != exitFailed || !strings.Contains(got.err, "Costs") || !strings.Contains(got.err, "-2.xlsx") || !strings.Contains(got.err, "--force") {
		t.Errorf("work in the result: exit %d\n%s", got.code, got.err)
	}
	if got := ballast(t, "run", plans[0], "--quiet", "--scenarios", "128", "--force"); got.code != exitOK {
		t.Errorf("--force: exit %d\n%s", got.code, got.err)
	}
}
