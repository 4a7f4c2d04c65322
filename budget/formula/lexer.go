package formula

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind is what a piece of a formula is.
type tokenKind uint8

const (
	endToken tokenKind = iota
	numberToken
	textToken
	errorToken
	wordToken    // a name, a function or TRUE
	cellToken    // B4
	columnsToken // B:C
	rowsToken    // 4:9
	sheetToken   // Sheet1! and what goes before it
	tableToken   // Table1[...]
	signToken    // operators and brackets
	badToken
)

// token is a piece of a formula. Coordinates are those written, counted from 0,
// with flags for what has no $.
type token struct {
	kind     tokenKind
	sign     byte // of a signToken; < and > with = are 'l' and 'g', <> is 'n'
	spaced   bool // space before it
	code     Code
	pos, end int
	from, to Coord
	num      float64
	text     string
}

// lexer cuts a formula into tokens.
type lexer struct {
	src string
	pos int
}

// next is the next token.
func (l *lexer) next() token {
	spaced := l.skipSpace()
	t := token{pos: l.pos, spaced: spaced}
	if l.pos >= len(l.src) {
		t.end = l.pos
		return t
	}
	switch c := l.src[l.pos]; {
	case c >= '0' && c <= '9' || c == '.' && l.digitAt(l.pos+1):
		l.number(&t)
	case c == '"':
		l.quoted(&t)
	case c == '\'':
		l.quotedSheet(&t)
	case c == '#':
		l.hash(&t)
	case c == '[':
		l.bracket(&t)
	case c == '!' || c == '$' || c == '_' || c == '\\' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80:
		l.word(&t)
	default:
		l.punctuation(&t)
	}
	t.end = l.pos
	return t
}

// skipSpace moves over white space.
func (l *lexer) skipSpace() bool {
	start := l.pos
	for l.pos < len(l.src) {
		switch l.src[l.pos] {
		case ' ', '\n', '\r', '\t':
			l.pos++
			continue
		}
		if strings.HasPrefix(l.src[l.pos:], "\u00a0") {
			l.pos += 2
			continue
		}
		break
	}
	return l.pos > start
}

func (l *lexer) digitAt(i int) bool { return i < len(l.src) && l.src[i] >= '0' && l.src[i] <= '9' }

// number reads 12.5E-3, or whole rows 4:9.
func (l *lexer) number(t *token) {
	if l.rows(t) {
		return
	}
	i := l.pos
	for l.digitAt(i) {
		i++
	}
	if i < len(l.src) && l.src[i] == '.' {
		i++
		for l.digitAt(i) {
			i++
		}
	}
	if i < len(l.src) && (l.src[i] == 'e' || l.src[i] == 'E') {
		j := i + 1
		if j < len(l.src) && (l.src[j] == '+' || l.src[j] == '-') {
			j++
		}
		if l.digitAt(j) {
			for l.digitAt(j) {
				j++
			}
			i = j
		}
	}
	t.text = l.src[l.pos:i]
	x, err := strconv.ParseFloat(t.text, 64)
	t.kind, t.num = numberToken, x
	if err != nil || x-x != 0 || i < len(l.src) && isWordByte(l.src[i]) {
		t.kind = badToken
	}
	l.pos = i
}

// rows reads whole rows.
func (l *lexer) rows(t *token) bool {
	from, i, ok := rowAt(l.src, l.pos)
	if !ok || i >= len(l.src) || l.src[i] != ':' {
		return false
	}
	to, j, ok := rowAt(l.src, i+1)
	if !ok || j < len(l.src) && (isWordByte(l.src[j]) || l.src[j] == '!') {
		return false
	}
	t.kind, t.from, t.to, t.text = rowsToken, from, to, l.src[l.pos:j]
	l.pos = j
	return true
}

