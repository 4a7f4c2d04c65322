package workbook

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"ballast/budget/formula"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// book is an open workbook: its sheets by name, read when first asked for.
type book struct {
	pack     *opc.Package
	damaged  []string // parts that are damaged; those that are read fail by themselves
	failed   []string // parts that could not be read
	date1904 bool
	tabs     []tabPart
	names    map[string]string // defined names, lower case, and what they refer to
	defined  []formula.Definition
	inputs   map[string]string // sheets that adopt made: key -> title
	skipped  map[string]bool   // titles of sheets that are no inputs, by adopt
	formats  numberFormats
	strings  []string
	grids    map[string]*grid // by part
	external []string         // relations of the linked workbooks, in the order of their numbers
	iterate  bool             // circular references are to be repeated
	arrays   bool             // a sheet that was read has array formulas or data tables
	cells    int              // that may still be read; 0 as many as a sheet may have
}

// tabPart is one worksheet of the workbook.
type tabPart struct {
	name   string
	part   string
	hidden bool
	ours   bool // a result sheet of an earlier run, or the user's copy of one
	copied bool // the latter

	origin string // the Excel table or defined name that stands for the sheet, "" the whole sheet
	clip   area   // where it is
	totals area   // its totals row
}

type workbookXML struct {
	Props struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string `xml:"name,attr"`
		State string `xml:"state,attr"`
		ID    string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
	Names []nameXML `xml:"definedNames>definedName"`
	Links []struct {
		ID string `xml:"id,attr"`
	} `xml:"externalReferences>externalReference"`
	Calculation struct {
		Iterate string `xml:"iterate,attr"`
	} `xml:"calcPr"`
}

// openBook opens the bytes of a workbook after the preflight. Every error is a
// refusal, or the context's.
func openBook(ctx context.Context, data []byte, limits Limits) (*book, error) {
	damaged, err := opc.Preflight(ctx, data, opc.Limits{Unpacked: limits.Unpacked, Parts: limits.Parts})
	if err != nil {
		return nil, opc.AsRefusal(err)
	}
	p, err := opc.Open(data)
	if err != nil {
		return nil, opc.AsRefusal(err)
	}
	b := &book{pack: p, damaged: damaged, cells: limits.Cells, names: map[string]string{}, grids: map[string]*grid{}}
	return b, opc.AsRefusal(b.outline())
}

// outline reads the list of sheets, the styles and the shared strings.
func (b *book) outline() error {
	var w workbookXML
	if err := xml.Unmarshal(b.pack.Text, &w); err != nil {
		return fmt.Errorf("part %s: %w", b.pack.Workbook, err)
	}
	b.date1904 = w.Props.Date1904 == "1" || w.Props.Date1904 == "true"
	b.iterate = w.Calculation.Iterate == "1" || w.Calculation.Iterate == "true"
	for _, l := range w.Links {
		b.external = append(b.external, l.ID)
	}
	b.readNames(w.Names)
	parts := map[string]opc.Relation{}
	for _, r := range b.pack.Rels {
		parts[r.ID] = r
	}
	tabs, whose := map[int]int{}, graft.Tabs(b.pack)
	for i, s := range w.Sheets {
		r, ok := parts[s.ID]
		if !ok || !strings.HasSuffix(r.Kind, "/worksheet") || !b.pack.Has(r.Target) {
			continue // a chart or macro sheet
		}
		tabs[i] = len(b.tabs)
		b.tabs = append(b.tabs, tabPart{name: s.Name, part: r.Target, hidden: s.State != "" && s.State != "visible",
			ours: whose[i].Whose != graft.Users, copied: whose[i].Whose == graft.Copied})
	}
	b.define(w.Names, tabs)
	for _, r := range b.pack.Rels {
		if err := b.support(r); err != nil {
			return fmt.Errorf("part %s: %w", r.Target, err)
		}
	}
	return nil
}

// support reads a part that the cells refer to.
func (b *book) support(r opc.Relation) error {
	if !b.pack.Has(r.Target) {
		return nil
	}
	switch {
	case strings.HasSuffix(r.Kind, "/sharedStrings"):
		data, err := b.part(r.Target)
		if err == nil {
			b.strings, err = readStrings(data)
		}
		return err
	case strings.HasSuffix(r.Kind, "/styles"):
		data, err := b.part(r.Target)
		if err == nil {
			b.formats, err = readFormats(data)
		}
		return err
	}
	return nil
}

var errPartTooLarge = errors.New("part is too large")

// part reads one part as UTF-8.
func (b *book) part(name string) ([]byte, error) {
	f := b.pack.Entries[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("part %s is missing", name)
	}
	if f.UncompressedSize64 > opc.MaxPartBytes {
		return nil, errPartTooLarge
	}
	data, err := b.pack.Read(name)
	if err != nil {
		b.failed = append(b.failed, f.Name)
	}
	return opc.UTF8(data), err
}

// grid reads a sheet's cells, once.
func (b *book) grid(ctx context.Context, t tabPart) (*grid, error) {
	if g := b.grids[t.part]; g != nil {
		return g, nil
	}
	data, err := b.part(t.part)
	if err != nil {
		return nil, err
	}
	g, err := b.readSheet(ctx, t.name, data)
	if err != nil {
		return nil, err
	}
	b.grids[t.part], b.arrays = g, b.arrays || len(g.arrays) > 0
	return g, nil
}

// readSheet reads cells, as many as may still be.
func (b *book) readSheet(ctx context.Context, name string, data []byte) (*grid, error) {
	s := newSheetReader(name, data, b.formats.cells, b.strings)
	if b.cells == 0 {
		return s.read(ctx)
	}
	s.most = b.cells
	g, err := s.read(ctx)
	b.cells = max(1, b.cells-s.cells) // 1: none but a blank sheet
	return g, err
}

// tab finds a worksheet by name.
func (b *book) tab(name string) (tabPart, bool) {
	for _, t := range b.tabs {
		if strings.EqualFold(t.name, name) {
			return t, true
		}
	}
	return tabPart{}, false
}
