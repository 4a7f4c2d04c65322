// Package opc opens xlsx files as what they are: parts in a zip that point at
// one another. It refuses files that would do harm, finds elements with their
// place in the text so that a part can be edited as text, and writes addresses
// of cells.
package opc

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// ErrNotWorkbook says that a file is not an .xlsx or .xlsm workbook.
var ErrNotWorkbook = errors.New("not an Excel workbook (.xlsx or .xlsm)")

// Package is a workbook file as found: its zip entries and the parts that a graft
// reads. Part names have no leading slash.
type Package struct {
	Zip      *zip.Reader
	Entries  map[string]*zip.File // by lower-case name: part names are not case-sensitive
	Types    string               // the content types part
	Workbook string               // the main part, usually xl/workbook.xml
	NS       Dialect
	Tree     *Element // of the main part, two levels
	Text     []byte   // of the main part
	Rels     []Relation
}

// Relation is one line of a .rels part.
type Relation struct {
	ID, Kind, Target string // target is a part name, "" when external
	place            *Element
}

// Open reads what a graft must know of a workbook. It does not guard
// against hostile zips: that is the reader's preflight, which ran before.
func Open(data []byte) (*Package, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	p := &Package{Zip: z, Entries: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if IsFolder(f) {
			continue
		}
		key := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if p.Entries[key] != nil {
			return nil, fmt.Errorf("part %s occurs twice", f.Name)
		}
		p.Entries[key] = f
	}
	p.Types = "[Content_Types].xml"
	if p.Entries[strings.ToLower(p.Types)] == nil {
		return nil, fmt.Errorf("%w: no %s", ErrNotWorkbook, p.Types)
	}
	if err := p.findWorkbook(); err != nil {
		return nil, err
	}
	p.Rels, err = p.Relations(p.Workbook)
	return p, err
}

// findWorkbook follows the package's relationship to the main part and tells
// its dialect.
func (p *Package) findWorkbook() error {
	rels, err := p.Relations("")
	if err != nil {
		return err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.Kind, "/officeDocument") {
			p.Workbook = r.Target
		}
	}
	if strings.EqualFold(path.Ext(p.Workbook), ".bin") {
		return Refusal{"other-format", "Excel Binary Workbook (.xlsb)"}
	}
	if p.Workbook == "" || p.Entries[strings.ToLower(p.Workbook)] == nil {
		return fmt.Errorf("%w: no main part", ErrNotWorkbook)
	}
	if p.Text, p.Tree, err = p.Parse(p.Workbook, 2); err != nil {
		return err
	}
	switch p.Tree.Name.Space {
	case Transitional().Main:
		p.NS = Transitional()
	case Strict().Main:
		p.NS = Strict()
	default:
		return fmt.Errorf("%w: %s has the unknown namespace %q", ErrNotWorkbook, p.Workbook, p.Tree.Name.Space)
	}
	if p.Tree.Name.Local != "workbook" || p.Tree.Kid("sheets") == nil {
		return fmt.Errorf("%w: %s has no sheets", ErrNotWorkbook, p.Workbook)
	}
	return nil
}

// IsFolder reports whether a zip entry is a folder, which is no part: some
// programs write them, and some with content.
func IsFolder(f *zip.File) bool { return strings.HasSuffix(f.Name, "/") }

// Has reports whether a part of that name exists.
func (p *Package) Has(name string) bool { return p.Entries[strings.ToLower(name)] != nil }

// Read returns the content of a part; the zip reader checks its CRC.
func (p *Package) Read(name string) ([]byte, error) {
	f := p.Entries[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("part %s is missing", name)
	}
	data, err := Entry(f)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return data, nil
}

// Entry returns the content of a zip entry.
func Entry(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// Parts is where parts are read by their names: a package, or what is about to
// become one.
type Parts interface {
	Has(name string) bool
	Read(name string) ([]byte, error)
}

// Parse reads a part as UTF-8 and outlines it.
func (p *Package) Parse(name string, levels int) ([]byte, *Element, error) {
	return parse(p, name, levels)
}

func parse(p Parts, name string, levels int) ([]byte, *Element, error) {
	data, err := p.Read(name)
	if err != nil {
		return nil, nil, err
	}
	data = UTF8(data)
	root, err := Outline(data, levels)
	if err != nil {
		return nil, nil, fmt.Errorf("part %s: %w", name, err)
	}
	return data, root, nil
}

// RelsName is the name of the part that holds the relations of another.
func RelsName(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

// Relations reads the relations of a part ("" for the package); none when it
// has no .rels part.
func (p *Package) Relations(part string) ([]Relation, error) { return RelationsIn(p, part) }

// RelationsIn is Relations of any parts.
func RelationsIn(p Parts, part string) ([]Relation, error) {
	name := RelsName(part)
	if !p.Has(name) {
		return nil, nil
	}
	_, root, err := parse(p, name, 1)
	if err != nil {
		return nil, err
	}
	var all []Relation
	for _, k := range root.Kids {
		r := Relation{ID: k.Attr("Id"), Kind: k.Attr("Type"), place: k}
		if k.Attr("TargetMode") != "External" {
			r.Target = resolve(part, k.Attr("Target"))
		}
		all = append(all, r)
	}
	return all, nil
}

// resolve turns a relation's target into a part name.
func resolve(part, target string) string {
	target, _, _ = strings.Cut(target, "#")
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir("/"+part), target), "/")
}

// Relative writes a target as seen from another part: an absolute part name,
// which every reader follows and no folder can confuse.
func Relative(part string) string { return "/" + part }

// Date1904 reports whether the workbook counts days from 1904.
func (p *Package) Date1904() bool {
	pr := p.Tree.Kid("workbookPr")
	return pr != nil && (pr.Attr("date1904") == "1" || pr.Attr("date1904") == "true")
}

// CopyParts writes the entries of a package in their order, raw but for those that are
// edited, by name in lower case without a slash before it. Those that drop are left out;
// nil drops none.
func (p *Package) CopyParts(ctx context.Context, z *zip.Writer, edited map[string][]byte, drop func(name string, f *zip.File) bool) error {
	if err := z.SetComment(p.Zip.Comment); err != nil {
		return err
	}
	for _, f := range p.Zip.File {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if drop != nil && drop(name, f) {
			continue
		}
		data, ok := edited[name]
		var err error
		if ok {
			err = Deflate(z, f.Name, data)
		} else {
			err = z.Copy(f)
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", f.Name, err)
		}
	}
	return nil
}

// Deflate adds an entry; its time is the zip epoch, so that the same book
// gives the same bytes.
func Deflate(z *zip.Writer, name string, data []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
	w, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
