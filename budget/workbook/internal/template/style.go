package template

import (
	"strings"

	"ballast/budget/words"

	"github.com/xuri/excelize/v2"
)

// cellRole is what a cell is for; with a number format it makes a style.
type cellRole int

const (
	roleBody     cellRole = iota
	roleTitle             // title row above the table
	roleHeader            // header of a column that Ballast reads
	roleRequired          // header of a column that must be there
	roleExtra             // header of a column that Ballast leaves alone
	roleExample           // row of a template to be overwritten
	roleTotal             // row of sums
	roleSetting           // name of a setting
	roleRemark            // remark beside a setting
)

// rowRole is the role of the i-th cell of a row.
func rowRole(s *textSheet, r textRow, i int) cellRole {
	switch {
	case s.settings() && i == 0:
		return roleSetting
	case s.settings() && i > 1:
		return roleRemark
	case r.example:
		return roleExample
	case s.known && !s.settings() && r.cells[0] == "":
		return roleTotal
	}
	return roleBody
}

// bookStyles makes each style once: creating one costs time in proportion to
// those that exist.
type bookStyles struct {
	file *excelize.File
	font string
	ids  map[styleKey]int
}

type styleKey struct {
	role   cellRole
	format string
	text   bool // stands a little off the number to its left
}

func newBookStyles(f *excelize.File, lang string) *bookStyles {
	font := "Calibri"
	if lang == "zh" {
		font = "Microsoft YaHei"
	}
	return &bookStyles{file: f, font: font, ids: map[styleKey]int{}}
}

// id returns the style of a role with a number format.
func (s *bookStyles) id(key styleKey) (int, error) {
	if id, ok := s.ids[key]; ok {
		return id, nil
	}
	st := s.style(key.role)
	if key.format != "" {
		st.CustomNumFmt = &key.format
	}
	if key.text && (key.role == roleBody || key.role == roleExample || key.role == roleRemark) {
		st.Alignment.Horizontal, st.Alignment.Indent = "left", 1
	}
	id, err := s.file.NewStyle(st)
	if err != nil {
		return 0, err
	}
	s.ids[key] = id
	return id, nil
}

func (s *bookStyles) style(role cellRole) *excelize.Style {
	font := &excelize.Font{Family: s.font, Size: 10, Color: "1F2933"}
	st := &excelize.Style{Font: font, Alignment: &excelize.Alignment{Vertical: "center"}}
	switch role {
	case roleTitle:
		font.Bold, font.Size, font.Color = true, 13, "1F4E5F"
	case roleHeader, roleRequired, roleExtra:
		font.Bold, font.Color = true, "FFFFFF"
		st.Fill = solid(map[cellRole]string{roleHeader: "4F7C8A", roleRequired: "1F4E5F", roleExtra: "8A9BA5"}[role])
		st.Alignment = &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
		st.Border = lines("FFFFFF", "left", "right")
	case roleExample:
		font.Italic, font.Color = true, "5B7083"
		st.Fill = solid("F3F6F8")
		st.Border = lines("D9E1E6", "bottom")
	case roleTotal:
		font.Bold = true
		st.Border = lines("1F4E5F", "top")
	case roleSetting:
		font.Bold = true
		st.Fill = solid("E8EFF2")
		st.Border = lines("D9E1E6", "bottom")
	case roleRemark:
		font.Italic, font.Color = true, "6B7C88"
	default:
		st.Border = lines("D9E1E6", "bottom")
	}
	return st
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func lines(colour string, sides ...string) []excelize.Border {
	out := make([]excelize.Border, len(sides))
	for i, side := range sides {
		out[i] = excelize.Border{Type: side, Color: colour, Style: 1}
	}
	return out
}

// headerWidth is the width at which a header takes two lines at most. Chinese
// breaks anywhere, other scripts between words.
func headerWidth(h string) int {
	w, full := 0, words.Width(h)
	for _, word := range strings.Fields(h) {
		w = max(w, words.Width(word))
	}
	if full > len([]rune(h)) {
		w = min(w, 8)
	}
	return max(w, full/2+1) + 3 // 3 for the mark of the filter
}

// columnWidth turns a count of characters into a width of the sheet.
func columnWidth(chars int) float64 {
	return min(max(float64(chars)*1.05+1.5, 8), 46)
}
