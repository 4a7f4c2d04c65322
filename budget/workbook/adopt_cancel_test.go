package workbook

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

// asked is a context that ends when it has been asked whether it has for the
// n-th time, so that where work is given up does not depend on the clock; n 0
// never ends.
type asked struct {
	context.Context
	done  chan struct{}
	n     int
	times int
}

func newAsked(t *testing.T, n int) *asked {
	return &asked{Context: t.Context(), done: make(chan struct{}), n: n}
}

func (a *asked) Done() <-chan struct{} { return a.done }

func (a *asked) Err() error {
	if a.times++; a.times == a.n {
		close(a.done)
	}
	if a.n > 0 && a.times >= a.n {
		return context.Canceled
	}
	return nil
}

// manyTables is a workbook of budgets: so many sheets with so many tables each.
func manyTables(t *testing.T, sheets, tables, lines int) []byte {
	t.Helper()
	s := section{sheets: map[string][]string{}}
	for i := range sheets {
		name := fmt.Sprintf("Unit %d", i+1)
		s.order = append(s.order, name)
		var rows []string
		for k := range tables {
			rows = append(rows, fmt.Sprintf("Part %d of unit %d", k+1, i+1), "Item | Cost EUR")
			for l := range lines {
				rows = append(rows, fmt.Sprintf("Item %d.%d.%d | %d", i, k, l, 1000+100*l+k+i))
			}
			rows = append(rows, "")
		}
		s.sheets[name] = rows
	}
	return build(t, s)
}

// TestAdoptCancelledAnywhere: adoption of 200 tables asks again and again whether it is
// still wanted, on whatever it works, and is over when it is not: once told, it
// asks no more than a few times, for the loops that it stands in.
func TestAdoptCancelledAnywhere(t *testing.T) {
	for name, data := range map[string][]byte{
		"200 sheets":             manyTables(t, 200, 1, 12),
		"200 tables of a sheet":  manyTables(t, 1, 200, 12),
		"20 sheets of 10 tables": manyTables(t, 20, 10, 12),
	} {
		all := newAsked(t, 0)
		if _, _, err := Adopt(all, "budget.xlsx", data, AdoptOptions{}); err != nil {
			t.Fatal(err)
		}
		if all.times < 400 {
			t.Errorf("%s: asked %d times", name, all.times)
		}
		for i := range 12 {
			some := newAsked(t, 1+i*all.times/12)
			if _, _, err := Adopt(some, "budget.xlsx", data, AdoptOptions{}); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: cancelled at question %d of %d: %v", name, some.n, all.times, err)
			}
			if more := some.times - some.n; more > 8 {
				t.Errorf("%s: cancelled at question %d of %d, asked %d times more", name, some.n, all.times, more)
			}
		}
	}
}

// begun is a context that ends when formulas begin to be worked out, which is
// when somebody takes its channel.
type begun struct {
	context.Context
	taken bool
	after int // questions since
}

func (b *begun) Done() <-chan struct{} {
	b.taken = true
	done := make(chan struct{})
	close(done)
	return done
}

func (b *begun) Err() error {
	if !b.taken {
		return nil
	}
	b.after++
	return context.Canceled
}

// TestFormulasCancelledMidway: formulas without a stored value, whose sums go over more
// and more of the others, are given up as soon as nobody waits for them, by who
// reads a plan and by who adopts a budget; the cause is the context and no fault
// of a cell.
func TestFormulasCancelledMidway(t *testing.T) {
	rows := []string{"Item | Cost EUR"}
	for i := range 2000 {
		f := fmt.Sprint(1000 + i%7)
		if i > 0 {
			f = fmt.Sprintf("=SUM(B2:B%d)/%d", i+1, i+1)
		}
		rows = append(rows, fmt.Sprintf("Line %d | %s", i+1, f))
	}
	budget, plan := smallBudget(t, rows...), []string{"ID | Name | Amount | Start"}
	for i := range 2000 {
		f := "=SUM(H1:H900000)"
		if i > 0 {
			f = fmt.Sprintf("=C%d+1", i+1)
		}
		plan = append(plan, fmt.Sprintf("C%d | Line | %s | 2026-01", i+1, f))
	}
	book := build(t, section{order: []string{"Project", "Costs"}, sheets: map[string][]string{"Project": {"Start month | 2026-01", "Horizon | 12"}, "Costs": plan}})
	adopting, reading := &begun{Context: t.Context()}, &begun{Context: t.Context()}
	if _, problems, err := Adopt(adopting, "budget.xlsx", budget, AdoptOptions{Yes: true}); !errors.Is(err, context.Canceled) || !adopting.taken || adopting.after > 8 {
		t.Errorf("adopt: %v after %d questions, %v", err, adopting.after, problems)
	}
	if _, problems, err := ReadBytes(reading, "plan.xlsx", book, ReadOptions{}); !errors.Is(err, context.Canceled) || !reading.taken || reading.after > 8 {
		t.Errorf("read: %v after %d questions, %v", err, reading.after, problems)
	}
}
