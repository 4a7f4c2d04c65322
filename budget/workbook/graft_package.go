package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// ErrNotWorkbook says that a file is not an .xlsx or .xlsm workbook.
var ErrNotWorkbook = errors.New("not an Excel workbook (.xlsx or .xlsm)")

// pack is a workbook file as found: its zip entries and the parts that a graft
// reads. Part names have no leading slash.
type pack struct {
	zip      *zip.Reader
	entries  map[string]*zip.File // by lower-case name: part names are not case-sensitive
	types    string               // the content types part
	workbook string               // the main part, usually xl/workbook.xml
	ns       dialect
	tree     *element // of the main part, two levels
	text     []byte   // of the main part
	rels     []relation
}

// relation is one line of a .rels part.
type relation struct {
	id, kind, target string // target is a part name, "" when external
	place            *element
}

// openPack reads what a graft must know of a workbook. It does not guard
// against hostile zips: that is the reader's preflight, which ran before.
func openPack(data []byte) (*pack, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	p := &pack{zip: z, entries: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		key := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if p.entries[key] != nil {
			return nil, fmt.Errorf("part %s occurs twice", f.Name)
		}
		p.entries[key] = f
	}
	p.types = "[Content_Types].xml"
	if p.entries[strings.ToLower(p.types)] == nil {
		return nil, fmt.Errorf("%w: no %s", ErrNotWorkbook, p.types)
	}
	if err := p.findWorkbook(); err != nil {
		return nil, err
	}
	p.rels, err = p.relations(p.workbook)
	return p, err
}

// findWorkbook follows the package's relationship to the main part and tells
// its dialect.
func (p *pack) findWorkbook() error {
	rels, err := p.relations("")
	if err != nil {
		return err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			p.workbook = r.target
		}
	}
	if p.workbook == "" || p.entries[strings.ToLower(p.workbook)] == nil {
		return fmt.Errorf("%w: no main part", ErrNotWorkbook)
	}
	if p.text, p.tree, err = p.parse(p.workbook, 2); err != nil {
		return err
	}
	switch p.tree.name.Space {
	case transitional().main:
		p.ns = transitional()
	case strict().main:
		p.ns = strict()
	default:
		return fmt.Errorf("%w: %s has the unknown namespace %q", ErrNotWorkbook, p.workbook, p.tree.name.Space)
	}
	if p.tree.name.Local != "workbook" || p.tree.kid("sheets") == nil {
		return fmt.Errorf("%w: %s has no sheets", ErrNotWorkbook, p.workbook)
	}
	return nil
}

// has reports whether a part of that name exists.
func (p *pack) has(name string) bool { return p.entries[strings.ToLower(name)] != nil }

// read returns the content of a part; the zip reader checks its CRC.
func (p *pack) read(name string) ([]byte, error) {
	f := p.entries[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("part %s is missing", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return data, nil
}

// parse reads a part as UTF-8 and outlines it.
func (p *pack) parse(name string, levels int) ([]byte, *element, error) {
	data, err := p.read(name)
	if err != nil {
		return nil, nil, err
	}
	data = toUTF8(data)
	root, err := outline(data, levels)
	if err != nil {
		return nil, nil, fmt.Errorf("part %s: %w", name, err)
	}
	return data, root, nil
}

// relsName is the name of the part that holds the relations of another.
func relsName(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

// relations reads the relations of a part ("" for the package); none when it
// has no .rels part.
func (p *pack) relations(part string) ([]relation, error) {
	name := relsName(part)
	if !p.has(name) {
		return nil, nil
	}
	_, root, err := p.parse(name, 1)
	if err != nil {
		return nil, err
	}
	var all []relation
	for _, k := range root.kids {
		r := relation{id: k.attr("Id"), kind: k.attr("Type"), place: k}
		if k.attr("TargetMode") != "External" {
			r.target = resolve(part, k.attr("Target"))
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

// relative writes a target as seen from another part: an absolute part name,
// which every reader follows and no folder can confuse.
func relative(part string) string { return "/" + part }
