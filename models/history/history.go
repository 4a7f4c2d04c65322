// Package history keeps what every run of a plan said in one file, an SQLite
// database without a server: the figures of the charts over time, the warnings,
// the whole outcome, and the workbook itself, so that any two runs can be
// compared again on common random numbers.
package history

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"ballast/models/outcome"
)

// errNotStore says that a file is no history of Ballast.
var errNotStore = errors.New("not a history of Ballast")

// errDamaged says that a history cannot be read any more.
var errDamaged = errors.New("the history is damaged; move the file away and the next run begins a new one, or save what is left with: sqlite3 FILE .recover | sqlite3 NEW")

// errBusy says that another process is writing to the history.
var errBusy = errors.New("another run is writing to it; run again when that has ended, or keep the runs elsewhere with --store")

// errNewer says that a later version of Ballast made the history.
var errNewer = errors.New("made by a later version of Ballast")

// errNoRun says that a run is not in the history.
var errNoRun = errors.New("no such run")

// Run is one simulation of a plan that was kept, with its outcome.
type Run struct {
	ID        int64 // given by Save
	Time      time.Time
	Plan      string // its name
	PlanID    string // what the runs of one plan have in common; "" none
	File      string
	SHA256    string // of the workbook
	Version   string // of Ballast
	Scenarios int
	Seed      uint64
	Point     outcome.TrendPoint
	Warnings  []outcome.Warning
	Cards     []outcome.CardPoint    // the grades of its scorecard
	Vendors   []outcome.VendorRecord // what vendors delivered by then
	Model     []outcome.ModelBrief   // of a model of formulas, whose Point says nothing; nil: a plan
	Outcome   []byte                 // the whole JSON; empty in lists
}

// Store is an open history. It may be used by several goroutines, and several
// processes may have the same file open.
type Store struct {
	db   *sql.DB
	path string
}

// waitMilliseconds is how long a run waits for another one that is writing.
const waitMilliseconds = 20000

// Open opens the history at path, or makes it, and brings its tables up to the
// present version. Every write is one transaction that is on the disk when it
// returns: a run that is killed, or that finds the disk full, leaves the
// history as it was.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, waitMilliseconds)
}

// open is Open with a time to wait for others.
func open(ctx context.Context, path string, wait int) (*Store, error) {
	info, err := os.Stat(path)
	fresh := errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0
	if err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: a folder, not a history", path)
	}
	pragma := url.Values{"_txlock": {"immediate"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", wait), "synchronous(FULL)", "foreign_keys(1)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+pragma.Encode())
	if err != nil {
		return nil, fmt.Errorf("open history %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	s := &Store{db: db, path: path}
	if err := s.migrate(ctx, fresh); err != nil {
		db.Close()
		if info, no := os.Stat(path); fresh && no == nil && info.Size() == 0 {
			os.Remove(path) // nothing empty is left behind
		}
		return nil, fmt.Errorf("open history %s: %w", path, explained(err))
	}
	return s, nil
}

// Check reads the whole history and says whether it is damaged, with what to do.
func (s *Store) Check(ctx context.Context) error {
	var verdict string
	err := s.db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = fmt.Errorf("%w (%s)", errDamaged, strings.Join(strings.Fields(verdict), " "))
	}
	if err != nil {
		return fmt.Errorf("history %s: %w", s.path, explained(err))
	}
	return nil
}

// Close lets go of the file; what was saved stays.
func (s *Store) Close() error { return s.db.Close() }

// Save adds a run with its workbook and returns its number.
func (s *Store) Save(ctx context.Context, r Run, workbook []byte) (int64, error) {
	warnings, err := json.Marshal(r.Warnings)
	if err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	written, err := pack(r.Outcome)
	if err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	book, err := pack(workbook)
	if err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	defer tx.Rollback() // after Commit it does nothing
	if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO workbook (sha256, data) VALUES (?, ?)`, r.SHA256, book); err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	briefs := ""
	if r.Model != nil {
		list, err := json.Marshal(r.Model)
		if err != nil {
			return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
		}
		briefs = string(list)
	}
	p := r.Point
	done, err := tx.ExecContext(ctx, `INSERT INTO run (time, plan, plan_id, file, sha256, version, scenarios, seed, as_of, contingency, eac, overrun, gap, cpi, spi, adequacy, tier, warnings, outcome, model, marks)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.Time.UTC().Format(time.RFC3339), r.Plan, r.PlanID, r.File, r.SHA256, r.Version, r.Scenarios, fmt.Sprint(r.Seed), p.AsOf, p.Contingency, p.EAC,
		p.ProbabilityOverrun, p.ProbabilityGap, p.CPI, p.SPI, p.Adequacy, outcome.WorstTier(r.Warnings), string(warnings), written, briefs, marks{r.Cards, r.Vendors}.pack())
	if err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	id, err := done.LastInsertId()
	if err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	if err := tx.Commit(); err != nil {
		return 0, fmt.Errorf("history %s: store run: %w", s.path, explained(err))
	}
	return id, nil
}

