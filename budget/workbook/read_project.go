package workbook

import (
	"math"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// project reads the sheet Project: a setting's name in a cell, its value in
// the column of values. Settings may stand in any order.
func (r *reader) project(g *grid, def schema.Sheet) *projectReader {
	index := schema.NewIndex(def)
	r.hiddenRows(g)
	found := map[string]*record{}
	column := valueColumn(g, index)
	for i := range g.rows {
		name, value, more := settingRow(&g.rows[i], column)
		if name == nil {
			continue
		}
		d, ok := index.Find(name.text)
		if !ok {
			r.unknownSetting(g, name, value, index)
			continue
		}
		if found[d.Field] != nil {
			r.report(r.ref(g.name, name.address()), budget.Warning, "double-setting",
				r.w.Say("problem.double-setting", strings.TrimSpace(name.text)), r.w.Say("problem.double-setting.hint"))
			continue
		}
		found[d.Field] = r.setting(g, def, d, name, value, more)
	}
	r.namedSettings(def, index, found)
	p := &projectReader{r: r, found: found, def: def, sheet: g.name}
	p.language()
	return p
}

// settingRow splits a row into the setting's name, its value, which stands no
// further right than the column of values (what follows is a remark), and what
// follows.
func settingRow(row *gridRow, column int) (name, value *cell, more []*cell) {
	for i := range row.cells {
		c := &row.cells[i]
		switch {
		case c.blank():
		case name == nil && c.kind == cellText:
			name = c
		case name == nil:
			return nil, nil, nil
		case value == nil && c.col <= column:
			value = c
		default:
			more = append(more, c)
		}
	}
	return name, value, more
}

// valueColumn is the column that most settings have their value in.
func valueColumn(g *grid, index schema.Index) int {
	votes, best := map[int]int{}, 0
	for i := range g.rows {
		name, value, _ := settingRow(&g.rows[i], math.MaxInt)
		if name == nil || value == nil {
			continue
		}
		if _, ok := index.Find(name.text); !ok {
			continue
		}
		votes[value.col]++
		if best == 0 || votes[value.col] > votes[best] {
			best = value.col
		}
	}
	return best
}

// unknownSetting warns of a name with a value that is no setting: a typo
// would otherwise be a silent default. Titles and remarks have no value.
func (r *reader) unknownSetting(g *grid, name, value *cell, index schema.Index) {
	if value == nil || schema.Key(name.text) == schema.Key("Setting") || schema.Key(name.text) == schema.Key("设置项") || len(name.text) > 60 {
		return
	}
	text := strings.TrimSpace(name.text)
	hint := r.w.Say("problem.unknown-setting.hint")
	if near := nearest(index.Sheet, text, r.plan.Language); near != "" {
		hint = r.w.Say("problem.did-you-mean", near)
	}
	r.report(r.ref(g.name, name.address()), budget.Warning, "unknown-setting", r.w.Say("problem.unknown-setting", text), hint)
	r.unused(r.ref(g.name, name.address()), r.w.Say("problem.unknown-setting", text))
}

// setting makes a record with one column, the value's cell.
func (r *reader) setting(g *grid, def schema.Sheet, d schema.Column, name, value *cell, more []*cell) *record {
	header := strings.TrimSpace(name.text)
	letter := opc.ColumnLetters(name.col + 1)
	if value != nil {
		letter = opc.ColumnLetters(value.col)
	}
	head := &budget.Table{File: r.plan.File, Sheet: g.name, HeaderRow: name.row,
		Columns: []budget.Column{{Field: d.Field, Header: header, Letter: letter, Month: -1}}}
	_, parsed, _ := schema.NewIndex(schema.Sheet{Columns: []schema.Column{d}}).Parse(header)
	t := &table{head: head, def: def, cols: []int{name.col + 1}, defs: []schema.Column{d}, read: []reading{newReading(d, parsed)},
		dated: []bool{false}, periods: []unit.Span{{}}, months: []int{-1}, place: map[string]int{d.Field: 0}, grid: g}
	row := &gridRow{number: name.row}
	t.rows = []*gridRow{row}
	if value != nil {
		t.cols[0] = value.col
		row.cells = []cell{*value}
	}
	x := r.record(t, row)
	if d.Form == schema.List && len(more) > 0 && x.cells[0] != nil {
		joined := []string{x.cells[0].show(r.book.date1904)}
		for _, c := range more {
			if _, ok := cellAmount(c); ok {
				joined = append(joined, c.show(r.book.date1904))
			}
		}
		x.cells[0] = &cell{row: value.row, col: value.col, kind: cellText, text: strings.Join(joined, "; ")}
	}
	return x
}

// hiddenRows says that hidden rows and columns are read all the same.
func (r *reader) hiddenRows(g *grid) {
	rows := 0
	for i := range g.rows {
		if g.rows[i].hidden && !g.rows[i].blank() {
			rows++
		}
	}
	if rows == 0 && len(g.hiddenCols) == 0 {
		return
	}
	severity := budget.Note
	if rows > 0 {
		severity = budget.Warning // a filter is often meant to leave them out
	}
	r.report(r.ref(g.name, ""), severity, "hidden-cells", r.w.Say("problem.hidden-cells", rows, len(g.hiddenCols)), "")
}
