package template

import (
	"slices"
	"strings"
	"testing"

	"ballast/budget/workbook/schema"
)

// TestDropDowns: the drop-down of every column fits into a sheet in both
// languages, and offers each option by a word that is read.
func TestDropDowns(t *testing.T) {
	for _, s := range schema.Sheets() {
		for _, c := range s.Columns {
			for _, lang := range []string{"en", "zh"} {
				list := dropDown(c, lang)
				if n := listLength(list); n > listLimit {
					t.Errorf("%s: %s: %d characters in %s", s.Key, c.Field, n, lang)
				}
				for i, word := range list {
					if o, ok := c.Option(word); !ok || o.Canonical != c.Options[i].Canonical || strings.Contains(word, ",") {
						t.Errorf("%s: %s: %q in %s is read as %q", s.Key, c.Field, word, lang, o.Canonical)
					}
				}
			}
		}
	}
}

// TestDropDownShortens: as few words as it takes are shortened, and by as
// little.
func TestDropDownShortens(t *testing.T) {
	word := func(length int, short ...string) schema.Option {
		return schema.Option{English: append([]string{strings.Repeat("x", length)}, short...)}
	}
	c := schema.Column{Options: []schema.Option{word(100, "a"), word(100, strings.Repeat("b", 80)), word(60, strings.Repeat("c", 52))}}
	// 262 characters with the commas: 7 too many. The third saves 8.
	got := dropDown(c, "en")
	if want := []string{strings.Repeat("x", 100), strings.Repeat("x", 100), strings.Repeat("c", 52)}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	c.Options = append(c.Options, word(40)) // now 33 more: only the first can save so much
	if got := dropDown(c, "en"); got[0] != "a" || len(got[1]) != 100 || len(got[2]) != 60 {
		t.Errorf("got %q", got)
	}
}
