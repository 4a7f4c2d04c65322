// Package graft adds result sheets, with their charts and styles, to a copy of
// a user's workbook and leaves everything else in it as it was. Why it writes
// XML itself: budget/workbook/doc.go, section 6.
package graft

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// Onto returns a copy of a user's workbook with the sheets of a book added at
// its end. Every part of the user's that need not name the new sheets is
// copied as it is, compressed bytes and all; the main part, its relations, the
// content types and the styles are edited as text. Result sheets of an earlier
// run are replaced, and only they.
//
// The file opens on the sheet whose key is "dashboard", where there is one. A second
// tab marked as selected would open both as a group, where typing in one types in
// the other: the mark is taken off the user's tabs, and nothing else in them changes.
// Where that cannot be done the file opens where it did.
func Onto(user []byte, book *sheet.Book) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(user) + 1<<16)
	if _, err := To(context.Background(), &out, user, book, nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// part is a new part of the package.
type part struct {
	name, kind string // part name, content type
	data       []byte
}

// Run is one grafting: what was found and what is written.
type Run struct {
	In     *opc.Package
	book   *sheet.Book
	ns     opc.Dialect
	Old    *leftover
	styles *stylePool
	Tabs   []tab
	byKey  map[string]*tab
	user   map[string]string // the user's tabs: folded name -> name
	date04 bool

	parts  []part
	edited map[string][]byte // lower-case part name -> new content
	wbRels []string          // relations to add to the main part
	prints []string          // of the user's tabs and of ours
	Print  Printer           // nil: the result does not tell whether somebody works in it
	Cut    []string          // cells whose text was shortened
	// unmarked are the user's sheets that lose the mark of the selected tab; marksStay:
	// one of them cannot be edited, so none does.
	unmarked  map[string][]byte
	marksStay bool
	front     int // place among our tabs of the one that the file opens on; -1: where it opened before
}

// tab is one result sheet on its way into the workbook.
type tab struct {
	sheet *sheet.Sheet
	Title string
	id    string // relation id
	cells map[int]*sheet.Cell
	grid  []int  // keys of cells, in order of row and column
	part  string // name of the sheet's part, once it is written
}

// To writes the grafted workbook to w and tells what it did. print prints the
// sheets, so that a later run sees whether somebody has worked in the result; it
// may be nil.
func To(ctx context.Context, w io.Writer, user []byte, book *sheet.Book, print Printer) (*Run, error) {
	in, err := opc.Open(user)
	if err != nil {
		return nil, err
	}
	g := &Run{In: in, book: book, ns: in.NS, edited: map[string][]byte{}, byKey: map[string]*tab{}, user: map[string]string{}, Print: print}
	g.date04 = in.Date1904()
	steps := []func() error{
		g.findOld,
		g.placeTabs,
		g.openStyles,
		func() error { return g.writeTabs(ctx) },
		g.closeStyles,
		g.printAll,
		g.turnTo,
		g.editWorkbook,
		g.editRels,
		g.editTypes,
		ctx.Err,
		g.checkEdited,
		func() error { return g.assemble(ctx, w) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// findOld finds the results of an earlier run, which new results replace.
func (g *Run) findOld() (err error) {
	g.Old = &leftover{}
	if !g.book.Inputs {
		g.Old, err = Leftovers(g.In)
	}
	return err
}

// stem begins the names of new parts: by it a later run knows results.
func (g *Run) stem() string {
	if g.book.Inputs {
		return "adopted_"
	}
	return "ballast_"
}

// writeTabs writes every result sheet with what hangs on it.
func (g *Run) writeTabs(ctx context.Context) error {
	for i := range g.Tabs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := g.writeTab(&g.Tabs[i], i+1); err != nil {
			return fmt.Errorf("result sheet %q: %w", g.Tabs[i].Title, err)
		}
	}
	return nil
}

// freeName makes a part name such as xl/worksheets/ballast_sheet3.xml that no
// part of the user's has.
func (g *Run) freeName(folder, stem string, n int, ext string) string {
	for {
		name := path.Join(path.Dir(g.In.Workbook), folder, fmt.Sprintf("%s%d.%s", stem, n, ext))
		if !g.taken(name) {
			return name
		}
		n++
	}
}

func (g *Run) taken(name string) bool {
	for _, p := range g.parts {
		if strings.EqualFold(p.name, name) {
			return true
		}
	}
	return g.In.Has(name) && !g.Old.drop[strings.ToLower(name)]
}

// add takes a new part in and, when given, its relations.
func (g *Run) add(name, kind string, data []byte, rels []string) {
	g.parts = append(g.parts, part{name, kind, data})
	if len(rels) > 0 {
		text := opc.XMLHead + `<Relationships xmlns="` + opc.PackageRels + `">` + strings.Join(rels, "") + `</Relationships>`
		g.parts = append(g.parts, part{opc.RelsName(name), "", []byte(text)})
	}
}

// relationTo is the text of a relation; kind is the last part of its type.
func (g *Run) relationTo(id, kind, target string) string {
	return `<Relationship xmlns="` + opc.PackageRels + `" Id="` + id + `" Type="` + g.ns.Rel + "/" + kind + `" Target="` + opc.Escape(opc.Relative(target)) + `"/>`
}

// checkEdited proves that the edited parts are well-formed; that the new ones
// are, whatever texts they hold, is tested and need not be proven in each run.
func (g *Run) checkEdited() error {
	for name, data := range g.edited {
		if _, err := opc.Outline(data, 0); err != nil {
			return fmt.Errorf("edited part %s: %w", name, err)
		}
	}
	return nil
}

// assemble writes the zip: the user's entries in their order, raw unless
// edited or dropped, then the new parts.
func (g *Run) assemble(ctx context.Context, w io.Writer) error {
	z := zip.NewWriter(w)
	drop := func(name string, f *zip.File) bool { return g.Old.drop[name] || opc.IsFolder(f) }
	if err := g.In.CopyParts(ctx, z, g.edited, drop); err != nil {
		return err
	}
	for _, p := range g.parts {
		if err := opc.Deflate(z, p.name, p.data); err != nil {
			return err
		}
	}
	return z.Close()
}
