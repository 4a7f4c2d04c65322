package workbook

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// typeCells returns the part of a sheet with cells written anew: those that stand there
// keep their style and formula, the others are put in their place. All else stays.
func typeCells(data []byte, cells []typedCell, styles *shareStyles) ([]byte, error) {
	w := cellWriter{m: &markup{data: data}, left: map[int][]typedCell{}, styles: styles}
	for _, c := range cells {
		w.left[c.row] = append(w.left[c.row], c)
	}
	for {
		if err := w.m.next(); err != nil {
			return nil, err
		}
		if w.m.kind == markupEnd {
			break
		}
		if w.m.kind == markupOpen && string(w.m.name) == "sheetData" {
			if err := w.rows(); err != nil {
				return nil, err
			}
		}
	}
	return w.finish(), nil
}

// cellWriter goes through the rows of a sheet and notes what is to be replaced.
type cellWriter struct {
	m      *markup
	left   map[int][]typedCell // by row: not written yet
	styles *shareStyles
	out    bytes.Buffer
	done   int // so far the part is written
}

// begin is where the tag that was just read begins, and its name with the prefix.
func (w *cellWriter) begin() (at int, prefix string) {
	at = bytes.LastIndexByte(w.m.data[:w.m.pos], '<')
	name, _, found := strings.Cut(string(w.m.data[at+1:w.m.pos]), ":")
	if !found || strings.ContainsAny(name, " \t\r\n/>") {
		return at, ""
	}
	return at, name + ":"
}

// replace writes text in the place of data[from:to].
func (w *cellWriter) replace(from, to int, text string) {
	w.out.Write(w.m.data[w.done:from])
	w.out.WriteString(text)
	w.done = to
}

func (w *cellWriter) finish() []byte {
	w.out.Write(w.m.data[w.done:])
	return w.out.Bytes()
}

// rows goes through sheetData.
func (w *cellWriter) rows() error {
	_, prefix := w.begin()
	number := 0
	return w.children("sheetData", "row", prefix, func() string { return w.newRows(prefix, 0) }, func() error {
		at, _ := w.begin()
		number = numberOr(w.m, "r", number+1)
		w.replace(at, at, w.newRows(prefix, number))
		return w.row(number, prefix)
	})
}

// children goes through the element whose tag was just read: each is called at the tag of
// every child of a name, and what rest gives is written before the element ends.
func (w *cellWriter) children(element, child, prefix string, rest func() string, each func() error) error {
	if w.m.empty {
		if text := rest(); text != "" {
			w.replace(w.m.pos-2, w.m.pos, ">"+text+"</"+prefix+element+">")
		}
		return nil
	}
	for {
		if err := w.m.next(); err != nil {
			return err
		}
		switch {
		case w.m.kind == markupEnd:
			return nil
		case w.m.kind == markupClose && string(w.m.name) == element:
			at := bytes.LastIndexByte(w.m.data[:w.m.pos], '<')
			w.replace(at, at, rest())
			return nil
		case w.m.kind == markupOpen && string(w.m.name) == child:
			if err := each(); err != nil {
				return err
			}
		}
	}
}

