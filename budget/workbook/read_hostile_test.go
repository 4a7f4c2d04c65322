package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// alter writes a workbook again with some parts changed; change returns the
// new content of a part.
func alter(t testing.TB, data []byte, change func(name, content string) string) []byte {
	t.Helper()
	return specimen.Rezip(t, data, func(name, content string) (string, string) { return name, change(name, content) })
}

func smallPlan(t testing.TB) []byte {
	t.Helper()
	return build(t, sections(t, `=== plan
== Project
Start month | 2026-01
Horizon | 12
Discount rate | 8%
== Costs
ID | Name | Amount | Low | High | Start | Months
C1 | Rent | 12000 | 11000 | 14000 | 2026-01 | 12
C2 | Desks | =4000*2 | 90% | 120% | 2026-02 | 1
`)[0])
}

// codes reads a workbook and returns the codes of its problems.
func codes(t testing.TB, data []byte) string {
	t.Helper()
	_, problems, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{})
	specimen.Must(t, err)
	var all []string
	for _, p := range problems {
		all = append(all, p.Code)
	}
	return strings.Join(all, " ")
}

// TestPreflight: files that must be refused, each at once and by name.
func TestPreflight(t *testing.T) {
	plain := smallPlan(t)
	costs := func(change func(string) string) []byte {
		return alter(t, plain, func(name, content string) string {
			if name == "xl/worksheets/sheet2.xml" {
				return change(content)
			}
			return content
		})
	}
	twice := func(name string) []byte {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for range 2 {
			e, err := w.Create(name)
			specimen.Must(t, err)
			_, err = io.WriteString(e, "<a/>")
			specimen.Must(t, err)
		}
		specimen.Must(t, w.Close())
		return out.Bytes()
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"clean":          {plain, ""},
		"nothing":        {nil, "not-a-workbook"},
		"text":           {[]byte("hello"), "not-a-workbook"},
		"cut off":        {plain[:len(plain)/2], "zip-damaged"},
		"flipped bit":    {flipByte(t, plain, "xl/worksheets/sheet2.xml"), "zip-damaged"},
		"flipped beside": {flipByte(t, plain, "xl/theme/theme1.xml"), "damaged-part"},
		"part twice":     {twice("xl/workbook.xml"), "zip-damaged"},
		"climbing name":  {twice("../../evil.xml"), "zip-damaged"},
		"document type": {costs(func(s string) string {
			return strings.Replace(s, "<worksheet", `<!DOCTYPE a [<!ENTITY b "c">]><worksheet`, 1)
		}), "zip-damaged"},
		"malformed":   {costs(func(s string) string { return strings.Replace(s, "</row>", "", 1) }), "zip-damaged"},
		"deep":        {costs(func(s string) string { return strings.Repeat("<a>", 300) + s }), "zip-damaged"},
		"claims 2 GB": {forged(t), "too-large"},
	} {
		if got := codes(t, c.data); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: problems %q, want %q", name, got, c.want)
		}
	}
}

// TestSlowBomb: a file that unpacks to more than is allowed is refused by what
// it declares, before any of it is unpacked.
func TestSlowBomb(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	zeros := make([]byte, 1<<20)
	for i := range 6 {
		e, err := w.Create(fmt.Sprintf("xl/media/image%d.png", i))
		specimen.Must(t, err)
		for range 100 {
			_, err = e.Write(zeros)
			specimen.Must(t, err)
		}
	}
	specimen.Must(t, w.Close())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got := codes(t, out.Bytes()); got != "too-large" {
		t.Errorf("problems %q", got)
	}
	runtime.ReadMemStats(&after)
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 64 {
		t.Errorf("allocated %d MiB for a file that is refused", took)
	}
}

// TestFarCells: rows with a cell in the last column cost nothing; a dense
// reader takes gigabytes. The formula beside them is calculated.
func TestFarCells(t *testing.T) {
	var rows strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+100, i+100)
	}
	data := alter(t, smallPlan(t), func(name, content string) string {
		if name == "xl/worksheets/sheet2.xml" {
			return strings.Replace(content, "</sheetData>", rows.String()+"</sheetData>", 1)
		}
		return content
	})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got := codes(t, data); got != "" {
		t.Errorf("problems %q", got)
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 200 {
		t.Errorf("%d MB allocated", used)
	}
}

