package graft

import (
	"fmt"
	"strings"
	"time"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// cells returns the cells of a range in reading order, nil where it is empty.
func (w *chartWriter) cells(r sheet.Range) ([]*sheet.Cell, error) {
	if err := checkRange(r); err != nil {
		return nil, err
	}
	t, err := w.g.tabOf(r, w.home)
	if err != nil {
		return nil, err
	}
	if n := (r.R2 - r.R1 + 1) * (r.C2 - r.C1 + 1); n > 1<<20 {
		return nil, fmt.Errorf("a range of %d cells is too large for a chart", n)
	}
	var all []*sheet.Cell
	for row := r.R1; row <= r.R2; row++ {
		for col := r.C1; col <= r.C2; col++ {
			all = append(all, t.cells[key(row, col)])
		}
	}
	return all, nil
}

// data writes the reference to a range with its cached values, as numbers or
// as texts; numeric says that texts are left out.
func (w *chartWriter) data(name string, r sheet.Range, numeric bool) error {
	ref, err := w.g.address(r, w.home)
	if err != nil {
		return err
	}
	cells, err := w.cells(r)
	if err != nil {
		return err
	}
	kind := "num"
	if !numeric && hasText(cells) {
		kind = "str"
	}
	fmt.Fprintf(w, `<c:%s><c:%sRef><c:f>%s</c:f><c:%sCache>`, name, kind, opc.Escape(ref), kind)
	if kind == "num" {
		w.WriteString(`<c:formatCode>` + opc.Escape(firstFormat(cells)) + `</c:formatCode>`)
	}
	fmt.Fprintf(w, `<c:ptCount val="%d"/>`, len(cells))
	for i, c := range cells {
		text, ok, err := w.cached(c, kind == "num")
		if err != nil {
			return fmt.Errorf("cell %s: %w", opc.CellAddress(c.Row, c.Col), err)
		}
		if ok {
			fmt.Fprintf(w, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, text)
		}
	}
	fmt.Fprintf(w, `</c:%sCache></c:%sRef></c:%s>`, kind, kind, name)
	return nil
}

// cached is the text of one cached value; ok is false for none.
func (w *chartWriter) cached(c *sheet.Cell, numeric bool) (text string, ok bool, err error) {
	if c == nil || c.Value == nil {
		return "", false, nil
	}
	switch v := c.Value.(type) {
	case string:
		text, _ = storedText(v)
		return text, !numeric && v != "", nil
	case bool:
		return strings.ToUpper(fmt.Sprint(v)), !numeric, nil
	}
	f, err := w.g.float(c.Value)
	return number(f), err == nil, err
}

// hasText reports whether a range holds texts rather than numbers.
func hasText(cells []*sheet.Cell) bool {
	for _, c := range cells {
		if c == nil {
			continue
		}
		if s, ok := c.Value.(string); ok && s != "" {
			return true
		}
	}
	return false
}

// firstFormat is the number format of the first filled cell.
func firstFormat(cells []*sheet.Cell) string {
	for _, c := range cells {
		if c == nil || c.Value == nil {
			continue
		}
		if _, ok := c.Value.(time.Time); ok && c.Style.Format == "" {
			return dateFormat
		}
		if c.Style.Format != "" {
			return c.Style.Format
		}
		break
	}
	return "General"
}
