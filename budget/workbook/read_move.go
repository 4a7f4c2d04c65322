package workbook

import (
	"strconv"
	"strings"

	"ballast/budget/formula"
	"ballast/budget/workbook/internal/opc"
)

// moveFormula shifts the relative references of a formula, as a spreadsheet
// does when a formula is filled down or to the right: cells, whole columns (A:C)
// and whole rows (2:4). Texts, names of sheets and what stands in brackets, the
// columns of tables and the numbers of links, stay.
func moveFormula(code string, down, right int) string {
	var b strings.Builder
	for i := 0; i < len(code); {
		end := i + 1
		switch c := code[i]; {
		case c == '"' || c == '\'':
			end = afterQuote(code, i)
		case c == '[':
			end, _ = formula.AfterBrackets(code, i)
		case nameByte(c):
			var moved string
			moved, end = moveWord(code, i, down, right)
			b.WriteString(moved)
			i = end
			continue
		}
		b.WriteString(code[i:end])
		i = end
	}
	return b.String()
}

// afterQuote is where a text or a quoted name that begins at i ends.
func afterQuote(code string, i int) int {
	if end := strings.IndexByte(code[i+1:], code[i]); end >= 0 {
		return i + end + 2
	}
	return len(code)
}

// moveWord shifts the word that begins at i, or it and the one behind a colon
// where the two are whole columns or rows; end is where the next begins.
func moveWord(code string, i, down, right int) (moved string, end int) {
	end = afterWord(code, i)
	word := code[i:end]
	if end < len(code) && code[end] == ':' {
		last := afterWord(code, end+1)
		if last == len(code) || code[last] != '(' && code[last] != '!' {
			if pair, ok := moveLines(word, code[end+1:last], down, right); ok {
				return pair, last
			}
		}
	}
	if end < len(code) && (code[end] == '(' || code[end] == '!') {
		return word, end
	}
	return moveReference(word, down, right), end
}

// afterWord is where the name, number or reference that begins at i ends.
func afterWord(code string, i int) int {
	for i < len(code) && nameByte(code[i]) {
		i++
	}
	return i
}

// moveLines shifts whole columns ("$A" and "C") or whole rows ("2" and "$4"); ok
// is false where the words are neither.
func moveLines(from, to string, down, right int) (moved string, ok bool) {
	parts := [2]string{}
	for k, word := range []string{from, to} {
		text := strings.TrimPrefix(word, "$")
		column, isColumn := columnNumber(text)
		row, err := strconv.Atoi(text)
		isRow := err == nil && row > 0 && text[0] >= '1'
		if !isColumn && !isRow || k == 1 && isColumn != (parts[0] != "" && isLetter(parts[0])) {
			return "", false
		}
		if text == word && isColumn {
			column += right
		}
		if text == word && isRow {
			row += down
		}
		switch sign := word[:len(word)-len(text)]; {
		case isColumn && column >= 1 && column <= opc.MaxCol:
			parts[k] = sign + opc.ColumnLetters(column)
		case isRow && row >= 1 && row <= opc.MaxRow:
			parts[k] = sign + strconv.Itoa(row)
		default:
			return "#REF!", true
		}
	}
	return parts[0] + ":" + parts[1], true
}

// isLetter reports whether an end of whole columns or rows is a column.
func isLetter(word string) bool {
	c := strings.TrimPrefix(word, "$")[0]
	return c >= 'A' && c <= 'Z'
}

// columnNumber reads the letters of a column of a sheet.
func columnNumber(text string) (column int, ok bool) {
	if text == "" || len(text) > 3 {
		return 0, false
	}
	for i := range len(text) {
		c := text[i] &^ ('a' - 'A')
		if c < 'A' || c > 'Z' {
			return 0, false
		}
		column = 26*column + int(c-'A') + 1
	}
	return column, column <= opc.MaxCol
}

// nameByte tells whether a byte belongs to a name, a number or a reference.
func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '$' || c == '_' || c == '.' || c >= 0x80
}

// moveReference shifts "B$7"; other words stay.
func moveReference(word string, down, right int) string {
	row, col, ok := splitAddress(word)
	if !ok {
		return word
	}
	fixedCol := strings.HasPrefix(word, "$")
	fixedRow := strings.LastIndexByte(word, '$') > 0
	out := ""
	if fixedCol {
		out = "$"
	} else {
		col += right
	}
	if !fixedRow {
		row += down
	}
	if row < 1 || col < 1 || row > opc.MaxRow || col > opc.MaxCol {
		return "#REF!"
	}
	out += opc.ColumnLetters(col)
	if fixedRow {
		out += "$"
	}
	return out + strconv.Itoa(row)
}
