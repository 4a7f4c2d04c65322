package history

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
)

// mark is the application_id of our files: "BLST".
const mark = 0x424C5354

// migrations returns the steps from each version of the tables to the next.
// Steps are only ever added.
func migrations() []string {
	return []string{
		`CREATE TABLE workbook (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL);
		CREATE TABLE run (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			time TEXT NOT NULL, plan TEXT NOT NULL, file TEXT NOT NULL,
			sha256 TEXT NOT NULL REFERENCES workbook (sha256),
			version TEXT NOT NULL, scenarios INTEGER NOT NULL, seed TEXT NOT NULL,
			as_of TEXT NOT NULL, contingency REAL NOT NULL, eac REAL NOT NULL, overrun REAL NOT NULL,
			gap REAL, cpi REAL, spi REAL, adequacy REAL,
			warnings TEXT NOT NULL, outcome BLOB NOT NULL);`,
		`ALTER TABLE run ADD COLUMN tier TEXT NOT NULL DEFAULT '';
		CREATE INDEX run_by_plan ON run (plan, id);`,
		`CREATE TABLE baseline (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			time TEXT NOT NULL, plan TEXT NOT NULL, file TEXT NOT NULL,
			sha256 TEXT NOT NULL REFERENCES workbook (sha256),
			figures TEXT NOT NULL);
		CREATE INDEX baseline_by_plan ON baseline (plan, id);`,
		`ALTER TABLE run ADD COLUMN plan_id TEXT NOT NULL DEFAULT '';
		ALTER TABLE baseline ADD COLUMN plan_id TEXT NOT NULL DEFAULT '';
		CREATE INDEX run_by_plan_id ON run (plan_id, id);`,
		`ALTER TABLE run ADD COLUMN model TEXT NOT NULL DEFAULT '';`,
		`CREATE TABLE drill (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			time TEXT NOT NULL, plan TEXT NOT NULL, plan_id TEXT NOT NULL, file TEXT NOT NULL,
			sha256 TEXT NOT NULL, version TEXT NOT NULL,
			name TEXT NOT NULL, led_by TEXT NOT NULL, findings TEXT NOT NULL, figures TEXT NOT NULL);
		ALTER TABLE run ADD COLUMN marks TEXT NOT NULL DEFAULT '';`,
		`CREATE TABLE variant (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			time TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, edits TEXT NOT NULL);
		CREATE INDEX variant_by_file ON variant (sha256, id);`,
	}
}

// migrate brings the tables up to the present version, in one transaction.
func (s *Store) migrate(ctx context.Context, fresh bool) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return notOurs(err)
	}
	defer tx.Rollback()
	var id, version int
	if err := tx.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return notOurs(err)
	}
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	steps := migrations()
	switch {
	case id != mark && !fresh:
		return errNotStore
	case version > len(steps):
		return errNewer
	case version == len(steps):
		return nil
	}
	for _, step := range steps[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, mark, len(steps))); err != nil {
		return err
	}
	return tx.Commit()
}

// explained tells trouble with the file from other trouble, with a remedy.
// Source: SQLite, "Result and Error Codes".
func explained(err error) error {
	type coded interface{ Code() int }
	const busy, locked, corrupt = 5, 6, 11
	var c coded
	if !errors.As(err, &c) {
		return err
	}
	switch c.Code() & 0xff {
	case busy, locked:
		return fmt.Errorf("%w (%w)", errBusy, err)
	case corrupt:
		return fmt.Errorf("%w (%w)", errDamaged, err)
	}
	return err
}

// notOurs tells a file that is no database at all from other trouble.
func notOurs(err error) error {
	type coded interface{ Code() int }
	const notADatabase = 26 // SQLITE_NOTADB
	if c, ok := err.(coded); ok && c.Code()&0xff == notADatabase {
		return errNotStore
	}
	return err
}

// pack compresses a blob.
func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func unpack(data []byte) ([]byte, error) {
	if len(data) == 0 {
		return nil, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
