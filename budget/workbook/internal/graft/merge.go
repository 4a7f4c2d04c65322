package graft

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// firstCustomFormat is the lowest number free for own formats. Source:
// ECMA-376 part 1, 18.8.30 (lower ones are reserved).
const firstCustomFormat = 164

// maxStyles is the most style records a workbook can have. Source: Excel
// specifications and limits, "Unique cell formats/cell styles".
const maxStyles = 65490

// stylePool is the user's styles part with our records on top. Records of the
// user's keep their numbers. A record of ours that an earlier run added is
// found by its text and used again, so that runs do not pile up styles.
type stylePool struct {
	name    string // of the part
	text    []byte
	root    *opc.Element
	ns      string
	family  string
	lists   map[string]*styleList
	formats map[string]int // code -> number
	nextFmt int
	newFmts []string
	byLook  map[look]int
}

// styleList is one list of records: fonts, fills, borders or cellXfs.
type styleList struct {
	at    *opc.Element // nil when the part has none
	next  int
	known map[string]int // text -> number
	added []string
}

// openStyles finds the styles part; a workbook without one gets a minimal one.
func (g *Run) openStyles() error {
	p := &stylePool{ns: g.ns.Main, family: fontFor(g.book.Language), byLook: map[look]int{}}
	g.styles = p
	for _, r := range g.In.Rels {
		if strings.HasSuffix(r.Kind, "/styles") && g.In.Has(r.Target) {
			p.name = r.Target
		}
	}
	var err error
	if p.name != "" {
		if p.text, p.root, err = g.In.Parse(p.name, 2); err != nil {
			return err
		}
	}
	if p.root == nil || p.root.Inner == p.root.To { // missing, or nothing but <styleSheet/>
		p.text = []byte(opc.XMLHead + `<styleSheet xmlns="` + p.ns + `"></styleSheet>`)
		if p.root, err = opc.Outline(p.text, 2); err != nil {
			return err
		}
	}
	p.read()
	return nil
}

// read notes the records that are there.
func (p *stylePool) read() {
	p.lists = map[string]*styleList{}
	for _, name := range []string{"fonts", "fills", "borders", "cellStyleXfs", "cellXfs"} {
		l := &styleList{at: p.root.Kid(name), known: map[string]int{}}
		p.lists[name] = l
		if l.at != nil {
			for i, k := range l.at.Kids {
				text := string(p.text[k.From:k.To])
				if _, twice := l.known[text]; !twice {
					l.known[text] = i
				}
			}
			l.next = len(l.at.Kids)
		}
	}
	p.formats, p.nextFmt = map[string]int{}, firstCustomFormat
	if list := p.root.Kid("numFmts"); list != nil {
		for _, k := range list.Kids {
			id, err := strconv.Atoi(k.Attr("numFmtId"))
			if err == nil && id >= firstCustomFormat {
				p.formats[k.Attr("formatCode")] = id
				p.nextFmt = max(p.nextFmt, id+1)
			}
		}
	}
	p.fillDefaults()
}

// fillDefaults adds the first records that every workbook must have, where
// they are missing: number 0 is what cells without a style mean.
func (p *stylePool) fillDefaults() {
	bare := look{}
	defaults := []struct {
		list  string
		texts []string
	}{
		{"fonts", []string{`<font xmlns="` + p.ns + `"><sz val="11"/><name val="` + fontLatin + `"/><family val="2"/></font>`}},
		{"fills", []string{`<fill xmlns="` + p.ns + `"><patternFill patternType="none"/></fill>`,
			`<fill xmlns="` + p.ns + `"><patternFill patternType="gray125"/></fill>`}},
		{"borders", []string{borderXML(p.ns, bare)}},
		{"cellStyleXfs", []string{`<xf xmlns="` + p.ns + `" numFmtId="0" fontId="0" fillId="0" borderId="0"/>`}},
		{"cellXfs", []string{`<xf xmlns="` + p.ns + `" numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`}},
	}
	for _, d := range defaults {
		if l := p.lists[d.list]; l.next == 0 {
			for _, text := range d.texts {
				l.number(text)
			}
		}
	}
}

