package graft

import (
	"fmt"
	"strings"

	"ballast/budget/sheet"
)

// look is the part of a sheet.Style that decides how a cell looks; two cells of
// the same look share a style record.
type look struct {
	format        string
	size          float64
	bold, italic  bool
	color, fill   string
	align, valign string
	wrap          bool
	indent        int
	top, bottom   string
	open          bool // unlocked
}

// lookOf reduces a style to its look.
func lookOf(s sheet.Style) look {
	return look{
		format: s.Format, size: s.Size, bold: s.Bold, italic: s.Italic, color: s.Color, fill: s.Fill,
		align: s.Align, valign: s.VAlign, wrap: s.Wrap, indent: s.Indent, top: s.Top, bottom: s.Bottom, open: s.Input,
	}
}

// Fonts of result sheets and charts. The Chinese one is named as Chinese
// Windows names it; English Windows knows it by that name too.
const (
	fontLatin   = "Calibri"
	fontChinese = "微软雅黑"
	textSize    = 10.0
)

// fontFor is the cell font of a language.
func fontFor(language string) string {
	if language == "zh" {
		return fontChinese
	}
	return fontLatin
}

// fontXML writes a font record; its children stand in the order in which
// Excel writes them, which some readers insist on.
func fontXML(ns, family string, l look) string {
	var b strings.Builder
	b.WriteString(`<font xmlns="` + ns + `">`)
	if l.bold {
		b.WriteString("<b/>")
	}
	if l.italic {
		b.WriteString("<i/>")
	}
	size := l.size
	if size == 0 {
		size = textSize
	}
	color := l.color
	if color == "" {
		color = "262626"
	}
	fmt.Fprintf(&b, `<sz val="%s"/><color rgb="FF%s"/><name val="%s"/><family val="2"/>`, number(size), color, family)
	if family == fontChinese {
		b.WriteString(`<charset val="134"/>`) // GB2312
	}
	b.WriteString("</font>")
	return b.String()
}

func fillXML(ns, color string) string {
	return `<fill xmlns="` + ns + `"><patternFill patternType="solid"><fgColor rgb="FF` + color + `"/><bgColor indexed="64"/></patternFill></fill>`
}

func borderXML(ns string, l look) string {
	edge := func(name, color string) string {
		if color == "" {
			return "<" + name + "/>"
		}
		return "<" + name + ` style="thin"><color rgb="FF` + color + `"/></` + name + ">"
	}
	return `<border xmlns="` + ns + `"><left/><right/>` + edge("top", l.top) + edge("bottom", l.bottom) + `<diagonal/></border>`
}

// xfXML writes the record that binds format, font, fill and border.
func xfXML(ns string, l look, format, font, fill, border int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<xf xmlns="%s" numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0"`, ns, format, font, fill, border)
	b.WriteString(` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">`)
	b.WriteString("<alignment")
	if l.align != "" {
		b.WriteString(` horizontal="` + l.align + `"`)
	}
	if v := l.valign; v != "" {
		b.WriteString(` vertical="` + v + `"`)
	}
	if l.wrap {
		b.WriteString(` wrapText="1"`)
	}
	if l.indent > 0 {
		fmt.Fprintf(&b, ` indent="%d"`, l.indent)
	}
	b.WriteString("/>")
	if l.open {
		b.WriteString(`<protection locked="0"/>`)
	}
	b.WriteString("</xf>")
	return b.String()
}

// FormatNumber returns the number of a format code that every spreadsheet
// program knows, -1 for others. Source: ECMA-376 part 1, 18.8.30; only those
// that do not change with the reader's country.
func FormatNumber(code string) int {
	switch code {
	case "", "General":
		return 0
	case "0":
		return 1
	case "0.00":
		return 2
	case "#,##0":
		return 3
	case "#,##0.00":
		return 4
	case "0%":
		return 9
	case "0.00%":
		return 10
	case "@":
		return 49
	}
	return -1
}

// checkLook refuses values that would make the styles part invalid.
func checkLook(l look) error {
	for _, c := range []string{l.color, l.fill, l.top, l.bottom} {
		if c != "" && !isRGB(c) {
			return fmt.Errorf("colour %q is not of the form RRGGBB", c)
		}
	}
	switch l.align {
	case "", "left", "center", "right":
	default:
		return fmt.Errorf("alignment %q is not known", l.align)
	}
	switch l.valign {
	case "", "top", "center":
	default:
		return fmt.Errorf("vertical alignment %q is not known", l.valign)
	}
	return nil
}

// isRGB reports whether a colour is written as six hexadecimal digits.
func isRGB(c string) bool {
	return len(c) == 6 && strings.Trim(c, "0123456789abcdefABCDEF") == ""
}
