package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"ballast/budget/sheet"
)

// The result sheets are written as XML by this package rather than generated
// by excelize and transplanted. excelize cannot store a formula together with
// a number as its cached value, writes chart caches empty and package parts in
// random order; and its styles would need a second mapping into the user's.
// Writing the few elements we use is shorter than correcting its output.

// Graft returns a copy of a user's workbook with the sheets of a book added at
// its end. Every part of the user's that need not name the new sheets is
// copied as it is, compressed bytes and all; the main part, its relations, the
// content types and the styles are edited as text. Result sheets of an earlier
// run are replaced, and only they.
//
// The tab that is active when the file opens stays the user's: a second tab
// marked as selected would open both as a group, where typing in one types in
// the other, and their selected tab cannot be changed without touching it.
func Graft(user []byte, book *sheet.Book) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(user) + 1<<16)
	if _, err := graftTo(context.Background(), &out, user, book); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// part is a new part of the package.
type part struct {
	name, kind string // part name, content type
	data       []byte
}

// graft is one run of Graft.
type graft struct {
	in     *pack
	book   *sheet.Book
	ns     dialect
	old    *leftover
	styles *stylePool
	tabs   []tab
	byKey  map[string]*tab
	user   map[string]string // the user's tabs: folded name -> name
	date04 bool

	parts  []part
	edited map[string][]byte // lower-case part name -> new content
	wbRels []string          // relations to add to the main part
	cut    []string          // cells whose text was shortened
}

// tab is one result sheet on its way into the workbook.
type tab struct {
	sheet *sheet.Sheet
	title string
	id    string // relation id
	cells map[int]*sheet.Cell
	grid  []int // keys of cells, in order of row and column
}

// graftTo writes the grafted workbook to w and tells what it did.
func graftTo(ctx context.Context, w io.Writer, user []byte, book *sheet.Book) (*graft, error) {
	in, err := openPack(user)
	if err != nil {
		return nil, err
	}
	g := &graft{in: in, book: book, ns: in.ns, edited: map[string][]byte{}, byKey: map[string]*tab{}, user: map[string]string{}}
	g.date04 = in.date1904()
	steps := []func() error{
		g.findOld,
		g.placeTabs,
		g.openStyles,
		func() error { return g.writeTabs(ctx) },
		g.closeStyles,
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
func (g *graft) findOld() (err error) {
	g.old = &leftover{}
	if !g.book.Inputs {
		g.old, err = g.in.leftovers()
	}
	return err
}

// stem begins the names of new parts: by it a later run knows results.
func (g *graft) stem() string {
	if g.book.Inputs {
		return "adopted_"
	}
	return "ballast_"
}

// date1904 reports whether the workbook counts days from 1904.
func (p *pack) date1904() bool {
	pr := p.tree.kid("workbookPr")
	return pr != nil && (pr.attr("date1904") == "1" || pr.attr("date1904") == "true")
}

// writeTabs writes every result sheet with what hangs on it.
func (g *graft) writeTabs(ctx context.Context) error {
	for i := range g.tabs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := g.writeTab(&g.tabs[i], i+1); err != nil {
			return fmt.Errorf("result sheet %q: %w", g.tabs[i].title, err)
		}
	}
	return nil
}

// freeName makes a part name such as xl/worksheets/ballast_sheet3.xml that no
// part of the user's has.
func (g *graft) freeName(folder, stem string, n int, ext string) string {
	for {
		name := path.Join(path.Dir(g.in.workbook), folder, fmt.Sprintf("%s%d.%s", stem, n, ext))
		if !g.taken(name) {
			return name
		}
		n++
	}
}

func (g *graft) taken(name string) bool {
	for _, p := range g.parts {
		if strings.EqualFold(p.name, name) {
			return true
		}
	}
	return g.in.has(name) && !g.old.drop[strings.ToLower(name)]
}

// add takes a new part in and, when given, its relations.
func (g *graft) add(name, kind string, data []byte, rels []string) {
	g.parts = append(g.parts, part{name, kind, data})
	if len(rels) > 0 {
		text := xmlHead + `<Relationships xmlns="` + packageRels + `">` + strings.Join(rels, "") + `</Relationships>`
		g.parts = append(g.parts, part{relsName(name), "", []byte(text)})
	}
}

// relationTo is the text of a relation; kind is the last part of its type.
func (g *graft) relationTo(id, kind, target string) string {
	return `<Relationship xmlns="` + packageRels + `" Id="` + id + `" Type="` + g.ns.rel + "/" + kind + `" Target="` + escapeXML(relative(target)) + `"/>`
}

// checkEdited proves that the edited parts are well-formed; that the new ones
// are, whatever texts they hold, is tested and need not be proven in each run.
func (g *graft) checkEdited() error {
	for name, data := range g.edited {
		if _, err := outline(data, 0); err != nil {
			return fmt.Errorf("edited part %s: %w", name, err)
		}
	}
	return nil
}

// assemble writes the zip: the user's entries in their order, raw unless
// edited or dropped, then the new parts.
func (g *graft) assemble(ctx context.Context, w io.Writer) error {
	z := zip.NewWriter(w)
	if err := z.SetComment(g.in.zip.Comment); err != nil {
		return err
	}
	for _, f := range g.in.zip.File {
		if err := ctx.Err(); err != nil {
			return err
		}
		key := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if g.old.drop[key] {
			continue
		}
		data, ok := g.edited[key]
		if !ok {
			if err := z.Copy(f); err != nil {
				return fmt.Errorf("copying part %s: %w", f.Name, err)
			}
			continue
		}
		if err := deflate(z, f.Name, data); err != nil {
			return err
		}
	}
	for _, p := range g.parts {
		if err := deflate(z, p.name, p.data); err != nil {
			return err
		}
	}
	return z.Close()
}

// deflate adds an entry; its time is the zip epoch, so that the same book
// gives the same bytes.
func deflate(z *zip.Writer, name string, data []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
