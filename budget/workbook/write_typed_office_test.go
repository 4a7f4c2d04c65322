package workbook

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// typedCopies writes samples with texts typed into cells that formulas follow, and gives
// the bytes of each by its name.
func typedCopies(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	copies := map[string][]byte{}
	for _, sample := range []string{"office-move", "cloud-joint-operation-zh"} {
		data := samplePlan(t, sample)
		plan, _, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{})
		specimen.Must(t, err)
		var cells []Overlay
		for field, text := range map[string]string{"Amount": "123456.5", "Name": `<b>&"new" 新`} {
			ref := plan.Costs[0].Row.Ref(field)
			cells = append(cells, Overlay{ref.Sheet, ref.Cell, text})
		}
		ref := plan.Risks[0].Row.Ref("Probability")
		got, err := TypeInto(t.Context(), data, append(cells, Overlay{ref.Sheet, ref.Cell, "12.5%"}))
		specimen.Must(t, err)
		copies[sample] = got
		specimen.Must(t, os.WriteFile(filepath.Join(dir, sample+".xlsx"), got, 0o600))
	}
	return copies
}

// TestSlowTypedCopyInLibreOffice: LibreOffice opens a copy with texts typed into it, works
// its formulas out anew and saves it; the plan in it is read as it was written.
func TestSlowTypedCopyInLibreOffice(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	office, dir, saved := specimen.Office(t), t.TempDir(), t.TempDir()
	copies := typedCopies(t, dir)
	var files []string
	for name := range copies {
		files = append(files, filepath.Join(dir, name+".xlsx"))
	}
	specimen.Convert(t, office, t.TempDir(), saved, "xlsx", files...)
	for name, ours := range copies {
		theirs, err := os.ReadFile(filepath.Join(saved, name+".xlsx"))
		specimen.Must(t, err)
		want, _, err := ReadBytes(t.Context(), "plan.xlsx", ours, ReadOptions{})
		specimen.Must(t, err)
		got, _, err := ReadBytes(t.Context(), "plan.xlsx", theirs, ReadOptions{})
		specimen.Must(t, err)
		if !strings.HasPrefix(got.Costs[0].Name, `<b>&"new"`) {
			t.Errorf("%s: the name typed is %q", name, got.Costs[0].Name)
		}
		for i, c := range want.Costs {
			was, is := fmt.Sprintln(c.ID, c.Name, c.Amount), fmt.Sprintln(got.Costs[i].ID, got.Costs[i].Name, got.Costs[i].Amount)
			if was != is {
				t.Errorf("%s: %s was read as %s", name, was, is)
			}
		}
		for i, r := range want.Risks {
			if was, is := fmt.Sprint(r.Probability), fmt.Sprint(got.Risks[i].Probability); was != is {
				t.Errorf("%s: %s was %s, saved %s", name, r.ID, was, is)
			}
		}
	}
}

// TestSlowTypedCopyIsValid: typing into cells adds no fault of the schema to a workbook.
func TestSlowTypedCopyIsValid(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	program, dir := specimen.Validator(t), t.TempDir()
	for name := range typedCopies(t, dir) {
		before := filepath.Join(dir, name+"-before.xlsx")
		specimen.Must(t, os.WriteFile(before, samplePlan(t, name), 0o600))
		known := specimen.Faults(t, program, before)
		for f := range specimen.Faults(t, program, filepath.Join(dir, name+".xlsx")) {
			if !known[f] {
				t.Errorf("%s: %s %s: %s", name, f.Path, f.XPath, strings.TrimSpace(f.Description))
			}
		}
	}
}
