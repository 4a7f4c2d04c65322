package template

import (
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/schema"
)

// listLimit is the longest drop-down list that a sheet stores in place.
// Source: ECMA-376 limits formula1 of a list to 255 characters, the quotes aside.
const listLimit = 255

// validations puts a drop-down on every column of words and of names, and
// bounds on probabilities and shares.
func (b *bookBuilder) validations(s *textSheet) error {
	if s.settings() {
		for i, r := range s.rows {
			def, ok := schema.MatchColumn(s.def.Columns, r.cells[0])
			if !ok {
				continue
			}
			row := s.headerRow() + 1 + i
			if err := b.validate(s, def, 2, row, row); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range s.header {
		if def, ok := s.column(i); ok {
			first := s.headerRow() + 1
			if err := b.validate(s, def, i+1, first, first+len(s.rows)+spareRows); err != nil {
				return err
			}
		}
	}
	return nil
}

// validate adds the rule of one column, if it has one.
func (b *bookBuilder) validate(s *textSheet, def schema.Column, column, first, last int) error {
	from, err := excelize.CoordinatesToCellName(column, first)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(column, last)
	if err != nil {
		return err
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(from + ":" + to)
	kind, low, high, strict := ruleOf(s, def)
	switch {
	case kind == ruleWords:
		list := def.Words(b.lang)
		if def.Kind == schema.KindBool {
			list = strings.Split(b.words.Say("template.yes-no"), ",")
		}
		if len(utf16.Encode([]rune(strings.Join(list, ",")))) > listLimit {
			return nil
		}
		err = dv.SetDropList(list)
	case kind == ruleNames:
		source := b.namesOf(def.Field)
		if source == "" {
			return nil
		}
		dv.SetSqrefDropList(source)
	case kind == ruleBounds:
		err = dv.SetRange(low, high, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	style := excelize.DataValidationErrorStyleWarning
	if strict {
		style = excelize.DataValidationErrorStyleStop
	}
	dv.SetError(style, def.Header(b.lang), b.words.Say("template.rule."+string(kind)))
	return b.file.AddDataValidation(s.name, dv)
}

// ruleKind is the kind of a column's rule, and the tail of its message's key.
type ruleKind string

const (
	ruleNone   ruleKind = ""
	ruleWords  ruleKind = "words"
	ruleNames  ruleKind = "names"
	ruleBounds ruleKind = "bounds"
)

// ruleOf returns the rule of a column; strict rules refuse, others ask.
func ruleOf(s *textSheet, def schema.Column) (kind ruleKind, low, high float64, strict bool) {
	switch {
	case def.Kind == schema.KindEnum:
		return ruleWords, 0, 0, !def.Open
	case def.Kind == schema.KindBool:
		return ruleWords, 0, 0, true
	case def.Field == "Rho":
		return ruleBounds, -1, 1, true
	case def.Kind == schema.KindShare && isPart(def.Field):
		return ruleBounds, 0, 1, true
	}
	if sheet := namedOn(def.Field); sheet != "" && sheet != s.def.Key {
		return ruleNames, 0, 0, false
	}
	return ruleNone, 0, 0, false
}

// isPart reports whether a share is a part of a whole, between 0 and 1; rates
// and growth are not.
func isPart(field string) bool {
	f := strings.ToLower(field)
	for _, word := range []string{"probability", "confidence", "cost share", "revenue share", "funding share", "max share", "advance", "on-time", "complete", "tax rate"} {
		if strings.Contains(f, word) {
			return true
		}
	}
	return false
}

// namedOn returns the sheet whose first column holds the names that a field
// refers to.
func namedOn(field string) string {
	switch field {
	case "Vendor":
		return "Vendors"
	case "Driver", "Rate driver":
		return "Drivers"
	case "Partner":
		return "Partners"
	case "Source":
		return "Funding"
	}
	return ""
}

// namesOf is the range of names that a field refers to, "" when the workbook
// has no such sheet.
func (b *bookBuilder) namesOf(field string) string {
	want := namedOn(field)
	for _, s := range b.book.sheets {
		if !s.known || s.def.Key != want {
			continue
		}
		from, _ := excelize.CoordinatesToCellName(1, s.headerRow()+1, true)
		to, _ := excelize.CoordinatesToCellName(1, s.headerRow()+max(30, len(s.rows)+10), true)
		return "'" + strings.ReplaceAll(s.name, "'", "''") + "'!" + from + ":" + to
	}
	return ""
}
