package schema

import (
	"slices"
	"strings"
)

// Sheet is one sheet of a plan.
type Sheet struct {
	Key      string   // canonical name: the first English one
	English  []string // names, the first is the one written
	Chinese  []string
	Columns  []Column
	Required bool // a workbook without it is an error
	Whole    bool // a worksheet of this name without all required columns is the user's own
	help     help
}

// Column is one column of a sheet, or one setting of the sheet Project: all
// that is known of it stands in its row.
type Column struct {
	Field     string   // canonical name: the first English header
	English   []string // headers, the first is the one written
	Chinese   []string
	Dimension Dimension
	// By names the column of the same row that can make the figures of this
	// one shares or factors instead of amounts ("Estimates are", "Impact is"),
	// or gives them their dimension altogether ("Metric"). "" none.
	By       string
	Form     Form
	Options  []Option // Choice
	Open     bool     // Choice: other words are kept as written
	Of       string   // ID: the sheet whose first column holds the names it refers to
	Bounds   Bounds   // what the figures must lie within; where By decides, only while that is blank
	Strict   bool     // a spreadsheet should refuse figures outside Bounds
	Sure     bool     // how sure something should be, for which P80 is 80 %
	Signed   bool     // a header without a per cent sign is no name of it: VAT is an amount, VAT % a rate
	Required bool     // the sheet is of no use without it
	Alone    bool     // a table may have no other
	Absent   string   // what counts while the cell is blank, as written; "" nothing, or what other cells say
	help     help

	limits Bounds // see Limits; zero those of the dimension
	target func(row any) any
}

// Bounds are the least and the most that a figure may be; zero for none.
type Bounds struct{ Low, High float64 }

// help is the comment on a header.
type help struct{ english, chinese string }

// Sheets returns every sheet in the order of the manual.
func Sheets() []Sheet {
	return []Sheet{projectSheet(), costsSheet(), revenueSheet(), fundingSheet(), tranchesSheet(),
		risksSheet(), driversSheet(), vendorsSheet(), partnersSheet(), correlationsSheet(), profilesSheet(), mixesSheet(), stressSheet(),
		actualsSheet(), progressSheet(), eventsSheet(), ledgerSheet(), rulesSheet(),
		commitmentsSheet().whole(), changesSheet().whole(), gatesSheet().whole(), actionsSheet().whole(), deliveriesSheet().whole(), positionSheet().whole(), resourcesSheet().whole(), cardRulesSheet().whole(), referenceSheet()}
}

// Find returns the definition of a sheet by key; ok is false for other keys.
func Find(key string) (def Sheet, ok bool) {
	for _, s := range Sheets() {
		if s.Key == key {
			return s, true
		}
	}
	return Sheet{}, false
}

// Name returns the sheet's name in a language, "zh" or English.
func (s Sheet) Name(lang string) string { return pick(lang, s.English, s.Chinese) }

// Help says in a language what the sheet is for.
func (s Sheet) Help(lang string) string { return s.help.in(lang) }

// Column returns a column of the sheet by its canonical field.
func (s Sheet) Column(field string) (def Column, ok bool) {
	for _, c := range s.Columns {
		if c.Field == field {
			return c, true
		}
	}
	return Column{}, false
}

// Header returns the column's header in a language.
func (c Column) Header(lang string) string { return pick(lang, c.English, c.Chinese) }

// Help says in a language what belongs into the column; "" for a column that
// the workbook itself names.
func (c Column) Help(lang string) string { return c.help.in(lang) }

// Target returns the address of the field of a plan's row, such as a
// *budget.CostLine, that the column fills; nil when it is read with others by
// code of its own.
func (c Column) Target(row any) any {
	if c.target == nil {
		return nil
	}
	return c.target(row)
}

// Bounded reports whether the figures have bounds.
func (c Column) Bounded() bool { return c.Bounds != Bounds{} }

// Limits are what every figure of the column must lie within, whatever other
// columns say: beyond them there is nothing to calculate, only memory and time
// to be used up. They are far outside of what a plan holds. ok is false for
// words, months and figures that are bounded elsewhere.
func (c Column) Limits() (b Bounds, ok bool) {
	if !c.IsFigure() {
		return Bounds{}, false
	}
	if b = c.limits; b == (Bounds{}) {
		b = c.Dimension.limits()
	}
	return b, b != Bounds{}
}

func (h help) in(lang string) string {
	if lang == "zh" {
		return h.chinese
	}
	return h.english
}

func pick(lang string, en, zh []string) string {
	if lang == "zh" && len(zh) > 0 {
		return zh[0]
	}
	return en[0]
}

// Option is one word that a column of words accepts. The first word of each
// language is the one that templates and messages write.
type Option struct {
	Canonical string // as kept in budget.Plan
	English   []string
	Chinese   []string
}

// Word returns the option's word in a language.
func (o Option) Word(lang string) string { return pick(lang, o.English, o.Chinese) }

// Names returns all the option's words in a language, the one written first.
func (o Option) Names(lang string) []string {
	if lang == "zh" {
		return o.Chinese
	}
	return o.English
}

// Option finds the option that a person's word means: one written so, else the
// one that is the same by Key. "P(gap 3)" and "P(overrun)" are the same by Key,
// so that neither is meant by a P alone.
func (c Column) Option(word string) (o Option, ok bool) {
	same := func(like func(string) bool) (found []Option) {
		for _, o := range c.Options {
			if like(o.Canonical) || slices.ContainsFunc(o.English, like) || slices.ContainsFunc(o.Chinese, like) {
				found = append(found, o)
			}
		}
		return found
	}
	plain, key := strings.TrimSpace(HalfWidth(word)), Key(word)
	found := same(func(w string) bool { return strings.EqualFold(HalfWidth(w), plain) })
	if len(found) == 0 {
		found = same(func(w string) bool { return Key(w) == key })
	}
	if len(found) != 1 {
		return Option{}, false
	}
	return found[0], true
}

// Words lists the options' words in a language, for drop-downs and messages.
func (c Column) Words(lang string) []string {
	out := make([]string, len(c.Options))
	for i, o := range c.Options {
		out[i] = o.Word(lang)
	}
	return out
}

// names splits aliases written "Name|Title".
func names(aliases string) []string { return strings.Split(aliases, "|") }
