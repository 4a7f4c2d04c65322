package workbook

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/graft"
)

// fewTwice is how many cells that stand twice are named.
const fewTwice = 20

// rehearse writes a result of one empty sheet to nowhere, so that what a run
// could not write is known before it simulates. A plan with errors has enough to
// say.
func (r *reader) rehearse() error {
	if budget.HasErrors(r.problems) {
		return nil
	}
	g, err := graft.To(r.ctx, io.Discard, r.plain, &sheet.Book{Sheets: []sheet.Sheet{{Key: "dashboard", Title: "Dashboard"}}}, nil)
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	if ext := resultExtension(r.plan.File); err == nil && ext != "" {
		err = checkExtension(g.In, ext)
	}
	if err != nil {
		r.report(r.ref("", ""), budget.Error, "cannot-write", r.w.Say("problem.cannot-write", err.Error()), r.w.Say("problem.cannot-write.hint"))
	}
	return nil
}

// resultExtension is that of the result of a workbook, "" when nothing is known.
func resultExtension(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx", ".xltx":
		return ".xlsx"
	case ".xlsm", ".xltm":
		return ".xlsm"
	}
	return ""
}

// sayDamaged says which parts are damaged that nothing was read from.
func (r *reader) sayDamaged() {
	for _, part := range r.book.damaged {
		if !slices.Contains(r.book.failed, part) {
			r.report(r.ref("", ""), budget.Warning, "damaged-part", r.w.Say("problem.damaged-part", part), r.w.Say("problem.damaged-part.hint"))
		}
	}
}

// sayTwice reports cells that stand in the file several times: the last counts,
// as in other programs, unless they say different things.
func (r *reader) sayTwice(g *grid) {
	for _, c := range g.twice[:min(len(g.twice), fewTwice)] {
		severity, code := budget.Warning, c[0].code != c[1].code
		if code || c[0].kind != c[1].kind || c[0].text != c[1].text {
			severity = budget.Error
		}
		r.report(r.ref(g.name, c[1].address()), severity, "cell-twice", r.w.Say("problem.cell-twice", c[1].address(), c[0].show(r.book.date1904), c[1].show(r.book.date1904)), r.w.Say("problem.cell-twice.hint"))
	}
}