// rowAt reads the number of a row: 4 or $4.
func rowAt(s string, i int) (Coord, int, bool) {
	c := Coord{RowRel: true}
	if i < len(s) && s[i] == '$' {
		c.RowRel = false
		i++
	}
	start, n := i, 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && i-start < 8 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == start || n < 1 || n > MaxRows {
		return c, i, false
	}
	c.Row = int32(n - 1)
	return c, i, true
}

// colAt reads the letters of a column: B or $B.
func colAt(s string, i int) (Coord, int, bool) {
	c := Coord{ColRel: true}
	if i < len(s) && s[i] == '$' {
		c.ColRel = false
		i++
	}
	start, n := i, 0
	for i < len(s) && i-start < 4 {
		b := s[i] | 0x20
		if b < 'a' || b > 'z' {
			break
		}
		n = n*26 + int(b-'a') + 1
		i++
	}
	if i == start || i-start > 3 || n > MaxCols {
		return c, i, false
	}
	c.Col = int32(n - 1)
	return c, i, true
}

// cellAt reads an address: B4, $B$4.
func cellAt(s string, i int) (Coord, int, bool) {
	col, i, ok := colAt(s, i)
	if !ok {
		return col, i, false
	}
	row, i, ok := rowAt(s, i)
	if !ok || i < len(s) && isWordByte(s[i]) {
		return col, i, false
	}
	row.Col, row.ColRel = col.Col, col.ColRel
	return row, i, true
}

// isWordByte reports whether a byte can be in a name.
func isWordByte(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '\\' || c == '?' || c >= 0x80
}

// wordEnd is where a name that begins at i ends.
func wordEnd(s string, i int) int {
	for i < len(s) && isWordByte(s[i]) {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || unicode.IsSpace(r) || r >= 0xff01 && r <= 0xff0f || r == '，' {
			break
		}
		i += n
	}
	return i
}

// quoted reads a text, in which "" is one quotation mark.
func (l *lexer) quoted(t *token) {
	text, end, ok := unquote(l.src, l.pos, '"')
	t.kind, t.text, l.pos = textToken, text, end
	if !ok {
		t.kind = badToken
	}
}

// unquote reads what stands between quotation marks at i, doubled ones made
// single.
func unquote(s string, i int, mark byte) (text string, end int, ok bool) {
	start, doubled := i+1, false
	for i++; i < len(s); i++ {
		if s[i] != mark {
			continue
		}
		if i+1 < len(s) && s[i+1] == mark {
			doubled = true
			i++
			continue
		}
		text = s[start:i]
		if doubled {
			text = strings.ReplaceAll(text, string([]byte{mark, mark}), string(mark))
		}
		return text, i + 1, true
	}
	return "", len(s), false
}

// quotedSheet reads 'My sheet'!.
func (l *lexer) quotedSheet(t *token) {
	text, end, ok := unquote(l.src, l.pos, '\'')
	t.kind, t.text, l.pos = sheetToken, text, end
	if !ok || end >= len(l.src) || l.src[end] != '!' || text == "" {
		t.kind = badToken
		return
	}
	l.pos++
}

// hash reads an error, or the sign of a spill.
func (l *lexer) hash(t *token) {
	rest := l.src[l.pos:]
	for c, text := range codeTexts() {
		if c > 0 && len(rest) >= len(text) && strings.EqualFold(rest[:len(text)], text) {
			t.kind, t.code = errorToken, Code(c)
			l.pos += len(text)
			if t.code == RefError { // #REF!B4: the sheet was deleted
				if _, end, ok := cellAt(l.src, l.pos); ok {
					l.pos = end
				}
			}
			return
		}
	}
	t.kind, t.sign = signToken, '#'
	l.pos++
}

// bracket reads [1]Sheet1!, or a reference inside a table.
func (l *lexer) bracket(t *token) {
	close := strings.IndexByte(l.src[l.pos:], ']')
	if close > 1 {
		end := l.pos + close + 1
		if bang := sheetEnd(l.src, end); bang > 0 {
			t.kind, t.text, l.pos = sheetToken, l.src[l.pos:bang], bang+1
			return
		}
	}
	l.table(t, l.pos)
}

