package workbook

import "ballast/budget"

// keptKind is why a stored value is kept rather than worked out.
type keptKind struct {
	sheet, why string
}

// keptCells counts the cells of one kind on one sheet.
type keptCells struct {
	first *cell
	n     int
}

// keep notes that a cell's stored value is used although nothing here could
// check it.
func (r *reader) keep(sheet string, c *cell) {
	why := r.keptWhy(sheet, c)
	if why == "" {
		return
	}
	if r.kept == nil {
		r.kept = map[keptKind]*keptCells{}
	}
	k := r.kept[keptKind{sheet, why}]
	if k == nil {
		k = &keptCells{first: c}
		r.kept[keptKind{sheet, why}] = k
	}
	k.n++
}

// keptWhy tells the kind of a cell's formula, "" for a plain one. Only the
// first cell of an array or data table has the formula; the others are found
// by their place.
func (r *reader) keptWhy(sheet string, c *cell) string {
	shape := c.shape
	if !c.formula {
		if !r.book.arrays {
			return ""
		}
		t, ok := r.book.tab(sheet)
		if !ok || r.book.grids[t.part] == nil {
			return ""
		}
		for _, a := range r.book.grids[t.part].arrays {
			if c.row >= a.top && c.row <= a.bottom && c.col >= a.left && c.col <= a.right {
				shape = a.shape
			}
		}
	}
	switch {
	case c.formula && external(c.code):
		return "external"
	case shape == formulaShared:
		return "shared"
	case shape == formulaArray:
		return "array"
	case shape == formulaTable:
		return "table"
	}
	return ""
}

// warnKept says once for each sheet and kind that stored values are kept.
func (r *reader) warnKept() {
	for _, t := range r.book.tabs {
		for _, why := range []string{"shared", "array", "table", "external"} {
			if k := r.kept[keptKind{t.name, why}]; k != nil {
				r.report(r.ref(t.name, k.first.address()), budget.Warning, "formula-kept",
					r.w.Say("problem.formula-kept", k.n, r.w.Say("problem.formula-kept."+why)), r.w.Say("problem.formula-kept.hint"))
			}
		}
	}
}