// widen is how many times wider columns must be than they are meant. A width
// counts digits of the workbook's default font, and ours are meant for one of
// defaultSize points: in a workbook of Arial 9 they would be too narrow for the
// texts, which have their own font. A larger default only leaves room.
func (p *stylePool) widen() float64 {
	list := p.lists["fonts"]
	if list.at == nil || len(list.at.Kids) == 0 {
		return 1
	}
	first, err := opc.Outline(p.text[list.at.Kids[0].From:list.at.Kids[0].To], 1)
	if err != nil || first.Kid("sz") == nil {
		return 1
	}
	if size, err := strconv.ParseFloat(first.Kid("sz").Attr("val"), 64); err == nil && size > 1 {
		return max(1, defaultSize/size)
	}
	return 1
}

// defaultSize is the size in points of the default font that widths are meant for.
const defaultSize = 11.0

// number returns the number of a record, added when it is new.
func (l *styleList) number(text string) int {
	if n, ok := l.known[text]; ok {
		return n
	}
	n := l.next
	l.next++
	l.known[text] = n
	l.added = append(l.added, text)
	return n
}

// style returns the number of the record for a style.
func (p *stylePool) style(s sheet.Style) (int, error) {
	l := lookOf(s)
	if n, ok := p.byLook[l]; ok {
		return n, nil
	}
	if err := checkLook(l); err != nil {
		return 0, err
	}
	fill := 0
	if l.fill != "" {
		fill = p.lists["fills"].number(fillXML(p.ns, l.fill))
	}
	font := p.lists["fonts"].number(fontXML(p.ns, p.family, l))
	border := p.lists["borders"].number(borderXML(p.ns, l))
	n := p.lists["cellXfs"].number(xfXML(p.ns, l, p.format(l.format), font, fill, border))
	if n >= maxStyles {
		return 0, fmt.Errorf("the workbook has no room for more than %d cell styles", maxStyles)
	}
	p.byLook[l] = n
	return n, nil
}

// format returns the number of a format code, added when it is new.
func (p *stylePool) format(code string) int {
	if n := FormatNumber(code); n >= 0 {
		return n
	}
	if n, ok := p.formats[code]; ok {
		return n
	}
	n := p.nextFmt
	p.nextFmt++
	p.formats[code] = n
	p.newFmts = append(p.newFmts, fmt.Sprintf(`<numFmt xmlns="%s" numFmtId="%d" formatCode="%s"/>`, p.ns, n, opc.Escape(code)))
	return n
}

// closeStyles writes the records that were added.
func (g *Run) closeStyles() error {
	p := g.styles
	edits := p.grow("numFmts", p.root.Kid("numFmts"), p.newFmts, 0)
	for _, name := range opc.StyleOrder() {
		if l := p.lists[name]; l != nil {
			edits = append(edits, p.grow(name, l.at, l.added, l.next)...)
		}
	}
	data := opc.Apply(p.text, edits)
	if p.name != "" {
		g.edited[strings.ToLower(p.name)] = data
		return nil
	}
	name := path.Join(path.Dir(g.In.Workbook), "styles.xml") // where readers look first
	if g.taken(name) {
		name = g.freeName("", "styles", 1, "xml")
	}
	p.name = name
	// in front, where a later run, which takes it for the user's, leaves it
	g.parts = slices.Insert(g.parts, 0, part{name, opc.TypeStyles, data})
	g.wbRels = slices.Insert(g.wbRels, 0, g.relationTo("rIdBallastStyles", "styles", name))
	return nil
}

// grow is the edits that append records to a list, made where it is missing;
// total is the new count, 0 to add to the old one.
func (p *stylePool) grow(name string, at *opc.Element, added []string, total int) []opc.Edit {
	if len(added) == 0 {
		return nil
	}
	text := strings.Join(added, "")
	if at == nil {
		place := p.place(name)
		return []opc.Edit{opc.Insert(place, fmt.Sprintf(`<%s xmlns="%s" count="%d">%s</%s>`, name, p.ns, len(added), text, name))}
	}
	if total == 0 {
		total = len(at.Kids) + len(added)
	}
	edits := []opc.Edit{at.AppendTo(p.text, text)}
	if e, ok := at.SetAttr(p.text, "count", strconv.Itoa(total)); ok {
		edits = append(edits, e)
	}
	return edits
}

// place is where a missing list belongs: behind all that must stand before it.
func (p *stylePool) place(name string) int {
	at := p.root.Inner
	for _, before := range opc.StyleOrder() {
		if before == name {
			break
		}
		if k := p.root.Kid(before); k != nil {
			at = max(at, k.To)
		}
	}
	return at
}
