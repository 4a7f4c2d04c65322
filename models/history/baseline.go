package history

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"ballast/budget"
)

// errNoBaseline says that a baseline is not in the history.
var errNoBaseline = errors.New("no such baseline")

// SaveBaseline adds a baseline of a plan with its workbook and returns its number.
func (s *Store) SaveBaseline(ctx context.Context, p Plan, sha256 string, b budget.Baseline, workbook []byte) (int64, error) {
	figures, err := json.Marshal(b)
	if err != nil {
		return 0, fmt.Errorf("history %s: store baseline: %w", s.path, err)
	}
	book, err := pack(workbook)
	if err != nil {
		return 0, fmt.Errorf("history %s: store baseline: %w", s.path, err)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("history %s: store baseline: %w", s.path, explained(err))
	}
	defer tx.Rollback() // after Commit it does nothing
	if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO workbook (sha256, data) VALUES (?, ?)`, sha256, book); err != nil {
		return 0, fmt.Errorf("history %s: store baseline: %w", s.path, explained(err))
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO baseline (time, plan, plan_id, file, sha256, figures) VALUES (?, ?, ?, ?, ?, ?)`, b.Time, p.Name, p.ID, b.File, sha256, string(figures))
	if err != nil {
		return 0, fmt.Errorf("history %s: store baseline: %w", s.path, explained(err))
	}
	id, err := done.LastInsertId()
	if err != nil {
		return 0, fmt.Errorf("history %s: store baseline: %w", s.path, explained(err))
	}
	if err := tx.Commit(); err != nil {
		return 0, fmt.Errorf("history %s: store baseline: %w", s.path, explained(err))
	}
	return id, nil
}

// Approved is a baseline with the name and the ID of its plan.
type Approved struct {
	Plan   string `json:"plan"`
	PlanID string `json:"plan_id"`
	budget.Baseline
}

// Baselines lists the baselines of a plan by its ID or its name, of all plans when
// plan is "", oldest first.
func (s *Store) Baselines(ctx context.Context, plan string) ([]Approved, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, plan, plan_id, figures FROM baseline WHERE ? = '' OR plan = ? OR plan_id = ? ORDER BY id`, plan, plan, plan)
	if err != nil {
		return nil, fmt.Errorf("history %s: list baselines: %w", s.path, explained(err))
	}
	defer rows.Close()
	out := []Approved{}
	for rows.Next() {
		var b Approved
		var id int64
		var figures string
		if err := rows.Scan(&id, &b.Plan, &b.PlanID, &figures); err != nil {
			return nil, fmt.Errorf("history %s: list baselines: %w", s.path, explained(err))
		}
		if err := json.Unmarshal([]byte(figures), &b.Baseline); err != nil {
			return nil, fmt.Errorf("history %s: baseline %d: %w", s.path, id, err)
		}
		b.ID = id
		out = append(out, b)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("history %s: list baselines: %w", s.path, explained(err))
	}
	return out, nil
}

// BaselineWorkbook returns the workbook of a baseline and the name of its file.
func (s *Store) BaselineWorkbook(ctx context.Context, id int64) (file string, data []byte, err error) {
	var book []byte
	row := s.db.QueryRowContext(ctx, `SELECT file, (SELECT data FROM workbook w WHERE w.sha256 = baseline.sha256) FROM baseline WHERE id = ?`, id)
	if err := row.Scan(&file, &book); errors.Is(err, sql.ErrNoRows) {
		return "", nil, fmt.Errorf("baseline %d: %w", id, errNoBaseline)
	} else if err != nil {
		return "", nil, fmt.Errorf("history %s: baseline %d: %w", s.path, id, explained(err))
	}
	if data, err = unpack(book); err != nil {
		return "", nil, fmt.Errorf("workbook of baseline %d: %w", id, err)
	}
	return file, data, nil
}
