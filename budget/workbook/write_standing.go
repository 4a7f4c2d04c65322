package workbook

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// Standing is what stands under a name where a result is to be written.
type Standing struct {
	Ours bool // it holds result sheets of an earlier run
	// Ours: the tabs in which somebody has worked since, beyond the inputs that
	// result sheets invite; Results are result sheets, Own the user's sheets as
	// they stand in the result, changed or new.
	Results, Own []string
	// Unknown says that another program saved a result of an earlier version,
	// which cannot tell whether somebody worked in it.
	Unknown bool
}

// Worked reports whether overwriting would lose work: of the user's sheets,
// too, unless they are what the new result is made of.
func (s Standing) Worked(inPlace bool) bool {
	return s.Ours && (len(s.Results) > 0 || !inPlace && (len(s.Own) > 0 || s.Unknown))
}

// Tabs are the tabs that overwriting would lose.
func (s Standing) Tabs(inPlace bool) []string {
	if inPlace {
		return s.Results
	}
	return append(append([]string{}, s.Own...), s.Results...)
}

// Stands looks at a file. One that is no workbook at all is not ours.
func Stands(ctx context.Context, path, password string) (Standing, error) {
	p, err := openResult(path, password)
	if errors.Is(err, opc.ErrNotWorkbook) {
		return Standing{}, nil
	}
	if err != nil {
		return Standing{}, err
	}
	var s Standing
	renamed := false
	for _, t := range graft.Tabs(p) {
		if t.Whose == graft.Ours {
			s.Ours = true
			renamed = renamed || !strings.Contains(strings.ToLower(t.Part), "/ballast_")
		}
	}
	if !s.Ours {
		return s, nil
	}
	known := false
	if s.Results, s.Own, known, err = graft.Touched(p, printer(ctx)); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	s.Unknown = !known && renamed
	return s, nil
}

// openResult opens a file that may be a result.
func openResult(path, password string) (*opc.Package, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if data, err = opc.Unwrap(data, password); err != nil {
		return nil, fmt.Errorf("%w: %w", opc.ErrNotWorkbook, err)
	}
	p, err := opc.Open(data)
	if err != nil && !errors.Is(err, opc.ErrNotWorkbook) { // a zip of something else, or damaged
		err = fmt.Errorf("%w: %w", opc.ErrNotWorkbook, err)
	}
	return p, err
}

// Typed is an input of a result that a reader has changed.
type Typed struct {
	Name  string // of the figure: Live.Confidence
	Place string // Reserve!A27
	Text  string // what stands there now
}

// TypedIn lists the inputs of a result that a reader has changed since it was
// written; none where there is no result, or one of an earlier version.
func TypedIn(ctx context.Context, path, password string) ([]Typed, error) {
	p, err := openResult(path, password)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, opc.ErrNotWorkbook) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Typed
	for _, in := range graft.Inputs(p) {
		data, err := p.Read(in.Tab.Part)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		g, err := readSheet(ctx, in.Title, opc.UTF8(data), nil, textsOf(in.Tab))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		row, col, ok := splitAddress(in.Cell)
		if c := g.cell(row, col); ok && c != nil && plainNumber(c.text) != plainNumber(in.Default) {
			all = append(all, Typed{Name: in.Name, Place: in.Title + "!" + in.Cell, Text: c.text})
		}
	}
	return all, nil
}
