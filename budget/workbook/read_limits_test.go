//go:build unix

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
	"strings"
	"syscall"
	"testing"
	"time"

	"ballast/budget/workbook/internal/specimen"
)

// hostileFile names the file that the test process reads on behalf of
// TestSlowLimits, which watches its memory from outside.
const hostileFile = "BALLAST_TEST_HOSTILE_FILE"

// TestOneHostileFile is the watched half of TestSlowLimits.
func TestOneHostileFile(t *testing.T) {
	file := os.Getenv(hostileFile)
	if file == "" {
		t.Skip("only for TestSlowLimits")
	}
	_, problems, err := Read(context.Background(), file, ReadOptions{})
	specimen.Must(t, err)
	code := "none"
	if len(problems) > 0 {
		code = problems[0].Code
	}
	data, err := os.ReadFile(file)
	specimen.Must(t, err)
	if _, _, err := Adopt(context.Background(), file, data, AdoptOptions{}); err != nil {
		t.Error(err)
	}
	fmt.Printf("CODE=%s\n", code)
}

// TestSlowLimits: whatever a file holds, reading and adopting it ends, takes less
// than 1 GiB, and says clearly what is wrong. The time is in the log.
func TestSlowLimits(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	dir := t.TempDir()
	for name, c := range hostiles(t) {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".xlsx")
			specimen.Must(t, os.WriteFile(file, c.data(t), 0o600))
			cmd := exec.Command(os.Args[0], "-test.run=^TestOneHostileFile$")
			cmd.Env = append(os.Environ(), hostileFile+"="+file)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			usage, _ := cmd.ProcessState.SysUsage().(*syscall.Rusage)
			memory := usage.Maxrss >> 10 // Linux counts KiB
			cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
			t.Logf("%v of CPU, %d MiB", cpu.Round(time.Millisecond), memory)
			if !strings.Contains(string(out), "CODE="+c.want+"\n") {
				t.Errorf("want %s\n%s", c.want, out)
			}
			if memory > 1024 {
				t.Errorf("took %d MiB, want 1 GiB", memory)
			}
		})
	}
}

// hostile is one attack: a file, and the code of the first problem wanted.
type hostile struct {
	want string
	data func(t testing.TB) []byte
}

func hostiles(t testing.TB) map[string]hostile {
	plain := smallPlan(t)
	sheet := func(change func(string) string) func(testing.TB) []byte {
		return func(t testing.TB) []byte {
			return alter(t, plain, func(name, content string) string {
				if name == "xl/worksheets/sheet2.xml" {
					return change(content)
				}
				return content
			})
		}
	}
	rows := func(add string) func(testing.TB) []byte {
		return sheet(func(s string) string { return strings.Replace(s, "</sheetData>", add+"</sheetData>", 1) })
	}
	return map[string]hostile{
		"honest bomb":       {"too-large", func(t testing.TB) []byte { return bomb(t, 6, 100) }},
		"one large part":    {"zip-damaged", func(t testing.TB) []byte { return bombPart(t, plain) }},
		"claims two GB":     {"too-large", forged},
		"claims too little": {"zip-damaged", func(t testing.TB) []byte { return claims(t, plain, 10) }},
		"claims too much":   {"zip-damaged", func(t testing.TB) []byte { return claims(t, plain, 1<<20) }},
		"flipped bit":       {"zip-damaged", func(t testing.TB) []byte { return flipByte(t, plain, "xl/worksheets/sheet2.xml") }},
		"many parts":        {"too-large", func(t testing.TB) []byte { return bombParts(t, 21_000) }},
		"entities":          {"zip-damaged", sheet(entities)},
		"million nested":    {"zip-damaged", sheet(func(s string) string { return strings.Repeat("<a>", 1_000_000) + s })},
		"far cells":         {"none", rows(farRows(2000))},
		"very far cells":    {"none", rows(farRows(200_000))},
		"merged cells":      {"none", sheet(merges)},
		"too many cells":    {"zip-damaged", rows(manyCells(2_100_000))},
		"long text":         {"missing-value", rows(`<row r="9"><c r="B9" t="inlineStr"><is><t>` + strings.Repeat("x", 8<<20) + `</t></is></c><c r="C9"><v>5</v></c></row>`)},
		"hidden columns": {"hidden-cells", sheet(func(s string) string {
			return strings.Replace(s, "<sheetData>", "<cols>"+strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 100_000)+"</cols><sheetData>", 1)
		})},
	}
}

