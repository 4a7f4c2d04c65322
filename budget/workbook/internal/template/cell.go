package template

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"ballast/budget/workbook/schema"
)

// typedCell is one cell of a text source with the type that its text shows.
type typedCell struct {
	text    string // as written
	value   any    // string or float64; nil when blank or a formula
	formula string // without "="
	stated  string // the value of a formula, where the source says it
	format  string // number format, "" general
}

// The number formats that the builder gives.
const (
	formatMoney = "#,##0"
	formatCents = "#,##0.00"
	formatMonth = "yyyy-mm"
	formatDay   = "yyyy-mm-dd"
)

// cellForms are the patterns that decide the type of a cell.
type cellForms struct {
	number, percent, month, day *regexp.Regexp
}

func newCellForms() cellForms {
	return cellForms{
		number:  regexp.MustCompile(`^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$`),
		percent: regexp.MustCompile(`^-?\d+(\.\d+)?%$`),
		month:   regexp.MustCompile(`^\d{4}-\d{2}$`),
		day:     regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`),
	}
}

// typed gives a cell its type; what begins with an apostrophe is text. Cells of text columns stay text, so that an ID
// 007 keeps its noughts; row, first and last replace {r}, {first} and {last}.
func (f cellForms) typed(text string, def schema.Column, row, first int) typedCell {
	c := typedCell{text: text}
	switch {
	case text == "":
	case strings.HasPrefix(text, "'"):
		c.value = text[1:]
	case strings.HasPrefix(text, "="):
		put := strings.NewReplacer("{r}", strconv.Itoa(row), "{first}", strconv.Itoa(first), "{last}", strconv.Itoa(row-1))
		text, c.stated, _ = strings.Cut(text[1:], " := ")
		c.formula, c.format = put.Replace(text), formulaFormat(def)
	case !def.IsFigure():
		c.value = text
	case f.percent.MatchString(text):
		x, _ := strconv.ParseFloat(strings.TrimSuffix(text, "%")+"e-2", 64)
		c.value, c.format = x, percentFormat(text)
	case f.number.MatchString(text):
		x, _ := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
		c.value, c.format = x, numberFormat(text, def)
	case f.month.MatchString(text):
		c.value, c.format = dateValue(text+"-01"), formatMonth
	case f.day.MatchString(text):
		c.value, c.format = dateValue(text), formatDay
	default:
		c.value = text
	}
	return c
}

// dateValue returns the serial number of a day in the 1900 system, or the text
// itself when it is no day ("2026-13-01").
func dateValue(day string) any {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

func formulaFormat(def schema.Column) string {
	switch {
	case def.Form == schema.Uncertain:
	case def.IsFraction():
		return "0.0%"
	case def.Dimension == schema.Date:
		return formatMonth
	case def.Dimension != schema.Money && !def.IsText():
		return ""
	}
	return formatMoney
}

// percentFormat shows as many decimals as were written.
func percentFormat(text string) string {
	_, decimals, ok := strings.Cut(strings.TrimSuffix(text, "%"), ".")
	if !ok {
		return "0%"
	}
	return "0." + strings.Repeat("0", len(decimals)) + "%"
}

// numberFormat gives thousands to money and to every large number.
func numberFormat(text string, def schema.Column) string {
	money := def.Dimension == schema.Money && def.Form == schema.Plain
	grouped := strings.Contains(text, ",")
	switch {
	case strings.Contains(text, ".") && (money || grouped):
		return formatCents
	case money || grouped:
		return formatMoney
	}
	return ""
}

// shown is about what a reader sees in the cell, for the width of its column.
func (c typedCell) shown(value float64) string {
	if c.formula == "" {
		return c.text
	}
	n := strconv.FormatFloat(value, 'f', 0, 64)
	return n + strings.Repeat(",", max(0, (len(n)-1)/3))
}
