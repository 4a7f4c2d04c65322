package formula

import "strings"

// tableNode reads a reference to a table: its name and what stands in brackets.
func (p *parser) tableNode(t token, book int) Node {
	open := strings.IndexByte(t.text, '[')
	n := &Structured{Book: book, Table: t.text[:open]}
	inner := t.text[open+1 : len(t.text)-1]
	if !n.specify(strings.TrimSpace(inner)) {
		p.tok = t
		return p.fail("this names no part of a table")
	}
	return n
}

// specify reads what stands between the outer brackets.
func (n *Structured) specify(s string) bool {
	if rest, ok := strings.CutPrefix(s, "@"); ok {
		n.Parts |= PartThisRow
		s = strings.TrimSpace(rest)
	}
	switch {
	case s == "":
		return true
	case s[0] != '[':
		if part, ok := partOf(s); ok && s[0] == '#' {
			n.Parts |= part
			return true
		}
		col, end := unescape(s, 0)
		n.First = strings.TrimSpace(col)
		return end == len(s)
	}
	return n.specifiers(s)
}

// specifiers reads [#Headers],[first]:[last].
func (n *Structured) specifiers(s string) bool {
	for s != "" {
		if s[0] != '[' {
			return false
		}
		text, end := unescape(s, 1)
		if end >= len(s) {
			return false
		}
		special := s[1] == '#'
		s = strings.TrimSpace(s[end+1:])
		part, known := partOf(text)
		switch {
		case special && known:
			n.Parts |= part
		case special || n.Last != "":
			return false
		case n.First == "":
			n.First = text
		default:
			n.Last = text
		}
		if s == "" {
			break
		}
		if s[0] == ':' && !special && n.Last == "" || s[0] == ',' && (special || n.First == "") {
			s = strings.TrimSpace(s[1:])
			if s == "" {
				return false
			}
			continue
		}
		return false
	}
	return true
}

// unescape reads a name up to the closing bracket; ' makes the next sign an
// ordinary one.
func unescape(s string, i int) (text string, end int) {
	var b strings.Builder
	for i < len(s) && s[i] != ']' && s[i] != '[' {
		if s[i] == '\'' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String(), i
}

// partOf reads #Headers and its like.
func partOf(s string) (Part, bool) {
	switch Fold(strings.TrimSpace(s)) {
	case "#all":
		return PartAll, true
	case "#data":
		return PartData, true
	case "#headers":
		return PartHeaders, true
	case "#totals":
		return PartTotals, true
	case "#this row":
		return PartThisRow, true
	}
	return 0, false
}
