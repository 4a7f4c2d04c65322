package graft

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// frontKey is the key of the sheet that a result opens on.
const frontKey = "dashboard"

// selected finds the mark of a selected tab in the first tag of a sheet's view.
var selected = regexp.MustCompile(`\s+tabSelected\s*=\s*(?:"(?:1|true)"|'(?:1|true)')`)

// opensOn reports whether the file is to open on a tab: decided before the tabs are
// written, so that its view can say so.
func (g *Run) opensOn(t *tab) bool {
	return !g.book.Inputs && t.sheet.Key == frontKey && g.unmark()
}

// turnTo makes the file open on the dashboard: the user's sheets lose the mark of the
// selected tab. When one of them cannot be edited nothing is changed.
func (g *Run) turnTo() error {
	g.front = slices.IndexFunc(g.Tabs, func(t tab) bool { return g.opensOn(&t) })
	if g.front >= 0 {
		maps.Copy(g.edited, g.unmarked)
	}
	return nil
}

// unmark takes the mark off the user's sheets, once; it is false when a sheet is not
// plain UTF-8 text.
func (g *Run) unmark() bool {
	if g.unmarked != nil || g.marksStay {
		return !g.marksStay
	}
	g.unmarked = map[string][]byte{}
	relations, err := g.In.Relations(g.In.Workbook)
	if err != nil {
		g.marksStay = true
		return false
	}
	for _, r := range relations {
		key := strings.ToLower(r.Target)
		if !strings.HasSuffix(r.Kind, "sheet") || g.Old.drop[key] || !g.In.Has(r.Target) {
			continue
		}
		start, err := head(g.In.Entries[key])
		if err == nil && !plain(start) {
			g.marksStay = true
			return false
		}
		if err != nil || !selected.Match(start) {
			continue // a damaged part is copied as it is
		}
		if data, err := g.In.Read(r.Target); err == nil {
			g.unmarked[key] = slices.Concat(selected.ReplaceAll(data[:len(start)], nil), data[len(start):])
		}
	}
	return true
}

// head is the beginning of a sheet's part up to its cells, which the views stand before.
func head(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	start := make([]byte, 1<<16)
	n, err := io.ReadFull(r, start)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, err
	}
	start = start[:n]
	if at := bytes.Index(start, []byte("sheetData")); at >= 0 {
		start = start[:at]
	}
	return start, nil
}

// plain reports whether the beginning of a part is UTF-8: neither marked as UTF-16 nor
// with the zero bytes that it has.
func plain(start []byte) bool { return bytes.IndexByte(start, 0) < 0 }

// frontPlace is the place of the dashboard among all tabs.
func (g *Run) frontPlace() int { return len(g.user) + g.front }

// setFront makes a view of the workbook begin on the dashboard.
func (g *Run) setFront(view *opc.Element) opc.Edit {
	return view.PutAttr(g.In.Text, "activeTab", strconv.Itoa(g.frontPlace()))
}