// columns of a run, without its outcome.
const columns = `id, time, plan, plan_id, file, sha256, version, scenarios, seed, as_of, contingency, eac, overrun, gap, cpi, spi, adequacy, warnings, model, marks`

// Runs lists the runs of a plan by its ID or its name, of all plans when plan is "",
// oldest first.
func (s *Store) Runs(ctx context.Context, plan string) ([]Run, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+columns+` FROM run WHERE ? = '' OR plan = ? OR plan_id = ? ORDER BY id`, plan, plan, plan)
	if err != nil {
		return nil, fmt.Errorf("history %s: list runs: %w", s.path, explained(err))
	}
	defer rows.Close()
	var out []Run
	for rows.Next() {
		r, err := scan(rows.Scan)
		if err != nil {
			return nil, fmt.Errorf("history %s: list runs: %w", s.path, explained(err))
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("history %s: list runs: %w", s.path, explained(err))
	}
	return out, nil
}

// scan reads one row of columns.
func scan(read func(...any) error, more ...any) (Run, error) {
	var r Run
	var at, seed, warnings, briefs, appraised string
	p := &r.Point
	dest := []any{&r.ID, &at, &r.Plan, &r.PlanID, &r.File, &r.SHA256, &r.Version, &r.Scenarios, &seed, &p.AsOf, &p.Contingency, &p.EAC, &p.ProbabilityOverrun,
		&p.ProbabilityGap, &p.CPI, &p.SPI, &p.Adequacy, &warnings, &briefs, &appraised}
	if err := read(append(dest, more...)...); err != nil {
		return r, err
	}
	var err error
	if r.Time, err = time.Parse(time.RFC3339, at); err != nil {
		return r, err
	}
	if _, err := fmt.Sscan(seed, &r.Seed); err != nil {
		return r, err
	}
	p.Time = at
	if briefs != "" {
		if err := json.Unmarshal([]byte(briefs), &r.Model); err != nil {
			return r, err
		}
	}
	if appraised != "" {
		var m marks
		if err := json.Unmarshal([]byte(appraised), &m); err != nil {
			return r, err
		}
		r.Cards, r.Vendors = m.Cards, m.Vendors
	}
	return r, json.Unmarshal([]byte(warnings), &r.Warnings)
}

// Get returns a run with its outcome, and the workbook that it read.
func (s *Store) Get(ctx context.Context, id int64) (Run, []byte, error) {
	var kept, book []byte
	row := s.db.QueryRowContext(ctx, `SELECT `+columns+`, outcome, (SELECT data FROM workbook w WHERE w.sha256 = run.sha256) FROM run WHERE id = ?`, id)
	r, err := scan(row.Scan, &kept, &book)
	if errors.Is(err, sql.ErrNoRows) {
		return Run{}, nil, fmt.Errorf("run %d: %w", id, errNoRun)
	}
	if err != nil {
		return Run{}, nil, fmt.Errorf("history %s: run %d: %w", s.path, id, explained(err))
	}
	if r.Outcome, err = unpack(kept); err != nil {
		return Run{}, nil, fmt.Errorf("history %s: run %d: %w", s.path, id, explained(err))
	}
	data, err := unpack(book)
	if err != nil {
		return Run{}, nil, fmt.Errorf("workbook of run %d: %w", id, err)
	}
	return r, data, nil
}

// Trend returns the latest figures of every as-of month of a plan, in order,
// with now in the place of its own month.
func Trend(runs []Run, now outcome.TrendPoint) []outcome.TrendPoint {
	latest := map[string]outcome.TrendPoint{}
	var months []string
	add := func(p outcome.TrendPoint) {
		if p.AsOf == "" {
			return
		}
		if _, known := latest[p.AsOf]; !known {
			months = append(months, p.AsOf)
		}
		latest[p.AsOf] = p
	}
	for _, r := range runs {
		add(r.Point)
	}
	add(now)
	slices.Sort(months)
	out := make([]outcome.TrendPoint, len(months))
	for i, m := range months {
		out[i] = latest[m]
	}
	return out
}
