// Package handout writes the result sheets for readers who have no spreadsheet
// program: one page of HTML with everything in it, and tables as CSV. It reads
// what the sheets hold and adds nothing of its own.
package handout

import (
	"embed"
	"html/template"
	"io"

	"ballast/budget/sheet"
	"ballast/budget/words"
)

//go:embed page.html style.css live.js live.css
var files embed.FS

// Options say what a page is made of. The zero value makes a page without
// charts.
type Options struct {
	Version string // of the program, said at the foot
	// Draw returns a chart of a sheet as an SVG element without its title, wide
	// or for a phone; nil leaves the charts out.
	Draw func(sheetKey, chartKey string, wide bool) ([]byte, error)
	// Live adds a script: the percentile of a curve can be moved, bars say their figures,
	// tables can be sorted. Without one, and in print, the page is what it is without Live.
	Live bool
}

// HTML writes a book as one page that refers to nothing outside itself: styles
// and charts stand in it. Texts are escaped; the charts are taken as they are.
func HTML(w io.Writer, book *sheet.Book, o Options) error {
	style, err := files.ReadFile("style.css")
	if err != nil {
		return err
	}
	page, err := template.ParseFS(files, "page.html")
	if err != nil {
		return err
	}
	v, err := newView(book, words.For(book.Language), o)
	if err != nil {
		return err
	}
	if o.Live {
		more, err := files.ReadFile("live.css")
		if err != nil {
			return err
		}
		style = append(style, more...)
		if v.Script, v.Policy, err = liveScript(); err != nil {
			return err
		}
	}
	v.Style = template.CSS(style)
	return page.Execute(w, v)
}
