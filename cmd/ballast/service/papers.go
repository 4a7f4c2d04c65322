package service

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"ballast/budget/chart"
	"ballast/budget/handout"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/report"
)

// papers are the result sheets of a result by language, made when the first is asked for.
type papers struct {
	mu    sync.Mutex
	all   map[string]*paper
	bytes atomic.Int64
}

// cellBytes is about how much memory a cell of a result sheet takes, with its text and its
// place among those that charts are drawn from.
const cellBytes = 480

// PaperBytes is about how much memory the result sheets take that were asked for.
//
// Checked: TestPaperBytes.
func (r *Result) PaperBytes() int64 { return r.papers.bytes.Load() }

// ForgetPapers lets the result sheets go, unless they are being made: they are made anew
// when they are asked for again.
func (r *Result) ForgetPapers() {
	if r.papers.mu.TryLock() {
		r.papers.all = nil
		r.papers.bytes.Store(0)
		r.papers.mu.Unlock()
	}
}

type paper struct {
	book   *sheet.Book
	artist *chart.Artist
}

// paper makes the result sheets in a language, "" that of the result.
func (r *Result) paper(lang string) *paper {
	if lang == "" {
		lang = r.Language
	}
	r.papers.mu.Lock()
	defer r.papers.mu.Unlock()
	if p := r.papers.all[lang]; p != nil {
		return p
	}
	book := r.sheets(lang, nil)
	p := &paper{book: book, artist: chart.New(book, chart.Config{Fonts: r.book.opts.Fonts})}
	if r.papers.all == nil {
		r.papers.all = map[string]*paper{}
	}
	r.papers.all[lang] = p
	for i := range book.Sheets {
		r.papers.bytes.Add(cellBytes * int64(len(book.Sheets[i].Cells)))
	}
	return p
}

// sheets makes the result sheets; those of a variant say so, and which of its changes were
// written into the workbook that they go into, when any were to be.
func (r *Result) sheets(lang string, written []Written) *sheet.Book {
	if r.Formulas != nil {
		book := report.BuildModel(r.Formulas, lang)
		if !r.Base {
			sayVariant(book, r.Changed, nil, words.For(lang))
		}
		return book
	}
	book := report.Build(r.Outcome, r.Plan, report.Options{Language: lang})
	if !r.Base {
		sayVariant(book, r.Changed, written, words.For(lang))
	}
	return book
}

// Page is a result sheet with its charts.
type Page struct {
	handout.Page
	Charts []Chart `json:"charts,omitempty"`
}

// Chart is a chart in words.
type Chart struct {
	Key   string       `json:"key"`
	Title string       `json:"title"`
	Alt   string       `json:"alt"`
	Table *chart.Table `json:"table,omitempty"`
}

// Pages are the result sheets in a language, "" that of the result.
func (r *Result) Pages(lang string) ([]Page, error) {
	p := r.paper(lang)
	var all []Page
	for _, page := range handout.Pages(p.book) {
		all = append(all, Page{Page: page})
	}
	at := map[string]int{}
	for i := range all {
		at[all[i].Key] = i
	}
	for _, item := range p.artist.Items() {
		c := Chart{Key: item.Key, Title: item.Title, Alt: item.Alt}
		var err error
		if c.Table, err = p.artist.Table(item.Sheet, item.Key); err != nil {
			return nil, err
		}
		i := at[item.Sheet]
		all[i].Charts = append(all[i].Charts, c)
	}
	return all, nil
}

// SVG draws a chart of a result sheet.
func (r *Result) SVG(sheetKey, key, lang string, f chart.Frame) ([]byte, error) {
	return r.paper(lang).artist.SVG(sheetKey, key, f)
}

// WriteWorkbook writes the copy of the workbook with the result sheets. That of a variant
// says so, with a sheet of what is otherwise in it; with edits the user's cells have it
// too, as far as a cell can.
//
// Checked: TestVariantSaysSo, TestEditsInTheCopy.
func (r *Result) WriteWorkbook(ctx context.Context, w io.Writer, lang string, edits bool) error {
	lock := ""
	if r.book.locked {
		lock = r.book.password
	}
	if r.Base || !edits || r.Formulas != nil {
		_, err := workbook.WriteTo(ctx, w, r.book.Data, lock, r.paper(lang).book)
		return err
	}
	data, written, err := r.written(ctx)
	if err != nil {
		return err
	}
	if lang == "" {
		lang = r.Language
	}
	_, err = workbook.WriteTo(ctx, w, data, lock, r.sheets(lang, written))
	return err
}

// WriteReport writes everything as one page of HTML.
func (r *Result) WriteReport(w io.Writer, lang string) error {
	p := r.paper(lang)
	return handout.HTML(w, p.book, handout.Options{Version: r.book.opts.Version, Draw: func(sheetKey, key string, wide bool) ([]byte, error) {
		f := chart.Frame{Width: 600, Height: 340, NoTitle: true}
		if !wide {
			f.Width, f.Height = 370, 300
		}
		return p.artist.SVG(sheetKey, key, f)
	}})
}

// WriteFigures writes what --json writes.
func (r *Result) WriteFigures(w io.Writer) error {
	var figures any = r.Outcome
	if r.Formulas != nil {
		figures = r.Formulas
	}
	return EncodeFigures(w, figures)
}

// EncodeFigures writes figures as JSON, as --json does.
func EncodeFigures(w io.Writer, figures any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(figures); err != nil {
		return fmt.Errorf("results as JSON: %w", err)
	}
	return nil
}

// WriteTables writes the tables as CSV files in a zip.
func (r *Result) WriteTables(w io.Writer, lang string) error {
	files, err := handout.Tables(r.paper(lang).book)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, f := range files {
		part, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.Copy(part, bytes.NewReader(f.Data)); err != nil {
			return err
		}
	}
	return z.Close()
}
