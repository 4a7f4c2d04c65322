package workbook

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Dump returns the cells of a workbook as text, one a line, for comparison and
// review: address, value (texts quoted, numbers to 12 digits), formula and
// number format between tabs, under a line with the sheet's name; then the
// charts of the sheet with the cells they are bound to; at the end the defined
// names. Styles other than the number format are left out.
func Dump(path string) (string, error) {
	return dump(path, func(string) bool { return true })
}

// DumpResults is Dump for the result sheets of Ballast only.
func DumpResults(path string) (string, error) {
	return dump(path, nil)
}

func dump(path string, want func(id string) bool) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	p, err := openPack(data)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if want == nil {
		old, err := p.leftovers()
		if err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		want = func(id string) bool { return old.sheets[id] }
	}
	d := &dumper{p: p}
	if err := d.book(want); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return d.String(), nil
}

// dumper collects the text of one workbook.
type dumper struct {
	strings.Builder
	p       *pack
	shared  []string
	formats []string // by style number
}

// book dumps the wanted sheets and the names.
func (d *dumper) book(want func(id string) bool) error {
	for _, r := range d.p.rels {
		var err error
		switch {
		case !d.p.has(r.target):
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = d.readShared(r.target)
		case strings.HasSuffix(r.kind, "/styles"):
			err = d.readFormats(r.target)
		}
		if err != nil {
			return err
		}
	}
	for _, s := range d.p.tree.kid("sheets").kids {
		if !want(s.attr("id")) {
			continue
		}
		for _, r := range d.p.rels {
			if r.id == s.attr("id") && strings.HasSuffix(r.kind, "/worksheet") {
				fmt.Fprintf(d, "# %s\n", s.attr("name"))
				if err := d.sheet(r.target); err != nil {
					return err
				}
			}
		}
	}
	return d.names()
}

// names dumps the defined names.
func (d *dumper) names() error {
	list := d.p.tree.kid("definedNames")
	if list == nil {
		return nil
	}
	for i, n := range list.kids {
		if i == 0 {
			d.WriteString("# names\n")
		}
		text, err := textOf(d.p.text, n)
		if err != nil {
			return err
		}
		fmt.Fprintf(d, "%s\t%s\n", n.attr("name"), text)
	}
	return nil
}

func (d *dumper) readShared(part string) error {
	data, err := d.p.read(part)
	if err != nil {
		return err
	}
	return eachElement(data, "si", func(t richText) { d.shared = append(d.shared, t.String()) })
}

// readFormats reads the number format of every style number.
func (d *dumper) readFormats(part string) error {
	_, root, err := d.p.parse(part, 2)
	if err != nil {
		return err
	}
	codes := map[string]string{"0": "General"}
	for code := range strings.SplitSeq("0|0.00|#,##0|#,##0.00|0%|0.00%|@", "|") {
		codes[strconv.Itoa(formatNumber(code))] = code
	}
	if list := root.kid("numFmts"); list != nil {
		for _, k := range list.kids {
			codes[k.attr("numFmtId")] = k.attr("formatCode")
		}
	}
	if list := root.kid("cellXfs"); list != nil {
		for _, xf := range list.kids {
			code, ok := codes[xf.attr("numFmtId")]
			if !ok {
				code = "format " + xf.attr("numFmtId")
			}
			d.formats = append(d.formats, code)
		}
	}
	return nil
}
