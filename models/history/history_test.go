package history

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ballast/models/outcome"
)

// aRun makes run k of a plan, with its workbook.
func aRun(plan string, k int) (Run, []byte) {
	gap, cpi := 0.1*float64(k), 1-0.01*float64(k)
	book := bytes.Repeat([]byte(fmt.Sprint(plan, k)), 500)
	return Run{Time: time.Date(2026, time.Month(k%12+1), 2, 3, 4, 5, 0, time.UTC), Plan: plan, File: plan + ".xlsx", SHA256: fmt.Sprintf("%s%064d", plan, k), Version: "0", Scenarios: 10,
		Seed:     1<<63 + uint64(k),
		Point:    outcome.TrendPoint{AsOf: fmt.Sprintf("2026-%02d", k%12+1), Contingency: 100, EAC: 1000 + float64(k), ProbabilityOverrun: 0.5, ProbabilityGap: &gap, CPI: &cpi},
		Warnings: []outcome.Warning{{Tier: "higher", Metric: "cpi", Where: "C1", Value: 0.9, Threshold: 0.92}},
		Outcome:  []byte(fmt.Sprintf(`{"run":%d}`, k))}, book
}

func opened(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// whole checks the file with SQLite's own check and counts the runs; every run
// must have its workbook.
func whole(t *testing.T, path string) int {
	t.Helper()
	s := opened(t, path)
	var verdict string
	if err := s.db.QueryRow(`PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
		t.Fatalf("integrity check: %s %v", verdict, err)
	}
	runs, err := s.Runs(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runs {
		full, book, err := s.Get(t.Context(), r.ID)
		if err != nil || len(book) == 0 || len(full.Outcome) == 0 {
			t.Fatalf("run %d: %d bytes of workbook, %d of outcome, %v", r.ID, len(book), len(full.Outcome), err)
		}
	}
	return len(runs)
}

// TestKeepsRuns: what is saved comes back, whole and by plan.
func TestKeepsRuns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a plan%20?.db")
	s := opened(t, path)
	for k := range 3 {
		for _, plan := range []string{"north", "south"} {
			r, book := aRun(plan, k)
			if _, err := s.Save(t.Context(), r, book); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.Close()
	s = opened(t, path)
	runs, err := s.Runs(t.Context(), "north")
	if err != nil || len(runs) != 3 || runs[2].Point.EAC != 1002 || runs[0].Seed != 1<<63 || *runs[2].Point.CPI != 0.98 || runs[0].Point.SPI != nil || runs[0].Warnings[0].Metric != "cpi" {
		t.Fatalf("%+v %v", runs, err)
	}
	south, err := s.Runs(t.Context(), "south")
	if err != nil || len(south) != 3 || south[2].Point.AsOf != "2026-03" {
		t.Errorf("%+v %v", south, err)
	}
	if west, err := s.Runs(t.Context(), "west"); len(west) > 0 || err != nil {
		t.Errorf("runs of an unknown plan: %v %v", west, err)
	}
	full, book, err := s.Get(t.Context(), runs[1].ID)
	if _, want := aRun("north", 1); err != nil || !bytes.Equal(book, want) || string(full.Outcome) != `{"run":1}` {
		t.Errorf("%s %v", full.Outcome, err)
	}
	if _, _, err := s.Get(t.Context(), 99); !errors.Is(err, errNoRun) {
		t.Errorf("run 99: %v", err)
	}
	if n := whole(t, path); n != 6 {
		t.Errorf("%d runs", n)
	}
}

// TestTrend: the latest run of every as-of month, and this one.
func TestTrend(t *testing.T) {
	var runs []Run
	for _, p := range []outcome.TrendPoint{{AsOf: "2026-02", EAC: 1}, {AsOf: "2026-01", EAC: 2}, {AsOf: "2026-02", EAC: 3}, {EAC: 9}} {
		runs = append(runs, Run{Point: p})
	}
	got := Trend(runs, outcome.TrendPoint{AsOf: "2026-03", EAC: 4})
	if len(got) != 3 || got[0].EAC != 2 || got[1].EAC != 3 || got[2].EAC != 4 {
		t.Errorf("%+v", got)
	}
}

// TestMigrates: a file of the first version is brought up to the present one
// with its runs; a later one and a foreign one are refused and left alone.
func TestMigrates(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, "old.db")
	db, err := sql.Open("sqlite", old)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(migrations()[0] + fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = 1;
		INSERT INTO workbook VALUES ('x', x'00');
		INSERT INTO run VALUES (1, '2026-01-02T03:04:05Z', 'p', 'p.xlsx', 'x', '0', 1, '1', '2026-01', 1, 2, 0.5, NULL, NULL, NULL, NULL, '[]', x'')`, mark)); err != nil {
		t.Fatal(err)
	}
	db.Close()
	runs, err := opened(t, old).Runs(t.Context(), "p")
	if err != nil || len(runs) != 1 || runs[0].Point.EAC != 2 {
		t.Errorf("%+v %v", runs, err)
	}
	for name, c := range map[string]struct {
		statement string
		want      error
	}{
		"newer":   {fmt.Sprintf(`CREATE TABLE t (x); PRAGMA application_id = %d; PRAGMA user_version = 99`, mark), errNewer},
		"foreign": {`CREATE TABLE run (mine TEXT)`, errNotStore},
	} {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(c.statement); err != nil {
			t.Fatal(err)
		}
		db.Close()
		before, _ := os.ReadFile(path)
		if _, err := Open(t.Context(), path); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed", name)
		}
	}
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), text); !errors.Is(err, errNotStore) {
		t.Errorf("a text: %v", err)
	}
	if _, err := Open(t.Context(), dir); err == nil {
		t.Error("a folder was opened")
	}
}