// numberOr is a number of the tag, or what it is without one.
func numberOr(m *markup, name string, otherwise int) int {
	if text, ok := m.attr(name); ok {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return otherwise
}

// newRows writes the rows before a row that the sheet does not have; 0: all that are left.
func (w *cellWriter) newRows(prefix string, before int) string {
	var numbers []int
	for n := range w.left {
		if before == 0 || n < before {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	var b strings.Builder
	for _, n := range numbers {
		b.WriteString("<" + prefix + `row r="` + strconv.Itoa(n) + `">` + w.newCells(prefix, n, 0) + "</" + prefix + "row>")
	}
	return b.String()
}

// newCells writes the cells of a row before a column that the row does not have; 0: all
// that are left.
func (w *cellWriter) newCells(prefix string, row, before int) string {
	var b strings.Builder
	cells := w.left[row]
	slices.SortFunc(cells, func(x, y typedCell) int { return x.col - y.col })
	for len(cells) > 0 && (before == 0 || cells[0].col < before) {
		b.WriteString(w.cellXML(prefix, cells[0], 0, ""))
		cells = cells[1:]
	}
	if w.left[row] = cells; len(cells) == 0 {
		delete(w.left, row)
	}
	return b.String()
}

// row goes through a row whose tag was just read.
func (w *cellWriter) row(number int, prefix string) error {
	col := 0
	return w.children("row", "c", prefix, func() string { return w.newCells(prefix, number, 0) }, func() error {
		at, _ := w.begin()
		col++
		if ref, ok := w.m.attr("r"); ok {
			if _, k, good := splitAddress(ref); good {
				col = k
			}
		}
		w.replace(at, at, w.newCells(prefix, number, col))
		return w.cell(at, number, col, prefix)
	})
}

// cell writes a cell anew whose tag was just read, when it is one of those.
func (w *cellWriter) cell(from, row, col int, prefix string) error {
	style := numberOr(w.m, "s", 0)
	code, begun := "", 0
	for depth := 1; depth > 0; {
		if err := w.m.next(); err != nil {
			return err
		}
		switch w.m.kind {
		case markupEnd:
			return nil
		case markupOpen:
			depth++
			if string(w.m.name) == "f" {
				begun, _ = w.begin()
			}
		case markupClose:
			depth--
			if string(w.m.name) == "f" {
				code = string(w.m.data[begun:w.m.pos])
			}
		}
	}
	cells := w.left[row]
	k := slices.IndexFunc(cells, func(c typedCell) bool { return c.col == col })
	if k < 0 {
		return nil
	}
	w.replace(from, w.m.pos, w.cellXML(prefix, cells[k], style, code))
	if w.left[row] = slices.Delete(cells, k, k+1); len(w.left[row]) == 0 {
		delete(w.left, row)
	}
	return nil
}

// cellXML is a cell. Source: ECMA-376 part 1, 18.3.1.4 c (Cell).
func (w *cellWriter) cellXML(prefix string, c typedCell, style int, code string) string {
	if c.typed && c.kind == cellNumber {
		style = w.styles.showing(style, c.cell)
	}
	var b strings.Builder
	b.WriteString("<" + prefix + `c r="` + opc.CellAddress(c.row, c.col) + `"`)
	if style > 0 {
		b.WriteString(` s="` + strconv.Itoa(style) + `"`)
	}
	kind, value := "", "<"+prefix+"v>"+opc.Escape(c.text)+"</"+prefix+"v>"
	switch {
	case c.kind == cellBlank:
		value = ""
	case c.kind == cellText && code != "":
		kind = "str"
	case c.kind == cellText:
		kind = "inlineStr"
		value = "<" + prefix + "is><" + prefix + `t xml:space="preserve">` + opc.Escape(c.text) + "</" + prefix + "t></" + prefix + "is>"
	case c.kind == cellBool:
		kind = "b"
	}
	if kind != "" {
		b.WriteString(` t="` + kind + `"`)
	}
	if code+value == "" {
		return b.String() + "/>"
	}
	return b.String() + ">" + code + value + "</" + prefix + "c>"
}

// shareStyles are the styles of a workbook with those that show per cent, or do not,
// where a typed number asks for it: as when a person types 35% into a cell.
type shareStyles struct {
	book *book
	part string
	data []byte // the part of styles with the new ones; nil: none was needed
	made map[[2]int]int
}

// showing is the style that is like another and shows per cent where a number is that of
// per cent, and only there.
func (s *shareStyles) showing(style int, c *cell) int {
	now := formatGeneral
	if formats := s.book.formats.cells; style < len(formats) {
		now = formats[style].format
	}
	if (now == formatPercent) == (c.format == formatPercent) {
		return style
	}
	format := 0
	if c.format == formatPercent {
		format = 9 // 0%
		if _, decimals, _ := strings.Cut(c.text, "."); len(decimals) > 2 {
			format = 10 // 0.00%
		}
	}
	key := [2]int{style, format}
	if n, ok := s.made[key]; ok {
		return n
	}
	n, ok := s.add(style, format)
	if !ok {
		return style
	}
	if s.made == nil {
		s.made = map[[2]int]int{}
	}
	s.made[key] = n
	return n
}

// add puts a copy of a style with another number format at the end.
// Source: ECMA-376 part 1, 18.8.10 cellXfs and 18.8.30 numFmt.
func (s *shareStyles) add(style, format int) (n int, ok bool) {
	if s.part == "" {
		for _, r := range s.book.pack.Rels {
			if strings.HasSuffix(r.Kind, "/styles") && s.book.pack.Has(r.Target) {
				s.part = r.Target
			}
		}
	}
	data := s.data
	if data == nil {
		var err error
		if data, err = s.book.part(s.part); err != nil {
			return 0, false
		}
	}
	root, err := opc.Outline(data, 2)
	if err != nil {
		return 0, false
	}
	list := root.Kid("cellXfs")
	if list == nil || style >= len(list.Kids) {
		return 0, false
	}
	like := data[list.Kids[style].From:list.Kids[style].To]
	xf, err := opc.Outline(like, 0)
	if err != nil {
		return 0, false
	}
	edits := []opc.Edit{}
	for _, a := range [][2]string{{"numFmtId", strconv.Itoa(format)}, {"applyNumberFormat", "1"}} {
		edits = append(edits, xf.PutAttr(like, a[0], a[1]))
	}
	n = len(list.Kids)
	all := []opc.Edit{list.AppendTo(data, string(opc.Apply(like, edits)))}
	if e, has := list.SetAttr(data, "count", strconv.Itoa(n+1)); has {
		all = append(all, e)
	}
	s.data = opc.Apply(data, all)
	return n, true
}
