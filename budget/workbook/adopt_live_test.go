package workbook

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/specimen"
)

// smallBudget is a budget of two lines, with words of money and its own total.
func smallBudget(t testing.TB, rows ...string) []byte {
	t.Helper()
	return build(t, section{order: []string{"Estimate"}, sheets: map[string][]string{"Estimate": rows}})
}

// adoptedFile opens the adopted copy of a budget.
func adoptedFile(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	copied, err := graft.Onto(data, adopted(t, data, AdoptOptions{}).Book)
	specimen.Must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(copied))
	specimen.Must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// TestAdoptedFollowsProject: the start and the horizon of the sheet Project
// drive the rows of the costs, and the months of a wide budget.
func TestAdoptedFollowsProject(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want map[string]string // of the sheet Costs, after the change
	}{
		"rows": {[]string{"Item | Cost (EUR)", "Roof | 300", "Wall | 200", "Total | =SUM(B2:B3)"}, map[string]string{"I5": "46935", "J6": "30"}},
		"wide": {[]string{"Item | 2026-01 | 2026-02 | Total cost", "Roof | 100 | 200 | =SUM(B2:C2)", "Wall | 50 | 60 | =SUM(B3:C3)", "Total | =SUM(B2:B3) | =SUM(C2:C3) | =SUM(D2:D3)"},
			map[string]string{"K4": "46935", "L4": "46966"}},
	} {
		f := adoptedFile(t, smallBudget(t, c.rows...))
		specimen.Must(t, f.SetCellValue("Project", "B7", 46935)) // 2028-07-01
		specimen.Must(t, f.SetCellValue("Project", "B8", 30))
		for at, want := range c.want {
			got, err := f.CalcCellValue("Costs", at, excelize.Options{RawCellValue: true})
			specimen.Must(t, err)
			if got != want {
				t.Errorf("%s: %s is %q, want %s", name, at, got, want)
			}
		}
	}
}

// TestDefaultRanges: an adopted plan says how many of its ranges are defaults,
// until they are edited.
func TestDefaultRanges(t *testing.T) {
	f := adoptedFile(t, smallBudget(t, "Item | Cost (EUR)", "Roof | 300", "Wall | 200", "Total | =SUM(B2:B3)"))
	said := func() string {
		var out bytes.Buffer
		specimen.Must(t, f.Write(&out))
		_, problems := readData(t, out.Bytes())
		for _, p := range problems {
			if p.Code == "default-ranges" {
				return p.Message
			}
		}
		return ""
	}
	for _, want := range []string{"2 of 2 lines", "1 of 2 lines"} {
		if got := said(); !strings.Contains(got, want) {
			t.Errorf("%q, want %s", got, want)
		}
		specimen.Must(t, f.SetCellValue("Costs", "E5", 0.7))
	}
	specimen.Must(t, f.SetCellValue("Costs", "G6", 1.4))
	if got := said(); got != "" {
		t.Errorf("all are edited: %q", got)
	}
}

// TestAdoptAsk: what is not proven is asked; the answer is taken, with its
// doubts on the record, and no answer is a refusal that names the commands.
func TestAdoptAsk(t *testing.T) {
	data := smallBudget(t, "Item | Option A cost | Option B cost", "Pump | 12 | 14", "Pipe | 8 | 7")
	for answer, want := range map[int]string{0: "20", 1: "21", 2: "", -1: ""} {
		asked := 0
		a, problems, err := Adopt(t.Context(), "b.xlsx", data, AdoptOptions{Ask: func(why []string, choices []AdoptChoice) int {
			asked = len(choices)
			return answer
		}})
		specimen.Must(t, err)
		switch {
		case asked != 2:
			t.Errorf("%d choices", asked)
		case want == "" && (a != nil || problems[0].Code != "adopt-ask" || !strings.Contains(problems[0].Hint, "--amount C --yes")):
			t.Errorf("answer %d: %v %v", answer, a, problems)
		case want != "" && (a == nil || a.Total.String() != want || len(a.Doubts) == 0 || problems[0].Severity != budget.Warning):
			t.Errorf("answer %d: %v", answer, problems)
		}
	}
}

// TestAdoptCancelled: a cancelled adoption ends with the context's error.
func TestAdoptCancelled(t *testing.T) {
	data := smallBudget(t, "Item | Cost", "Pump | 12", "Pipe | 8", "Total | 20")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if a, _, err := Adopt(ctx, "b.xlsx", data, AdoptOptions{}); a != nil || err == nil {
		t.Errorf("adopted %v, err %v", a, err)
	}
}
