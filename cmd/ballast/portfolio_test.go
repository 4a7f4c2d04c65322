package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook"
	"ballast/models/outcome"
)

// folderOf copies samples into a folder under the names of plans.
func folderOf(t *testing.T, plans map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, sample := range plans {
		data, err := os.ReadFile(filepath.Join("../../samples", sample, "plan.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// figuresOf runs the portfolio command for its JSON.
func figuresOf(t *testing.T, code int, args ...string) (p outcome.Portfolio, said string) {
	t.Helper()
	got := ballast(t, append([]string{"portfolio", "--json", "-"}, args...)...)
	if got.code != code {
		t.Fatalf("exit %d, expected %d\n%s", got.code, code, got.err)
	}
	var raw struct {
		Reserve outcome.PortfolioReserve
		Run     outcome.PortfolioRun
		Plans   []outcome.PortfolioPlan
		Skipped []outcome.PortfolioSkipped
	}
	if err := json.Unmarshal([]byte(got.out), &raw); err != nil {
		t.Fatal(err)
	}
	p.Reserve, p.Run, p.Plans, p.Skipped = raw.Reserve, raw.Run, raw.Plans, raw.Skipped
	return p, got.err
}

// TestPortfolioFolder: a folder of plans from reading to JSON: parts that add up to the
// cent, the same digest for any number of workers, less than the sum of the plans.
func TestPortfolioFolder(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move", "c": "office-move"})
	p, _ := figuresOf(t, exitOK, dir, "--scenarios", "2000", "--workers", "1")
	sum := 0.0
	for _, x := range p.Plans {
		sum += x.Allocated
	}
	if len(p.Plans) != 3 || math.Abs(sum-p.Reserve.Contingency) > 1e-6 || p.Reserve.Diversification <= 0 {
		t.Errorf("plans %d, parts %v of %v, diversification %v", len(p.Plans), sum, p.Reserve.Contingency, p.Reserve.Diversification)
	}
	if q, _ := figuresOf(t, exitOK, dir, "--scenarios", "2000", "--workers", "3"); q.Run.Digest != p.Run.Digest {
		t.Error("another number of workers, other figures")
	}
	if q, _ := figuresOf(t, exitOK, dir, "--scenarios", "2000", "--seed", "9"); q.Run.Digest == p.Run.Digest {
		t.Error("the seed changes nothing")
	}
	list := filepath.Join(dir, "list.xlsx")
	if got := ballast(t, "portfolio", dir, "--scenarios", "2000", "-o", list); got.code != exitOK {
		t.Fatalf("exit %d\n%s", got.code, got.err)
	}
	if info, err := os.Stat(list); err != nil || info.Mode().Perm()&0o111 != 0 {
		t.Errorf("the result of a folder has its mode: %v, %v", info.Mode(), err)
	}
	if q, _ := figuresOf(t, exitOK, list, "--scenarios", "2000"); q.Run.Digest != p.Run.Digest {
		t.Error("the list that was written of the folder has other figures")
	}
	zh := ballast(t, "portfolio", dir, "--scenarios", "2000", "--lang", "zh")
	if zh.code != exitOK || !strings.Contains(zh.out, "合并后 P80 储备") {
		t.Errorf("exit %d\n%s%s", zh.code, zh.out, zh.err)
	}
}

// TestPortfolioOfOnePlan: a folder with one plan has the reserve of its run.
func TestPortfolioOfOnePlan(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{"a": "office-move"})
	p, _ := figuresOf(t, exitOK, dir)
	got := ballast(t, "run", filepath.Join(dir, "a.xlsx"), "-o", filepath.Join(t.TempDir(), "r.xlsx"), "--json", "-")
	var one outcome.Outcome
	if err := json.Unmarshal([]byte(got.out), &struct{ Reserve *outcome.Reserve }{&one.Reserve}); err != nil {
		t.Fatal(err)
	}
	if p.Reserve.Contingency != one.Reserve.Contingency || p.Reserve.Interval95 != one.Reserve.Interval95 || p.Run.Scenarios != 10000 {
		t.Errorf("reserve %v %v, the run has %v %v", p.Reserve.Contingency, p.Reserve.Interval95, one.Reserve.Contingency, one.Reserve.Interval95)
	}
}

// TestPortfolioBroken: the errors of all plans at once, by file and cell; a damaged
// workbook, one in another currency and one that is no plan; --skip-broken names them
// in the answer and in the exit code.
func TestPortfolioBroken(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move", "foreign": "cloud-joint-operation"})
	if err := os.WriteFile(filepath.Join(dir, "damaged.xlsx"), []byte("not a zip"), 0o644); err != nil {
		t.Fatal(err)
	}
	wrong, err := os.ReadFile("../../samples/errors/estimate-order.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wrong.xlsx"), wrong, 0o644); err != nil {
		t.Fatal(err)
	}
	got := ballast(t, "portfolio", dir, "--scenarios", "1000")
	if got.code != exitProblems || got.out != "" {
		t.Errorf("exit %d, printed %q", got.code, got.out)
	}
	for _, want := range []string{"foreign.xlsx:Project!", "CNY", "wrong.xlsx:", "[estimate-order]", "damaged.xlsx:", "3 of 5"} {
		if !strings.Contains(got.err, want) {
			t.Errorf("%q is not said:\n%s", want, got.err)
		}
	}
	allWrong := t.TempDir()
	for _, name := range []string{"x.xlsx", "y.xlsx"} {
		if err := os.WriteFile(filepath.Join(allWrong, name), wrong, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := ballast(t, "portfolio", allWrong); got.code != exitProblems || strings.Contains(got.err, "[portfolio-currency]") || !strings.Contains(got.err, "y.xlsx:Costs!D3") {
		t.Errorf("where no plan can be run no currency is the portfolio's: exit %d\n%s", got.code, got.err)
	}
	if got := ballast(t, "portfolio", portfolioSample); got.code != exitProblems || !strings.Contains(got.err, "[is-portfolio]") {
		t.Errorf("a list of plans in the folder: exit %d\n%s", got.code, got.err)
	}
	p, _ := figuresOf(t, exitWarnings, dir, "--scenarios", "1000", "--skip-broken")
	for _, s := range p.Skipped {
		if s.Why == "" || s.Why != strings.TrimSpace(s.Why) {
			t.Errorf("%s was left out because of %q", s.File, s.Why)
		}
	}
	if len(p.Plans) != 2 || len(p.Skipped) != 3 {
		t.Errorf("%d plans, skipped %v", len(p.Plans), p.Skipped)
	}
	for _, command := range []string{"check", "run"} {
		got := ballast(t, command, filepath.Join(portfolioSample, "portfolio.xlsx"))
		if said := got.out + got.err; got.code != exitProblems || !strings.Contains(said, "ballast portfolio ") || strings.Contains(said, "adopt") {
			t.Errorf("%s of a list of plans: exit %d\n%s", command, got.code, said)
		}
	}
	for _, args := range [][]string{{filepath.Join(dir, "a.xlsx")}, {t.TempDir()}, {dir, "--scenarios", "auto"}, {filepath.Join(dir, "nowhere")}} {
		if got := ballast(t, append([]string{"portfolio"}, args...)...); got.code != exitUsage && got.code != exitFailed && got.code != exitProblems {
			t.Errorf("%v: exit %d", args, got.code)
		}
	}
}

// TestPortfolioEach: every plan's own result beside the portfolio, by its ID, as run would
// have written it; files of the folder that are no plans are named.
func TestPortfolioEach(t *testing.T) {
	t.Parallel()
	dir := folderOf(t, map[string]string{"a": "office-move", "b": "office-move"})
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("minutes"), 0o644); err != nil {
		t.Fatal(err)
	}
	each := filepath.Join(t.TempDir(), "own")
	got := ballast(t, "portfolio", dir, "--scenarios", "512", "--each", each)
	if got.code != exitOK || !strings.Contains(got.out, "notes.txt") || !strings.Contains(got.out, each) {
		t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	if got = ballast(t, "portfolio", dir, "--scenarios", "256", "--own-runs", "1"); got.code != exitOK || !strings.Contains(got.out, "--own-runs 2") {
		t.Errorf("exit %d; plans that were not run by themselves are not said:\n%s", got.code, got.out)
	}
	for _, name := range []string{"a.xlsx", "b.xlsx"} {
		if ours, err := workbook.IsResult(filepath.Join(each, name)); err != nil || !ours {
			t.Errorf("%s is no result: %v", name, err)
		}
	}
}
