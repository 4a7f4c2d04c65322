package report

import "ballast/budget/sheet"

// The palette: greys carry the structure, one accent carries the message and
// orange marks what needs attention. Blue against orange stays apart under
// the common forms of colour blindness.
// Source: M. Okabe, K. Ito, "Color Universal Design" (2008), eight-colour set.
const (
	ink    = "1F2933"
	grey   = "6B7280"
	silver = "A9B0BA"
	line   = "D5DAE0"
	mist   = "F3F5F8"
	white  = "FFFFFF"
	accent = "0072B2"
	pale   = "B9D9EC"
	alert  = "D55E00"
	amber  = "F6C9A4"
)

// hues returns the colours of series that only need to differ.
func hues() []string {
	return []string{accent, "E69F00", "009E73", "CC79A7", "56B4E9", alert, "8C6D31", "4B5563"}
}

// hue returns the colour of series i.
func hue(i int) string {
	h := hues()
	return h[i%len(h)]
}

// levelFill returns the fill and the text colour of a risk level 0..3.
func levelFill(level int) (fill, text string) {
	switch level {
	case 0:
		return "EAF3F9", ink
	case 1:
		return pale, ink
	case 2:
		return amber, ink
	default:
		return alert, white
	}
}

func styleTitle() sheet.Style { return sheet.Style{Size: 16, Bold: true, Color: ink, VAlign: "center"} }
func styleFinding() sheet.Style {
	return sheet.Style{Size: 13, Bold: true, Color: accent, Wrap: true, VAlign: "top"}
}
func styleHint() sheet.Style {
	return sheet.Style{Size: 9, Italic: true, Color: grey, Wrap: true, VAlign: "top"}
}
func styleSection() sheet.Style { return sheet.Style{Size: 12, Bold: true, Color: ink, Bottom: accent} }
func styleHead() sheet.Style {
	return sheet.Style{Bold: true, Color: ink, Fill: mist, Bottom: silver, Wrap: true, VAlign: "center"}
}
func styleLink() sheet.Style  { return sheet.Style{Color: accent} }
func styleText() sheet.Style  { return sheet.Style{Color: ink} }
func styleWrap() sheet.Style  { return sheet.Style{Color: ink, Wrap: true, VAlign: "top"} }
func styleAside() sheet.Style { return sheet.Style{Size: 8, Color: silver} }
func styleNumber(format string) sheet.Style {
	return sheet.Style{Color: ink, Format: format, Align: "right"}
}
func styleTotal(s sheet.Style) sheet.Style {
	s.Bold, s.Top = true, silver
	return s
}
