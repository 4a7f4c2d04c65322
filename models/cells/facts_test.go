package cells

import (
	"strings"
	"testing"

	"ballast/budget"
)

// TestFacts: what was understood is said: the add-ins whose functions draw, functions that
// are not known where no output needs them, and that macros are not run.
func TestFacts(t *testing.T) {
	g := newGrid(t, "A1 =_xll.RiskTriang(90,100,140)\nA2 =_xll.RiskNormal(5,1)\nA3 =VosePERT(1,2,3)\nB1 =A1+A2+A3\nB2 =NOSUCH(A1)\nB3 =CUBEVALUE(\"x\")+NOSUCH(A2)\nB4 =GETPIVOTDATA(\"x\",A1)\nB5 =MINE(1)+YOURS(2)")
	for _, lang := range []string{"en", "zh"} {
		m, problems := Compile(Workbook{Source: g, Macros: true, Language: lang}, Options{Results: []string{"Model!B1"}, Unchecked: true})
		if codesOf(problems, budget.Error) != "" {
			t.Fatal(problems)
		}
		text := strings.Join(m.Facts(), "\n")
		for _, want := range []string{"ModelRisk 1", "@RISK", "NOSUCH (Model!B2)", map[string]string{"en": "macros are not run", "zh": "宏不会运行"}[lang]} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", lang, want, text)
			}
		}
		if strings.Contains(text, "%!") {
			t.Error(text)
		}
	}
	plain := newGrid(t, "A1 5\nB1 =A1*2")
	m, _ := Compile(Workbook{Source: plain}, Options{Inputs: []string{"Model!A1=Normal(5,1)"}, Results: []string{"Model!B1"}})
	if text := strings.Join(m.Facts(), "\n"); strings.Contains(text, "draw:") || strings.Contains(text, "not known") || strings.Contains(text, "macros") || strings.Contains(text, "slow") {
		t.Errorf("a plain model:\n%s", text)
	}
	m, _ = Compile(Workbook{Source: newGrid(t, "A1 5\nB1 =LEN(TEXT(A1,\"0.00\")&\"x\")\nB2 =A1*2+B1")}, Options{Inputs: []string{"Model!A1=Normal(5,1)"}, Results: []string{"Model!B2"}})
	if text := strings.Join(m.Facts(), "\n"); !strings.Contains(text, "slow: 1 cells, the first Model!B1") {
		t.Errorf("a text that is made in every scenario:\n%s", text)
	}
}
