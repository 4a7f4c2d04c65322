package graft

import (
	"fmt"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// Limits of what hangs on cells. Source: Excel specifications and limits, and
// the 255 characters of a list typed into a validation.
const (
	maxListText = 255
	maxTip      = 255
)

// rulesXML writes what follows the cells: merges, conditional formats,
// validations and links, in the order of the schema.
func (g *Run) rulesXML(t *tab) (string, error) {
	heats, err := heatXML(t.sheet.Heats)
	if err != nil {
		return "", err
	}
	var checks, links []string
	for _, k := range t.grid {
		c := t.cells[k]
		place := opc.CellAddress(c.Row, c.Col)
		if c.Style.Input {
			check, err := checkXML(place, c.Style)
			if err != nil {
				return "", fmt.Errorf("cell %s: %w", place, err)
			}
			if check != "" {
				checks = append(checks, check)
			}
		}
		if c.Link != nil {
			link, err := g.linkXML(place, c.Link)
			if err != nil {
				return "", fmt.Errorf("cell %s: %w", place, err)
			}
			links = append(links, link)
		}
	}
	var merges []string
	for _, m := range t.sheet.Merges {
		if m.R1 != m.R2 || m.C1 != m.C2 {
			merges = append(merges, `<mergeCell ref="`+plainRange(m)+`"/>`)
		}
	}
	return counted("mergeCells", merges) + heats + counted("dataValidations", checks) + wrapped("hyperlinks", links), nil
}

// counted wraps records into a list element with their number.
func counted(name string, records []string) string {
	if len(records) == 0 {
		return ""
	}
	return fmt.Sprintf(`<%s count="%d">`, name, len(records)) + strings.Join(records, "") + "</" + name + ">"
}

func wrapped(name string, records []string) string {
	if len(records) == 0 {
		return ""
	}
	return "<" + name + ">" + strings.Join(records, "") + "</" + name + ">"
}

// heatXML writes colour scales with fixed thresholds.
func heatXML(heats []sheet.Heat) (string, error) {
	var b strings.Builder
	for i, h := range heats {
		if err := checkRange(h.At); err != nil {
			return "", fmt.Errorf("heat: %w", err)
		}
		stops := []struct {
			color string
			at    float64
		}{{h.Low, h.LowAt}, {h.Mid, h.MidAt}, {h.High, h.HighAt}}
		var values, colors string
		for _, s := range stops {
			if s.color == "" {
				continue
			}
			if !isRGB(s.color) {
				return "", fmt.Errorf("heat: colour %q is not of the form RRGGBB", s.color)
			}
			values += `<cfvo type="num" val="` + number(s.at) + `"/>`
			colors += `<color rgb="FF` + s.color + `"/>`
		}
		if h.Low == "" || h.High == "" {
			return "", fmt.Errorf("heat: both end colours must be given")
		}
		fmt.Fprintf(&b, `<conditionalFormatting sqref="%s"><cfRule type="colorScale" priority="%d"><colorScale>%s%s</colorScale></cfRule></conditionalFormatting>`,
			plainRange(h.At), i+1, values, colors)
	}
	return b.String(), nil
}

// checkXML writes the validation of an input cell, "" when it has no bounds.
func checkXML(place string, s sheet.Style) (string, error) {
	rule := func(attrs, formulas string) string {
		return `<dataValidation ` + attrs + ` allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="` + place + `">` + formulas + `</dataValidation>`
	}
	switch {
	case len(s.List) > 0:
		for _, item := range s.List {
			if strings.Contains(item, ",") {
				return "", fmt.Errorf("the drop-down value %q has a comma", item)
			}
		}
		list := strings.Join(s.List, ",")
		if unitLen(list) > maxListText {
			return "", fmt.Errorf("the drop-down values are longer than %d characters", maxListText)
		}
		return rule(`type="list"`, `<formula1>`+opc.Escape(`"`+strings.ReplaceAll(list, `"`, `""`)+`"`)+`</formula1>`), nil
	case s.Min != nil && s.Max != nil:
		return rule(`type="decimal" operator="between"`, `<formula1>`+number(*s.Min)+`</formula1><formula2>`+number(*s.Max)+`</formula2>`), nil
	case s.Min != nil:
		return rule(`type="decimal" operator="greaterThanOrEqual"`, `<formula1>`+number(*s.Min)+`</formula1>`), nil
	case s.Max != nil:
		return rule(`type="decimal" operator="lessThanOrEqual"`, `<formula1>`+number(*s.Max)+`</formula1>`), nil
	}
	return "", nil
}

// linkXML writes a link to a cell of a result sheet or of the user's.
func (g *Run) linkXML(place string, l *sheet.Link) (string, error) {
	var title string
	switch {
	case (l.Key == "") == (l.UserSheet == ""):
		return "", fmt.Errorf("link: exactly one of result sheet and user sheet must be set")
	case l.Key != "":
		t := g.byKey[l.Key]
		if t == nil {
			return "", fmt.Errorf("link: no result sheet has the key %q", l.Key)
		}
		title = t.Title
	default:
		title = g.user[fold(l.UserSheet)]
		if title == "" {
			return "", fmt.Errorf("link: the workbook has no sheet %q", l.UserSheet)
		}
	}
	cell := l.Cell
	if cell == "" {
		cell = "A1"
	}
	tip := ""
	if l.Tip != "" {
		short, _ := cutUnits(l.Tip, maxTip)
		tip = ` tooltip="` + opc.Escape(short) + `"`
	}
	return `<hyperlink ref="` + place + `" location="` + opc.Escape(opc.QuoteTab(title)+"!"+cell) + `"` + tip + `/>`, nil
}
