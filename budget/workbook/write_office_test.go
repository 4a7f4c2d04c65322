package workbook

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/specimen"
)

// TestSlowOpensInLibreOffice opens and prints a book of all features in both
// languages, grafted into the shapes of workbooks that excelize cannot judge;
// and saves one as LibreOffice's own, in which a second run must still find and
// replace our sheets. One profile serves both, because making it takes seconds.
func TestSlowOpensInLibreOffice(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	office, profile := specimen.Office(t), t.TempDir()
	t.Run("prints", func(t *testing.T) { printAll(t, office, profile) })
	t.Run("saves", func(t *testing.T) { saveAndRepeat(t, office, profile) })
}

func printAll(t *testing.T, office, profile string) {
	dir := specimen.RenderFolder(t)
	var files []string
	all := specimen.Variants(t)
	for _, name := range []string{"plain", "strict", "prefixed", "utf16", "macros"} {
		user := all[name]
		lang := "en"
		if name == "plain" || name == "strict" {
			lang = "zh"
		}
		target := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+"-"+lang+".xlsx")
		if name == "macros" {
			target = strings.TrimSuffix(target, "x") + "m"
		}
		_, err := Write(context.Background(), WriteOptions{Data: user, Target: target, Force: true}, specimen.Book(lang))
		specimen.Must(t, err)
		files = append(files, target)
	}
	specimen.Convert(t, office, profile, dir, "pdf", files...)
	for _, f := range files {
		pdf := strings.TrimSuffix(f, filepath.Ext(f)) + ".pdf"
		if info, err := os.Stat(pdf); err != nil || info.Size() < 60000 {
			t.Errorf("%s: LibreOffice did not print the charts (%v)", f, err)
		}
	}
}

func saveAndRepeat(t *testing.T, office, profile string) {
	dir := t.TempDir()
	first, saved := filepath.Join(dir, "first.xlsx"), filepath.Join(dir, "saved")
	_, err := Write(context.Background(), WriteOptions{Data: specimen.Plain(t), Target: first}, specimen.Book("en"))
	specimen.Must(t, err)
	specimen.Convert(t, office, profile, saved, "xlsx", first)
	result, err := os.ReadFile(filepath.Join(saved, "first.xlsx"))
	specimen.Must(t, err)
	again, err := graft.Onto(result, specimen.Book("en"))
	specimen.Must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(again))
	specimen.Must(t, err)
	want := []string{"Costs", "Dashboard", "Bob's cash flow", "Run log"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("tabs %v, want %v", got, want)
	}
}
