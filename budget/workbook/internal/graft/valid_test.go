package graft

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// TestSlowResultsAreValid: a result has no fault that the user's workbook did not
// have before, in any language and in any shape of workbook that the validator
// can judge. A start of the validator takes a second of CPU, so the workbook
// before is looked at only when there is a fault to excuse.
func TestSlowResultsAreValid(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	program, dir := specimen.Validator(t), t.TempDir()
	all := specimen.Variants(t)
	all["office"] = specimen.Featured(t)
	delete(all, "bare styles") // the source alone is refused
	delete(all, "strict")      // the validator knows the transitional names only
	for name, user := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ext := ".xlsx"
			if name == "macros" {
				ext = ".xlsm"
			}
			before := sync.OnceValue(func() map[specimen.Fault]bool {
				path := filepath.Join(dir, name+"-before"+ext)
				specimen.Must(t, os.WriteFile(path, user, 0o600))
				return specimen.Faults(t, program, path)
			})
			for _, lang := range []string{"en", "zh"} {
				result, err := Onto(user, specimen.Book(lang))
				specimen.Must(t, err)
				after := filepath.Join(dir, name+"-"+lang+ext)
				specimen.Must(t, os.WriteFile(after, result, 0o600))
				for f := range specimen.Faults(t, program, after) {
					if !before()[f] {
						t.Errorf("%s: %s %s: %s", lang, f.Path, f.XPath, strings.TrimSpace(f.Description))
					}
				}
			}
		})
	}
}
