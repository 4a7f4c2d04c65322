package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"ballast/budget/sheet"
)

// sample is a book with a chart of every kind over twelve months of data.
func sample(lang string) *sheet.Book {
	say := func(en, zh string) string {
		if lang == "zh" {
			return zh
		}
		return en
	}
	s := sheet.Sheet{Key: "cash", Title: "Cash"}
	put := func(r, c int, v any) { s.Cells = append(s.Cells, sheet.Cell{Row: r, Col: c, Value: v}) }
	for i := range 12 {
		x := float64(i)
		put(i+1, 1, time.Date(2026, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC))
		put(i+1, 2, 2e6-5e5*x)
		put(i+1, 3, 4e5+1e5*x)
		put(i+1, 4, say("Driver ", "驱动因素 ")+strconv.Itoa(i))
		put(i+1, 5, x/11)
		if i != 4 {
			put(i+1, 6, -1e6)
		}
	}
	col := func(c int) sheet.Range { return sheet.Range{R1: 1, C1: c, R2: 12, C2: c} }
	line := func(k sheet.Kind, x, y int) sheet.Series {
		return sheet.Series{Kind: k, Name: say("Series ", "系列 ") + strconv.Itoa(y), X: col(x), Y: col(y)}
	}
	base, band := line(sheet.Area, 1, 2), line(sheet.Area, 1, 3)
	base.Invisible, band.Alpha, band.Color = true, 0.5, "B9D9EC"
	marks, limit := line(sheet.Line, 1, 6), line(sheet.Line, 1, 6)
	marks.NoLine, marks.Marker, limit.Dash = true, true, true
	bar, other := line(sheet.Bar, 4, 2), line(sheet.Bar, 4, 3)
	bar.Labels, bar.Points = `+0.0,,"m";-0.0,,"m"`, []string{"D55E00"}
	second := line(sheet.Line, 1, 5)
	second.Secondary = true
	cloud := line(sheet.Scatter, 2, 5)
	cloud.Marker, cloud.NoLine = true, true
	money := sheet.Axis{Format: `#,##0.0,,"m"`, Grid: true}
	months := sheet.Axis{Date: true, LabelLow: true}
	s.Charts = []sheet.Chart{
		{Key: "fan", Title: say("Cash falls below zero <soon> & stays there", "现金即将跌破零并持续为负"), Legend: "bottom", Stack: true, X: months, Y: money, Series: []sheet.Series{base, band, limit, marks}},
		{Key: "tornado", Title: say("Three drivers", "三大驱动因素"), Legend: "top", Overlap: 100, Gap: 40, X: sheet.Axis{Reverse: true}, Y: money, Series: []sheet.Series{bar, other}},
		{Key: "columns", Title: say("Columns", "柱形"), X: months, Y: money, Y2: &sheet.Axis{Format: "0%"}, Legend: "right", Series: []sheet.Series{line(sheet.Column, 1, 2), line(sheet.Column, 1, 3), second}},
		{Key: "cloud", Title: say("Cloud", "散点"), X: money, Y: sheet.Axis{Format: "0%"}, Series: []sheet.Series{cloud}},
		{Key: "board-fan", Title: "again", Series: []sheet.Series{base, band}},
	}
	return &sheet.Book{Language: lang, Sheets: []sheet.Sheet{s}}
}

// TestEveryKind draws every kind of chart in both languages, wide and narrow:
// well-formed SVG that says what it shows, and PNG of the right size that is
// not empty. KEEP_RENDERED=folder keeps the pictures to be looked at.
func TestEveryKind(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		a := New(sample(lang), Config{})
		items := a.Items()
		if len(items) != 4 {
			t.Fatalf("%d charts, want 4: the dashboard's copies are left out", len(items))
		}
		for _, item := range items {
			for _, f := range []Frame{{}, {Width: 370, Height: 300, NoTitle: true}} {
				svg, err := a.SVG(item.Sheet, item.Key, f)
				if err != nil {
					t.Fatal(err)
				}
				checkSVG(t, item, svg)
				picture, err := a.PNG(item.Sheet, item.Key, f)
				if errors.Is(err, ErrNoFont) && lang == "zh" {
					t.Log("NOT CHECKED: no Chinese font on this system, no PNG was drawn")
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				checkPNG(t, item.Key, picture, f.orDefault())
				if keep := os.Getenv("KEEP_RENDERED"); keep != "" && f.Width == 0 {
					_ = os.WriteFile(filepath.Join(keep, "chart-"+item.Key+"-"+lang+".png"), picture, 0o644)
				}
			}
		}
	}
}

