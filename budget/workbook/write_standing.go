package workbook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// Standing is what stands under a name where a result is to be written.
type Standing struct {
	Ours bool // it holds result sheets of an earlier run
	// Ours: the tabs in which somebody has worked since, beyond the inputs that
	// result sheets invite; Results are result sheets, Own the user's sheets as
	// they stand in the result, changed or new.
	Results, Own []string
	// Unknown says that another program saved a result of an earlier version,
	// which cannot tell whether somebody worked in it.
	Unknown bool
}

// Worked reports whether overwriting would lose work: of the user's sheets,
// too, unless they are what the new result is made of.
func (s Standing) Worked(inPlace bool) bool {
	return s.Ours && (len(s.Results) > 0 || !inPlace && (len(s.Own) > 0 || s.Unknown))
}

// Tabs are the tabs that overwriting would lose.
func (s Standing) Tabs(inPlace bool) []string {
	if inPlace {
		return s.Results
	}
	return append(append([]string{}, s.Own...), s.Results...)
}

// Stands looks at a file. One that is no workbook at all is not ours.
func Stands(ctx context.Context, path, password string) (Standing, error) {
	p, err := openResult(path, password)
	if errors.Is(err, opc.ErrNotWorkbook) {
		return Standing{}, nil
	}
	if err != nil {
		return Standing{}, err
	}
	var s Standing
	renamed := false
	for _, t := range graft.Tabs(p) {
		if t.Whose == graft.Ours {
			s.Ours = true
			renamed = renamed || !strings.Contains(strings.ToLower(t.Part), "/ballast_")
		}
	}
	if !s.Ours {
		return s, nil
	}
	known := false
	if s.Results, s.Own, known, err = graft.Touched(p, printer(ctx)); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	s.Unknown = !known && renamed
	return s, nil
}

// openResult opens a file that may be a result.
func openResult(path, password string) (*opc.Package, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if data, err = opc.Unwrap(data, password); err != nil {
		return nil, fmt.Errorf("%w: %w", opc.ErrNotWorkbook, err)
	}
	p, err := opc.Open(data)
	if err != nil && !errors.Is(err, opc.ErrNotWorkbook) { // a zip of something else, or damaged
		err = fmt.Errorf("%w: %w", opc.ErrNotWorkbook, err)
	}
	return p, err
}

// printer prints the cells of sheets: values that nobody calculates, and
// formulas without their values. What programs write differently when they save
// is left out: blanks and line ends in texts, the last digits of numbers, quotes,
// case and prefixes in formulas; and in ours the cells where a reader types,
// which have a validation.
func printer(ctx context.Context) graft.Printer {
	var of *opc.Package
	var shared []string
	return func(p *opc.Package, title string, data []byte, ours bool) (string, error) {
		sum := sha256.New()
		io.WriteString(sum, title)
		if data == nil {
			return short(sum), nil
		}
		if of != p {
			of, shared = p, sharedStrings(p)
		}
		g, err := readSheet(ctx, title, data, nil, shared)
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if err != nil {
			sum.Write(data)
			return short(sum), nil
		}
		for i := range g.rows {
			for j := range g.rows[i].cells {
				c := &g.rows[i].cells[j]
				if c.shape != formulaSpread && !(ours && g.invites(c)) {
					printCell(sum, c)
				}
			}
		}
		return short(sum), nil
	}
}

func short(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)[:8]) }

// sharedStrings are the texts of a package, none when they cannot be read.
func sharedStrings(p *opc.Package) []string {
	for _, r := range p.Rels {
		if strings.HasSuffix(r.Kind, "/sharedStrings") && p.Has(r.Target) {
			if data, err := p.Read(r.Target); err == nil {
				all, _ := readStrings(opc.UTF8(data))
				return all
			}
		}
	}
	return nil
}

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
