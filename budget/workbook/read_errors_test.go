package workbook

import (
	"archive/zip"
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

var update = flag.Bool("update", false, "write the goldens anew")

const errorSamples = "../../samples/errors"

// section is one workbook of testdata/errors.txt.
type section struct {
	name   string
	sheets map[string][]string // rows
	order  []string
}

// sections reads a text source.
func sections(t testing.TB, text string) []section {
	t.Helper()
	var all []section
	sheet := ""
	for _, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "=== "):
			all = append(all, section{name: strings.TrimPrefix(line, "=== "), sheets: map[string][]string{}})
			sheet = ""
		case len(all) == 0:
		case strings.HasPrefix(line, "== "):
			s := &all[len(all)-1]
			sheet = strings.TrimPrefix(line, "== ")
			s.order = append(s.order, sheet)
			s.sheets[sheet] = nil
		case sheet != "" && strings.TrimSpace(line) != "":
			s := &all[len(all)-1]
			s.sheets[sheet] = append(s.sheets[sheet], line)
		}
	}
	return all
}

// complete adds the sheets of the base that a section leaves out. A sheet of
// the single row "-" is left out for good.
func complete(s, base section) section {
	chinese := s.sheets["项目"] != nil
	for _, name := range base.order {
		if _, given := s.sheets[name]; !given && !chinese && !(name == "Project" && s.sheets["Settings"] != nil) {
			s.sheets[name] = base.sheets[name]
			s.order = append(s.order, name)
		}
	}
	var order []string
	for _, name := range s.order {
		if rows := s.sheets[name]; len(rows) != 1 || rows[0] != "-" {
			order = append(order, name)
		}
	}
	s.order = order
	return s
}

// build makes a workbook of a section.
func build(t testing.TB, s section) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	specimen.Must(t, err)
	for i, name := range s.order {
		if i == 0 {
			specimen.Must(t, f.SetSheetName("Sheet1", name))
		} else {
			_, err := f.NewSheet(name)
			specimen.Must(t, err)
		}
		for r, line := range s.sheets[name] {
			if rest, hidden := strings.CutPrefix(line, "~ |"); hidden {
				specimen.Must(t, f.SetRowVisible(name, r+1, false))
				line = rest
			}
			for c, text := range strings.Split(line, "|") {
				putCell(t, f, name, opc.CellAddress(r+1, c+1), strings.TrimSpace(text), percent)
			}
		}
	}
	var out bytes.Buffer
	specimen.Must(t, f.Write(&out))
	return out.Bytes()
}

func putCell(t testing.TB, f *excelize.File, sheet, at, text string, percent int) {
	t.Helper()
	number, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	switch {
	case text == "":
	case strings.HasPrefix(text, "="):
		specimen.Must(t, f.SetCellFormula(sheet, at, text[1:]))
	case strings.HasPrefix(text, "'"):
		specimen.Must(t, f.SetCellStr(sheet, at, text[1:]))
	case err == nil && strings.HasSuffix(text, "%"):
		specimen.Must(t, f.SetCellValue(sheet, at, number/100))
		specimen.Must(t, f.SetCellStyle(sheet, at, at, percent))
	case err == nil:
		specimen.Must(t, f.SetCellValue(sheet, at, number))
	default:
		specimen.Must(t, f.SetCellStr(sheet, at, text))
	}
}

// damaged makes the workbooks that no text source can describe. old-xls.xlsx
// was saved by LibreOffice and is kept as it is.
func damaged(t testing.TB, plain []byte) map[string][]byte {
	t.Helper()
	locked, err := excelize.Encrypt(bytes.Clone(plain), &excelize.Options{Password: "budget"})
	specimen.Must(t, err)
	return map[string][]byte{
		"not-a-workbook": []byte("ID,Name,Amount\nC1,Rent,12000\n"),
		"empty-workbook": build(t, section{order: []string{"Sheet1"}}),
		"encrypted":      locked,
		"zip-damaged":    flipByte(t, plain, "xl/worksheets/sheet2.xml"),
		"too-large":      forged(t),
		"formula-kept":   kept(t, plain),
		"default-ranges": adoptedBook(t),
		"other-format":   binary(t),
		"damaged-part":   flipByte(t, plain, "xl/theme/theme1.xml"),
		"cannot-write":   specimen.Macros(t, plain),
		"cell-twice":     twice(t, plain),
	}
}

// adoptedBook makes a plan of a budget whose ranges nobody has edited yet.
func adoptedBook(t testing.TB) []byte {
	t.Helper()
	data := build(t, section{order: []string{"Estimate"}, sheets: map[string][]string{"Estimate": {
		"Estimate 2026 in EUR", "Item | Cost", "Kitchen | 30000", "Floors | 12000", "Total | =SUM(B3:B4)"}}})
	out, err := graft.Onto(data, adopted(t, data, AdoptOptions{}).Book)
	specimen.Must(t, err)
	return out
}

// flipByte changes one byte of the stored data of a part.
func flipByte(t testing.TB, data []byte, part string) []byte {
	t.Helper()
	data = bytes.Clone(data)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	specimen.Must(t, err)
	for _, f := range z.File {
		if f.Name == part {
			at, err := f.DataOffset()
			specimen.Must(t, err)
			data[at+int64(f.CompressedSize64)/2] ^= 0x10
			return data
		}
	}
	t.Fatalf("no part %s", part)
	return nil
}

// binary makes what is left of an .xlsb for us to see.
func binary(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.bin"} {
		e, err := w.Create(name)
		specimen.Must(t, err)
		_, err = e.Write([]byte{0x83, 0x01, 0x00})
		specimen.Must(t, err)
	}
	specimen.Must(t, w.Close())
	return out.Bytes()
}

