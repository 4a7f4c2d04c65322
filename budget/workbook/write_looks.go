package workbook

import (
	"slices"
	"strings"

	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// looksOf tells how cells look, by the number of their style: full for ours,
// whose colours and formats of numbers are written out and come back as they
// were, and plain for the user's, whose colours may be those of a theme, which
// programs turn into others: there it says what is set out and how. "" is a cell
// like any other.
func looksOf(t graft.Printed) (full, plain []string) {
	if t.Styles == "" {
		return nil, nil
	}
	data, err := t.From.Read(t.Styles)
	if err != nil {
		return nil, nil
	}
	s := &looksReader{m: &markup{data: opc.UTF8(data)}, codes: map[string]string{}}
	for s.m.next() == nil && s.m.kind != markupEnd {
		if s.m.kind == markupOpen {
			s.open()
		}
	}
	return s.full, s.plain
}

// looksReader reads the styles part.
type looksReader struct {
	m                     *markup
	codes                 map[string]string // of formats by number
	fonts, fills, borders [][2]string       // full, plain
	full, plain           []string
}

// open takes a start tag.
func (s *looksReader) open() {
	depth := len(s.m.open)
	if depth < 3 {
		return
	}
	list, name := string(s.m.open[1]), string(s.m.name)
	switch {
	case depth == 3 && list == "numFmts":
		id, _ := s.m.attr("numFmtId")
		s.codes[id], _ = s.m.attr("formatCode")
	case depth == 3 && list == "fonts":
		s.fonts = append(s.fonts, [2]string{})
	case depth == 3 && list == "fills":
		s.fills = append(s.fills, [2]string{})
	case depth == 3 && list == "borders":
		s.borders = append(s.borders, [2]string{})
	case depth == 3 && list == "cellXfs":
		s.style()
	case depth == 4 && list == "fonts" && len(s.fonts) > 0:
		s.font(name, &s.fonts[len(s.fonts)-1])
	case depth == 4 && list == "borders" && len(s.borders) > 0:
		if line, _ := s.m.attr("style"); line != "" && line != "none" {
			s.borders[len(s.borders)-1][0] += " " + name
		}
	case list == "fills" && len(s.fills) > 0:
		s.fill(name, &s.fills[len(s.fills)-1])
	}
}

// font adds what a font's child says.
func (s *looksReader) font(name string, look *[2]string) {
	value, _ := s.m.attr("val")
	switch name {
	case "b", "i", "strike", "u":
		if value != "0" && value != "false" && value != "none" {
			look[0] += " " + name
			look[1] += " " + name
		}
	case "sz":
		look[0] += " size " + plainNumber(value)
	case "color":
		look[0] += " color " + s.color()
	}
}

// fill adds what a fill says.
func (s *looksReader) fill(name string, look *[2]string) {
	pattern, _ := s.m.attr("patternType")
	switch {
	case name == "patternFill" && pattern != "" && pattern != "none", name == "gradientFill":
		*look = [2]string{" fill", " fill"}
	case name == "fgColor" && look[0] != "":
		look[0] += " " + s.color()
	}
}

// color is a colour as it is written, without how opaque it is.
func (s *looksReader) color() string {
	for _, kind := range []string{"rgb", "theme", "indexed"} {
		if c, ok := s.m.attr(kind); ok {
			if kind == "rgb" && len(c) == 8 {
				c = c[2:]
			}
			return strings.ToUpper(c)
		}
	}
	return ""
}

// style puts a style together; the order of a font's children is the program's.
func (s *looksReader) style() {
	number := func(list [][2]string, attr string) [2]string {
		id, _ := s.m.attr(attr)
		n := 0
		for _, c := range id {
			n = n*10 + int(c-'0')
		}
		if n < 0 || n >= len(list) {
			return [2]string{}
		}
		return list[n]
	}
	font, fill, border := number(s.fonts, "fontId"), number(s.fills, "fillId"), number(s.borders, "borderId")
	id, _ := s.m.attr("numFmtId")
	code, own := s.codes[id]
	if !own {
		code = builtinCode(id)
	}
	code = strings.ToLower(strings.NewReplacer(`\`, "", `"`, "", " ", "").Replace(code))
	s.full = append(s.full, sorted(font[0])+fill[0]+sorted(border[0])+" "+code)
	s.plain = append(s.plain, strings.TrimSpace(sorted(font[1])+fill[1]))
}

// sorted puts words into one order.
func sorted(words string) string {
	all := strings.Fields(words)
	slices.Sort(all)
	if len(all) == 0 {
		return ""
	}
	return " " + strings.Join(all, " ")
}

// builtinCode is the code of a format that stands in no file.
// Source: ECMA-376 part 1, 18.8.30, those that result sheets use.
func builtinCode(id string) string {
	switch id {
	case "", "0":
		return "general"
	case "1":
		return "0"
	case "2":
		return "0.00"
	case "3":
		return "#,##0"
	case "4":
		return "#,##0.00"
	case "9":
		return "0%"
	case "10":
		return "0.00%"
	case "49":
		return "@"
	}
	return id
}
