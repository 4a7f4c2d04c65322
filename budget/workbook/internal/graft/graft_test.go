package graft

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// rawParts returns the compressed bytes of every entry, in order.
func rawParts(t testing.TB, data []byte) (names []string, raw map[string]string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	specimen.Must(t, err)
	raw = map[string]string{}
	for _, f := range z.File {
		r, err := f.OpenRaw()
		specimen.Must(t, err)
		content, err := io.ReadAll(r)
		specimen.Must(t, err)
		names = append(names, f.Name)
		raw[f.Name] = string(content)
	}
	return names, raw
}

// partText returns the content of a part whose name ends so.
func partText(t testing.TB, data []byte, suffix string) string {
	t.Helper()
	p, err := opc.Open(data)
	specimen.Must(t, err)
	for name := range p.Entries {
		if strings.HasSuffix(name, strings.ToLower(suffix)) {
			text, err := p.Read(name)
			specimen.Must(t, err)
			return string(opc.UTF8(text))
		}
	}
	t.Fatalf("no part %s", suffix)
	return ""
}

// TestGraftKeepsTheUsersParts grafts into workbooks of many shapes: only four
// parts may change, all others keep their compressed bytes and their order,
// and the user's cells and ours can be read.
func TestGraftKeepsTheUsersParts(t *testing.T) {
	t.Parallel()
	for name, user := range specimen.Variants(t) {
		t.Run(name, func(t *testing.T) {
			result, err := Onto(user, specimen.Book("en"))
			specimen.Must(t, err)
			before, rawBefore := rawParts(t, user)
			after, rawAfter := rawParts(t, result)
			if !slices.Equal(before, after[:len(before)]) {
				t.Errorf("the order of entries changed:\n%v\n%v", before, after)
			}
			var changed []string
			for _, n := range before {
				if rawBefore[n] != rawAfter[n] {
					changed = append(changed, n)
				}
			}
			allowed := []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml"}
			for _, n := range changed {
				if !slices.Contains(allowed, n) && selected.ReplaceAllString(partText(t, user, n), "") != partText(t, result, n) {
					t.Errorf("part %s changed beyond the mark of the selected tab", n)
				}
			}
			for _, n := range after[len(before):] {
				if !strings.Contains(n, "/ballast_") && !strings.Contains(n, "/_rels/ballast_") && n != "xl/styles.xml" {
					t.Errorf("new part with a foreign name: %s", n)
				}
			}
			if name == "prefixed" || name == "utf16" || name == "strict" {
				return // excelize reads these wrongly; LibreOffice opens them in another test
			}
			readBack(t, user, result)
		})
	}
}

// readBack compares the user's cells before and after, and looks at ours.
func readBack(t *testing.T, user, result []byte) {
	old, err := excelize.OpenReader(bytes.NewReader(user))
	specimen.Must(t, err)
	now, err := excelize.OpenReader(bytes.NewReader(result))
	specimen.Must(t, err)
	tabs := old.GetSheetList()
	if got := now.GetSheetList(); !slices.Equal(got[:len(tabs)], tabs) || len(got) != len(tabs)+3 {
		t.Fatalf("tabs %v, before %v", got, tabs)
	}
	for _, tab := range tabs {
		a, err := old.GetRows(tab, excelize.Options{RawCellValue: true})
		specimen.Must(t, err)
		b, err := now.GetRows(tab, excelize.Options{RawCellValue: true})
		specimen.Must(t, err)
		if len(a) != len(b) {
			t.Errorf("%s: %d rows, before %d", tab, len(b), len(a))
		}
		for i := range a {
			if !slices.Equal(a[i], b[i]) {
				t.Errorf("%s row %d: %v, before %v", tab, i+1, b[i], a[i])
			}
		}
	}
	title := now.GetSheetList()[len(tabs)]
	if want := "Dashboard"; !strings.HasPrefix(title, want) {
		t.Errorf("first result sheet %q", title)
	}
	if v, err := now.GetCellValue(title, "B4"); err != nil || v != "12.4m" {
		t.Errorf("B4 = %q %v, want 12.4m", v, err)
	}
	if f, err := now.GetCellFormula(title, "B4"); err != nil || f != "MAX('Bob''s cash flow'!B2:B25)" {
		t.Errorf("formula of B4 = %q %v", f, err)
	}
	if now.GetActiveSheetIndex() != len(tabs) {
		t.Errorf("the file opens on sheet %d, the dashboard is %d", now.GetActiveSheetIndex(), len(tabs))
	}
}

