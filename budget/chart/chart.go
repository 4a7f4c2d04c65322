// Package chart draws the charts of result sheets as pictures, SVG and PNG, for
// readers without a spreadsheet program. The descriptions and the values are
// those of the native charts: a picture reads the same cells.
package chart

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"ballast/budget/sheet"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// ErrNoFont says that a picture has Chinese text and that no font on this
// system can draw it. Only PNG pictures need one: SVG leaves that to the viewer.
var ErrNoFont = errors.New("no font with Chinese characters was found")

// Config says how to draw. The zero value runs.
type Config struct {
	Fonts *Fonts // nil: those of SystemFonts, for this book alone
}

// Frame is the size of a picture and what stands in it. The zero value is
// 16:9 with the title.
type Frame struct {
	Width, Height float64 // in points; 0: 720 and 405
	NoTitle       bool    // the title stands elsewhere
}

// Item is one chart of a book.
type Item struct {
	Key, Sheet string // keys of the chart and of the sheet that it stands on
	Title, Alt string
}

// Artist draws the charts of one book.
type Artist struct {
	book  *sheet.Book
	cells map[string]map[place]*sheet.Cell // by key of the sheet
	fonts *fonts
}

// place is a cell's row and column.
type place struct{ row, col int }

// New gets ready to draw the charts of a book. It looks for a Chinese font when
// a chart has Chinese text; that none is found shows in PNG.
func New(book *sheet.Book, cfg Config) *Artist {
	a := &Artist{book: book, cells: map[string]map[place]*sheet.Cell{}}
	for i := range book.Sheets {
		s := &book.Sheets[i]
		grid := make(map[place]*sheet.Cell, len(s.Cells))
		for k := range s.Cells {
			c := &s.Cells[k]
			if c.Value != nil || grid[place{c.Row, c.Col}] == nil {
				grid[place{c.Row, c.Col}] = c
			}
		}
		a.cells[s.Key] = grid
	}
	if cfg.Fonts == nil {
		cfg.Fonts = FontsIn(nil)
	}
	a.fonts = cfg.Fonts.loaded(a.chinese())
	return a
}

// Items lists the charts, in tab order. The dashboard shows charts of other
// sheets once more; these are left out.
func (a *Artist) Items() []Item {
	var all []Item
	for _, s := range a.book.Sheets {
		for _, c := range s.Charts {
			if strings.HasPrefix(c.Key, "board-") {
				continue
			}
			all = append(all, Item{Key: c.Key, Sheet: s.Key, Title: c.Title, Alt: alternative(c)})
		}
	}
	return all
}

func alternative(c sheet.Chart) string {
	if c.Alt != "" {
		return c.Alt
	}
	return c.Title
}

// find returns a chart of a sheet.
func (a *Artist) find(sheetKey, key string) (*sheet.Chart, error) {
	for _, s := range a.book.Sheets {
		for i := range s.Charts {
			if s.Key == sheetKey && s.Charts[i].Key == key {
				return &s.Charts[i], nil
			}
		}
	}
	return nil, fmt.Errorf("sheet %q has no chart %q", sheetKey, key)
}

// SVG draws a chart as SVG: a root element that may stand in a page of HTML or
// in a file of its own, without ids, scripts or references.
func (a *Artist) SVG(sheetKey, key string, f Frame) ([]byte, error) {
	c, err := a.find(sheetKey, key)
	if err != nil {
		return nil, err
	}
	f = f.orDefault()
	canvas := newSVG(f, a.fonts.families(), c.Title, alternative(*c))
	if err := a.draw(canvas, c, sheetKey, f); err != nil {
		return nil, err
	}
	return canvas.bytes(), nil
}

// dotsPerInch of a PNG: two pixels a point.
const dotsPerInch = 144

// PNG draws a chart as PNG.
func (a *Artist) PNG(sheetKey, key string, f Frame) ([]byte, error) {
	c, err := a.find(sheetKey, key)
	if err != nil {
		return nil, err
	}
	if a.fonts.missing {
		return nil, ErrNoFont
	}
	f = f.orDefault()
	canvas := vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(vg.Points(f.Width), vg.Points(f.Height)), vgimg.UseDPI(dotsPerInch))}
	if err := a.draw(canvas, c, sheetKey, f); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if _, err := canvas.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("chart %s as PNG: %w", key, err)
	}
	return out.Bytes(), nil
}

func (f Frame) orDefault() Frame {
	if f.Width <= 0 {
		f.Width = 720
	}
	if f.Height <= 0 {
		f.Height = f.Width * 9 / 16
	}
	return f
}

// Fallback reports whether Chinese text has to be drawn without a font for it.
func (a *Artist) Fallback() bool { return a.fonts.missing }

// chinese reports whether any text of a chart needs a Chinese font.
func (a *Artist) chinese() bool {
	if a.book.Language == "zh" {
		return true
	}
	for _, s := range a.book.Sheets {
		for i := range s.Charts {
			c := &s.Charts[i]
			text := c.Title + c.X.Title + c.Y.Title
			for _, x := range c.Series {
				text += x.Name
				for _, cell := range a.column(x.X, s.Key) {
					if cell != nil {
						t, _ := cell.Value.(string)
						text += t
					}
				}
			}
			if strings.ContainsFunc(text, isWide) {
				return true
			}
		}
	}
	return false
}
