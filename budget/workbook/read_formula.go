package workbook

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"

	"ballast/budget/formula"
	"ballast/budget/words"
)

// calculator works out formulas that have no stored value, with the language of
// budget/formula. It is opened on first need. What it cannot answer for is an
// error with its cause, and so is a value behind which an IFERROR hides one.
type calculator struct {
	book   *book
	w      *words.Words
	source *cellSource
	parsed *formula.Book
	run    *formula.Run
	done   map[formula.Cell]calculated
}

// calculated is what was said of a cell: it is said again when asked again.
type calculated struct {
	value  formula.Value
	reason *uncalculated
}

// uncalculated is why a formula has no value; hint is the key of a remedy.
type uncalculated struct{ why, hint string }

// Bounds of one reading: cells that formulas may read in all, and formulas
// without a stored value.
const (
	maxReads    = 10_000_000
	maxFormulas = 500_000
)

// settle works out a formula without a stored value and puts the value into the
// cell.
func (k *calculator) settle(ctx context.Context, sheet string, c *cell) *uncalculated {
	got, reason := k.value(ctx, sheet, c)
	if reason != nil {
		return reason
	}
	c.cached, c.shape = true, formulaPlain
	switch got.Kind {
	case formula.Number:
		c.kind, c.text = cellNumber, strconv.FormatFloat(got.Num, 'g', -1, 64)
	case formula.Bool:
		c.kind, c.text = cellBool, strconv.FormatFloat(got.Num, 'g', -1, 64)
	default:
		c.kind, c.text = cellText, got.Text
	}
	return nil
}

// value is the number, text or truth value of a cell.
func (k *calculator) value(ctx context.Context, sheet string, c *cell) (formula.Value, *uncalculated) {
	if err := k.open(ctx); err != nil {
		return formula.Value{}, &uncalculated{k.w.Say("problem.formula-no-value.bound", maxFormulas), "problem.formula-no-value.hint"}
	}
	at := formula.Cell{Sheet: int32(k.parsed.Sheet(sheet)), Row: int32(c.row - 1), Col: int32(c.col - 1)}
	if old, ok := k.done[at]; ok {
		return old.value, old.reason
	}
	faults, tables := len(k.run.Faults()), k.source.missed
	v := k.run.Value(at)
	got := calculated{value: v}
	switch faults := k.run.Faults()[faults:]; {
	case v.Fault() != nil && v.Fault().Reason != 0:
		got.reason = k.because(at, v.Fault())
	case k.source.missed > tables:
		got.reason = k.because(at, &k.source.miss)
	case len(faults) > 0:
		got.reason = k.because(at, &faults[0])
	case v.IsError():
		got.reason = &uncalculated{k.w.Say("problem.formula-no-value.error", v.Err.String()), "problem.cell-error.hint"}
	}
	k.done[at] = got
	return v, got.reason
}

// because says in words why a formula has no value, and where the cause is.
func (k *calculator) because(at formula.Cell, f *formula.Fault) *uncalculated {
	say := func(key string, args ...any) string { return k.w.Say("problem.formula-no-value."+key, args...) }
	u := &uncalculated{hint: "problem.formula-no-value.hint"}
	switch f.Reason {
	case formula.UnknownFunction:
		u.why = say("function", f.Name)
	case formula.UnknownName:
		u.why, u.hint = say("name", f.Name), "problem.cell-error.hint"
	case formula.MissingLink:
		u.why = say("link", f.Name)
	case formula.LocaleDependent:
		u.why = say("locale", f.Name)
	case formula.NotSorted:
		u.why = say("sorted")
	case formula.Malformed:
		u.why, u.hint = say("malformed", f.Name), "problem.cell-error.hint"
	case formula.Loop:
		u.why, u.hint = say("loop", k.places(f.Cells)), "problem.formula-no-value.loop-hint"
	case formula.Unfinished:
		return &uncalculated{say("bound", maxReads), u.hint}
	case formula.TooLarge, formula.TooDeep:
		u.why = say("size")
	default:
		u.why = say("refused", cmp.Or(f.Name, "?"))
	}
	if f.At != at && f.At != (formula.Cell{}) && f.Reason != formula.Loop {
		u.why = say("in", u.why, k.parsed.Place(f.At))
	}
	return u
}

// places names the cells of a loop, of a long one the first.
func (k *calculator) places(cells []formula.Cell) string {
	const shown = 8
	var names []string
	for i, c := range cells {
		if i == shown {
			names = append(names, "…")
			break
		}
		names = append(names, k.parsed.Place(c))
	}
	return strings.Join(names, " → ")
}

// speak changes the language; reasons that were given in another are worded anew
// when they are asked for.
func (k *calculator) speak(w *words.Words) {
	k.w = w
	for at, c := range k.done {
		if c.reason != nil {
			delete(k.done, at)
		}
	}
}

var errTooManyFormulas = errors.New("too many formulas")

// open gives the workbook to the interpreter. Formulas that have a stored value
// count by it: only the others are parsed.
func (k *calculator) open(ctx context.Context) error {
	if k.source != nil {
		if k.parsed == nil {
			return errTooManyFormulas
		}
		return nil
	}
	k.source = newCellSource(ctx, k.book)
	if k.source.open > maxFormulas {
		return errTooManyFormulas
	}
	k.done = map[formula.Cell]calculated{}
	k.parsed = formula.NewBook(k.source)
	k.run = formula.NewRun(k.parsed, formula.Options{Reads: maxReads, Done: ctx.Done()})
	return nil
}
