package workbook

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// plainUser is a workbook of one sheet named Costs.
func plainUser(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must(t, f.SetSheetName("Sheet1", "Costs"))
	must(t, f.SetSheetRow("Costs", "A1", &[]any{"ID", "Name", "Amount"}))
	must(t, f.SetSheetRow("Costs", "A2", &[]any{"C1", "Racks", 120}))
	buf, err := f.WriteToBuffer()
	must(t, err)
	return buf.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// officeProgram finds LibreOffice; without it a test says what it leaves open.
func officeProgram(t *testing.T) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT CHECKED: soffice (LibreOffice) is not installed, no result was opened")
	}
	return office
}

// renderFolder is where rendered files go: KEEP_RENDERED=folder keeps them to
// be looked at.
func renderFolder(t *testing.T) string {
	if keep := os.Getenv("KEEP_RENDERED"); keep != "" {
		return keep
	}
	return t.TempDir()
}

// convert lets LibreOffice open workbooks and save them in another format.
func convert(t *testing.T, office, profile, dir, format string, files ...string) {
	t.Helper()
	args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", format, "--outdir", dir}
	if out, err := exec.Command(office, append(args, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// TestOpensInLibreOffice opens and prints a book of all features in both
// languages, grafted into the shapes of workbooks that excelize cannot judge;
// and saves one as LibreOffice's own, in which a second run must still find and
// replace our sheets. One profile serves both, because making it takes seconds.
func TestOpensInLibreOffice(t *testing.T) {
	office, profile := officeProgram(t), t.TempDir()
	t.Run("prints", func(t *testing.T) { printAll(t, office, profile) })
	t.Run("saves", func(t *testing.T) { saveAndRepeat(t, office, profile) })
}

func printAll(t *testing.T, office, profile string) {
	dir := renderFolder(t)
	var files []string
	all := userVariants(t)
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
		_, err := Write(context.Background(), WriteOptions{Data: user, Target: target, Force: true}, everyBook(lang))
		must(t, err)
		files = append(files, target)
	}
	convert(t, office, profile, dir, "pdf", files...)
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
	_, err := Write(context.Background(), WriteOptions{Data: plainUser(t), Target: first}, everyBook("en"))
	must(t, err)
	convert(t, office, profile, saved, "xlsx", first)
	result, err := os.ReadFile(filepath.Join(saved, "first.xlsx"))
	must(t, err)
	again, err := Graft(result, everyBook("en"))
	must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(again))
	must(t, err)
	want := []string{"Costs", "Dashboard", "Bob's cash flow", "Run log"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("tabs %v, want %v", got, want)
	}
}
