package handout

import (
	"fmt"
	"html/template"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/words"
)

// view is what the page's template reads.
type view struct {
	Language, Title, Contents, TermsTitle, Foot string
	Style                                       template.CSS
	Script                                      template.JS // "" for a page that stands still
	Policy                                      string      // what its script may do
	Sheets                                      []Page
	Terms                                       []term
}

// Page is one result sheet as it is laid out anew: its finding, its figures and its
// tables.
type Page struct {
	Key     string   `json:"key"`
	Title   string   `json:"title"`
	Heading string   `json:"heading"`
	Finding string   `json:"finding"`
	Hints   []string `json:"hints,omitempty"`
	Tiles   []Tile   `json:"tiles,omitempty"`
	Charts  []figure `json:"-"`
	Parts   []*Part  `json:"parts"`
}

// Pages lays the sheets of a book out, in tab order, without their charts.
//
// Checked: TestPagesAreTheSheets.
func Pages(book *sheet.Book) []Page {
	all := make([]Page, len(book.Sheets))
	for i := range book.Sheets {
		all[i] = newReader(&book.Sheets[i]).sheet()
	}
	return all
}

// Tile is a figure of the dashboard.
type Tile struct {
	Label string `json:"label"`
	Value string `json:"value"`
	Note  string `json:"note"`
	Warn  bool   `json:"warn,omitempty"`
}

// figure is one chart, drawn twice.
type figure struct {
	Title        string
	Wide, Narrow template.HTML
	Live         *live // nil when nothing moves
}

// term is a word of the page and what it means.
type term struct{ Word, Meaning string }

func newView(book *sheet.Book, w *words.Words, o Options) (*view, error) {
	v := &view{Language: "en", Contents: w.Say("handout.contents"), TermsTitle: w.Say("handout.terms"), Foot: w.Say("handout.foot", o.Version)}
	if book.Language == "zh" {
		v.Language = "zh-Hans"
	}
	seen := map[term]bool{}
	var data cells
	if o.Live {
		data = cellsOf(book)
	}
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.Key == "terms" {
			continue // they stand at the foot of the page
		}
		sv := newReader(s).sheet()
		if v.Title == "" {
			v.Title = sv.Heading
		}
		var err error
		if sv.Charts, err = figures(s, o); err != nil {
			return nil, err
		}
		for k := range sv.Charts {
			if o.Live {
				sv.Charts[k].Live = data.liveChart(s.Key, s.Charts[k], w)
			}
		}
		v.Sheets = append(v.Sheets, sv)
		for _, c := range s.Cells {
			t := term{shown(&c), c.Note}
			if c.Note != "" && len([]rune(t.Word)) > 1 && !seen[t] {
				seen[t] = true
				v.Terms = append(v.Terms, t)
			}
		}
	}
	return v, nil
}

// figures draws the charts of a sheet.
func figures(s *sheet.Sheet, o Options) ([]figure, error) {
	if o.Draw == nil {
		return nil, nil
	}
	var all []figure
	for _, c := range s.Charts {
		f := figure{Title: strings.ReplaceAll(c.Title, "\n", " ")}
		for wide, into := range map[bool]*template.HTML{true: &f.Wide, false: &f.Narrow} {
			svg, err := o.Draw(s.Key, c.Key, wide)
			if err != nil {
				return nil, fmt.Errorf("chart %s: %w", c.Key, err)
			}
			*into = template.HTML(svg)
		}
		all = append(all, f)
	}
	return all, nil
}

// shown is a cell as its reader sees it; a percent sign stays with its number.
func shown(c *sheet.Cell) string {
	return strings.ReplaceAll(sheet.Show(c.Value, c.Style.Format), " %", "\u00a0%")
}
