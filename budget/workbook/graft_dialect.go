package workbook

// dialect holds the namespaces of a workbook. ISO Strict files use other URIs
// than the Transitional ones that nearly everybody writes; a part of one
// dialect inside a workbook of the other is refused by readers.
type dialect struct {
	main, rel, draw, chart, anchor string
}

// transitional returns the namespaces of ECMA-376 Transitional.
func transitional() dialect {
	const base = "http://schemas.openxmlformats.org/"
	return dialect{
		main:   base + "spreadsheetml/2006/main",
		rel:    base + "officeDocument/2006/relationships",
		draw:   base + "drawingml/2006/main",
		chart:  base + "drawingml/2006/chart",
		anchor: base + "drawingml/2006/spreadsheetDrawing",
	}
}

// strict returns the namespaces of ISO/IEC 29500 Strict.
func strict() dialect {
	const base = "http://purl.oclc.org/ooxml/"
	return dialect{
		main:   base + "spreadsheetml/main",
		rel:    base + "officeDocument/relationships",
		draw:   base + "drawingml/main",
		chart:  base + "drawingml/chart",
		anchor: base + "drawingml/spreadsheetDrawing",
	}
}

// Namespaces and content types that both dialects share.
const (
	packageRels  = "http://schemas.openxmlformats.org/package/2006/relationships"
	packageTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	typeRels     = "application/vnd.openxmlformats-package.relationships+xml"
	typeVML      = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	typeSheet    = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	typeStyles   = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
	typeComments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
	typeDrawing  = "application/vnd.openxmlformats-officedocument.drawing+xml"
	typeChart    = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
)
