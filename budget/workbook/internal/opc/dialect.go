package opc

// Dialect holds the namespaces of a workbook. ISO Strict files use other URIs
// than the Transitional ones that nearly everybody writes; a part of one
// dialect inside a workbook of the other is refused by readers.
type Dialect struct {
	Main, Rel, Draw, Chart, Anchor string
}

// Transitional returns the namespaces of ECMA-376 Transitional.
func Transitional() Dialect {
	const base = "http://schemas.openxmlformats.org/"
	return Dialect{
		Main:   base + "spreadsheetml/2006/main",
		Rel:    base + "officeDocument/2006/relationships",
		Draw:   base + "drawingml/2006/main",
		Chart:  base + "drawingml/2006/chart",
		Anchor: base + "drawingml/2006/spreadsheetDrawing",
	}
}

// Strict returns the namespaces of ISO/IEC 29500 Strict.
func Strict() Dialect {
	const base = "http://purl.oclc.org/ooxml/"
	return Dialect{
		Main:   base + "spreadsheetml/main",
		Rel:    base + "officeDocument/relationships",
		Draw:   base + "drawingml/main",
		Chart:  base + "drawingml/chart",
		Anchor: base + "drawingml/spreadsheetDrawing",
	}
}

// Namespaces and content types that both dialects share.
const (
	PackageRels  = "http://schemas.openxmlformats.org/package/2006/relationships"
	PackageTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
	XMLHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	TypeRels     = "application/vnd.openxmlformats-package.relationships+xml"
	TypeVML      = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	TypeSheet    = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	TypeStyles   = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
	TypeComments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
	TypeDrawing  = "application/vnd.openxmlformats-officedocument.drawing+xml"
	TypeChart    = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
)

// StyleOrder lists the children of a styles part. Source: ECMA-376 part 1,
// 18.8.39, CT_Stylesheet.
func StyleOrder() []string {
	return []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}
}
