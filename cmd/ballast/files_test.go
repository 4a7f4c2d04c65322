package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// fileCases is the folder of workbooks that other programs saved, that are
// hostile or odd. samples/files/index.tsv says what is right: the wanted as in readingCase, and
//
//	exit N               the exit code
//	tabs NAME|NAME...    those of the result, in order
const fileCases = "../../samples/files"

// TestFileCases: every workbook of samples/files, through check and run.
func TestFileCases(t *testing.T) {
	text, err := os.ReadFile(fileCases + "/index.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")[1:]
	found, err := filepath.Glob(fileCases + "/*.x*")
	if err != nil || len(found) != len(lines) {
		t.Errorf("%d workbooks for %d lines of index.tsv (%v)", len(found), len(lines), err)
	}
	for _, line := range lines {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			t.Fatalf("index.tsv: %q", line)
		}
		t.Run(f[0], func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(filepath.Join(fileCases, f[0]))
			if err != nil {
				t.Fatal(err)
			}
			fileCase{name: f[0], command: f[1], wanted: f[2], data: data}.run(t)
		})
	}
}

// fileCase is one file with the right answer.
type fileCase struct {
	name, command, wanted string
	data                  []byte
}

// run does what a person does with the file: check, then the command. What
// check finds no fault with must run, and the result must run again in its place.
func (c fileCase) run(t *testing.T) {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, c.name)
	if err := os.WriteFile(path, c.data, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{c.command, path, "--scenarios", "128"}
	if c.command == "adopt" {
		args = args[:2]
	}
	got := ballast(t, args...)
	said := got.out + got.err
	if c.command == "run" {
		if check := ballast(t, "check", path); check.code != got.code {
			t.Errorf("check: exit %d, run: exit %d\n%s%s%s", check.code, got.code, check.out, check.err, said)
		}
	}
	result := filepath.Join(folder, filepath.Base(resultName(path)))
	for _, one := range strings.Split(c.wanted, "; ") {
		if why := c.differs(t, one, result, got); why != "" {
			t.Errorf("%s\nexit %d\n%s", why, got.code, said)
		}
	}
	files, _ := os.ReadDir(folder)
	if c.command != "run" || got.code != exitOK {
		if want := 1; got.code != exitOK && len(files) != want {
			t.Errorf("files left behind: %v", files)
		}
		return
	}
	tabs := tabsOf(t, result)
	if again := ballast(t, "run", result, "--scenarios", "128", "--quiet"); again.code != exitOK {
		t.Errorf("the result does not run: exit %d\n%s", again.code, again.err)
	} else if now := tabsOf(t, result); now != tabs {
		t.Errorf("tabs of the result run again: %s, before %s", now, tabs)
	}
}

// differs judges one thing that is wanted.
func (c fileCase) differs(t *testing.T, wanted, result string, got said) string {
	t.Helper()
	if text, ok := strings.CutPrefix(wanted, "exit "); ok {
		if text != fmt.Sprint(got.code) {
			return wanted
		}
		return ""
	}
	if text, ok := strings.CutPrefix(wanted, "tabs "); ok {
		if now := tabsOf(t, result); now != text {
			return fmt.Sprintf("tabs %s, wanted %s", now, text)
		}
		return ""
	}
	return answered{code: got.code, said: got.out + got.err}.against(wanted)
}

// tabsOf lists the tabs of a workbook.
func tabsOf(t *testing.T, path string) string {
	t.Helper()
	var names []string
	for _, s := range mainPart(t, path).Sheets {
		names = append(names, s.Name)
	}
	return strings.Join(names, "|")
}

// mainPart is the list of sheets of a workbook, none when there is no such file.
func mainPart(t *testing.T, path string) (book struct {
	Sheets []struct {
		Name string `xml:"name,attr"`
	} `xml:"sheets>sheet"`
}) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		return book
	}
	defer z.Close()
	r, err := z.Open("xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(data, &book); err != nil {
		t.Fatal(err)
	}
	return book
}

