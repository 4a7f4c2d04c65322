// Package schema names every sheet, column and word of a plan's workbook that
// is understood, in both languages. The reader, the template and the manual
// all take their words from here.
package schema

import "strings"

// Kind says what a column's cells hold.
type Kind int

// The kinds of cells.
const (
	KindText     Kind = iota
	KindNumber        // a plain number
	KindMoney         // an amount, exact decimal
	KindShare         // a share or rate: 8% or 0.08
	KindMonths        // a number of months
	KindDate          // a month: a date, or 2026-03
	KindQuantity      // an uncertain number: a number or PERT(90,100,140)
	KindEnum          // one of Options, or free text when Open
	KindList          // several names between , or ;
	KindBool          // yes or no
)

// Option is one word that an enum column accepts. The first word of each
// language is the one that templates and messages write.
type Option struct {
	Canonical string // as kept in budget.Plan
	English   []string
	Chinese   []string
}

// Column is one column of a sheet, or one setting of the sheet Project.
type Column struct {
	Field    string   // canonical name: the first English header
	English  []string // headers, the first is the one written
	Chinese  []string
	Kind     Kind
	Options  []Option // KindEnum
	Open     bool     // KindEnum: other words are kept as written
	Required bool     // the sheet is of no use without it
	Note     string   // words key of the header's comment
}

// Sheet is one sheet.
type Sheet struct {
	Key      string // canonical name, "Costs"
	English  []string
	Chinese  []string
	Columns  []Column
	Required bool // a workbook without it is an error
	Note     string
}

// Sheets returns every sheet in the order of the manual.
func Sheets() []Sheet {
	sheets := []Sheet{projectSheet(), costsSheet(), revenueSheet(), fundingSheet(), tranchesSheet(),
		risksSheet(), driversSheet(), vendorsSheet(), partnersSheet(), correlationsSheet(), profilesSheet(), mixesSheet(), stressSheet()}
	sheets = append(sheets, controlSheets()...)
	sheets = append(sheets, referenceSheet())
	for i := range sheets {
		s := &sheets[i]
		s.Note = "note." + strings.ToLower(s.Key)
		for j := range s.Columns {
			s.Columns[j].Note = s.Note + "." + noteName(s.Columns[j].Field)
		}
	}
	return sheets
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

// Header returns the column's header in a language.
func (c Column) Header(lang string) string { return pick(lang, c.English, c.Chinese) }

// Word returns the option's word in a language.
func (o Option) Word(lang string) string { return pick(lang, o.English, o.Chinese) }

// Column returns a column of the sheet by its canonical field.
func (s Sheet) Column(field string) (def Column, ok bool) {
	for _, c := range s.Columns {
		if c.Field == field {
			return c, true
		}
	}
	return Column{}, false
}

// Option finds the option that a person's word means.
func (c Column) Option(word string) (o Option, ok bool) {
	key := Key(word)
	for _, o := range c.Options {
		for _, w := range append(append([]string{o.Canonical}, o.English...), o.Chinese...) {
			if Key(w) == key {
				return o, true
			}
		}
	}
	return Option{}, false
}

// Words lists the options' words in a language, for drop-downs and messages.
func (c Column) Words(lang string) []string {
	out := make([]string, len(c.Options))
	for i, o := range c.Options {
		out[i] = o.Word(lang)
	}
	return out
}

func pick(lang string, en, zh []string) string {
	if lang == "zh" && len(zh) > 0 {
		return zh[0]
	}
	return en[0]
}

// noteName turns a field into the tail of a words key: "Payment lag" to "payment-lag".
func noteName(field string) string {
	f := strings.NewReplacer("%", "", "(", "", ")", "").Replace(strings.ToLower(field))
	return strings.Join(strings.Fields(f), "-")
}

// column makes a Column of alias lists written "Name|Title".
func column(kind Kind, english, chinese string) Column {
	en := strings.Split(english, "|")
	return Column{Field: en[0], English: en, Chinese: strings.Split(chinese, "|"), Kind: kind}
}

// required marks a column as required.
func required(c Column) Column {
	c.Required = true
	return c
}

// choice makes an enum column.
func choice(english, chinese string, options ...Option) Column {
	c := column(KindEnum, english, chinese)
	c.Options = options
	return c
}

// openChoice makes an enum column that keeps other words as written.
func openChoice(english, chinese string, options ...Option) Column {
	c := choice(english, chinese, options...)
	c.Open = true
	return c
}

// option makes an Option of alias lists written "yes|y".
func option(canonical, english, chinese string) Option {
	return Option{Canonical: canonical, English: strings.Split(english, "|"), Chinese: strings.Split(chinese, "|")}
}
