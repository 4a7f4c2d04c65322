package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ballast/budget/chart"
	"ballast/budget/handout"
	"ballast/budget/sheet"
	"ballast/budget/words"

	"github.com/spf13/pflag"
)

// handoutOptions say what is written for readers without a spreadsheet program.
type handoutOptions struct {
	charts    string // folder of pictures, "" none
	report    string // page of HTML, "" none
	csv       string // folder of tables, "" none
	scenarios bool
	live      bool // the page moves
}

// AddFlags adds the flags of the handouts.
func (o *handoutOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.charts, "charts", "", "also write the charts as PNG and SVG into this folder")
	fs.StringVar(&o.report, "report", "", "also write everything as one HTML page to this file")
	fs.BoolVar(&o.live, "interactive", false, "with --report: percentiles can be moved, bars say their figures, tables can be sorted")
	fs.StringVar(&o.csv, "csv", "", "also write the tables as CSV into this folder")
	fs.BoolVar(&o.scenarios, "csv-scenarios", false, "with --csv: also a row for every scenario, its figures beside its inputs, in scenarios.csv")
}

// Names of the lists that tell which files of a folder are ours.
const (
	chartList = "ballast-charts.txt"
	tableList = "ballast-tables.txt"
)

// validate refuses what can be refused before any work.
func (o *handoutOptions) validate(plan, output, jsonFile string, force bool) error {
	if o.scenarios && o.csv == "" {
		return usagef("--csv-scenarios needs --csv FOLDER")
	}
	if o.live && o.report == "" {
		return usagef("--interactive needs --report PAGE.html")
	}
	if err := guardFolder(o.charts, chartList, force); err != nil {
		return err
	}
	if err := guardFolder(o.csv, tableList, force); err != nil {
		return err
	}
	if o.report == "" {
		return nil
	}
	for _, taken := range []string{plan, output, jsonFile} {
		if taken != "" && sameFile(o.report, taken) {
			return usagef("--report %s: that name is taken by another file of this run", o.report)
		}
	}
	return guardPage(o.report, force)
}

// guardFolder refuses a folder that holds files and no list of ours: they may
// be somebody else's.
func guardFolder(dir, list string, force bool) error {
	if dir == "" || force {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "ballast-") && strings.HasSuffix(e.Name(), ".txt") {
			return nil
		}
	}
	return fmt.Errorf("%s holds files and no %s: Ballast did not write it; use --force to write there", dir, list)
}

// guardPage refuses to overwrite a page that is not ours.
func guardPage(path string, force bool) error {
	if force || !isRegular(path) {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Contains(data[:min(len(data), 2000)], []byte(`name="generator" content="Ballast`)) {
		return foreign(path)
	}
	return nil
}

// handouts are the files of a run that are ready to be written.
type handouts struct {
	charts, tables []handout.File
	page           []byte
	fallback       bool // pictures are missing, because there is no Chinese font
}

// prepareHandouts makes all files in memory, so that an error leaves nothing
// half-written.
func prepareHandouts(o handoutOptions, book *sheet.Book, scenarios func() (names []string, values [][]float64)) (*handouts, error) {
	h := &handouts{}
	var err error
	if o.charts != "" || o.report != "" {
		artist := chart.New(book, chart.Config{Fonts: chart.FontsIn(fontFolders())})
		if o.charts != "" {
			h.fallback = artist.Fallback()
			if h.charts, err = pictures(artist); err != nil {
				return nil, err
			}
		}
		if o.report != "" {
			if h.page, err = pageOf(book, artist, o.live); err != nil {
				return nil, err
			}
		}
	}
	if o.csv != "" {
		if h.tables, err = handout.Tables(book); err != nil {
			return nil, err
		}
		if o.scenarios {
			f, err := handout.Scenarios(scenarios())
			if err != nil {
				return nil, err
			}
			h.tables = append(h.tables, f)
		}
	}
	return h, nil
}

// warn says what was left out of them.
func (h *handouts) warn(errs io.Writer, quiet bool, w *words.Words) {
	if h.fallback && !quiet {
		fmt.Fprintln(errs, w.Say("handout.nofont"))
	}
}

// fontFolders are the folders in which fonts are looked for.
func fontFolders() []string {
	dirs := chart.SystemFonts()
	if home, err := os.UserHomeDir(); err == nil {
		for _, d := range []string{".local/share/fonts", ".fonts", "Library/Fonts", `AppData/Local/Microsoft/Windows/Fonts`} {
			dirs = append(dirs, filepath.Join(home, d))
		}
	}
	return dirs
}

// pictures draws every chart twice: as SVG, and as PNG where the font allows.
func pictures(artist *chart.Artist) ([]handout.File, error) {
	var all []handout.File
	for _, item := range artist.Items() {
		svg, err := artist.SVG(item.Sheet, item.Key, chart.Frame{})
		if err != nil {
			return nil, err
		}
		all = append(all, handout.File{Name: item.Key + ".svg", Title: item.Title, Data: svg})
		png, err := artist.PNG(item.Sheet, item.Key, chart.Frame{})
		if errors.Is(err, chart.ErrNoFont) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, handout.File{Name: item.Key + ".png", Title: item.Title, Data: png})
	}
	return all, nil
}

// pageOf makes the page; its charts are drawn for a screen and for a phone.
func pageOf(book *sheet.Book, artist *chart.Artist, live bool) ([]byte, error) {
	var out bytes.Buffer
	err := handout.HTML(&out, book, handout.Options{Version: release, Live: live, Draw: func(sheetKey, key string, wide bool) ([]byte, error) {
		f := chart.Frame{Width: 600, Height: 340, NoTitle: true}
		if !wide {
			f.Width, f.Height = 370, 300
		}
		return artist.SVG(sheetKey, key, f)
	}})
	return out.Bytes(), err
}

// scenarioColumns are a number for every scenario: the figures, then the inputs that they
// come from, of as many scenarios as keep their draws.
func (j *job) scenarioColumns() (names []string, values [][]float64) {
	for _, c := range j.simulation.Columns() {
		names, values = append(names, c.Name), append(values, c.Values)
	}
	for _, in := range j.simulation.Inputs() {
		names, values = append(names, "input "+in.Label), append(values, in.Values)
	}
	return names, values
}

// write puts the files where they belong.
func (h *handouts) write(ctx context.Context, o handoutOptions) error {
	if o.charts != "" {
		if err := writeFolder(ctx, o.charts, chartList, h.charts); err != nil {
			return err
		}
	}
	if o.csv != "" {
		if err := writeFolder(ctx, o.csv, tableList, h.tables); err != nil {
			return err
		}
	}
	if o.report == "" {
		return nil
	}
	return writeAtomic(ctx, o.report, h.page)
}

// say tells what was written.
func (h *handouts) say(out io.Writer, o handoutOptions, w *words.Words) {
	if o.charts != "" {
		fmt.Fprintln(out, w.Say("handout.wrote.charts", o.charts, len(h.charts)))
	}
	if o.csv != "" {
		fmt.Fprintln(out, w.Say("handout.wrote.csv", o.csv, len(h.tables)))
	}
	if o.report != "" {
		fmt.Fprintln(out, w.Say("handout.wrote.report", o.report))
	}
}