// FuzzRead: a mutated part makes neither panic nor hang, and what is read
// comes with its problems.
func FuzzRead(f *testing.F) {
	plain := smallPlan(f)
	parts := []string{"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
	for i := range parts {
		f.Add(uint8(i), 100, []byte(`"`))
		f.Add(uint8(i), 300, []byte(`<c r="XFD1048576" t="s"><v>9</v></c>`))
	}
	f.Fuzz(func(t *testing.T, part uint8, at int, put []byte) {
		data := alter(t, plain, func(name, content string) string {
			if name != parts[int(part)%len(parts)] || len(content) == 0 {
				return content
			}
			i := int(uint(at) % uint(len(content)))
			return content[:i] + string(put) + content[min(len(content), i+len(put)):]
		})
		plan, _, err := ReadBytes(context.Background(), "fuzz.xlsx", data, ReadOptions{})
		if err != nil || plan == nil {
			t.Errorf("plan %v, error %v", plan, err)
		}
	})
}

// FuzzZip: any bytes at all.
func FuzzZip(f *testing.F) {
	f.Add(smallPlan(f))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte{0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3})
	if locked, err := os.ReadFile(filepath.Join(errorSamples, "encrypted.xlsx")); err == nil {
		f.Add(locked)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, _, err := ReadBytes(context.Background(), "fuzz.xlsx", data, ReadOptions{}); err != nil {
			t.Error(err)
		}
	})
}

// manyLines is the XML of a wide sheet of costs.
func manyLines(lines, months int) string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">`)
	for i, h := range []string{"ID", "Name", "Phase", "Owner", "Amount"} {
		fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, opc.CellAddress(1, i+1), h)
	}
	for m := range months {
		fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, opc.CellAddress(1, m+6), budget.Month{Year: 2026, Month: 1}.Add(m))
	}
	b.WriteString(`</row>`)
	for i := range lines {
		row := i + 2
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>C%d</t></is></c><c r="B%d" t="inlineStr"><is><t>Line %d</t></is></c>`, row, row, i+1, row, i+1)
		fmt.Fprintf(&b, `<c r="C%d" t="inlineStr"><is><t>design</t></is></c><c r="D%d" t="inlineStr"><is><t>Finance</t></is></c>`, row, row)
		for m := range months {
			fmt.Fprintf(&b, `<c r="%s"><v>%d.25</v></c>`, opc.CellAddress(row, m+6), 100+m)
		}
		b.WriteString(`</row>`)
	}
	return b.String() + `</sheetData></worksheet>`
}

// TestSlowReadLarge: 5,000 lines of 60 months are read in under 500 MB. What
// they take of time is in the log; it is the machine's as much as ours.
func TestSlowReadLarge(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	if os.Getenv(largeChild) != "" {
		readLarge(t)
		return
	}
	child := exec.Command(os.Args[0], "-test.run", "^TestSlowReadLarge$", "-test.v")
	child.Env = append(os.Environ(), largeChild+"=1")
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%v of CPU", child.ProcessState.UserTime()+child.ProcessState.SystemTime())
}

// largeChild marks the process that TestSlowReadLarge measures.
const largeChild = "BALLAST_TEST_READ_LARGE"

func readLarge(t *testing.T) {
	sheet := manyLines(5000, 60)
	data := alter(t, smallPlan(t), func(name, content string) string {
		switch name {
		case "xl/worksheets/sheet2.xml":
			return sheet
		case "xl/worksheets/sheet1.xml":
			return strings.Replace(content, "<v>12</v>", "<v>60</v>", 1)
		}
		return content
	})
	plan, problems, err := ReadBytes(t.Context(), "wide.xlsx", data, ReadOptions{})
	specimen.Must(t, err)
	wantNone(t, problems)
	if len(plan.Costs) != 5000 || len(plan.Costs[4999].Monthly) != 60 {
		t.Fatalf("%d lines", len(plan.Costs))
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.Sys>>20 > 500 {
		t.Errorf("took %d MB, want 500 MB", m.Sys>>20)
	}
}

// BenchmarkRead reads the samples' kind of workbook and a large one.
func BenchmarkRead(b *testing.B) {
	office, err := os.ReadFile("../../samples/cloud-joint-operation/plan.xlsx")
	specimen.Must(b, err)
	b.Run("sample=cloud", func(b *testing.B) {
		for b.Loop() {
			_, _, err := ReadBytes(b.Context(), "plan.xlsx", office, ReadOptions{})
			specimen.Must(b, err)
		}
	})
}
