package workbook

import (
	"regexp"
	"strings"
)

// bothMarks part names of which all are meant.
func bothMarks() *regexp.Regexp {
	return regexp.MustCompile(`\s*[&+＆＋]\s*|\s+(?i:and|und|et)\s+|\s*[和且与及]\s*`)
}

// anyMarks part names of which any is meant.
func anyMarks() *regexp.Regexp {
	return regexp.MustCompile(`\s*[,;/|、，；\n]\s*|\s+(?i:or|oder|ou)\s+|\s*[或]\s*`)
}

// names reads a cell that names one row of some sheets, or several: "A, C" any
// of them, "A & C" all of them. A name that itself has such a mark is one name
// where a sheet has it. mixed is true when both marks stand in the cell, which
// can be meant in two ways.
func (x *record) names(field string, sheets ...string) (ids []string, all, mixed bool) {
	text := x.text(field)
	if text == "" {
		return nil, false, false
	}
	for _, key := range sheets {
		if x.r.ids(key)[strings.ToLower(text)] {
			return []string{text}, false, false
		}
	}
	both, any := bothMarks(), anyMarks()
	all = both.MatchString(text)
	mixed = all && any.MatchString(text)
	for _, part := range any.Split(text, -1) {
		for _, id := range both.Split(part, -1) {
			if id = strings.TrimSpace(id); id != "" {
				ids = append(ids, id)
			}
		}
	}
	return ids, all, mixed
}

// ids are the names in the first column of a sheet, in lower case, before its
// rows are read.
func (r *reader) ids(key string) map[string]bool {
	if r.idsOf[key] != nil {
		return r.idsOf[key]
	}
	def, _ := r.def(key)
	ids := map[string]bool{}
	for _, t := range r.tablesOf[key] {
		for _, row := range t.rows {
			if c := t.cellOf(row, def.Columns[0].Field); !c.blank() {
				ids[strings.ToLower(c.show(r.book.date1904))] = true
			}
		}
	}
	r.idsOf[key] = ids
	return ids
}
