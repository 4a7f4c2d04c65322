package sim

import (
	"testing"

	"ballast/sim/design"
)

// rowKernel keeps a row of every third scenario.
type rowKernel struct{}

func (rowKernel) Run(b *Block) error {
	for i, s := range b.Scenario {
		b.Scalar[0][i] = float64(s)
		if s%3 != 0 {
			continue
		}
		if row := b.Row(i); row != nil {
			row[0], row[1] = float64(s), float64(2*s)
		}
	}
	return nil
}

// TestRows: the rows of the scenarios that the kernel chose are there, in order,
// as far as they are kept, for any number of workers and a run in parts.
func TestRows(t *testing.T) {
	p := &Program{Scalars: []string{"a"}, Row: 2, NewKernel: func(uint64) Kernel { return rowKernel{} }}
	check := func(what string, r *Result) {
		t.Helper()
		if r.RowsN != 2304 || len(r.Rows) != 768 {
			t.Fatalf("%s: %d rows of the first %d scenarios", what, len(r.Rows), r.RowsN)
		}
		for k, row := range r.Rows {
			if s := float64(3 * k); row.Scenario != 3*k || row.Values[0] != s || row.Values[1] != 2*s || len(row.Values) != 2 {
				t.Fatalf("%s: row %d is %v", what, k, row)
			}
		}
	}
	cfg := Config{Scenarios: 5000, Replicate: 1024, Sampling: design.Sobol, KeepRows: 2100}
	for _, workers := range []int{1, 3} {
		cfg.Workers = workers
		check("at once", run(t, p, cfg))
	}
	cfg.Scenarios = 1024
	parts := run(t, p, cfg)
	cfg.First, cfg.Scenarios = 1024, 3976
	if err := parts.Merge(run(t, p, cfg)); err != nil {
		t.Fatal(err)
	}
	check("in parts", parts)
}