// TestGraftTwice: a second run replaces the sheets of the first and nothing
// else, so that the file comes out the same to the byte.
func TestGraftTwice(t *testing.T) {
	t.Parallel()
	for name, user := range specimen.Variants(t) {
		once, err := Onto(user, specimen.Book("en"))
		specimen.Must(t, err)
		twice, err := Onto(once, specimen.Book("en"))
		specimen.Must(t, err)
		if !bytes.Equal(once, twice) {
			t.Errorf("%s: the second run gives another file: %d bytes, then %d", name, len(once), len(twice))
		}
		other, err := Onto(twice, &sheet.Book{Sheets: []sheet.Sheet{{Key: "log", Title: "Log"}}})
		specimen.Must(t, err)
		names, _ := rawParts(t, other)
		for _, n := range names {
			if strings.Contains(n, "ballast_chart") || strings.Contains(n, "ballast_sheet2") {
				t.Errorf("%s: part %s of the earlier run stayed", name, n)
			}
		}
		if book := partText(t, other, "xl/workbook.xml"); strings.Contains(book, "Ballast.P80") {
			t.Errorf("%s: the earlier name stayed", name)
		}
	}
}

// TestGraftAfterAnotherProgram: when a spreadsheet program saved the result it
// renamed our parts and moved tabs; the hidden names still find our sheets,
// and the user's names stay on their tabs.
func TestGraftAfterAnotherProgram(t *testing.T) {
	once, err := Onto(specimen.Rich(t), specimen.Book("en"))
	specimen.Must(t, err)
	rename := strings.NewReplacer("ballast_", "own_")
	saved := specimen.Rezip(t, once, func(n, s string) (string, string) {
		if n == "xl/workbook.xml" { // our first tab moved to the front and is active
			i, j := strings.Index(s, "<sheets>")+len("<sheets>"), strings.Index(s, `<sheet xmlns=`)
			k := j + strings.Index(s[j:], "/>") + 2
			s = s[:i] + s[j:k] + s[i:j] + s[k:]
			s = strings.Replace(s, `localSheetId="2"`, `localSheetId="3"`, 1)
			s = strings.Replace(s, `activeTab="2"`, `activeTab="0"`, 1)
		}
		return rename.Replace(n), rename.Replace(s)
	}, specimen.Part{Name: "xl/calcChain.xml", Data: []byte(`<calcChain xmlns="` + opc.Transitional().Main + `"><c r="B4" i="5"/></calcChain>`)})
	saved = specimen.Rezip(t, saved, func(n, s string) (string, string) {
		if n == "xl/_rels/workbook.xml.rels" {
			s = strings.Replace(s, "</Relationships>", `<Relationship Id="rIdCalc" Type="`+opc.Transitional().Rel+`/calcChain" Target="calcChain.xml"/></Relationships>`, 1)
		}
		return n, s
	})
	result, err := Onto(saved, specimen.Book("en"))
	specimen.Must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(result))
	specimen.Must(t, err)
	want := []string{"Costs", "Hidden", "Dashboard", "Pivot", "Dashboard (2)", "Bob's cash flow", "Run log"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("tabs %v, want %v", got, want)
	}
	names, _ := rawParts(t, result)
	for _, n := range names {
		if strings.Contains(n, "own_") || strings.Contains(n, "calcChain") {
			t.Errorf("part %s stayed", n)
		}
	}
	book := partText(t, result, "xl/workbook.xml")
	if !strings.Contains(book, `localSheetId="2"`) || !strings.Contains(book, `activeTab="4"`) {
		t.Errorf("local name or active tab is on the wrong tab: %s", book)
	}
}

