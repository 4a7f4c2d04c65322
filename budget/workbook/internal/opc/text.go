package opc

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Escape makes text safe in element content and in attributes. Characters
// that XML 1.0 forbids become U+FFFD.
func Escape(s string) string {
	if !strings.ContainsFunc(s, special) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n':
			b.WriteString("&#10;")
		case r == '\t':
			b.WriteString("&#9;")
		case r == '\r':
			b.WriteString("&#13;")
		case forbidden(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func special(r rune) bool {
	return r < 0x20 || r == '&' || r == '<' || r == '>' || r == '"' || forbidden(r)
}

// forbidden reports whether XML 1.0 has no way to write the character.
// Source: XML 1.0, production 2 "Char".
func forbidden(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// TextOf returns the character data directly inside an element.
func TextOf(data []byte, e *Element) (string, error) {
	var text string
	if e.Inner == e.To {
		return "", nil
	}
	err := xml.Unmarshal([]byte("<t>"+string(data[e.Inner:e.outer])+"</t>"), &text)
	return text, err
}

// UTF8 turns a part written in UTF-16 into UTF-8, and takes the mark off that
// some programs put before UTF-8; others are returned as they are. Excel accepts both, text edits want one.
func UTF8(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		return data[3:]
	}
	if len(data) < 2 || len(data)%2 != 0 {
		return data
	}
	big := data[0] == 0xFE && data[1] == 0xFF
	if !big && (data[0] != 0xFF || data[1] != 0xFE) {
		return data
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i < len(data); i += 2 {
		a, b := uint16(data[i]), uint16(data[i+1])
		if big {
			a, b = b, a
		}
		units = append(units, b<<8|a)
	}
	text := string(utf16.Decode(units))
	if end := strings.Index(text, "?>"); strings.HasPrefix(text, "<?xml") && end > 0 {
		text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"` + text[end:]
	}
	return []byte(text)
}
