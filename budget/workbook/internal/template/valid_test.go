package template

import (
	"os"
	"path/filepath"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// TestSlowTemplatesAreValid: the workbooks that the new command writes.
func TestSlowTemplatesAreValid(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	program, dir := specimen.Validator(t), t.TempDir()
	for _, lang := range []string{"en", "zh"} {
		data, err := Blank(lang, "")
		specimen.Must(t, err)
		path := filepath.Join(dir, lang+".xlsx")
		specimen.Must(t, os.WriteFile(path, data, 0o600))
		for f := range specimen.Faults(t, program, path) {
			t.Errorf("template in %s: %s %s: %s", lang, f.Path, f.XPath, f.Description)
		}
	}
}
