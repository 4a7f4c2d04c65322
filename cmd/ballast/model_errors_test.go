package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models"
)

// modelCase is a workbook of formulas with a problem.
type modelCase struct {
	code, text string
	args       []string
	asks       modelOptions // what the command is told
	exit       int
	where      string
	edit       func(name, content string) string // of its parts
	parts      map[string]string                 // that are added
}

// book is the workbook of a case.
func (c modelCase) book(t *testing.T) []byte {
	t.Helper()
	data, err := workbook.FromText([]byte(c.text), "en")
	if err != nil {
		t.Fatal(err)
	}
	if c.edit != nil {
		data = rezipped(t, data, c.edit)
	}
	if c.parts == nil {
		return data
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.parts)) {
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(p, c.parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// modelSheet is a workbook of a model with its sheets of inputs and outputs.
func modelSheet(rows, uncertain, outputs string) string {
	return "== Model\nName | Value | More\n" + rows + "\n== Uncertain\nCell | Distribution | Name | Correlated with | Coefficient\n" + uncertain + "\n== Outputs\nCell | Name\n" + outputs
}

// replacing makes an edit of every part.
func replacing(pairs ...string) func(name, content string) string {
	r := strings.NewReplacer(pairs...)
	return func(_, content string) string { return r.Replace(content) }
}

// copiedRows is a simulation made at home: sixty rows that each draw for themselves, and
// their average.
func copiedRows() string {
	var b strings.Builder
	b.WriteString("== Model\nName | Value | Average\n")
	for i := range 60 {
		average := ""
		if i == 0 {
			average = " =AVERAGE(B2:B61) := 100"
		}
		fmt.Fprintf(&b, "row %d | =90+20*RAND() := 100 |%s\n", i+1, average)
	}
	return b.String() + "\n== Outputs\nCell | Name\nModel!C2 | Average\n"
}

// windowSheet is a model whose inputs were defined in the windows of Crystal Ball: plain
// numbers, and a hidden name for each of them.
const windowSheet = "== Model\nName | Value\nprice | 100\nunits | 10\nprofit | =B2*B3 := 1000\n"

// windowed puts the hidden names of B2, B3 and B4 into a workbook, and its drawing.
func windowed(ids ...string) func(name, content string) string {
	names := ""
	for i, id := range ids {
		names += fmt.Sprintf(`<definedName name="CB_%s" localSheetId="0" hidden="1">Model!$B$%d</definedName>`, id, i+2)
	}
	return func(name, content string) string {
		switch {
		case name == "xl/workbook.xml" && strings.Contains(content, "<definedNames>"):
			return strings.Replace(content, "<definedNames>", "<definedNames>"+names, 1)
		case name == "xl/workbook.xml":
			return strings.Replace(content, "</sheets>", "</sheets><definedNames>"+names+"</definedNames>", 1)
		case name == "[Content_Types].xml":
			return strings.Replace(content, "</Types>", `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>`, 1)
		case strings.HasSuffix(name, "worksheets/sheet1.xml"):
			return strings.Replace(content, "</worksheet>", `<legacyDrawing r:id="rId77"/></worksheet>`, 1)
		}
		return content
	}
}

// windowParts are a drawing with a block of Crystal Ball: two assumptions and a forecast,
// written by the rules of [MS-NRBF], deflated, as hex digits two in a letter.
func windowParts() map[string]string {
	const packed = "78da8d52cd6e133110b69deea62829a440f9b9a15eb8ac56bb0908f59003dd082e14a2b4e9d572b7b3a9dbf52eb21d15dea0af101ea1afd0032fc00b70e01578853283566a227ed4ef301e7f9e197f9e31e38cb16b04ad846e1bcd76b6fbe1e81472bfef6b0bd1b343b04ed7d5304de334ee0f76d238093a18f77204b9a61300abab599cedc62b99b87b15bf766e6e3e7a8ccaa02c2750ac61e61d33727eacac71ebe650d9f7cac086993a98a86a06b40bccdbb93ee69cb57867ffb3f3606222485dd845f3fcc06a8c9d97ca467bba1aee24d13b7d06a506e7876992447bead3307d91841b181c8cadce81afdd457fb91abd414825e49190b990c7428290859033214f84d4429e0a79c66eb0de6e8b066c159cdfa3daa4ae87a6371ad7dab9ba8a26ca03ea093749c6b4d2de717e1f7d92321a6c6f16d38bf305bbbcfaf6e3e775f000c9c16d7afa069d5c39df74b445dafedbc7bfb5f12199b1ad0bed39df6a34918ecbab05bb382fa6a42f788464ff369ab2da5a28150dba1972cfdccc3ea56b97893e115b26aba128349687ca631a7eb483badbb0bfc9568bafce6cc90fe91dfc7123fd8f913cf9479fc3a774fe6541f8feb5f30bbbd6cf68"
	var letters strings.Builder
	for i := 0; i+1 < len(packed); i += 2 {
		letters.WriteRune(rune(packed[i])<<8 | rune(packed[i+1]))
	}
	return map[string]string{
		"xl/drawings/vmlDrawing1.vml":         `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="CB_Block_7.0.0.0_x003a_1" style="visibility:hidden"><x:ClientData ObjectType="Pict"><x:ScriptText>` + letters.String() + `</x:ScriptText></x:ClientData></v:shape></xml>`,
		"xl/worksheets/_rels/sheet1.xml.rels": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>`,
	}
}

// hiddenCases are problems of models that need more than text in cells.
func hiddenCases() []modelCase {
	const price = "Model!B2 | PERT(90,100,140) | price | | \n"
	return []modelCase{
		{code: "input-merged", text: modelSheet("a | 100 |\nb | =SUM(B2:C2) := 100 |\n", "Model!C2 | PERT(5,10,15) | | | \n", "Model!B3 | x\n"), exit: exitProblems, where: "Uncertain!A2",
			edit: func(name, content string) string {
				if strings.HasSuffix(name, "worksheets/sheet1.xml") {
					return strings.Replace(content, `</sheetData>`, `</sheetData><mergeCells count="1"><mergeCell ref="B2:C2"/></mergeCells>`, 1)
				}
				return content
			}},
		{code: "circle", text: modelSheet("a | 100 |\nb | =B2+B4 := 0 |\nc | =B3*0.1 := 0 |\n", price, "Model!B3 | x\n"), exit: exitProblems, where: "Model!B"},
		{code: "data-table", text: modelSheet("a | 100 |\nb | =B2*2 := 200 |\nc | =B3+B2 := 300 |\n", price, "Model!B4 | x\n"), exit: exitProblems, where: "Model!B3",
			edit: replacing(`<f>B2*2</f>`, `<f t="dataTable" ref="B3" dt2D="0" dtr="0" r1="A9"/>`)},
		{code: "data-table-draws", text: "== Model\nName | Value | Profit\nprice | =90+20*RAND() := 100 |\nprofit | =B2*3-270 := 30 | =B3 := 30\n1 |  | =1 := 28\n2 | | =1 := 33\n", exit: exitOK, where: "Model!C4",
			edit: replacing(`<f>1</f><v>28</v>`, `<f t="dataTable" ref="C4:C5" dt2D="0" dtr="0" r1="H9"/><v>28</v>`, `<f>1</f><v>33</v>`, `<v>33</v>`)},
		{code: "copied-rows", text: copiedRows(), exit: exitOK, where: "Model!C2"},
		{code: "window-read", text: windowSheet, exit: exitOK, edit: windowed("00000000000000000000000000000001", "11223344556677889900aabbccddeeff", "ffeeddccbbaa00998877665544332211"), parts: windowParts()},
		{code: "window-lost", text: windowSheet, exit: exitOK, edit: windowed("00000000000000000000000000000001", "0000000000000000000000000000abcd", "ffeeddccbbaa00998877665544332211"), parts: windowParts(), where: "Model!B3"},
		{code: "draw-hidden", text: modelSheet("a | 100 |\nb | =_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.x,_xlpm.x+_xll.RiskNormal(0,1)),_xlpm.f(B2)) := 100 |\n", price, "Model!B3 | x\n"), exit: exitProblems, where: "Model!B3"},
		{code: "moment-unstored", text: modelSheet("a | 100 |\nb | =TODAY() := 46000 |\nc | =B2+B3 := 46100 |\n", price, "Model!B4 | x\n"), exit: exitProblems, where: "Model!B3",
			edit: replacing(`<v>46000</v>`, ``)},
		{code: "freeze-unstored", text: modelSheet("a | 100 |\nb | =NOSUCH(1) := 5 |\nc | =B2+B3 := 105 |\n", price, "Model!B4 | x\n"), asks: modelOptions{freeze: []string{"Model!B3"}}, exit: exitProblems, where: "Model!B3", edit: replacing(`<v>5</v>`, ``)},
		{code: "base-unchecked", text: modelSheet("a | 100 |\nb | =B2*2 := 200 |\n", price, "Model!B3 | x\n"), exit: exitProblems, edit: replacing(`<v>200</v>`, ``)},
		{code: "base-partly", text: modelSheet("a | 100 |\nb | =B2*2 := 200 |\nc | =B3+1 := 201 |\n", price, "Model!B4 | x\n"), exit: exitOK, edit: replacing(`<v>200</v>`, ``)},
		{code: "area-large", text: modelSheet("a | 100 |\nb | =B2+SUM(Data!A1:XFD400) := 101 |\n", price, "Model!B3 | x\n") + "\n== Data\nx | 1\n", exit: exitProblems, where: "Model!B3",
			edit: func(name, content string) string {
				if strings.HasSuffix(name, "sheet4.xml") {
					return strings.Replace(content, `</sheetData>`, `<row r="400"><c r="XFD400"><v>0</v></c></row></sheetData>`, 1)
				}
				return content
			}},
		{code: "plan-cells", text: planModel, asks: modelOptions{results: []string{"Appraisal!B2"}}, exit: exitOK},
		{code: "plan-undrawn", text: planYearly, asks: modelOptions{results: []string{"Appraisal!B2"}}, exit: exitOK, where: "Risks!C2"},
		{code: "decision", text: modelSheet("a | 100 |\nb | 3 |\nc | =B2*B3 := 300 |\n", price, "Model!B4 | x\n") + "\n== Decisions\nCell | Low | High | Step\nModel!B3 | 2 | 5 | 1\n", exit: exitOK, where: "Decisions!A2"},
		{code: "output-target", text: strings.Replace(modelSheet("a | 100 |\nb | =B2*2 |\n", price, "Model!B3 | x | higher | about 200\n"), "Cell | Name\n", "Cell | Name | Better | Target\n", 1), exit: exitOK, where: "Outputs!A2"},
		{code: "linked", text: modelSheet("a | 100 |\nb | =B2*[1]Rates!B2 := 720 |\n", price, "Model!B3 | x\n"), exit: exitOK, where: "Model!B3",
			edit: replacing(`</sheets>`, `</sheets><externalReferences><externalReference r:id="rId99" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></externalReferences>`,
				`<Relationship Id="rId1" Target="worksheets/sheet1.xml"`,
				`<Relationship Id="rId99" Target="externalLinks/externalLink1.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/><Relationship Id="rId1" Target="worksheets/sheet1.xml"`,
				`</Types>`, `<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>`),
			parts: map[string]string{
				"xl/externalLinks/externalLink1.xml":            `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"><sheetNames><sheetName val="Rates"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="2"><cell r="B2"><v>7.2</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>`,
				"xl/externalLinks/_rels/externalLink1.xml.rels": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="rates.xlsx" TargetMode="External"/></Relationships>`,
			}},
	}
}

// TestModelErrorSamples: every code of models has its broken workbook in
// samples/errors, which gives exactly the messages beside it. Run with -update to
// write both.
func TestModelErrorSamples(t *testing.T) {
	const folder = "../../samples/errors/"
	cases := map[string]modelCase{}
	for _, c := range append(modelCases(), hiddenCases()...) {
		if len(c.args) == 0 || c.code == "interpreted" {
			cases[c.code] = c
		}
	}
	for _, code := range budget.Codes() {
		if !code.Model {
			continue
		}
		t.Run(code.Code, func(t *testing.T) {
			c, ok := cases[code.Code]
			if !ok {
				t.Fatal("no case has this problem")
			}
			name := folder + code.Code
			if *update {
				keepFile(t, name+".xlsx", c.book(t))
			}
			j, err := findModel(t.Context(), source{path: name + ".xlsx"}, c.asks)
			if err != nil || j == nil {
				t.Fatal("no model", err)
			}
			w := words.For("en")
			var got strings.Builder
			for _, p := range j.problems {
				got.WriteString(p.Format(func(s budget.Severity) string { return w.Say("severity." + s.String()) }) + "\n")
			}
			if *update {
				keepFile(t, name+".txt", []byte(got.String()))
			}
			want, err := os.ReadFile(name + ".txt")
			if err != nil || got.String() != string(want) || !strings.Contains(got.String(), "["+code.Code+"]") {
				t.Errorf("%s (%v)\n got:\n%s\nwant:\n%s", filepath.Base(name), err, got.String(), want)
			}
		})
	}
}

// TestCompiledErrorSamples: every code that is found when a plan is made a model
// has its broken workbook in samples/errors, which gives exactly the messages
// beside it.
func TestCompiledErrorSamples(t *testing.T) {
	w := words.For("en")
	for _, code := range budget.Codes() {
		if !code.Compiled {
			continue
		}
		name := "../../samples/errors/" + code.Code
		plan, problems, err := workbook.Read(t.Context(), name+".xlsx", workbook.ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		_, found := models.Compile(plan)
		var got strings.Builder
		for _, p := range append(problems, found...) {
			got.WriteString(p.Format(func(s budget.Severity) string { return w.Say("severity." + s.String()) }) + "\n")
		}
		if *update {
			keepFile(t, name+".txt", []byte(got.String()))
		}
		want, err := os.ReadFile(name + ".txt")
		if err != nil || strings.TrimSpace(got.String()) != strings.TrimSpace(string(want)) || !strings.Contains(got.String(), "["+code.Code+"]") {
			t.Errorf("%s (%v)\n got:\n%s\nwant:\n%s", code.Code, err, got.String(), want)
		}
	}
}

// keepFile writes a file of the samples.
func keepFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
