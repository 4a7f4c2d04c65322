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
			def, ok := s.index.Find(r.cells[0])
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
	kind, strict := ruleOf(s, def)
	switch {
	case kind == ruleWords:
		list := dropDown(def, b.lang)
		if def.Form == schema.YesNo {
			list = strings.Split(b.words.Say("template.yes-no"), ",")
		}
		if listLength(list) > listLimit {
			return nil
		}
		err = dv.SetDropList(list)
	case kind == ruleNames:
		source := b.namesOf(def.Of)
		if source == "" {
			return nil
		}
		dv.SetSqrefDropList(source)
	case kind == ruleBounds:
		err = dv.SetRange(def.Bounds.Low, def.Bounds.High, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
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

// dropDown lists the words of a column for a drop-down. Where they are longer
// than a sheet can store in place, shorter names stand in for as few of them as
// it takes.
func dropDown(def schema.Column, lang string) []string {
	list := def.Words(lang)
	for {
		over := listLength(list) - listLimit
		if over <= 0 {
			return list
		}
		at, short, most := -1, "", 0
		for i, o := range def.Options {
			for _, name := range o.Names(lang) {
				saves := listLength([]string{list[i]}) - listLength([]string{name})
				if saves > 0 && (at < 0 || most < over && saves > most || saves >= over && saves < most) {
					at, short, most = i, name, saves
				}
			}
		}
		if at < 0 {
			return list
		}
		list[at] = short
	}
}

// listLength is the length of a list as a sheet stores it, in UTF-16 units.
func listLength(list []string) int { return len(utf16.Encode([]rune(strings.Join(list, ",")))) }

// ruleKind is the kind of a column's rule, and the tail of its message's key.
type ruleKind string

const (
	ruleNone   ruleKind = ""
	ruleWords  ruleKind = "words"
	ruleNames  ruleKind = "names"
	ruleBounds ruleKind = "bounds"
)

// ruleOf returns the rule of a column; strict rules refuse, others ask.
func ruleOf(s *textSheet, def schema.Column) (kind ruleKind, strict bool) {
	switch {
	case def.Form == schema.Choice:
		return ruleWords, !def.Open
	case def.Form == schema.YesNo:
		return ruleWords, true
	case def.Strict:
		return ruleBounds, true
	case def.Of != "" && def.Of != s.def.Key:
		return ruleNames, false
	}
	return ruleNone, false
}

// namesOf is the range of names of a sheet's rows, "" when the workbook has no
// such sheet.
func (b *bookBuilder) namesOf(want string) string {
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