// zipped writes entries into a zip.
func zipped(t testing.TB, write func(w *zip.Writer)) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	write(w)
	specimen.Must(t, w.Close())
	return out.Bytes()
}

// bomb is a zip of parts of so many megabytes of zeros.
func bomb(t testing.TB, parts, megabytes int) []byte {
	zeros := make([]byte, 1<<20)
	return zipped(t, func(w *zip.Writer) {
		for i := range parts {
			e, err := w.Create(fmt.Sprintf("xl/media/image%d.png", i))
			specimen.Must(t, err)
			for range megabytes {
				_, err = e.Write(zeros)
				specimen.Must(t, err)
			}
		}
	})
}

// bombPart makes one sheet of a workbook 200 MB of blanks.
func bombPart(t testing.TB, plain []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	specimen.Must(t, err)
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	return zipped(t, func(w *zip.Writer) {
		for _, f := range z.File {
			if f.Name != "xl/worksheets/sheet2.xml" {
				specimen.Must(t, w.Copy(f))
				continue
			}
			e, err := w.Create(f.Name)
			specimen.Must(t, err)
			_, err = io.WriteString(e, "<worksheet>")
			specimen.Must(t, err)
			for range 200 {
				_, err = e.Write(blanks)
				specimen.Must(t, err)
			}
		}
	})
}

func bombParts(t testing.TB, n int) []byte {
	return zipped(t, func(w *zip.Writer) {
		for i := range n {
			_, err := w.Create(fmt.Sprintf("xl/media/i%d", i))
			specimen.Must(t, err)
		}
	})
}

// claims writes a workbook whose directory lies about the size of a sheet.
func claims(t testing.TB, plain []byte, size uint64) []byte {
	z, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	specimen.Must(t, err)
	return zipped(t, func(w *zip.Writer) {
		for _, f := range z.File {
			if f.Name == "xl/worksheets/sheet2.xml" {
				raw, err := f.OpenRaw()
				specimen.Must(t, err)
				h := f.FileHeader
				h.UncompressedSize64 = size
				e, err := w.CreateRaw(&h)
				specimen.Must(t, err)
				_, err = io.Copy(e, raw)
				specimen.Must(t, err)
				continue
			}
			specimen.Must(t, w.Copy(f))
		}
	})
}

// entities is the billion laughs attack.
func entities(s string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE l [<!ENTITY l0 "ha">`)
	for i := range 30 {
		fmt.Fprintf(&b, `<!ENTITY l%d "&l%d;&l%d;">`, i+1, i, i)
	}
	return strings.Replace(s, "<worksheet", b.String()+`]><worksheet`, 1)
}

func farRows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+100, i+100)
	}
	return b.String()
}

func merges(s string) string {
	var b strings.Builder
	b.WriteString(`</sheetData><mergeCells count="60000">`)
	for i := range 60_000 {
		fmt.Fprintf(&b, `<mergeCell ref="AA%d:AB%d"/>`, 2*i+1, 2*i+2)
	}
	return strings.Replace(s, "</sheetData>", b.String()+"</mergeCells>", 1)
}

func manyCells(n int) string {
	var b strings.Builder
	for r := range n / 1000 {
		fmt.Fprintf(&b, `<row r="%d">`, r+100)
		b.WriteString(strings.Repeat(`<c><v>1</v></c>`, 1000))
		b.WriteString(`</row>`)
	}
	return b.String()
}
