package workbook

import (
	"encoding/xml"
	"slices"
	"sort"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// region is a part of a sheet that has a name of its own: an Excel table, or a
// defined name.
type region struct {
	name   string
	tab    tabPart
	at     area
	totals area // the totals row of an Excel table, zero without one
	table  bool
}

// readNames takes the defined names in; those that adopt left say which sheets
// are read.
func (b *book) readNames(all []nameXML) {
	b.inputs, b.skipped = map[string]string{}, map[string]bool{}
	for _, n := range all {
		text := strings.TrimPrefix(strings.TrimSpace(n.Text), "=")
		title, _, ok := opc.CutAddress(text)
		switch {
		case strings.HasPrefix(n.Name, graft.SkipPrefix):
			b.skipped[title] = ok
		case strings.HasPrefix(n.Name, graft.InputPrefix):
			if ok {
				b.inputs[strings.TrimPrefix(n.Name, graft.InputPrefix)] = title
			}
		default:
			b.names[strings.ToLower(n.Name)] = text
		}
	}
}

// nameXML is a defined name as it stands in the main part.
type nameXML struct {
	Name  string `xml:"name,attr"`
	Sheet *int   `xml:"localSheetId,attr"` // counts all sheets of the main part
	Text  string `xml:",chardata"`
}

type listObjectXML struct {
	Name    string `xml:"displayName,attr"`
	Ref     string `xml:"ref,attr"`
	Headers string `xml:"headerRowCount,attr"`
	Totals  int    `xml:"totalsRowCount,attr"`
	Filter  struct {
		Ref string `xml:"ref,attr"`
	} `xml:"autoFilter"`
	Columns []struct {
		Name string `xml:"name,attr"`
	} `xml:"tableColumns>tableColumn"`
}

// columns are the names of a table's columns.
func (x *listObjectXML) columns() []string {
	names := make([]string, len(x.Columns))
	for i, c := range x.Columns {
		names[i] = unescapeText(c.Name)
	}
	return names
}

// define takes the defined names in as formulas see them; tabs are the numbers
// of the worksheets among all sheets of the main part.
func (b *book) define(all []nameXML, tabs map[int]int) {
	for _, n := range all {
		d := formula.Definition{Name: n.Name, Sheet: -1, Text: strings.TrimPrefix(strings.TrimSpace(n.Text), "=")}
		if n.Sheet != nil {
			tab, ok := tabs[*n.Sheet]
			if !ok {
				continue
			}
			d.Sheet = tab
		}
		b.defined = append(b.defined, d)
	}
}

// regions lists the Excel tables, then the defined names that are a range of
// at least two rows and columns, in order of sheet and name. A damaged table
// part is passed over: the cells are there without it.
func (b *book) regions() []region {
	var all []region
	for _, t := range b.tabs {
		rels, err := b.pack.Relations(t.part)
		if t.ours || err != nil {
			continue
		}
		for _, rel := range rels {
			if !strings.HasSuffix(rel.Kind, "/table") || !b.pack.Has(rel.Target) {
				continue
			}
			if g, ok := b.listObject(t, rel.Target); ok {
				all = append(all, g)
			}
		}
	}
	names := make([]string, 0, len(b.names))
	for n := range b.names {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		if t, a, ok := b.place(b.names[n]); ok && !t.ours && a.bottom > a.top && a.right > a.left {
			all = append(all, region{name: n, tab: t, at: a})
		}
	}
	return all
}

func (b *book) listObject(t tabPart, part string) (region, bool) {
	data, err := b.part(part)
	if err != nil {
		return region{}, false
	}
	var x listObjectXML
	if xml.Unmarshal(data, &x) != nil || x.Headers == "0" {
		return region{}, false
	}
	a, ok := parseArea(x.Ref)
	g := region{name: x.Name, tab: t, at: a, table: true}
	if x.Totals > 0 && a.bottom-x.Totals > a.top {
		g.at.bottom -= x.Totals
		g.totals = area{g.at.bottom + 1, a.left, a.bottom, a.right}
	}
	return g, ok
}

// place finds the range that a defined name refers to: cells, or whole columns.
func (b *book) place(text string) (tabPart, area, bool) {
	title, cells, ok := opc.CutAddress(text)
	if !ok {
		return tabPart{}, area{}, false
	}
	t, found := b.tab(title)
	a, good := parseArea(cells)
	if !good {
		from, to, _ := strings.Cut(strings.ReplaceAll(cells, "$", ""), ":")
		_, c1, ok1 := splitAddress(from + "1")
		_, c2, ok2 := splitAddress(to + "1")
		a, good = area{1, min(c1, c2), opc.MaxRow, max(c1, c2)}, ok1 && ok2
	}
	return t, a, found && good
}

// matchRegions takes Excel tables and named ranges for the sheets that no
// worksheet is named after, and Excel tables whose name says it better than
// the worksheet's does.
func (r *reader) matchRegions(rank map[string]int) (english, chinese int) {
	for _, g := range r.book.regions() {
		def, zh, ok := schema.MatchSheet(r.defs, regionWord(g.name))
		if !ok || r.book.skipped[g.tab.name] {
			continue
		}
		better := g.table && nameRank(def, regionWord(g.name)) < rank[def.Key]
		if _, taken := r.found[def.Key]; taken && !better || !r.looksLike(g, def) || def.Whole && !r.isWhole(clipped(g), def) {
			continue
		}
		r.found[def.Key] = clipped(g)
		if zh {
			chinese++
		} else {
			english++
		}
	}
	return english, chinese
}

// clipped is the worksheet of a region, cut to it.
func clipped(g region) tabPart {
	t := g.tab
	t.clip, t.origin, t.totals = g.at, g.name, g.totals
	return t
}

// regionWord takes the usual trimmings off a table's name: tblCosts, Costs_Table.
func regionWord(name string) string {
	s := strings.ToLower(name)
	for _, cut := range []string{"tbl", "table", "t_"} {
		s = strings.TrimPrefix(s, cut)
	}
	for _, cut := range []string{"table", "tbl", "_t", "表"} {
		s = strings.TrimSuffix(s, cut)
	}
	if strings.Trim(s, "_") == "" {
		return name
	}
	return s
}

// looksLike tells whether a region has a header row of a sheet of the schema;
// a name such as Budget often stands for something else.
func (r *reader) looksLike(at region, def schema.Sheet) bool {
	g, err := r.book.grid(r.ctx, at.tab)
	if err != nil {
		return false
	}
	g = g.clip(at.at)
	if def.Key == "Project" || len(def.Columns) < 2 {
		return !g.empty()
	}
	index := schema.NewIndex(def)
	for i := range g.rows {
		if i >= headerDepth {
			break
		}
		if recognised(g, &g.rows[i], index, nil) >= 2 {
			return true
		}
	}
	return onlyColumn(g, index) >= 0
}

// regionOf returns a found sheet's cells: its region when it has one, otherwise
// the whole sheet without the regions that stand for other sheets.
func (r *reader) regionOf(g *grid, t tabPart) *grid {
	if t.clip != (area{}) {
		if t.totals != (area{}) {
			r.skipped(r.ref(t.name, t.totals.String()), r.w.Say("log.skipped.total"))
		}
		return g.clip(t.clip)
	}
	var holes []area
	for _, f := range r.found {
		if f.part == t.part && f.clip != (area{}) {
			holes = append(holes, area{f.clip.top, f.clip.left, max(f.clip.bottom, f.totals.bottom), f.clip.right})
		}
	}
	if len(holes) == 0 {
		return g
	}
	c := *g
	c.rows = slices.Clone(g.rows)
	for i := range c.rows {
		row := &c.rows[i]
		row.cells = slices.DeleteFunc(slices.Clone(row.cells), func(x cell) bool {
			return slices.ContainsFunc(holes, func(a area) bool {
				return x.row >= a.top && x.row <= a.bottom && x.col >= a.left && x.col <= a.right
			})
		})
	}
	return &c
}

// namedSettings reads settings from cells that carry their name, such as
// Discount_rate, where the sheet Project does not give them.
func (r *reader) namedSettings(def schema.Sheet, index schema.Index, found map[string]*record) {
	names := make([]string, 0, len(r.book.names))
	for n := range r.book.names {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		d, ok := index.Find(n)
		if !ok || found[d.Field] != nil {
			continue
		}
		t, a, ok := r.book.place(r.book.names[n])
		if !ok || t.ours || a.top != a.bottom || a.left != a.right {
			continue
		}
		g, err := r.book.grid(r.ctx, t)
		if err != nil {
			continue
		}
		c := g.cell(a.top, a.left)
		if c.blank() {
			continue
		}
		label := &cell{row: c.row, col: c.col, kind: cellText, text: n}
		found[d.Field] = r.setting(g, def, d, label, c, nil)
		r.plan.Log.Ranges = append(r.plan.Log.Ranges, r.ref(t.name, c.address()))
	}
}

// startIsNamed tells whether the one setting that a plan needs is the name of
// a cell, so that a workbook without the sheet Project is read.
func (r *reader) startIsNamed(def schema.Sheet) bool {
	d, _ := def.Column("Start month")
	for _, n := range append(slices.Clone(d.English), d.Chinese...) {
		for name, text := range r.book.names {
			if t, a, ok := r.book.place(text); schema.Key(name) == schema.Key(n) && ok && !t.ours && a.top == a.bottom && a.left == a.right {
				if g, err := r.book.grid(r.ctx, t); err == nil && !g.cell(a.top, a.left).blank() {
					return true
				}
			}
		}
	}
	return false
}

// sayHidden notes that a hidden sheet is read like all others.
func (r *reader) sayHidden(t tabPart) {
	if t.hidden {
		r.report(r.ref(t.name, ""), budget.Note, "hidden-cells", r.w.Say("problem.hidden-cells.sheet", t.name), "")
	}
}