func checkSVG(t *testing.T, item Item, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v\n%s", item.Key, err, svg)
		}
		if e, ok := tok.(xml.StartElement); ok {
			for _, x := range e.Attr {
				if strings.Contains(x.Value, "NaN") || strings.Contains(x.Value, "Inf") {
					t.Errorf("%s: %s=%q", item.Key, x.Name.Local, x.Value)
				}
				if x.Name.Local == "aria-label" && x.Value != item.Title {
					t.Errorf("%s says %q", item.Key, x.Value)
				}
				if x.Name.Local == "href" || x.Name.Local == "src" {
					t.Errorf("%s refers to %q", item.Key, x.Value)
				}
			}
		}
	}
}

func checkPNG(t *testing.T, key string, data []byte, f Frame) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); math.Abs(float64(b.Dx())-2*f.Width) > 1 || math.Abs(float64(b.Dy())-2*f.Height) > 1 {
		t.Errorf("%s is %v, want twice %v x %v", key, b, f.Width, f.Height)
	}
	colors := map[[3]uint32]int{}
	for x := 0; x < img.Bounds().Dx(); x += 3 {
		for y := 0; y < img.Bounds().Dy(); y += 3 {
			r, g, b, _ := img.At(x, y).RGBA()
			colors[[3]uint32{r, g, b}]++
		}
	}
	if len(colors) < 10 {
		t.Errorf("%s has %d colours only: nothing was drawn", key, len(colors))
	}
}

// TestFallback: without a Chinese font a Chinese chart is SVG only, and says
// so; an English one needs none.
func TestFallback(t *testing.T) {
	zh := New(sample("zh"), Config{Fonts: FontsIn([]string{t.TempDir()})})
	if !zh.Fallback() {
		t.Error("the missing font is not reported")
	}
	if _, err := zh.PNG("cash", "fan", Frame{}); !errors.Is(err, ErrNoFont) {
		t.Errorf("PNG: %v, want ErrNoFont", err)
	}
	svg, err := zh.SVG("cash", "fan", Frame{})
	if err != nil || !bytes.Contains(svg, []byte("现金即将跌破零")) || !bytes.Contains(svg, []byte("Microsoft YaHei")) {
		t.Errorf("SVG without font: %v", err)
	}
	en := New(sample("en"), Config{Fonts: FontsIn([]string{t.TempDir()})})
	if _, err := en.PNG("cash", "fan", Frame{}); err != nil || en.Fallback() {
		t.Errorf("English PNG: %v, fallback %v", err, en.Fallback())
	}
	mixed := sample("en") // an English book with a Chinese name in it
	mixed.Sheets[0].Cells[3].Value = "服务器"
	if !New(mixed, Config{Fonts: FontsIn([]string{t.TempDir()})}).Fallback() {
		t.Error("a Chinese name in an English book goes unnoticed")
	}
}

// TestFontsAreReadOnce: books that share fonts share what was read of a Chinese one, which
// is looked for when the first needs it.
func TestFontsAreReadOnce(t *testing.T) {
	shared := FontsIn([]string{t.TempDir()})
	a, b := New(sample("zh"), Config{Fonts: shared}), New(sample("zh"), Config{Fonts: shared})
	if a.fonts != b.fonts {
		t.Error("each book reads the font anew")
	}
	if en := New(sample("en"), Config{Fonts: shared}); en.fonts.chinese || en.Fallback() {
		t.Error("an English book takes the Chinese font")
	}
}

// TestSameBytes: the same book gives the same pictures.
func TestSameBytes(t *testing.T) {
	a, b := New(sample("en"), Config{}), New(sample("en"), Config{})
	for _, item := range a.Items() {
		x, errX := a.PNG(item.Sheet, item.Key, Frame{})
		y, errY := b.PNG(item.Sheet, item.Key, Frame{})
		if errX != nil || errY != nil || !bytes.Equal(x, y) {
			t.Errorf("%s differs from run to run (%v, %v)", item.Key, errX, errY)
		}
	}
}

// TestUnknown: a chart that is not there, and one without series.
func TestUnknown(t *testing.T) {
	b := sample("en")
	b.Sheets[0].Charts[0].Series = nil
	a := New(b, Config{})
	if _, err := a.SVG("cash", "nosuch", Frame{}); err == nil {
		t.Error("an unknown chart was drawn")
	}
	if _, err := a.SVG("cash", "fan", Frame{}); err == nil {
		t.Error("a chart without series was drawn")
	}
}
