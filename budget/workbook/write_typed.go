package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// CellHeading is a further reason of a CellError: the cell is a heading of an Excel
// table, which names its columns by it.
const CellHeading = "heading"

// TypeInto returns a copy of a workbook, unlocked, with texts typed into cells as Overlay
// has it. The formulas that follow get the values that they have now, or none where
// nobody here can work them out; programs are asked to work out everything when they open
// the copy. Every other cell and part stays as it is, which is proven by reading back.
// A cell that cannot be written is a *CellError.
//
// Checked: TestTypeInto, TestTypeIntoIsRead, TestTypeIntoAnyDialect.
func TypeInto(ctx context.Context, plain []byte, cells []Overlay) ([]byte, error) {
	r := &reader{ctx: ctx, opts: ReadOptions{Overlay: cells}, defs: schema.Sheets(), found: map[string]tabPart{}, grids: map[string]*grid{}, plan: &budget.Plan{}, w: words.For("en")}
	if err := r.openFile(plain); err != nil {
		return nil, err
	}
	r.match()
	if err := r.change(); err != nil {
		return nil, err
	}
	t := typist{r: r, parts: map[string][]typedCell{}, edited: map[string][]byte{}}
	for _, c := range cells {
		if err := t.take(c); err != nil {
			return nil, err
		}
	}
	t.follow()
	return t.write(plain)
}

// typist writes cells into the parts of a workbook.
type typist struct {
	r      *reader
	parts  map[string][]typedCell // by part of a sheet
	edited map[string][]byte      // by lower-case name
}

// typedCell is a cell that is written anew.
type typedCell struct {
	*cell
	typed bool // into it, else a formula that follows
}

// take notes a cell that was typed into.
func (t *typist) take(x Overlay) error {
	c, at, err := t.r.cellToChange(x.Sheet, x.Cell)
	if err != nil {
		return err
	}
	tab := t.r.book.tabs[at.Sheet]
	heading, err := t.heading(tab, c)
	switch {
	case err != nil:
		return err
	case heading:
		return &CellError{x.Sheet, x.Cell, CellHeading, ""}
	}
	t.note(tab.part, typedCell{c, true})
	return nil
}

func (t *typist) note(part string, c typedCell) {
	if !slices.ContainsFunc(t.parts[part], func(x typedCell) bool { return x.cell == c.cell }) {
		t.parts[part] = append(t.parts[part], c)
	}
}

// heading reports whether a cell names a column of an Excel table: one that said
// something else would make Excel repair the file.
func (t *typist) heading(tab tabPart, c *cell) (bool, error) {
	rels, err := t.r.book.pack.Relations(tab.part)
	if err != nil {
		return false, err
	}
	for _, r := range rels {
		if !strings.HasSuffix(r.Kind, "/table") || !t.r.book.pack.Has(r.Target) {
			continue
		}
		_, root, err := t.r.book.pack.Parse(r.Target, 0)
		if err != nil {
			return false, err
		}
		a, ok := parseArea(root.Attr("ref"))
		if ok && root.Attr("headerRowCount") != "0" && c.row == a.top && c.col >= a.left && c.col <= a.right {
			return true, nil
		}
	}
	return false, nil
}

// follow works out the formulas that follow from the cells.
func (t *typist) follow() {
	for _, f := range t.r.forgotten {
		if !f.tab.ours {
			t.r.calc.settle(t.r.ctx, f.tab.name, f.cell) // without an answer it has no value
			t.note(f.tab.part, typedCell{cell: f.cell})
		}
	}
}

// write makes the copy and reads it back.
func (t *typist) write(plain []byte) ([]byte, error) {
	book := t.r.book
	styles := &shareStyles{book: book}
	for part, cells := range t.parts {
		data, err := book.part(part)
		if err != nil {
			return nil, err
		}
		if data, err = typeCells(data, cells, styles); err != nil {
			return nil, fmt.Errorf("part %s: %w", part, err)
		}
		t.edited[strings.ToLower(part)] = data
	}
	if styles.data != nil {
		t.edited[strings.ToLower(styles.part)] = styles.data
	}
	t.edited[strings.ToLower(book.pack.Workbook)] = calculateAnew(book.pack)
	var out bytes.Buffer
	out.Grow(len(plain) + 1<<12)
	if err := t.pack(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), t.readBack(out.Bytes())
}

func (t *typist) pack(out *bytes.Buffer) error {
	z := zip.NewWriter(out)
	if err := t.r.book.pack.CopyParts(t.r.ctx, z, t.edited, nil); err != nil {
		return err
	}
	return z.Close()
}

// readBack proves that every sheet of the copy that was written holds what it should.
func (t *typist) readBack(data []byte) error {
	again, err := openBook(t.r.ctx, data, Limits{})
	if err != nil {
		return err
	}
	for i, tab := range again.tabs {
		want := t.r.book.grids[tab.part]
		if t.parts[tab.part] == nil {
			continue
		}
		got, err := again.grid(t.r.ctx, again.tabs[i])
		if err != nil {
			return fmt.Errorf("reading back %s: %w", tab.name, err)
		}
		if c := differ(want, got); c != nil {
			return fmt.Errorf("reading back: %s!%s is not what it should be", tab.name, c.address())
		}
	}
	return nil
}

// differ is a cell that two grids do not have alike, nil when they are alike.
func differ(a, b *grid) *cell {
	for _, pair := range [][2]*grid{{a, b}, {b, a}} {
		for i := range pair[0].rows {
			for k := range pair[0].rows[i].cells {
				x := &pair[0].rows[i].cells[k]
				y := pair[1].cell(x.row, x.col)
				if y == nil && (x.formula || !x.blank()) || y != nil && (y.kind != x.kind || y.text != x.text || y.code != x.code || y.formula != x.formula) {
					return x
				}
			}
		}
	}
	return nil
}

// calculateAnew is the main part with the wish that programs work out all formulas.
// Source: ECMA-376 part 1, 18.2.2 calcPr and 18.2.27 workbook, the order of its children.
func calculateAnew(p *opc.Package) []byte {
	const wish = "fullCalcOnLoad"
	if calc := p.Tree.Kid("calcPr"); calc != nil {
		return opc.Apply(p.Text, []opc.Edit{calc.PutAttr(p.Text, wish, "1")})
	}
	after := p.Tree.Kid("sheets")
	for _, name := range []string{"functionGroups", "externalReferences", "definedNames"} {
		if k := p.Tree.Kid(name); k != nil {
			after = k
		}
	}
	prefix := strings.TrimSuffix(after.Raw(p.Text), after.Name.Local)
	return opc.Apply(p.Text, []opc.Edit{opc.Insert(after.To, `<`+prefix+`calcPr `+wish+`="1"/>`)})
}
