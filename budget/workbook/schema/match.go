package schema

import "strings"

// Key reduces a header, sheet name or option to what is compared:
// lower case, half width, without spaces, hyphens, stars, colons, percent
// signs and anything in brackets.
func Key(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	depth := 0
	for _, r := range HalfWidth(s) {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		case ' ', '\t', '\n', '\r', '-', '_', '*', ':', '%', '\u00a0', '\u2013', '\u2014', '\u2011', '.':
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return strings.ToLower(b.String())
}

// HalfWidth replaces full-width forms (ＡＢＣ１２３（）％，：) by their ASCII twins.
func HalfWidth(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000:
			return ' '
		case r == '【':
			return '['
		case r == '】':
			return ']'
		}
		return r
	}, s)
}

// MatchSheet finds the sheet definition that a sheet's name means. chinese
// tells which language matched.
func MatchSheet(defs []Sheet, name string) (def Sheet, chinese, ok bool) {
	key := Key(name)
	if key == "" {
		return Sheet{}, false, false
	}
	for _, d := range defs {
		if matches(key, d.English) {
			return d, false, true
		}
		if matches(key, d.Chinese) {
			return d, true, true
		}
	}
	return Sheet{}, false, false
}

func matches(key string, names []string) bool {
	for _, n := range names {
		if Key(n) == key {
			return true
		}
	}
	return false
}

// exact reduces a header to what is compared when brackets and per cent signs
// count: lower case, half width, without spaces, hyphens, stars, colons and
// points.
func exact(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range strings.ToLower(HalfWidth(s)) {
		switch r {
		case ' ', '\t', '\n', '\r', '-', '_', '*', ':', '\u00a0', '\u2013', '\u2014', '\u2011', '.':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isASCII reports whether a text has no wide character.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