// TestTwoAtOnce: stores that are open at the same time wait for one another,
// also while the file is being made.
func TestTwoAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.db")
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			s, err := Open(t.Context(), path)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for k := range 8 {
				r, book := aRun(fmt.Sprint("plan", w), k)
				if _, err := s.Save(t.Context(), r, book); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := whole(t, path); n != 32 {
		t.Errorf("%d runs of 32", n)
	}
}

// TestBusyAndDamaged: a history that another process writes to, and one whose
// pages are damaged, are named with a remedy; a new one that cannot be made
// leaves no empty file.
func TestBusyAndDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.db")
	s := opened(t, path)
	r, book := aRun("plan", 0)
	if _, err := s.Save(t.Context(), r, book); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("a whole one: %v", err)
	}
	tx, err := s.db.Begin() // immediate: the write lock is taken
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open(t.Context(), path, 0); !errors.Is(err, errBusy) || !strings.Contains(err.Error(), path) {
		t.Errorf("a busy one: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	data, err := os.ReadFile("../../samples/files/store-damaged-pages.db")
	if err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(damaged, data, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), damaged)
	if err == nil {
		err = d.Check(t.Context())
		d.Close()
	}
	if !errors.Is(err, errDamaged) || !strings.Contains(err.Error(), damaged) || !strings.Contains(err.Error(), ".recover") {
		t.Errorf("a damaged one: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	fresh := filepath.Join(t.TempDir(), "new.db")
	if _, err := Open(ended, fresh); err == nil {
		t.Error("made although the run has ended")
	}
	if _, err := os.Stat(fresh); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an empty file is left behind: %v", err)
	}
}

// TestFullDisk: what does not fit is refused; all that was there stays. The
// page limit makes SQLite fail as a full disk does, in the middle of a write.
func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.db")
	s := opened(t, path)
	r, book := aRun("plan", 0)
	if _, err := s.Save(t.Context(), r, book); err != nil {
		t.Fatal(err)
	}
	var pages int
	if err := s.db.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+3)); err != nil {
		t.Fatal(err)
	}
	r, _ = aRun("plan", 1)
	noise := make([]byte, 1<<20)
	for i := range noise {
		noise[i] = byte(i * i >> 3 * 31)
	}
	r.Outcome = []byte(fmt.Sprintf("%x", noise))
	for k := range 1 << 16 { // nothing that packs well
		r.Outcome[k*16%len(r.Outcome)] = byte(k * 7919 >> 4)
	}
	if _, err := s.Save(t.Context(), r, noise); err == nil || !strings.Contains(err.Error(), "full") {
		t.Fatalf("saved on a full disk: %v", err)
	}
	s.Close()
	if n := whole(t, path); n != 1 {
		t.Errorf("%d runs", n)
	}
}

// TestKilled: a process that is killed while it stores leaves the history
// whole: all runs that it had reported, and none by half.
func TestKilled(t *testing.T) {
	if os.Getenv("BALLAST_HISTORY_HELPER") != "" {
		store := opened(t, os.Getenv("BALLAST_HISTORY_HELPER"))
		for k := 0; ; k++ {
			r, book := aRun("plan", k)
			if _, err := store.Save(t.Context(), r, book); err != nil {
				t.Fatal(err)
			}
			fmt.Println("saved", k)
		}
	}
	path := filepath.Join(t.TempDir(), "plan.db")
	said := 0
	for round := range 5 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "BALLAST_HISTORY_HELPER="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for reported := 0; lines.Scan(); {
			if !strings.Contains(lines.Text(), "saved") {
				continue
			}
			said++
			if reported++; reported == 1+3*round { // it is at the next one by now
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = cmd.Wait()
		if n := whole(t, path); n < said {
			t.Fatalf("round %d: %d runs, %d were reported", round, n, said)
		} else {
			said = n
		}
	}
	if said < 1+4+7+10+13 {
		t.Errorf("%d runs were stored", said)
	}
}
