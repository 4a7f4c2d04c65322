package history

import (
	"context"
	"encoding/json"
	"fmt"
)

// Drill is a named set of stresses that a plan was tried against, with what was found.
type Drill struct {
	ID       int64           `json:"drill"` // given by SaveDrill
	Time     string          `json:"time"`  // RFC 3339
	Plan     string          `json:"plan"`
	PlanID   string          `json:"plan_id"`
	File     string          `json:"file"`
	SHA256   string          `json:"sha256"`
	Version  string          `json:"version"` // of Ballast
	Name     string          `json:"set"`
	By       string          `json:"by"`
	Findings []string        `json:"findings"`
	Figures  json.RawMessage `json:"figures"` // the stress test, as in JSON of a run
}

// SaveDrill adds a drill and returns its number.
func (s *Store) SaveDrill(ctx context.Context, d Drill) (int64, error) {
	findings, err := json.Marshal(d.Findings)
	if err != nil {
		return 0, fmt.Errorf("history %s: store drill: %w", s.path, err)
	}
	done, err := s.db.ExecContext(ctx, `INSERT INTO drill (time, plan, plan_id, file, sha256, version, name, led_by, findings, figures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.Time, d.Plan, d.PlanID, d.File, d.SHA256, d.Version, d.Name, d.By, string(findings), string(d.Figures))
	if err != nil {
		return 0, fmt.Errorf("history %s: store drill: %w", s.path, explained(err))
	}
	return done.LastInsertId()
}

// Drills lists the drills of a plan by its ID or its name, of all plans when plan is "",
// oldest first.
func (s *Store) Drills(ctx context.Context, plan string) ([]Drill, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, time, plan, plan_id, file, sha256, version, name, led_by, findings, figures FROM drill WHERE ? = '' OR plan = ? OR plan_id = ? ORDER BY id`, plan, plan, plan)
	if err != nil {
		return nil, fmt.Errorf("history %s: list drills: %w", s.path, explained(err))
	}
	defer rows.Close()
	out := []Drill{}
	for rows.Next() {
		var d Drill
		var findings, figures string
		if err := rows.Scan(&d.ID, &d.Time, &d.Plan, &d.PlanID, &d.File, &d.SHA256, &d.Version, &d.Name, &d.By, &findings, &figures); err != nil {
			return nil, fmt.Errorf("history %s: list drills: %w", s.path, explained(err))
		}
		if err := json.Unmarshal([]byte(findings), &d.Findings); err != nil {
			return nil, fmt.Errorf("history %s: drill %d: %w", s.path, d.ID, err)
		}
		d.Figures = json.RawMessage(figures)
		out = append(out, d)
	}
	return out, rows.Err()
}

// LastDrill is the latest drill of a plan, nil without any.
func (p Plan) LastDrill(list []Drill) *Drill {
	var last *Drill
	for i := range list {
		if d := &list[i]; p.owns(kept{d.PlanID, d.Plan, d.File}) {
			last = d
		}
	}
	return last
}
