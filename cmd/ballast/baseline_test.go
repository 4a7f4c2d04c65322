package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// held reads of a run what a baseline decides.
type held struct {
	Control struct {
		ReserveApproved *float64 `json:"reserve_approved"`
		Budget          float64
		Cards           struct {
			Owners []struct {
				Name      string
				Allocated float64 `json:"reserve_allocated"`
			}
		} `json:"scorecard"`
	}
	Commitments struct {
		Lines []struct {
			ID                string
			Baseline, Revised float64
		}
	}
	Problems []struct{ Code, Sheet, Cell, Message string }
}

// TestBaselineIsKept: what was approved is frozen. A workbook that later says
// another reserve, limit or amount is measured against the baseline, and told so at
// its cell; the history shows who approved it and gives its workbook back, in both
// languages.
func TestBaselineIsKept(t *testing.T) {
	for lang, c := range map[string]struct{ before, after, by, cell string }{
		"en": {"Horizon | 12", "Horizon | 12\nApproved reserve | 300\nBudget limit | 3,000", "Board", "Project!B6"},
		"zh": {"期限 | 12", "期限 | 12\n批准储备 | 300\n预算上限 | 3,000", "董事会", "项目!B6"},
	} {
		t.Run(lang, func(t *testing.T) {
			store := filepath.Join(t.TempDir(), "plans.db")
			source := strings.Replace(contracted[lang], c.before, c.after, 1)
			name := plan(t, source)
			first, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := ballast(t, "baseline", name, "--store", store, "--approved-by", c.by, "--note", "first")
			if got.code != exitOK || !strings.Contains(got.out, c.by) {
				t.Fatalf("exit %d %s%s", got.code, got.out, got.err)
			}
			later := strings.NewReplacer("| 300\n", "| 500\n", "| 3,000\n", "| 3,500\n", "| 1000 | 800 | 1000 | 1300", "| 1500 | 1300 | 1500 | 1800").Replace(source)
			read := func(flags ...string) (h held) {
				got := ballast(t, append([]string{"run", plan(t, later), "--json", "-", "--quiet"}, flags...)...)
				if got.code != exitOK {
					t.Fatalf("exit %d %s", got.code, got.err)
				}
				if err := json.Unmarshal([]byte(got.out), &h); err != nil {
					t.Fatal(err)
				}
				return h
			}
			h := read("--store", store)
			if *h.Control.ReserveApproved != 300 || h.Control.Budget != 3000 {
				t.Errorf("reserve %g, limit %g, want 300 and 3000 of the baseline", *h.Control.ReserveApproved, h.Control.Budget)
			}
			if l := h.Commitments.Lines[0]; l.Baseline != 1200 || l.Revised != 1200 {
				t.Errorf("C1 %+v: the changes up to the baseline are in it", l)
			}
			at := ""
			for _, p := range h.Problems {
				if p.Code == "baseline-differs" {
					at += p.Sheet + "!" + p.Cell + " "
				}
			}
			if !strings.Contains(at, c.cell) {
				t.Errorf("told at %q, want %s", at, c.cell)
			}
			if free := read(); *free.Control.ReserveApproved != 500 || free.Commitments.Lines[0].Baseline != 1500 {
				t.Errorf("without a history: reserve %g, C1 %g", *free.Control.ReserveApproved, free.Commitments.Lines[0].Baseline)
			}
			if got := ballast(t, "history", store); got.code != exitOK || !strings.Contains(got.out, c.by) || !strings.Contains(got.out, "first") {
				t.Errorf("history: exit %d\n%s%s", got.code, got.out, got.err)
			}
			back := filepath.Join(t.TempDir(), "back.xlsx")
			if got := ballast(t, "history", store, "--workbook", "b1", "-o", back); got.code != exitOK {
				t.Fatalf("exit %d %s", got.code, got.err)
			}
			if data, err := os.ReadFile(back); err != nil || !bytes.Equal(data, first) {
				t.Errorf("the workbook came back as %d bytes of %d (%v)", len(data), len(first), err)
			}
			if got := ballast(t, "history", store, "--workbook", "1", "-o", back); got.code != exitFailed || !strings.Contains(got.err, "--force") {
				t.Errorf("a file was overwritten: exit %d %s", got.code, got.err)
			}
		})
	}
}

// TestBaselineOfChanges: changes approved before a baseline are in it, later ones
// move the budget from there.
func TestBaselineOfChanges(t *testing.T) {
	store := filepath.Join(t.TempDir(), "plans.db")
	if got := ballast(t, "baseline", plan(t, contracted["en"]), "--store", store, "--approved-by", "Board"); got.code != exitOK {
		t.Fatalf("exit %d %s", got.code, got.err)
	}
	later := strings.NewReplacer("As-of month | 2026-02", "As-of month | 2026-04").Replace(contracted["en"])
	got := ballast(t, "run", plan(t, later), "--json", "-", "--quiet", "--store", store)
	var h held
	if err := json.Unmarshal([]byte(got.out), &h); err != nil {
		t.Fatal(err, got.err)
	}
	if l := h.Commitments.Lines[0]; l.Baseline != 1200 || l.Revised != 1200+9000 {
		t.Errorf("C1 %+v, want 1200 of the baseline and 9,000 of V2", l)
	}
	if got := ballast(t, "baseline", plan(t, small), "--store", store); got.code != exitUsage {
		t.Errorf("a baseline that nobody approved: exit %d", got.code)
	}
}
