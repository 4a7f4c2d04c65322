package workbook

import (
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/template"
)

// ErrNotWorkbook says that a file is not an .xlsx or .xlsm workbook.
var ErrNotWorkbook = opc.ErrNotWorkbook

// Template returns the empty workbook of `ballast new`, as the bytes of an
// xlsx: every sheet and column of the schema with a note on each header,
// drop-downs, a few rows marked as examples, and a list of the words that
// columns accept. A run of the untouched template works. lang is "en" or "zh", id the
// plan's ID, "" none.
func Template(lang, id string) ([]byte, error) { return template.Blank(lang, id) }

// FromText builds a workbook from a text source and returns the bytes of the
// xlsx, the same bytes for the same source. lang, "en" or "zh", is the
// language of the header notes. How a source is written: see template.Build.
func FromText(src []byte, lang string) ([]byte, error) { return template.Build(src, lang) }
