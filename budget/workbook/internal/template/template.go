// Package template makes workbooks from text: the empty one of `ballast new`
// and the samples.
package template

import (
	"embed"
	"fmt"

	"ballast/budget/words"
	"ballast/budget/workbook/schema"
)

//go:embed text/*.txt
var templateText embed.FS

// Blank returns the empty workbook of `ballast new`, as the bytes of an
// xlsx: every sheet and column of the schema with a note on each header,
// drop-downs, a few rows marked as examples, and a list of the words that
// columns accept. A run of the untouched template works. lang is "en" or "zh", id the
// plan's ID, "" none.
func Blank(lang, id string) ([]byte, error) {
	if lang != "zh" {
		lang = "en"
	}
	src, err := templateText.ReadFile("text/" + lang + ".txt")
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	examples, err := parseText(string(src))
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", lang, err)
	}
	w := words.For(lang)
	if s := examples.find("Project"); id != "" && s != nil {
		s.rows = append(s.rows, textRow{cells: []string{"Plan ID", id}})
	}
	book := &textBook{}
	for _, def := range schema.Sheets() {
		book.sheets = append(book.sheets, templateSheet(def, examples.find(def.Key), lang, w))
	}
	book.sheets = append(book.sheets, listSheet(lang, w))
	return book.build(lang)
}

// find returns the section of a sheet, or nil.
func (b *textBook) find(key string) *textSheet {
	for _, s := range b.sheets {
		if s.known && s.def.Key == key {
			return s
		}
	}
	return nil
}

// templateSheet is one sheet with every column of its definition, and with the
// example rows of the given section.
func templateSheet(def schema.Sheet, example *textSheet, lang string, w *words.Words) *textSheet {
	s := &textSheet{name: def.Name(lang), def: def, known: true, index: schema.NewIndex(def), titles: []string{def.Help(lang)}}
	if example == nil {
		example = &textSheet{def: def, known: true, index: schema.NewIndex(def)}
	}
	if s.settings() {
		s.rows = settingRows(def, example, lang, w)
		return s
	}
	if len(example.rows) > 0 {
		s.titles[0] += w.Say("template.stop") + w.Say("template.example")
	}
	from := make([]int, 0, len(def.Columns)) // column of the example, -1 none
	for _, c := range def.Columns {
		s.header = append(s.header, c.Header(lang))
		from = append(from, example.place(c.Field))
	}
	for i, h := range example.header {
		if _, known := example.column(i); !known {
			s.header, from = append(s.header, h), append(from, i)
		}
	}
	for _, r := range example.rows {
		cells := make([]string, len(from))
		for i, at := range from {
			if at >= 0 && at < len(r.cells) {
				cells[i] = r.cells[at]
			}
		}
		s.rows = append(s.rows, textRow{line: r.line, cells: cells, example: r.example})
	}
	return s
}

// place returns the column of a field, or -1.
func (s *textSheet) place(field string) int {
	for i := range s.header {
		if c, ok := s.column(i); ok && c.Field == field {
			return i
		}
	}
	return -1
}

// settingRows lists every setting with the example's value and its note.
func settingRows(def schema.Sheet, example *textSheet, lang string, w *words.Words) []textRow {
	value := map[string]string{}
	for _, r := range example.rows {
		if c, ok := example.index.Find(r.cells[0]); ok && len(r.cells) > 1 {
			value[c.Field] = r.cells[1]
		}
	}
	var rows []textRow
	for _, c := range def.Columns {
		r := textRow{cells: []string{c.Header(lang), value[c.Field]}}
		if r.cells[1] != "" { // a lone remark would be read as the value
			r.cells = append(r.cells, c.Help(lang))
		}
		rows = append(rows, r)
	}
	return rows
}

// listSheet shows the words of every drop-down, one column each.
func listSheet(lang string, w *words.Words) *textSheet {
	s := &textSheet{name: w.Say("template.lists"), titles: []string{w.Say("template.lists.title")}}
	for _, def := range schema.Sheets() {
		for _, c := range def.Columns {
			if c.Form != schema.Choice {
				continue
			}
			at := len(s.header)
			s.header = append(s.header, def.Name(lang)+": "+c.Header(lang))
			for i, word := range c.Words(lang) {
				for len(s.rows) <= i {
					s.rows = append(s.rows, textRow{})
				}
				r := &s.rows[i]
				for len(r.cells) <= at {
					r.cells = append(r.cells, "")
				}
				r.cells[at] = word
			}
		}
	}
	return s
}
