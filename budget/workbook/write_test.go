package workbook

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/specimen"
)

// TestWrite goes through a first and a second run on real files.
func TestWrite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	source, target := filepath.Join(dir, "plan.xlsx"), filepath.Join(dir, "plan.ballast.xlsx")
	specimen.Must(t, os.WriteFile(source, specimen.Rich(t), 0o640))
	book := specimen.Book("en")
	book.Sheets[2].Cells = []sheet.Cell{{Row: 1, Col: 1, Value: strings.Repeat("长", 40000)}}
	report, err := Write(context.Background(), WriteOptions{Source: source, Target: target}, book)
	specimen.Must(t, err)
	if got := strings.Join(report.Sheets, "|"); got != "Dashboard (2)|Bob's cash flow|Run log" {
		t.Errorf("sheets %s", got)
	}
	if report.Target != target || report.Replaced != 0 || report.Unchanged < 15 || report.Signed {
		t.Errorf("report %+v", report)
	}
	if got := strings.Join(report.Cut, "|"); got != "Run log!A1" {
		t.Errorf("cut texts %q", got)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode of the result: %v %v", info.Mode(), err)
	}
	if ours, err := IsResult(target); !ours || err != nil {
		t.Errorf("the result is not known as ours: %v", err)
	}
	if ours, err := IsResult(source); ours || err != nil {
		t.Errorf("the source is taken for ours: %v", err)
	}
	report, err = Write(context.Background(), WriteOptions{Source: target, Target: target}, specimen.Book("en"))
	specimen.Must(t, err)
	if report.Replaced != 3 {
		t.Errorf("second run replaced %d sheets, want 3", report.Replaced)
	}
	onlyFiles(t, dir, "plan.xlsx", "plan.ballast.xlsx")
}

// onlyFiles proves that nothing else was left in a folder.
func onlyFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	specimen.Must(t, err)
	if len(entries) != len(want) {
		t.Errorf("files in the folder: %v, want %v", entries, want)
	}
}

// TestWriteNeverHalf: refusals, broken sources and a cancelled context leave
// the target as it was and no temporary file.
func TestWriteNeverHalf(t *testing.T) {
	t.Parallel()
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	broken := flipByte(t, specimen.Plain(t), "xl/styles.xml")
	nan := specimen.Book("en")
	nan.Sheets[0].Charts = nil
	nan.Sheets[1].Cells[20].Value = func() {}
	cases := []struct {
		name     string
		ctx      context.Context
		data     []byte
		target   string
		existing string
		force    bool
		book     *sheet.Book
		want     string
	}{
		{name: "foreign file", target: "a.xlsx", existing: "precious", want: ErrNotOurs.Error()},
		{name: "foreign workbook", target: "a.xlsx", existing: string(specimen.Plain(t)), want: ErrNotOurs.Error()},
		{name: "cancelled", ctx: ended, target: "a.xlsx", want: context.Canceled.Error()},
		{name: "broken source", data: broken, target: "a.xlsx", want: "writing "},
		{name: "bad value", book: nan, target: "a.xlsx", want: "a value of type func()"},
		{name: "macros renamed", data: specimen.Macros(t, specimen.Plain(t)), target: "a.xlsx", want: ".xlsm"},
		{name: "no macros", target: "a.xlsm", want: ".xlsx"},
		{name: "bad value with force", book: nan, target: "a.xlsx", existing: "precious", force: true, want: "a value of type func()"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			target := filepath.Join(dir, c.target)
			files := 0
			if c.existing != "" {
				specimen.Must(t, os.WriteFile(target, []byte(c.existing), 0o600))
				files = 1
			}
			if c.ctx == nil {
				c.ctx = context.Background()
			}
			if c.data == nil {
				c.data = specimen.Plain(t)
			}
			if c.book == nil {
				c.book = specimen.Book("en")
			}
			_, err := Write(c.ctx, WriteOptions{Data: c.data, Target: target, Force: c.force}, c.book)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			onlyFiles(t, dir, make([]string, files)...)
			if got, _ := os.ReadFile(target); string(got) != c.existing {
				t.Error("the existing file changed")
			}
		})
	}
}

// TestWriteForce overwrites a foreign file when told to.
func TestWriteForce(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.xlsx")
	specimen.Must(t, os.WriteFile(target, []byte("old"), 0o600))
	o := WriteOptions{Data: specimen.Plain(t), Target: target}
	if _, err := Write(context.Background(), o, specimen.Book("en")); !errors.Is(err, ErrNotOurs) {
		t.Fatalf("error %v, want ErrNotOurs", err)
	}
	o.Force = true
	_, err := Write(context.Background(), o, specimen.Book("en"))
	specimen.Must(t, err)
}

// largeBook has as many sheets, cells and charts as a result of a plan of 50
// lines.
func largeBook() *sheet.Book {
	b := specimen.Book("en")
	for i := range 11 {
		s := sheet.Sheet{Key: fmt.Sprintf("s%d", i), Title: fmt.Sprintf("Sheet %d", i)}
		for r := range 60 {
			for c := range 12 {
				cell := sheet.Cell{Row: r + 1, Col: c + 1, Value: float64(r*c) / 7, Style: sheet.Style{Format: "#,##0"}}
				if c < 3 {
					cell.Value = fmt.Sprintf("text of row %d", r)
				}
				s.Cells = append(s.Cells, cell)
			}
		}
		b.Sheets = append(b.Sheets, s)
	}
	return b
}

// BenchmarkWrite measures the result of a plan of 50 lines, verified.
func BenchmarkWrite(b *testing.B) {
	user, book := specimen.Plain(b), largeBook()
	target := filepath.Join(b.TempDir(), "a.xlsx")
	b.Run("lines=50", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, err := Write(context.Background(), WriteOptions{Data: user, Target: target, Force: true}, book)
			specimen.Must(b, err)
		}
	})
}
