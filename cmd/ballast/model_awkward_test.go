package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/models/cells"
)

// rawBook is a workbook written part by part, as programs other than ours write them: its
// sheets by name, each line a place and what stands in it (a number, 'text, !#N/A, =formula
// := stored value, {B1:B3}=array formula := stored value), and what else its parts hold.
type rawBook struct {
	sheets   []string
	book     string            // of workbook.xml, before its sheets
	names    string            // behind them: defined names, calculation
	below    string            // of the first sheet, behind its cells
	parts    map[string]string // that are added
	rels     string            // of the workbook
	firstRel string            // of the first sheet
	types    string
}

const (
	mainXML  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relsXML  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// write makes the file.
func (b rawBook) write(t *testing.T) []byte {
	t.Helper()
	parts := map[string]string{}
	sheets, rels, types := "", b.rels, b.types
	for i, text := range b.sheets {
		name, lines, _ := strings.Cut(text, "|")
		n := i + 1
		sheets += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, html.EscapeString(name), n, n)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, n, relation, n)
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		below := ""
		if i == 0 {
			below = b.below
		}
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", n)] = `<worksheet ` + mainXML + `><sheetData>` + rawRows(t, lines) + `</sheetData>` + below + `</worksheet>`
	}
	parts["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types + `</Types>`
	parts["_rels/.rels"] = fmt.Sprintf(relsXML, `<Relationship Id="rId1" Type="`+relation+`officeDocument" Target="xl/workbook.xml"/>`)
	parts["xl/_rels/workbook.xml.rels"] = fmt.Sprintf(relsXML, rels)
	parts["xl/workbook.xml"] = `<workbook ` + mainXML + `>` + b.book + `<sheets>` + sheets + `</sheets>` + b.names + `</workbook>`
	if b.firstRel != "" {
		parts["xl/worksheets/_rels/sheet1.xml.rels"] = fmt.Sprintf(relsXML, b.firstRel)
	}
	for name, text := range b.parts {
		parts[name] = text
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rawRows are the rows of a sheet; lines of one row stand together.
func rawRows(t *testing.T, lines string) string {
	t.Helper()
	var b strings.Builder
	open := ""
	for line := range strings.Lines(lines) {
		at, what, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok {
			continue
		}
		if row := strings.TrimLeft(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); row != open {
			if open != "" {
				b.WriteString("</row>")
			}
			open = row
			fmt.Fprintf(&b, `<row r="%s">`, row)
		}
		b.WriteString(rawCell(at, what))
	}
	return b.String() + "</row>"
}

// rawCell is one cell.
func rawCell(at, what string) string {
	text, stored, isFormula := strings.Cut(what, " := ")
	formula := ""
	if isFormula {
		attributes := ""
		if area, rest, ok := strings.Cut(text, "}="); ok {
			attributes, text = ` t="array" ref="`+area[1:]+`"`, "="+rest
		}
		if strings.HasPrefix(text, "<") { // as it stands
			formula = text
		} else {
			formula = "<f" + attributes + ">" + html.EscapeString(text[1:]) + "</f>"
		}
		what = stored
	}
	switch what[0] {
	case '\'':
		if isFormula {
			return fmt.Sprintf(`<c r="%s" t="str">%s<v>%s</v></c>`, at, formula, html.EscapeString(what[1:]))
		}
		return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, html.EscapeString(what[1:]))
	case '!':
		return fmt.Sprintf(`<c r="%s" t="e">%s<v>%s</v></c>`, at, formula, html.EscapeString(what[1:]))
	case '?':
		return fmt.Sprintf(`<c r="%s" t="b">%s<v>%s</v></c>`, at, formula, what[1:])
	}
	return fmt.Sprintf(`<c r="%s">%s<v>%s</v></c>`, at, formula, what)
}

// awkwardBook is a model in a file with a feature that models have. The stored values are
// what a spreadsheet stores; at is what the output is at the draws of its inputs.
type awkwardBook struct {
	name    string
	book    rawBook
	inputs  []string
	result  string
	reached int // formula cells, all compared
	stale   [2]string
	at      func(x []float64) float64
}

// awkwardBooks are ten.
func awkwardBooks() []awkwardBook {
	names := func(list string) string { return "<definedNames>" + list + "</definedNames>" }
	return []awkwardBook{
		{name: "array formulas", inputs: []string{"Model!A1=Uniform(1,2)"}, result: "Model!D3", reached: 7, stale: [2]string{"<v>12</v>", "<v>13</v>"},
			book: rawBook{sheets: []string{"Model|A1 1\nB1 {B1:B3}=A1:A3*2 := 2\nC1 {C1:C1}=SUM(IF(A1:A3>1.5,A1:A3,0)) := 5\nD1 =SUM(B1:B3)+C1 := 17\nA2 2\nB2 4\nE2 =SUM(B1:B3) := 12\nA3 3\nB3 6\nD3 =D1+E2 := 29"}},
			at: func(x []float64) float64 {
				more := 0.0
				if x[0] > 1.5 {
					more = x[0]
				}
				return 2*(2*x[0]+10) + more + 5
			}},
		{name: "whole columns and rows", inputs: []string{"Model!B2=Uniform(5,15)"}, result: "Model!D1", reached: 4, stale: [2]string{"<v>30</v>", "<v>31</v>"},
			book: rawBook{sheets: []string{"Model|A1 'kind\nB1 'amount\nD1 =D2+D3+D4 := 93\nA2 'cost\nB2 10\nD2 =SUMIF(A:A,\"COST\",B:B) := 30\nA3 'income\nB3 30\nD3 =SUM(Data!$2:$2)*COUNT(B:B) := 33\nA4 'cost\nB4 20\nD4 =INDEX(B:B,MATCH(\"income\",A:A,0)) := 30", "Data|A2 4\nC2 7\nA3 100"}},
			at:   func(x []float64) float64 { return x[0] + 20 + 33 + 30 }},
		{name: "three-dimensional references by tab order", inputs: []string{"'Jan 25'!B2=Uniform(1,3)"}, result: "Sum!A1", reached: 1, stale: [2]string{"<v>111</v>", "<v>110</v>"},
			book: rawBook{sheets: []string{"Sum|A1 =SUM('Jan 25:Mar'!B2)+AVERAGE('Jan 25:Mar'!B2:B3)*0+MAX('Jan 25:Mar'!B2) := 111", "Jan 25|B2 1", "Feb|B2 10\nB3 4", "Mar|B2 50", "After|B2 1000"}},
			at:   func(x []float64) float64 { return x[0] + 60 + 50 }},
		{name: "names that draw, of a sheet and relative", inputs: []string{"Model!A1=Uniform(8,12)"}, result: "Model!B3", reached: 3, stale: [2]string{"<v>30</v>", "<v>35</v>"},
			book: rawBook{sheets: []string{"Model|A1 10\nB1 =Left*Factor := 30\nA2 4\nB2 =Left+Noise+Noise := 104\nB3 =B1+B2 := 134", "Other|A1 1"},
				names: names(`<definedName name="Factor" localSheetId="0">Model!$F$1+3</definedName><definedName name="Left">Model!XFD1</definedName><definedName name="Noise">_xll.RiskUniform(40,60,_xll.RiskStatic(50))</definedName>`)},
			at: func(x []float64) float64 { return 3*x[0] + 4 + x[1] + x[2] }},
		{name: "structured references with a column to escape", inputs: []string{"Model!B2=Uniform(1,3)"}, result: "Model!E5", reached: 6, stale: [2]string{"<v>60</v>", "<v>61</v>"},
			book: rawBook{sheets: []string{"Model|A1 'Item\nB1 'Units [t]\nC1 'Cost\nE1 =SUM(Plan[Cost])+Plan[[#Totals],[Cost]]+ROWS(Plan[]) := 162\nA2 'x\nB2 2\nC2 =Plan[[#This Row],[Units '[t']]]*10 := 20\nA3 'y\nB3 6\nC3 =Plan[[#This Row],[Units '[t']]]*10 := 60\nA4 'Total\nC4 =SUBTOTAL(109,Plan[Cost]) := 80\nE4 =SUM(Plan[[#Headers],[Cost]]) := 0\nE5 =E1+E4 := 162"},
				below: `<tableParts count="1"><tablePart r:id="rId1"/></tableParts>`, firstRel: `<Relationship Id="rId1" Type="` + relation + `table" Target="../tables/table1.xml"/>`,
				types: `<Override PartName="/xl/tables/table1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/>`,
				parts: map[string]string{"xl/tables/table1.xml": `<table ` + mainXML + ` id="1" name="Plan" displayName="Plan" ref="A1:C4" totalsRowCount="1"><tableColumns count="3"><tableColumn id="1" name="Item"/><tableColumn id="2" name="Units [t]"/><tableColumn id="3" name="Cost"/></tableColumns></table>`}},
			at: func(x []float64) float64 { return 2*(10*x[0]+60) + 2 }},
		{name: "a circle that the workbook repeats", inputs: []string{"Model!A1=Uniform(0.05,0.2)"}, result: "Model!C1", reached: 3, stale: [2]string{"<v>200</v>", "<v>210</v>"},
			book: rawBook{sheets: []string{"Model|A1 0.1\nB1 =A2+B2 := 100\nC1 =B1*2 := 200\nA2 95\nB2 =B1*A1/2 := 5"}, names: `<calcPr calcId="191029" iterate="1" iterateCount="100" iterateDelta="0.001"/>`},
			at:   func(x []float64) float64 { return 2 * 95 / (1 - x[0]/2) }},
		{name: "data tables of one and two inputs", inputs: []string{"Model!A1=Uniform(5,15)"}, result: "Model!B6", reached: 11, stale: [2]string{"<v>21</v>", "<v>22</v>"},
			book: rawBook{sheets: []string{"Model|A1 10\nB1 =A1*A2+A3 := 21\nD1 =B1 := 21\nF1 =B1 := 21\nG1 5\nH1 7\nA2 2\nC2 1\nD2 <f t=\"dataTable\" ref=\"D2:D3\" dt2D=\"0\" dtr=\"0\" r1=\"A2\"/> := 11\nF2 1\nG2 <f t=\"dataTable\" ref=\"G2:H3\" dt2D=\"1\" dtr=\"1\" r1=\"A3\" r2=\"A2\"/> := 15\nH2 17\nA3 1\nC3 3\nD3 31\nF3 2\nG3 25\nH3 27\nB5 =SUM(D2:D3) := 42\nB6 =B5+MAX(G2:H3) := 69"}},
			at:   func(x []float64) float64 { return 4*x[0] + 2 + 2*x[0] + 7 }},
		{name: "a link to another workbook", inputs: []string{"Model!A1=Uniform(1,3)"}, result: "Model!C1", reached: 3, stale: [2]string{"<v>14.4</v>", "<v>14</v>"},
			book: rawBook{sheets: []string{"Model|A1 2\nB1 =A1*[1]Rates!$B$7 := 14.4\nC1 =B1+IFERROR([1]Rates!C7,100)+B2 := 116.4\nB2 =LEN([1]Rates!D7)-1 := 2\nB9 =[1]Gone!A1 := !#REF!"},
				names: `<externalReferences><externalReference r:id="rId99"/></externalReferences>`, rels: `<Relationship Id="rId99" Type="` + relation + `externalLink" Target="externalLinks/externalLink1.xml"/>`,
				types: `<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>`,
				parts: map[string]string{"xl/externalLinks/externalLink1.xml": `<externalLink ` + mainXML + `><externalBook r:id="rId1"><sheetNames><sheetName val="Rates"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="7"><cell r="B7"><v>7.2</v></cell><cell r="C7" t="e"><v>#N/A</v></cell><cell r="D7" t="str"><v>EUR</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`,
					"xl/externalLinks/_rels/externalLink1.xml.rels": fmt.Sprintf(relsXML, `<Relationship Id="rId1" Type="`+relation+`externalLinkPath" Target="rates.xlsx" TargetMode="External"/>`)}},
			at: func(x []float64) float64 { return 7.2*x[0] + 100 + 2 }},
		{name: "days counted from 1904", inputs: []string{"Model!A1=Uniform(900,1100)"}, result: "Model!C1", reached: 4, stale: [2]string{"<v>42735</v>", "<v>44196</v>"},
			book: rawBook{book: `<workbookPr date1904="1"/>`, sheets: []string{"Model|A1 1000\nB1 =DATE(2021,1,1) := 42735\nC1 =A1/(1+B3)^((B2-B1)/365) := 909.0909090909091\nB2 =EDATE(B1,12) := 43100\nB3 =(YEAR(B2)-YEAR(B1))/10 := 0.1"}},
			at:   func(x []float64) float64 { return x[0] / 1.1 }},
		{name: "errors, texts and booleans as values", inputs: []string{"Model!A1=Uniform(1,3)"}, result: "Model!C1", reached: 6, stale: [2]string{"<v>18</v>", "<v>19</v>"},
			book: rawBook{sheets: []string{"Model|A1 2\nB1 =IFERROR(A2+1,A1*3) := 6\nC1 =SUM(B1:B5) := 32.1\nA2 !#N/A\nB2 =IF(ISNA(A2),10,0)+A4 := 18\nA3 '5\nB3 =A3+A1+\"10%\" := 7.1\nA4 8\nB4 =SUM(A3:A5)-8 := 0\nA5 ?1\nB5 =_xlfn.AGGREGATE(9,6,A1:A2)+A5-COUNT(A1:A5) := 1"}},
			at:   func(x []float64) float64 { return 3*x[0] + 18 + 5.1 + x[0] + 0 + x[0] + 1 - 2 }},
	}
}

// TestAwkwardWorkbooks: files with the features that models have pass the gate with every
// formula cell that is reached, each scenario of theirs is what the rule gives, and the
// first cell of which another value is stored is named.
func TestAwkwardWorkbooks(t *testing.T) {
	for _, c := range awkwardBooks() {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "model.xlsx")
			compile := func(data []byte) *modelJob {
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
				j, err := findModel(t.Context(), source{path: path}, modelOptions{inputs: c.inputs, results: []string{c.result}})
				if err != nil || j == nil {
					t.Fatal("no model", err)
				}
				return j
			}
			data := c.book.write(t)
			j := compile(data)
			if b := j.model.Base; budget.HasErrors(j.problems) || b.Compared != b.Reached || b.Reached != c.reached || b.Differing != 0 {
				for _, p := range j.problems {
					t.Log(p.Format(nil))
				}
				t.Fatalf("%+v, expected %d cells", b, c.reached)
			}
			s, err := j.model.Simulate(t.Context(), cells.RunConfig{Scenarios: 100})
			if err != nil {
				t.Fatal(err)
			}
			_, columns := s.Columns()
			for i, got := range columns[0] {
				draws := make([]float64, len(columns)-1)
				for k := range draws {
					draws[k] = columns[k+1][i]
				}
				if want := c.at(draws); math.Abs(got-want) > 1e-8*math.Abs(want) {
					t.Fatalf("at %v: calculated %v, expected %v", draws, got, want)
				}
			}
			j = compile(rezipped(t, data, replacing(c.stale[0], c.stale[1])))
			if !slices.ContainsFunc(j.problems, func(p budget.Problem) bool {
				return p.Code == "base-differs" && p.Severity == budget.Error && p.Ref.Cell != ""
			}) {
				t.Errorf("%s instead of %s: %v", c.stale[1], c.stale[0], j.problems)
			}
		})
	}
}
