package specimen

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// schemaOrder lists, for the elements that we write, the children the schema
// allows in the order it demands. Source: ECMA-376 part 1, annex A: sml.xsd,
// dml-chart.xsd, dml-spreadsheetDrawing.xsd, dml-main.xsd; transcribed.
func schemaOrder() map[string]string {
	shared := "idx order tx spPr"
	axis := "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt "
	return map[string]string{
		"workbook":              "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst",
		"styleSheet":            strings.Join(opc.StyleOrder(), " "),
		"worksheet":             "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst",
		"sheetPr":               "tabColor outlinePr pageSetUpPr",
		"sheetView":             "pane selection pivotSelection extLst",
		"worksheet/c":           "f v is extLst",
		"colorScale":            "cfvo color",
		"dataValidation":        "formula1 formula2",
		"comments":              "authors commentList extLst",
		"xf":                    "alignment protection extLst",
		"border":                "left right top bottom diagonal vertical horizontal",
		"chartSpace":            "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes extLst",
		"chartSpace/chart":      "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs extLst",
		"plotArea":              "layout areaChart barChart lineChart scatterChart valAx catAx dateAx serAx dTable spPr extLst",
		"title":                 "tx layout overlay spPr txPr extLst",
		"legend":                "legendPos legendEntry layout overlay spPr txPr extLst",
		"legendEntry":           "idx delete txPr extLst",
		"areaChart":             "grouping varyColors ser dLbls dropLines axId extLst",
		"barChart":              "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId extLst",
		"lineChart":             "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId extLst",
		"scatterChart":          "scatterStyle varyColors ser dLbls axId extLst",
		"areaChart/ser":         shared + " pictureOptions dPt dLbls trendline errBars cat val extLst",
		"barChart/ser":          shared + " invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
		"lineChart/ser":         shared + " marker dPt dLbls trendline errBars cat val smooth extLst",
		"scatterChart/ser":      shared + " marker dPt dLbls trendline errBars xVal yVal smooth extLst",
		"dPt":                   "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst",
		"ser/marker":            "symbol size spPr extLst",
		"dLbls":                 "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator showLeaderLines leaderLines extLst",
		"scaling":               "logBase orientation max min extLst",
		"catAx":                 axis + "auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
		"dateAx":                axis + "auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit minorTimeUnit extLst",
		"valAx":                 axis + "crossBetween majorUnit minorUnit dispUnits extLst",
		"numRef":                "f numCache extLst",
		"strRef":                "f strCache extLst",
		"numCache":              "formatCode ptCount pt extLst",
		"strCache":              "ptCount pt extLst",
		"rich":                  "bodyPr lstStyle p",
		"txPr":                  "bodyPr lstStyle p",
		"p":                     "pPr r endParaRPr",
		"defRPr":                "ln solidFill effectLst highlight latin ea cs sym",
		"rPr":                   "sz solidFill rFont family latin ea cs sym",
		"spPr":                  "xfrm prstGeom noFill solidFill gradFill ln effectLst",
		"ln":                    "noFill solidFill prstDash round headEnd tailEnd",
		"twoCellAnchor":         "from to graphicFrame clientData",
		"graphicFrame":          "nvGraphicFramePr xfrm graphic",
		"definedNames":          "definedName",
		"sheets":                "sheet",
		"conditionalFormatting": "cfRule",
	}
}

// Disorder lists what is wrong with the order of a part's elements.
func Disorder(data []byte) []string {
	orders := schemaOrder()
	var faults []string
	type level struct {
		name  string
		order []string
		at    int
	}
	var open []level
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return faults
		}
		if err != nil {
			return append(faults, err.Error())
		}
		switch e := tok.(type) {
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.StartElement:
			name, parent := e.Name.Local, ""
			if n := len(open); n > 0 {
				p := &open[n-1]
				parent = p.name
				i := slices.Index(p.order, name)
				switch {
				case len(p.order) == 0 || name == "AlternateContent" || p.name == "plotArea" && strings.HasSuffix(name, "Ax") && i >= 0:
				case i < 0:
					faults = append(faults, fmt.Sprintf("<%s> is not known in <%s>", name, p.name))
				case i < p.at:
					faults = append(faults, fmt.Sprintf("<%s> comes too late in <%s>", name, p.name))
				default:
					p.at = i
				}
			}
			order := orders[name]
			if o := orders[parent+"/"+name]; o != "" {
				order = o
			}
			open = append(open, level{name: name, order: strings.Fields(order)})
		}
	}
}