// smallBook is a plan of two lines as a workbook.
func smallBook(t *testing.T) []byte {
	t.Helper()
	data, err := workbook.FromText([]byte(`
== Project
Name | Small plan
Currency | EUR
Start month | 2026-01
Horizon | 24
Opening cash | 30000

== Costs
ID | Name | Amount | Low | High | Start | Months
C1 | Rent | 12000 | 11000 | 14000 | 2026-01 | 12
C2 | Größe & Möbel | 8000 | 7000 | 12000 | 2026-02 | 1
`), "en")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestOddFiles: files of the kinds of samples/files, made here.
func TestOddFiles(t *testing.T) {
	utf16 := func(text string) string {
		text = strings.Replace(text, `encoding="UTF-8"`, `encoding="UTF-16"`, 1)
		out := []byte{0xFF, 0xFE}
		for _, r := range text {
			out = append(out, byte(r), byte(r>>8))
		}
		return string(out)
	}
	parts := func(change func(text string) string, names ...string) func(part, text string) string {
		return func(part, text string) string {
			for _, n := range names {
				if strings.HasPrefix(part, n) {
					return change(text)
				}
			}
			return text
		}
	}
	replace := func(old, put string) func(part, text string) string {
		return parts(func(s string) string { return strings.ReplaceAll(s, old, put) }, "xl/worksheets/sheet2.xml")
	}
	kind := func(kind string) func(part, text string) string {
		return parts(func(s string) string {
			return strings.Replace(s, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind, 1)
		}, "[Content_Types].xml")
	}
	for name, c := range map[string]struct {
		file   string
		change func(part, text string) string
		data   []byte
		wanted string
	}{
		"sheets in UTF-16":            {"plan.xlsx", parts(utf16, "xl/worksheets/sheet", "xl/styles.xml"), nil, "exit 0"},
		"the main part in UTF-16":     {"plan.xlsx", parts(utf16, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/"), nil, "exit 0"},
		"every part with a BOM":       {"plan.xlsx", parts(func(s string) string { return "\xEF\xBB\xBF" + s }, "xl/", "[Content", "_rels"), nil, "exit 0"},
		"a template with macros":      {"plan.xltm", kind("application/vnd.ms-excel.template.macroEnabled.main+xml"), nil, "exit 0"},
		"a template":                  {"vorlage.xltx", kind("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"), nil, "exit 0"},
		"macros under another name":   {"plan.xlsx", kind("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), nil, "error cannot-write"},
		"no macros, called so":        {"plan.xlsm", nil, nil, "error cannot-write"},
		"a spreadsheet of OpenOffice": {"plan.ods", nil, zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>"), "error other-format; says OpenDocument"},
		"a text document":             {"plan.xlsx", nil, zipOf(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<a/>"), "error other-format; says Word"},
		"an .xlsb":                    {"plan.xlsb", nil, zipOf(t, "[Content_Types].xml", "<Types/>", "xl/workbook.bin", "\x83\x01"), "error other-format; says .xlsb"},
		"a CSV":                       {"plan.xlsx", nil, []byte("ID;Name;Amount\nC1;Rent;12\n"), "error not-a-workbook"},
		"a zip of something":          {"plan.xlsx", nil, zipOf(t, "notes.txt", "hello"), "error not-a-workbook"},
		"a row twice, the same":       {"plan.xlsx", replace("</sheetData>", `<row r="2"><c r="H2"><v>1</v></c></row></sheetData>`), nil, "exit 0"},
		"a cell twice, in two rows":   {"plan.xlsx", replace("</sheetData>", `<row r="3"><c r="C3"><v>9000</v></c></row></sheetData>`), nil, "error cell-twice Costs!C3"},
		"a cell twice, a text":        {"plan.xlsx", replace("</sheetData>", `<row r="3"><c r="B3" t="inlineStr"><is><t>Möbel</t></is></c></row></sheetData>`), nil, "error cell-twice Costs!B3"},
		"a cell twice, alike":         {"plan.xlsx", replace("</sheetData>", `<row r="3"><c r="C3"><v>8000</v></c></row></sheetData>`), nil, "warning cell-twice Costs!C3; exit 0"},
		"lag of a million months":     {"plan.xlsx", replace(`<v>24</v>`, `<v>24</v>`), costs(t, "Payment lag", "1000000"), "error out-of-bounds Costs!F2"},
		"advance of 1e12":             {"plan.xlsx", nil, costs(t, "Advance %", "1e12"), "error out-of-bounds Costs!F2"},
		"slip by a long tail":         {"plan.xlsx", nil, costs(t, "Slip", "Pareto(0.3,1)"), "exit 0; warning draw-bounded Costs!F2"},
		"stretch by a long tail":      {"plan.xlsx", nil, costs(t, "Stretch", "Pareto(0.5,1)"), "exit 0; warning draw-bounded Costs!F2"},
		"lag without a mean":          {"plan.xlsx", nil, costs(t, "Payment lag", "LogLogistic(0,1,0.4)"), "exit 0; warning draw-bounded Costs!F2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := c.data
			if data == nil {
				data = smallBook(t)
			}
			if c.change != nil {
				data = rezipped(t, data, c.change)
			}
			fileCase{name: c.file, command: "run", wanted: c.wanted, data: data}.run(t)
		})
	}
}

// costs is a plan whose first line has one more cell.
func costs(t *testing.T, field, value string) []byte {
	t.Helper()
	data, err := workbook.FromText([]byte(fmt.Sprintf(`
== Project
Start month | 2026-01
Horizon | 24

== Costs
ID | Name | Amount | Start | Months | %s
C1 | Rent | 12000 | 2026-01 | 12 | %s
C2 | Desks | 8000 | 2026-02 | 1 |
`, field, value)), "en")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// zipOf makes a zip of names and contents.
func zipOf(t *testing.T, pairs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		e, err := w.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(e, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestWeeksOfOneMonth: columns of weeks that fall into one month are added up by
// month once the person has said that they are meant.
func TestWeeksOfOneMonth(t *testing.T) {
	data, err := os.ReadFile(fileCases + "/adopt-weekly-columns.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("weeks.xlsx", data, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ballast(t, "adopt", "weeks.xlsx", "--table", "Budget!A1:E5", "--amount", "B:E", "--yes"); got.code != exitOK {
		t.Fatalf("adopt: exit %d\n%s%s", got.code, got.out, got.err)
	}
	near(t, "four lines in January and February", base(t, "weeks.adopted.xlsx"), 1000+1001+1002+1003, 0.005)
}
