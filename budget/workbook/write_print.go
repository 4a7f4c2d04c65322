package workbook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// printer prints what people put on sheets: values that nobody calculates,
// formulas without their values, formats, notes, charts, pictures and shapes.
// What programs write differently when they save is left out: blanks and line
// ends in texts, the last digits of numbers, quotes, case and prefixes in
// formulas, colours in the user's sheets, which may be those of a theme; widths,
// heights and what is hidden, which are the reader's view; and in ours the values
// of the cells where a reader types, which have a validation.
func printer(ctx context.Context) graft.Printer {
	var of opc.Parts
	var texts []string
	var full, plain []string // looks by style, of ours and of the user's
	return func(t graft.Printed) (string, error) {
		sum := sha256.New()
		io.WriteString(sum, t.Title)
		if t.Part == "" {
			return short(sum), nil
		}
		if of != t.From {
			of, texts = t.From, textsOf(t)
			full, plain = looksOf(t)
		}
		data, err := t.From.Read(t.Part)
		if err != nil {
			return "", err
		}
		p := &sheetPrint{sum: sum, ours: t.Ours, looks: plain}
		if t.Ours {
			p.looks = full
		}
		if err := p.print(ctx, t, opc.UTF8(data), texts); err != nil {
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
			sum.Write(data)
		}
		return short(sum), nil
	}
}

func short(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)[:8]) }

// textsOf are the shared texts of a workbook, none when they cannot be read.
func textsOf(t graft.Printed) []string {
	if t.Texts == "" {
		return nil
	}
	data, err := t.From.Read(t.Texts)
	if err != nil {
		return nil
	}
	all, _ := readStrings(opc.UTF8(data))
	return all
}

// sheetPrint prints one sheet.
type sheetPrint struct {
	sum    hash.Hash
	ours   bool
	looks  []string // by style
	styled []styledCell
	marks  []string // what has no place in the order of cells
}

// styledCell is a cell that does not look like any other.
type styledCell struct{ row, col, style int }

func (p *sheetPrint) print(ctx context.Context, t graft.Printed, data []byte, texts []string) error {
	s := newSheetReader(t.Title, data, nil, texts)
	s.styled = p.styleOf
	s.other = func() { p.mark(s.m) }
	g, err := s.read(ctx)
	if err != nil {
		return err
	}
	for i := range g.rows {
		for j := range g.rows[i].cells {
			c := &g.rows[i].cells[j]
			if c.shape != formulaSpread && !(p.ours && g.invites(c)) {
				printCell(p.sum, c)
			}
		}
	}
	slices.SortFunc(p.styled, func(a, b styledCell) int { return (a.row-b.row)<<15 + a.col - b.col })
	under := covered(g.merged)
	for _, c := range p.styled {
		if under[[2]int{c.row, c.col}] {
			continue // programs give it the look of the first cell, or leave it
		}
		fmt.Fprintf(p.sum, "\n%d %d look %s", c.row, c.col, p.looks[c.style])
	}
	for _, a := range g.merged {
		p.marks = append(p.marks, "merge "+areaName(a))
	}
	if p.ours {
		for _, a := range g.validated {
			p.marks = append(p.marks, "validation "+areaName(a))
		}
	}
	p.marks = append(p.marks, hung(t)...)
	slices.Sort(p.marks)
	for _, m := range slices.Compact(p.marks) {
		io.WriteString(p.sum, "\n"+m)
	}
	return nil
}

// mostCovered bounds the cells under merges that are told apart.
const mostCovered = 200_000

// covered are the cells that lie under merges, their first ones apart.
func covered(merged []area) map[[2]int]bool {
	under, n := map[[2]int]bool{}, 0
	for _, a := range merged {
		rows, cols := a.bottom-a.top+1, a.right-a.left+1
		if rows < 1 || cols < 1 || rows > mostCovered || cols > mostCovered || n+rows*cols > mostCovered {
			continue
		}
		n += rows * cols
		for row := a.top; row <= a.bottom; row++ {
			for col := a.left; col <= a.right; col++ {
				under[[2]int{row, col}] = row != a.top || col != a.left
			}
		}
	}
	return under
}

// styleOf notes how a cell looks; a blank one only on ours, since programs fill
// whole rows and columns with them.
func (p *sheetPrint) styleOf(c *cell, style int) {
	if style >= len(p.looks) || p.looks[style] == "" {
		return
	}
	if c.kind == cellBlank && !c.formula && (!p.ours || !strings.Contains(p.looks[style], "fill")) {
		return
	}
	p.styled = append(p.styled, styledCell{c.row, c.col, style})
}

// mark notes conditional formats and links.
func (p *sheetPrint) mark(m *markup) {
	var ref string
	switch name := string(m.name); {
	case name == "conditionalFormatting":
		ref, _ = m.attr("sqref")
	case name == "hyperlink" && p.ours:
		ref, _ = m.attr("ref")
	default:
		return
	}
	for _, one := range strings.Fields(ref) {
		if a, ok := parseArea(one); ok {
			p.marks = append(p.marks, string(m.name)+" "+areaName(a))
		}
	}
}

func areaName(a area) string { return fmt.Sprintf("%d %d %d %d", a.top, a.left, a.bottom, a.right) }

// invites tells whether a cell is one where a reader types.
func (g *grid) invites(c *cell) bool {
	for _, a := range g.validated {
		if c.row >= a.top && c.row <= a.bottom && c.col >= a.left && c.col <= a.right {
			return true
		}
	}
	return false
}

// printCell writes what a cell holds.
func printCell(w io.Writer, c *cell) {
	text := c.text
	switch {
	case c.formula:
		text = "=" + plainFormula(c.code)
	case c.kind == cellNumber:
		text = plainNumber(text)
	case c.kind == cellText || c.kind == cellError:
		text = "'" + dense(text)
	}
	if text != "'" && text != "" {
		fmt.Fprintf(w, "\n%d %d %s", c.row, c.col, text)
	}
}

// plainNumber is a number to twelve digits, by way of the fifteen that some
// programs keep: rounded at once, one of them would come out otherwise now and
// then.
func plainNumber(text string) string {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return text
	}
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	return strconv.FormatFloat(v+0, 'g', 12, 64) // +0: some write -0 as 0
}

// dense leaves blanks and signs that cannot be seen out.
func dense(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}

// plainFormula is a formula without what programs write in their own way.
// References to tables become plain ranges in some, so nothing is said of those.
func plainFormula(code string) string {
	if strings.Contains(code, "[") {
		return "[]"
	}
	code = strings.NewReplacer("'", "", "$", "", "_XLFN.", "", "_XLWS.", "", "FALSE()", "FALSE", "TRUE()", "TRUE").Replace(strings.ToUpper(dense(code)))
	return code
}
