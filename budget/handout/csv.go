package handout

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"ballast/budget/sheet"
)

// File is one file of a folder: its name, what it shows, and its content.
type File struct {
	Name, Title string
	Data        []byte
}

// byteOrderMark tells spreadsheet programs that a text file is UTF-8.
const byteOrderMark = "\ufeff"

// Tables writes every table of a book as a CSV file: UTF-8 with a byte order
// mark, numbers with all their digits and a decimal point, months as 2026-03.
// Text that a spreadsheet program would take for a formula begins with '.
func Tables(book *sheet.Book) ([]File, error) {
	var all []File
	for i := range book.Sheets {
		s := &book.Sheets[i]
		cells := map[[2]int]*sheet.Cell{}
		for k := range s.Cells {
			if c := &s.Cells[k]; c.Value != nil {
				cells[[2]int{c.Row, c.Col}] = c
			}
		}
		for n, t := range s.Tables {
			data, err := tableCSV(t, cells)
			if err != nil {
				return nil, fmt.Errorf("table %d of sheet %s: %w", n+1, s.Key, err)
			}
			name := s.Key + "-" + strconv.Itoa(n+1)
			if text := slug(t.Title); text != "" {
				name += "-" + text
			}
			all = append(all, File{Name: name + ".csv", Title: s.Title + ": " + t.Title, Data: data})
		}
	}
	return all, nil
}

func tableCSV(t sheet.Table, cells map[[2]int]*sheet.Cell) ([]byte, error) {
	var rows [][]string
	for r := t.Head; r <= t.R2; r++ {
		if r > t.Head && r < t.R1 || slices.Contains(t.Again, r) {
			continue
		}
		row := make([]string, len(t.Cols))
		for i, col := range t.Cols {
			row[i] = plain(cells[[2]int{r, col}])
		}
		rows = append(rows, row)
	}
	return encode(rows)
}

// Scenarios writes columns by scenario as one CSV file, one row a scenario,
// numbered from 0 as the explain command numbers them. A figure that is not
// finite is left empty, and so is one of a shorter column: it is known of the first
// scenarios only.
func Scenarios(names []string, columns [][]float64) (File, error) {
	head := []string{"scenario"}
	for _, n := range names {
		head = append(head, safe(n))
	}
	rows := [][]string{head}
	for i := 0; len(columns) > 0 && i < len(columns[0]); i++ {
		row := []string{strconv.Itoa(i)}
		for _, c := range columns {
			if i < len(c) {
				row = append(row, digits(c[i]))
			} else {
				row = append(row, "")
			}
		}
		rows = append(rows, row)
	}
	data, err := encode(rows)
	return File{Name: "scenarios.csv", Title: "scenarios", Data: data}, err
}

func encode(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	w := csv.NewWriter(&out)
	w.UseCRLF = true // Source: RFC 4180, section 2.
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// plain is a value as another program reads it.
func plain(c *sheet.Cell) string {
	if c == nil {
		return ""
	}
	switch v := c.Value.(type) {
	case float64:
		return digits(v)
	case int:
		return strconv.Itoa(v)
	case time.Time:
		return sheet.Show(v, c.Style.Format)
	case string:
		return safe(v)
	}
	return safe(shown(c))
}

func digits(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// safe keeps a text from being taken for a formula: one that begins, after
// blanks, with a sign that starts one gets a ' in front.
// Source: OWASP, CSV Injection; the full-width signs are taken for their narrow
// ones by programs set to Chinese.
func safe(text string) string {
	start := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' })
	first := text
	if len(first) > 0 && strings.ContainsRune("\t\r\n", rune(first[0])) || len(start) > 0 && strings.ContainsAny(string([]rune(start)[:1]), "=+-@|%＝＋－＠") {
		return "'" + text
	}
	return text
}

// slug is a text as part of a file's name: letters and digits of any script.
func slug(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	out := []rune(b.String())
	if len(out) > 40 {
		out = out[:40]
	}
	return strings.Trim(string(out), "-")
}