// TestGraftRefuses: what cannot be stored is an error that names the place.
func TestGraftRefuses(t *testing.T) {
	one := func(c sheet.Cell) *sheet.Book {
		c.Row, c.Col = 3, 2
		return &sheet.Book{Sheets: []sheet.Sheet{{Key: "cost", Title: "Cost", Cells: []sheet.Cell{c}}}}
	}
	cases := []struct {
		name string
		book *sheet.Book
		want string
	}{
		{"NaN", one(sheet.Cell{Value: math.NaN()}), `result sheet "Cost": cell B3: the value NaN`},
		{"infinity", one(sheet.Cell{Value: math.Inf(-1)}), `cell B3: the value -Inf`},
		{"foreign type", one(sheet.Cell{Value: []int{1}}), `cell B3: a value of type []int`},
		{"unknown key", one(sheet.Cell{Formula: "{nosuch}!A1"}), `no result sheet has the key "nosuch"`},
		{"unknown user sheet", one(sheet.Cell{Link: &sheet.Link{UserSheet: "Gone"}}), `the workbook has no sheet "Gone"`},
		{"long list", one(sheet.Cell{Style: sheet.Style{Input: true, List: []string{strings.Repeat("x", 256)}}}), `longer than 255`},
		{"colour", one(sheet.Cell{Style: sheet.Style{Color: "red"}}), `colour "red"`},
		{"name like a cell", &sheet.Book{Sheets: one(sheet.Cell{}).Sheets, Names: []sheet.Name{{Name: "P80"}}}, `"P80" is not of the form`},
		{"twice", &sheet.Book{Sheets: []sheet.Sheet{{Key: "a", Title: "A", Cells: []sheet.Cell{{Row: 1, Col: 1}, {Row: 1, Col: 1}}}}}, `cell A1 is filled twice`},
		{"mixed kinds", &sheet.Book{Sheets: []sheet.Sheet{{Key: "a", Title: "A", Charts: []sheet.Chart{{Key: "c", At: sheet.Range{R1: 1, C1: 1, R2: 9, C2: 9}, Series: []sheet.Series{{Kind: sheet.Bar}, {Kind: sheet.Line}}}}}}}, `stand alone`},
	}
	for _, c := range cases {
		if _, err := Onto(specimen.Plain(t), c.book); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := Onto([]byte("not a zip"), one(sheet.Cell{})); err == nil {
		t.Error("a file that is no zip was accepted")
	}
}

// TestWidthsFollowTheDefaultFont: a width counts digits of the workbook's default
// font. Where that is small, our columns are wider by as much, so that their
// texts, which have a font of their own, have the room they were given.
func TestWidthsFollowTheDefaultFont(t *testing.T) {
	for size, want := range map[string]string{"11": "30", "9": "36.67", "10": "33", "12": "30", "0": "30", "": "30"} {
		user := specimen.Rezip(t, specimen.Plain(t), func(name, text string) (string, string) {
			if name == "xl/styles.xml" {
				first := regexp.MustCompile(`(?s)<font>.*?</font>`)
				font := `<font><sz val="` + size + `"/><name val="Arial"/></font>`
				if size == "" {
					font = `<font><name val="Arial"/></font>`
				}
				at := first.FindStringIndex(text)
				text = text[:at[0]] + font + text[at[1]:]
			}
			return name, text
		})
		result, err := Onto(user, specimen.Book("en"))
		specimen.Must(t, err)
		if got := partText(t, result, "ballast_sheet1.xml"); !strings.Contains(got, `<col min="1" max="1" width="`+want+`"`) {
			t.Errorf("default font of %s points: %s, want %s", size, regexp.MustCompile(`<col [^>]*>`).FindString(got), want)
		}
	}
}