// sheetEnd is where the ! behind a name, or two names with a colon, stands; 0
// where there is none.
func sheetEnd(s string, i int) int {
	i = wordEnd(s, i)
	if i < len(s) && s[i] == ':' {
		i = wordEnd(s, i+1)
	}
	if i < len(s) && s[i] == '!' {
		return i
	}
	return 0
}

// table reads the brackets behind the name of a table, which began at start.
func (l *lexer) table(t *token, start int) {
	t.pos = start
	end, closed := AfterBrackets(l.src, l.pos)
	if t.kind = badToken; closed {
		t.kind, t.text = tableToken, l.src[start:end]
	}
	l.pos = end
}

// AfterBrackets is where the brackets of a formula's text that open at the byte i are
// closed again, behind the last of them; an apostrophe makes the next sign an ordinary
// one. Where they stay open it is the end of the text, and closed is false.
//
// Checked: TestMoveFormula, TestParse.
func AfterBrackets(text string, i int) (end int, closed bool) {
	for depth := 0; i < len(text); i++ {
		switch text[i] {
		case '\'':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1, true
			}
		}
	}
	return len(text), false
}

// word reads a cell, whole columns, a sheet, a table, a function or a name.
func (l *lexer) word(t *token) {
	s, start := l.src, l.pos
	if s[start] == '!' { // !A1: the sheet of the cell that uses the name
		t.kind, l.pos = sheetToken, start+1
		return
	}
	if at, end, ok := cellAt(s, start); ok && (end >= len(s) || s[end] != '(' && s[end] != '!' && s[end] != '[') {
		t.kind, t.from, t.text, l.pos = cellToken, at, s[start:end], end
		return
	}
	if l.columns(t) || s[start] == '$' && l.rows(t) {
		return
	}
	end := wordEnd(s, start)
	if end == start {
		l.punctuation(t)
		return
	}
	t.kind, t.text, l.pos = wordToken, s[start:end], end
	if end >= len(s) {
		return
	}
	switch s[end] {
	case '!', ':':
		if bang := sheetEnd(s, start); bang > 0 && (s[end] == '!' || !isCell(t.text)) {
			t.kind, t.text, l.pos = sheetToken, s[start:bang], bang+1
		}
	case '[':
		l.table(t, start)
	}
}

// isCell reports whether a word looks like an address.
func isCell(s string) bool {
	_, end, ok := cellAt(s, 0)
	return ok && end == len(s)
}

// columns reads whole columns.
func (l *lexer) columns(t *token) bool {
	from, i, ok := colAt(l.src, l.pos)
	if !ok || i >= len(l.src) || l.src[i] != ':' {
		return false
	}
	to, j, ok := colAt(l.src, i+1)
	if !ok || j < len(l.src) && (isWordByte(l.src[j]) || strings.IndexByte("$(![", l.src[j]) >= 0) {
		return false
	}
	t.kind, t.from, t.to, t.text = columnsToken, from, to, l.src[l.pos:j]
	l.pos = j
	return true
}

// punctuation reads an operator or a bracket.
func (l *lexer) punctuation(t *token) {
	c := l.src[l.pos]
	l.pos++
	t.kind, t.sign = signToken, c
	follows := func(b byte) bool {
		if l.pos < len(l.src) && l.src[l.pos] == b {
			l.pos++
			return true
		}
		return false
	}
	switch c {
	case '<':
		if follows('=') {
			t.sign = 'l'
		} else if follows('>') {
			t.sign = 'n'
		}
	case '>':
		if follows('=') {
			t.sign = 'g'
		}
	case '+', '-', '*', '/', '^', '&', '=', '%', ':', ',', ';', '@', '(', ')', '{', '}':
	default:
		t.kind = badToken
	}
}
