package budget

import (
	"strconv"
	"strings"
)

// Table is one header row found on a sheet and the columns under it.
type Table struct {
	File, Sheet string
	HeaderRow   int // 1-based row number of the header
	Columns     []Column
}

// Column is one recognised or extra column of a Table.
type Column struct {
	Field  string // canonical English field name of the schema, "" for an extra column
	Header string // header text as written
	Letter string // "A", "B", ... "XFD"
	Month  int    // months since the plan's start for a dated column of a wide table, else -1
}

// Row is one row of a Table as it was read: enough to name any of its cells in
// a problem. Text is parallel to Table.Columns and holds what the cell shows;
// dated columns may be left out of it (Text may be shorter than Columns).
type Row struct {
	Table  *Table
	Number int // 1-based row number
	Text   []string
}

// Ref returns the cell of a field, or the row's sheet when it has no such column.
func (r Row) Ref(field string) Ref {
	if r.Table == nil {
		return Ref{}
	}
	ref := Ref{File: r.Table.File, Sheet: r.Table.Sheet}
	for _, c := range r.Table.Columns {
		if c.Field == field {
			ref.Cell = c.Letter + strconv.Itoa(r.Number)
			return ref
		}
	}
	if len(r.Table.Columns) > 0 {
		ref.Cell = r.Table.Columns[0].Letter + strconv.Itoa(r.Number)
	}
	return ref
}

// Get returns the text of a field as read, "" when absent.
func (r Row) Get(field string) string {
	if r.Table == nil {
		return ""
	}
	for i, c := range r.Table.Columns {
		if c.Field == field && i < len(r.Text) {
			return r.Text[i]
		}
	}
	return ""
}

// Excerpt returns the cells of the given fields that are present and not
// empty, for Problem.Row. The field "Name" (or, without one, "ID") is quoted
// without its header.
func (r Row) Excerpt(fields ...string) []Field {
	var out []Field
	if r.Table == nil {
		return nil
	}
	for _, f := range fields {
		for i, c := range r.Table.Columns {
			if c.Field != f || i >= len(r.Text) || r.Text[i] == "" {
				continue
			}
			name := excerptName(c.Header)
			if f == "Name" || f == "ID" {
				name = ""
			}
			out = append(out, Field{Cell: c.Letter + strconv.Itoa(r.Number), Name: name, Text: r.Text[i]})
		}
	}
	return out
}

// excerptName is a header as it stands in a sentence: lower case, without what
// is in brackets or on a second line.
func excerptName(header string) string {
	if i := strings.IndexAny(header, "(（\n"); i > 0 {
		header = header[:i]
	}
	return strings.ToLower(strings.TrimSpace(header))
}
