package schema

import (
	"strings"

	"ballast/budget/unit"
)

// Index finds the columns of a sheet by what people write as their headers,
// without comparing every alias each time.
type Index struct {
	Sheet Sheet
	exact map[string]int // by Exact of each name
	keys  map[string]int // by Key of it
}

// NewIndex indexes the columns of a sheet by all their names. Where two share
// one, it is the first's.
func NewIndex(def Sheet) Index {
	x := Index{Sheet: def, exact: map[string]int{}, keys: map[string]int{}}
	put := func(m map[string]int, k string, i int) {
		if _, taken := m[k]; !taken && k != "" {
			m[k] = i
		}
	}
	for i, c := range def.Columns {
		for _, n := range append(append([]string{}, c.English...), c.Chinese...) {
			put(x.exact, exact(n), i)
			put(x.keys, Key(n), i)
		}
	}
	return x
}

// Find returns the column that a header means. A header in two languages
// ("Name / 名称") matches by any of its parts.
func (x Index) Find(header string) (def Column, ok bool) {
	def, _, ok = x.Parse(header)
	return def, ok
}

// Parse takes a header apart into the column that it names and its unit. One
// of more than 120 bytes is none.
func (x Index) Parse(header string) (Column, unit.Head, bool) {
	if len(header) > 120 {
		return Column{}, unit.Head{}, false
	}
	h := unit.ParseHeader(header, func(s string) bool {
		_, ok := x.exact[exact(s)]
		return ok
	})
	if h.Name != "" {
		return x.Sheet.Columns[x.exact[exact(h.Name)]], h, true
	}
	if i, ok := x.Loose(header); ok {
		return x.Sheet.Columns[i], unit.Head{Name: header}, true
	}
	return Column{}, unit.Head{}, false
}

// Loose finds the place of a column whose name a header has but for what
// stands in brackets.
func (x Index) Loose(header string) (int, bool) {
	if i, ok := x.named(header); ok {
		return i, true
	}
	if !strings.ContainsAny(header, "/\n|") {
		return 0, false
	}
	for _, p := range strings.FieldsFunc(header, func(r rune) bool { return strings.ContainsRune("/\n|", r) }) {
		if i, ok := x.named(p); ok {
			return i, true
		}
	}
	return 0, false
}

// named finds a column by the key of a name.
func (x Index) named(header string) (int, bool) {
	i, ok := x.keys[Key(header)]
	return i, ok && (!x.Sheet.Columns[i].Signed || signed(header))
}

// signed tells whether a header ends with a per cent sign of its own: VAT %, VAT
// (%), but not VAT 19 %.
func signed(header string) bool {
	s := strings.TrimRight(HalfWidth(header), " )]*:\u00a0")
	if !strings.HasSuffix(s, "%") {
		return false
	}
	s = strings.TrimRight(strings.TrimSuffix(s, "%"), " ([\u00a0")
	return s != "" && (s[len(s)-1] < '0' || s[len(s)-1] > '9')
}
