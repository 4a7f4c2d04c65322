package schema

import (
	"strings"
	"testing"
)

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
