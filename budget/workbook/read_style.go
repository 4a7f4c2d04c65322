package workbook

import (
	"encoding/xml"
	"strings"
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
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

// readFormats tells for every cell style what its number format means.
func readFormats(data []byte) ([]format, error) {
	var s styleSheet
	if err := xml.Unmarshal(data, &s); err != nil {
		return nil, err
	}
	custom := map[int]string{}
	for _, f := range s.Formats {
		custom[f.ID] = f.Code
	}
	out := make([]format, len(s.Cells))
	for i, c := range s.Cells {
		if code, ok := custom[c.Format]; ok {
			out[i] = formatOf(code)
		} else {
			out[i] = builtinFormat(c.Format)
		}
	}
	return out, nil
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
