package schema

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write doc.go anew")

// TestRowsComplete: every sheet and column has names and help in both
// languages, figures have bounds that make sense, and what it refers to exists.
func TestRowsComplete(t *testing.T) {
	for _, s := range Sheets() {
		if s.Help("en") == "" || s.Help("zh") == "" || s.Name("zh") == "" {
			t.Errorf("%s lacks a text", s.Key)
		}
		for _, c := range s.Columns {
			place := s.Key + ": " + c.Field
			if c.Help("en") == "" || c.Help("zh") == "" || c.Header("zh") == "" || strings.Contains(c.Help("en"), "\t") {
				t.Errorf("%s lacks a text", place)
			}
			if c.Bounded() && c.Bounds.Low >= c.Bounds.High {
				t.Errorf("%s: bounds %v", place, c.Bounds)
			}
			if (c.Form == Choice) != (len(c.Options) > 0) {
				t.Errorf("%s: a choice has options, and nothing else has", place)
			}
			if _, ok := s.Column(c.By); c.By != "" && !ok {
				t.Errorf("%s: is decided by %q, which the sheet has not", place, c.By)
			}
			if _, ok := Find(c.Of); c.Of != "" && (!ok || c.Dimension != ID) {
				t.Errorf("%s: refers to %q", place, c.Of)
			}
		}
	}
}

// TestHeadersApart: within a sheet no header means two columns, and among
// sheets no name two sheets.
func TestHeadersApart(t *testing.T) {
	sheets := map[string]string{}
	for _, s := range Sheets() {
		for _, n := range append(append([]string{}, s.English...), s.Chinese...) {
			if other, twice := sheets[Key(n)]; twice && other != s.Key {
				t.Errorf("sheet %q is %s and %s", n, other, s.Key)
			}
			sheets[Key(n)] = s.Key
		}
		columns := map[string]string{}
		for _, c := range s.Columns {
			for _, n := range append(append([]string{}, c.English...), c.Chinese...) {
				if other, twice := columns[Key(n)]; twice && other != c.Field {
					t.Errorf("%s: header %q is %s and %s", s.Key, n, other, c.Field)
				}
				columns[Key(n)] = c.Field
			}
		}
	}
}

// TestDocListsTheRows: doc.go lists every sheet and column as the rows have
// them. Run with -update to write it.
func TestDocListsTheRows(t *testing.T) {
	var b strings.Builder
	b.WriteString(`// Package schema names every sheet, column and word of a plan's workbook that
// is understood, in both languages: one row a column. The reader, the template
// and this list take their words from the rows; the list is written by
// TestDocListsTheRows -update. A star marks what must be there, a tilde a cell
// that may hold a distribution, an ellipsis one that may hold several entries.
`)
	for _, s := range Sheets() {
		b.WriteString("//\n// # " + s.Name("en") + " " + s.Name("zh") + "\n//\n// " + strings.TrimSuffix(s.Help("en"), ".") + ".\n//\n")
		for _, c := range s.Columns {
			b.WriteString("//   - " + listed(c) + "\n")
		}
	}
	b.WriteString("package schema\n")
	if *update {
		if err := os.WriteFile("doc.go", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if stored, err := os.ReadFile("doc.go"); err != nil || string(stored) != b.String() {
		t.Errorf("doc.go is old (%v): go test ./budget/workbook/schema -run TestDocListsTheRows -update", err)
	}
}

// listed is a column in one line.
func listed(c Column) string {
	line := c.Header("en") + " " + c.Header("zh")
	if c.Required {
		line += " *"
	}
	line += ": " + measures(c.Dimension)
	switch c.Form {
	case Uncertain:
		line += " ~"
	case List:
		line += " ..."
	case YesNo:
		line = strings.TrimSuffix(line, "text") + "yes or no"
	case Choice:
		line = strings.TrimSuffix(line, "text") + strings.Join(c.Words("en"), ", ")
		if c.Open {
			line += ", or a word of your own"
		}
	}
	if c.Of != "" {
		line += " of " + c.Of
	}
	if c.By != "" {
		line += ", as " + c.By + " says"
	}
	if c.Absent != "" {
		line += ", " + c.Absent + " when blank"
	}
	if c.Bounded() {
		line += fmt.Sprintf(", %g to %g", c.Bounds.Low, c.Bounds.High)
	}
	return line
}

// measures is a dimension in a word.
func measures(d Dimension) string {
	return [...]string{"text", "ID", "month", "money", "money or share", "share", "fee", "change", "excess", "probability", "factor", "interest a year", "growth a year", "yield a year",
		"volatility a year", "months", "events a year", "level", "number", "threshold", "correlation"}[d]
}

// TestWordsApart: every word of a choice means its own option, however it is
// cased, and what could be several means none.
func TestWordsApart(t *testing.T) {
	for _, s := range Sheets() {
		for _, c := range s.Columns {
			for _, o := range c.Options {
				for _, w := range append(append([]string{o.Canonical}, o.English...), o.Chinese...) {
					for _, written := range []string{w, " " + strings.ToUpper(w) + " "} {
						if got, ok := c.Option(written); !ok || got.Canonical != o.Canonical {
							t.Errorf("%s: %s: %q is read as %q, not %q", s.Key, c.Field, written, got.Canonical, o.Canonical)
						}
					}
				}
			}
		}
	}
	rules, _ := Find("Rules")
	metric, _ := rules.Column("Metric")
	if o, ok := metric.Option("P"); ok {
		t.Errorf("P is read as %s", o.Canonical)
	}
}
