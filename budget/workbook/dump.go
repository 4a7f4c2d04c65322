package workbook

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
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
	p, err := opc.Open(data)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if want == nil {
		old, err := graft.Leftovers(p)
		if err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		want = func(id string) bool { return old.Sheets[id] }
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
	p       *opc.Package
	shared  []string
	formats []string // by style number
}

// book dumps the wanted sheets and the names.
func (d *dumper) book(want func(id string) bool) error {
	for _, r := range d.p.Rels {
		var err error
		switch {
		case !d.p.Has(r.Target):
		case strings.HasSuffix(r.Kind, "/sharedStrings"):
			err = d.readShared(r.Target)
		case strings.HasSuffix(r.Kind, "/styles"):
			err = d.readFormats(r.Target)
		}
		if err != nil {
			return err
		}
	}
	for _, s := range d.p.Tree.Kid("sheets").Kids {
		if !want(s.Attr("id")) {
			continue
		}
		for _, r := range d.p.Rels {
			if r.ID == s.Attr("id") && strings.HasSuffix(r.Kind, "/worksheet") {
				fmt.Fprintf(d, "# %s\n", s.Attr("name"))
				if err := d.sheet(r.Target); err != nil {
					return err
				}
			}
		}
	}
	return d.names()
}

// names dumps the defined names.
func (d *dumper) names() error {
	list := d.p.Tree.Kid("definedNames")
	if list == nil {
		return nil
	}
	for i, n := range list.Kids {
		if i == 0 {
			d.WriteString("# names\n")
		}
		text, err := opc.TextOf(d.p.Text, n)
		if err != nil {
			return err
		}
		if !strings.HasPrefix(n.Attr("name"), graft.ResultPrefix) {
			fmt.Fprintf(d, "%s\t%s\n", n.Attr("name"), text)
		}
	}
	return nil
}

func (d *dumper) readShared(part string) error {
	data, err := d.p.Read(part)
	if err != nil {
		return err
	}
	return eachElement(data, "si", func(t richText) { d.shared = append(d.shared, t.String()) })
}

// readFormats reads the number format of every style number.
func (d *dumper) readFormats(part string) error {
	_, root, err := d.p.Parse(part, 2)
	if err != nil {
		return err
	}
	codes := map[string]string{"0": "General"}
	for code := range strings.SplitSeq("0|0.00|#,##0|#,##0.00|0%|0.00%|@", "|") {
		codes[strconv.Itoa(graft.FormatNumber(code))] = code
	}
	if list := root.Kid("numFmts"); list != nil {
		for _, k := range list.Kids {
			codes[k.Attr("numFmtId")] = k.Attr("formatCode")
		}
	}
	if list := root.Kid("cellXfs"); list != nil {
		for _, xf := range list.Kids {
			code, ok := codes[xf.Attr("numFmtId")]
			if !ok {
				code = "format " + xf.Attr("numFmtId")
			}
			d.formats = append(d.formats, code)
		}
	}
	return nil
}