// twice makes a workbook in which an amount stands twice, and another with two
// values.
func twice(t testing.TB, plain []byte) []byte {
	t.Helper()
	return alter(t, plain, func(name, content string) string {
		if name != "xl/worksheets/sheet2.xml" {
			return content
		}
		was := content
		content = strings.Replace(content, `<c r="C2"><v>12000</v></c>`, `<c r="C2"><v>12000</v></c><c r="C2"><v>12000</v></c>`, 1)
		content = strings.Replace(content, `<c r="C3"><v>8000</v></c>`, `<c r="C3"><v>8000</v></c><c r="C3"><v>18000</v></c>`, 1)
		if len(content) != len(was)+len(`<c r="C2"><v>12000</v></c><c r="C3"><v>18000</v></c>`) {
			t.Fatal("the amounts were not found")
		}
		return content
	})
}

// kept makes a workbook whose amounts are formulas that cannot be worked out
// again: shared ones, and a link to another workbook.
func kept(t testing.TB, plain []byte) []byte {
	t.Helper()
	return alter(t, plain, func(name, content string) string {
		for old, put := range map[string]string{
			`<c r="C2"><v>12000</v></c>`: `<c r="C2"><f t="shared" ref="C2:C3" si="0">E2*1000</f><v>12000</v></c>`,
			`<c r="C3"><v>8000</v></c>`:  `<c r="C3"><f t="shared" si="0"/><v>8000</v></c>`,
			`<c r="E2"><v>12</v></c>`:    `<c r="E2"><f>[1]Terms!$B$4</f><v>12</v></c>`,
		} {
			if name == "xl/worksheets/sheet2.xml" {
				if !strings.Contains(content, old) {
					t.Fatalf("no %s in %s", old, content)
				}
				content = strings.Replace(content, old, put, 1)
			}
		}
		return content
	})
}

// forged makes a zip that claims two gigabytes.
func forged(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	e, err := w.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Store, CompressedSize64: 4, UncompressedSize64: 2 << 30})
	specimen.Must(t, err)
	_, err = e.Write([]byte("null"))
	specimen.Must(t, err)
	specimen.Must(t, w.Close())
	return out.Bytes()
}

// TestErrorSamples: every broken workbook of samples/errors gives exactly the
// messages beside it, and every code has such a workbook.
func TestErrorSamples(t *testing.T) {
	text, err := os.ReadFile("testdata/errors.txt")
	specimen.Must(t, err)
	all := sections(t, string(text))
	if *update {
		writeSamples(t, all)
	}
	files, err := filepath.Glob(errorSamples + "/*.xlsx")
	specimen.Must(t, err)
	later := map[string]bool{} // cmd/ballast looks at them
	for _, c := range budget.Codes() {
		later[c.Code] = c.Model || c.Compiled
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".xlsx")
		if later[name] {
			continue
		}
		t.Run(name, func(t *testing.T) {
			got := readMessages(t, file)
			golden := strings.TrimSuffix(file, ".xlsx") + ".txt"
			if *update {
				specimen.Must(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			specimen.Must(t, err)
			if got != string(want) {
				t.Errorf("%s\n got:\n%s\nwant:\n%s", file, got, want)
			}
		})
	}
	for _, c := range budget.Codes() {
		want, err := os.ReadFile(filepath.Join(errorSamples, c.Code+".txt"))
		if err != nil || !strings.Contains(string(want), "["+c.Code+"]") {
			t.Errorf("code %s has no broken workbook with its message (%v)", c.Code, err)
		}
	}
}

func writeSamples(t *testing.T, all []section) {
	t.Helper()
	specimen.Must(t, os.MkdirAll(errorSamples, 0o755))
	for _, s := range all[1:] {
		specimen.Must(t, os.WriteFile(filepath.Join(errorSamples, s.name+".xlsx"), build(t, complete(s, all[0])), 0o644))
	}
	for name, data := range damaged(t, build(t, all[0])) {
		specimen.Must(t, os.WriteFile(filepath.Join(errorSamples, name+".xlsx"), data, 0o644))
	}
}

// readMessages reads a workbook and prints its problems as the command does.
func readMessages(t *testing.T, file string) string {
	t.Helper()
	plan, problems, err := Read(t.Context(), file, ReadOptions{})
	specimen.Must(t, err)
	w := words.For(plan.Language)
	if name := filepath.Base(file); strings.HasPrefix(name, "adopt-") {
		data, err := os.ReadFile(file)
		specimen.Must(t, err)
		_, problems, err = Adopt(t.Context(), name, data, AdoptOptions{Yes: name == "adopt-doubt.xlsx"})
		specimen.Must(t, err)
		if strings.ContainsFunc(problems[0].Message, isHan) {
			w = words.For("zh")
		}
	}
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Format(func(s budget.Severity) string { return w.Say("severity." + s.String()) }) + "\n")
	}
	return b.String()
}

// TestLockedForThePage: the locked plan that the tests of the page open is one as a
// spreadsheet program locks it, with a password of two scripts.
func TestLockedForThePage(t *testing.T) {
	const file, password = "../../cmd/ballast/page/testdata/locked.xlsx", "geheim 密码"
	if *update {
		text, err := os.ReadFile("../../samples/office-move/plan.txt")
		specimen.Must(t, err)
		plain, err := FromText(text, "en")
		specimen.Must(t, err)
		locked, err := excelize.Encrypt(plain, &excelize.Options{Password: password})
		specimen.Must(t, err)
		specimen.Must(t, os.WriteFile(file, locked, 0o644))
	}
	plan, problems, err := Read(t.Context(), file, ReadOptions{Password: password})
	if err != nil || plan == nil || len(plan.Costs) == 0 {
		t.Errorf("%v %v", problems, err)
	}
}
