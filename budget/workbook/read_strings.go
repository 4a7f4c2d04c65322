package workbook

import (
	"strconv"
	"strings"
)

// readStrings reads the shared strings part: the text of every item, rich text
// joined, phonetic readings left out.
func readStrings(data []byte) ([]string, error) {
	m := &markup{data: data}
	var all []string
	var text strings.Builder
	inText, phonetic := false, 0
	for {
		if err := m.next(); err != nil {
			return nil, err
		}
		switch m.kind {
		case markupEnd:
			return all, nil
		case markupOpen:
			switch string(m.name) {
			case "si":
				text.Reset()
			case "t":
				inText = true
			case "rPh":
				phonetic++
			}
		case markupClose:
			switch string(m.name) {
			case "si":
				all = append(all, unescapeText(text.String()))
			case "t":
				inText = false
			case "rPh":
				phonetic--
			}
		case markupText:
			if inText && phonetic == 0 {
				text.WriteString(m.content())
			}
		}
	}
}

// unescapeText resolves _x000D_ escapes, which stand for characters that XML
// cannot hold.
// Source: ECMA-376 part 1, 22.4.2.4 (ST_Xstring).
func unescapeText(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 32); err == nil {
				b.WriteRune(rune(n))
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
