package workbook

import (
	"encoding/xml"
	"strings"

	"ballast/budget/unit"
)

// format is what a number format says a number is.
type format uint8

const (
	formatGeneral format = iota
	formatPercent
	formatDate
)

// styleSheet is what the reader needs of styles.xml.
type styleSheet struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Fonts []struct {
		Bold *struct {
			Value string `xml:"val,attr"`
		} `xml:"b"`
	} `xml:"fonts>font"`
	Cells []struct {
		Format    int `xml:"numFmtId,attr"`
		Font      int `xml:"fontId,attr"`
		Alignment struct {
			Indent uint8 `xml:"indent,attr"`
		} `xml:"alignment"`
	} `xml:"cellXfs>xf"`
}

// bold tells whether a cell style sets its text out by weight.
func (s *styleSheet) bold(font int) bool {
	if font < 0 || font >= len(s.Fonts) || s.Fonts[font].Bold == nil {
		return false
	}
	v := s.Fonts[font].Bold.Value
	return v != "0" && v != "false"
}

// cellStyle is what a cell's style says of its number.
type cellStyle struct {
	format format
	unit   uint8 // which of the formats' units, counted from 1; 0 none
	money  bool  // a built-in format of money, whose currency is the reader's
	bold   bool
	indent uint8
}

// numberFormats are the styles of a workbook.
type numberFormats struct {
	cells []cellStyle // by style number
	units []unit.Unit // that formats show beside the figures
	dots  bool        // a format belongs to a country whose dots part thousands
}

// readFormats tells for every cell style what its number format means.
func readFormats(data []byte) (numberFormats, error) {
	var s styleSheet
	var out numberFormats
	if err := xml.Unmarshal(data, &s); err != nil {
		return out, err
	}
	custom := map[int]string{}
	for _, f := range s.Formats {
		custom[f.ID] = f.Code
	}
	known := map[int]cellStyle{}
	out.cells = make([]cellStyle, len(s.Cells))
	for i, c := range s.Cells {
		code, own := custom[c.Format]
		if !own {
			out.cells[i].format = builtinFormat(c.Format)
			out.cells[i].money = c.Format >= 5 && c.Format <= 8 || c.Format == 42 || c.Format == 44
			out.cells[i].bold, out.cells[i].indent = s.bold(c.Font), c.Alignment.Indent
			continue
		}
		style, seen := known[c.Format]
		if !seen {
			style.format = formatOf(code)
			if u, ok := formatUnit(code); ok && style.format == formatGeneral && len(out.units) < 255 {
				out.units = append(out.units, u)
				style.unit = uint8(len(out.units))
			}
			out.dots = out.dots || dotLocale(code)
			known[c.Format] = style
		}
		style.bold, style.indent = s.bold(c.Font), c.Alignment.Indent
		out.cells[i] = style
	}
	return out, nil
}

// formatUnit finds the unit that a format writes beside the figures:
// #,##0 "k€", [$₹-4009] 0.0 "lakh". Commas behind the digits divide what is
// shown by a thousand each, so that 0,"k" shows the whole amount.
func formatUnit(code string) (unit.Unit, bool) {
	code, _, _ = strings.Cut(code, ";")
	var words strings.Builder
	var shift int32
	placed := false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return unit.Unit{}, false
			}
			words.WriteString(" " + code[i+1:i+1+end])
			i += end + 1
		case c == '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return unit.Unit{}, false
			}
			if sign, found := strings.CutPrefix(code[i+1:i+end], "$"); found {
				sign, _, _ = strings.Cut(sign, "-")
				words.WriteString(" " + sign)
			}
			i += end
		case c == '_' || c == '*':
			i++
		case c == '\\' && i+1 < len(code):
			i++
			words.WriteByte(code[i])
		case c == '0' || c == '#' || c == '?':
			placed, shift = true, 0
		case c == ',' && placed:
			shift -= 3
		case c == '.' || c == ',' || c == ' ' || c == '-' || c == '+' || c == '(' || c == ')':
		case c == '$' || c >= 0x80:
			words.WriteByte(c)
		}
	}
	u, ok := unit.Parse(words.String())
	if !ok || u.Dimension != unit.Money && u.Dimension != unit.Share && u.Dimension != unit.Time {
		return unit.Unit{}, false
	}
	if u.Letter != "" && u.Currency == "" && shift == 0 && u.Letter != "k" && u.Letter != "m" {
		return unit.Unit{}, false
	}
	if u.Letter, u.Doubtful = "", ""; u.Dimension == unit.Money {
		u.Shift += shift
	}
	return u, true
}

// dotLocale tells whether a format belongs to a country whose dots part the
// thousands. Source: [MS-LCID], language identifiers.
func dotLocale(code string) bool {
	for _, id := range []string{"407", "C07", "410", "C0A", "40A", "413", "813", "416", "816", "406", "41F", "421", "42A", "41A", "424", "418", "408"} {
		if strings.Contains(strings.ToUpper(code), "-"+id+"]") {
			return true
		}
	}
	return false
}

// builtinFormat knows the formats without a code in the file.
// Source: ECMA-376 part 1, 18.8.30.
func builtinFormat(id int) format {
	switch {
	case id == 9 || id == 10:
		return formatPercent
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return formatDate
	}
	return formatGeneral
}

// formatOf reads a format code: quoted text, escaped characters and brackets
// say nothing; a percent sign makes a percentage; y, m, d, h or s without a
// digit place makes a date.
func formatOf(code string) format {
	code, _, _ = strings.Cut(code, ";")
	var bare strings.Builder
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		c := code[i]
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case c == '\\' || c == '_' || c == '*':
			i++
		default:
			bare.WriteByte(c)
		}
	}
	s := strings.ToLower(bare.String())
	switch {
	case strings.Contains(s, "general"):
		return formatGeneral
	case strings.Contains(s, "%"):
		return formatPercent
	case strings.ContainsAny(s, "ymdhs") && !strings.ContainsAny(s, "#?"):
		return formatDate
	}
	return formatGeneral
}
