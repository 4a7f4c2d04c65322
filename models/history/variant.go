package history

import (
	"context"
	"fmt"
)

// Variant is a variant of a plan that was kept by name: what is otherwise in the workbook
// with that SHA-256, as JSON.
type Variant struct {
	ID                        int64 // given by SaveVariant
	Time, SHA256, Name, Edits string
}

// SaveVariant adds a variant and returns its number.
func (s *Store) SaveVariant(ctx context.Context, v Variant) (int64, error) {
	done, err := s.db.ExecContext(ctx, `INSERT INTO variant (time, sha256, name, edits) VALUES (?, ?, ?, ?)`, v.Time, v.SHA256, v.Name, v.Edits)
	if err != nil {
		return 0, fmt.Errorf("history %s: store variant: %w", s.path, explained(err))
	}
	return done.LastInsertId()
}

// Variants lists the variants of a workbook, oldest first.
//
// Checked: TestVariants.
func (s *Store) Variants(ctx context.Context, sha256 string) ([]Variant, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, time, sha256, name, edits FROM variant WHERE sha256 = ? ORDER BY id`, sha256)
	if err != nil {
		return nil, fmt.Errorf("history %s: list variants: %w", s.path, explained(err))
	}
	defer rows.Close()
	var out []Variant
	for rows.Next() {
		var v Variant
		if err := rows.Scan(&v.ID, &v.Time, &v.SHA256, &v.Name, &v.Edits); err != nil {
			return nil, fmt.Errorf("history %s: list variants: %w", s.path, explained(err))
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// DropVariant forgets a variant of a workbook; one that is not there is no error.
func (s *Store) DropVariant(ctx context.Context, sha256 string, id int64) error {
	if _, err := s.db.ExecContext(ctx, `DELETE FROM variant WHERE sha256 = ? AND id = ?`, sha256, id); err != nil {
		return fmt.Errorf("history %s: drop variant: %w", s.path, explained(err))
	}
	return nil
}
