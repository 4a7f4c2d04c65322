package workbook

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// xmlCell is a cell as the file holds it.
type xmlCell struct {
	Ref     string   `xml:"r,attr"`
	Kind    string   `xml:"t,attr"`
	Style   int      `xml:"s,attr"`
	Value   string   `xml:"v"`
	Formula *string  `xml:"f"`
	Text    richText `xml:"is"`
}

// richText is a text that may be made of runs.
type richText struct {
	Plain string `xml:"t"`
	Runs  []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

// String joins the runs.
func (t richText) String() string {
	s := t.Plain
	for _, r := range t.Runs {
		s += r.Text
	}
	return s
}

// eachElement decodes every element of a name in a part.
func eachElement[T any](data []byte, local string, do func(T)) error {
	dec := xml.NewDecoder(bytes.NewReader(opc.UTF8(data)))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == local {
			var v T
			if err := dec.DecodeElement(&v, &s); err != nil {
				return err
			}
			do(v)
		}
	}
}

// sheet dumps the filled cells of a sheet and its charts.
func (d *dumper) sheet(part string) error {
	data, err := d.p.Read(part)
	if err != nil {
		return err
	}
	if err := eachElement(data, "c", d.cell); err != nil {
		return fmt.Errorf("part %s: %w", part, err)
	}
	drawings, err := d.p.Relations(part)
	if err != nil {
		return err
	}
	for _, r := range drawings {
		if !strings.HasSuffix(r.Kind, "/drawing") {
			continue
		}
		charts, err := d.p.Relations(r.Target)
		if err != nil {
			return err
		}
		for _, c := range charts {
			if err := d.chart(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// cell dumps one cell, unless it is empty.
func (d *dumper) cell(c xmlCell) {
	if c.Value == "" && c.Formula == nil && c.Text.String() == "" {
		return
	}
	format := "General"
	if c.Style > 0 && c.Style < len(d.formats) {
		format = d.formats[c.Style]
	}
	formula := ""
	if c.Formula != nil {
		formula = "=" + *c.Formula
	}
	fmt.Fprintf(d, "%s\t%s\t%s\t%s\n", c.Ref, d.shown(c), strings.ReplaceAll(formula, "\n", " "), format)
}

// shown is the value of a cell as a dump shows it.
func (d *dumper) shown(c xmlCell) string {
	switch c.Kind {
	case "s":
		if i, err := strconv.Atoi(c.Value); err == nil && i >= 0 && i < len(d.shared) {
			return strconv.Quote(d.shared[i])
		}
		return c.Value
	case "inlineStr":
		return strconv.Quote(c.Text.String())
	case "str":
		return strconv.Quote(c.Value)
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[c.Value]
	case "e":
		return c.Value
	}
	return rounded(c.Value)
}

// rounded shows a number to 12 significant digits, so that a last bit does not
// make a difference.
func rounded(text string) string {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	if f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64); err != nil {
		return text
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// chart dumps a chart's title and the cells it is bound to.
func (d *dumper) chart(r opc.Relation) error {
	if !strings.HasSuffix(r.Kind, "/chart") || !d.p.Has(r.Target) {
		return nil
	}
	data, err := d.p.Read(r.Target)
	if err != nil {
		return err
	}
	var title, refs []string
	if err := eachElement(data, "rich", func(t struct {
		Text []string `xml:"p>r>t"`
	}) {
		title = append(title, strings.Join(t.Text, " "))
	}); err != nil {
		return err
	}
	if err := eachElement(data, "f", func(f string) { refs = append(refs, f) }); err != nil {
		return err
	}
	fmt.Fprintf(d, "chart\t%q\t%s\n", title, strings.Join(refs, " "))
	return nil
}
