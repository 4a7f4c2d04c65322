package main

import (
	"strings"
	"testing"
)

// TestModelProblems: what is refused, assumed or left out of a model is said with
// its cell, in both languages.
func TestModelProblems(t *testing.T) {
	sheet := func(rows, uncertain, outputs string) string {
		return "== Model\nName | Value | More\n" + rows + "\n== Uncertain\nCell | Distribution | Name | Correlated with | Coefficient\n" + uncertain + "\n== Outputs\nCell | Name\n" + outputs
	}
	const input = "Model!B2 = ignored"
	plain := "Model!B2 | PERT(90,100,140) | price | | \n"
	for _, c := range []struct {
		code, text string
		args       []string
		exit       int
		where      string
	}{
		{"input-twice", sheet("a | 100 |\nb | =B2*2 |\n", plain+plain, "Model!B3 | x\n"), nil, exitProblems, "Uncertain!A3"},
		{"input-text", sheet("a | 100 |\nb | =B2*2 |\n", plain+"Model!A2 | PERT(1,2,3) | | | \n", "Model!B3 | x\n"), nil, exitProblems, "Uncertain!A3"},
		{"input-replaces", sheet("a | =50*2 |\nb | =B2*2 |\n", plain, "Model!B3 | x\n"), nil, exitOK, "Uncertain!A2"},
		{"input-unused", sheet("a | 100 |\nb | =B2*2 |\nc | 5 |\n", plain+"Model!B4 | Uniform(4,6) | | | \n", "Model!B3 | x\n"), nil, exitOK, "Uncertain!A3"},
		{"input-correlation", sheet("a | 100 |\nb | =B2*2+B4 |\nc | 5 |\n", plain+"Model!B4 | Uniform(4,6) | | price | 1.5 \n", "Model!B3 | x\n"), nil, exitProblems, "Uncertain!A3"},
		{"cell-unknown", sheet("a | 100 |\nb | =B2*2 |\n", plain, "Modell!B3 | x\n"), nil, exitProblems, "Outputs!A2"},
		{"bad-distribution", sheet("a | 100 |\nb | =B2*2 |\n", "Model!B2 | PERT(90,100) | | | \n", "Model!B3 | x\n"), nil, exitProblems, "Uncertain!A2"},
		{"output-fixed", sheet("a | 100 |\nb | =B2*2 |\nc | =2*3 |\n", plain, "Model!B4 | x\n"), nil, exitProblems, "Outputs!A2"},
		{"no-output", sheet("a | 100 |\nb | =B2*2 |\n", plain, ""), nil, exitProblems, ""},
		{"input-form", sheet("a | 100 |\nb | =B2*2 |\n", plain, "Model!B3 | x\n"), []string{"--input", strings.Split(input, " ")[0]}, exitProblems, "--input"},
		{"formula-unsupported", sheet("a | 100 |\nb | =NOSUCH(B2) := 5 |\n", plain, "Model!B3 | x\n"), nil, exitProblems, "Model!B3"},
		{"statistic", sheet("a | 100 |\nb | =B2+_xll.RiskMean(B2) := 200 |\n", plain, "Model!B3 | x\n"), nil, exitProblems, "Model!B3"},
		{"moment-moves", sheet("a | 100 |\nb | =B2+TODAY() := 46000 |\n", plain, "Model!B3 | x\n"), nil, exitProblems, "Model!B3"},
		{"frozen", sheet("a | 100 |\nb | =TODAY() := 46000 |\nc | =B2+B3 |\n", plain, "Model!B4 | x\n"), nil, exitOK, "Model!B3"},
		{"call-unclear", sheet("a | =_xll.RiskTriang(3,2,1) := 2 |\nb | =B2*2 |\n", "", "Model!B3 | x\n"), nil, exitProblems, "Model!B2"},
		{"dialect-doubt", sheet("a | =RiskLogNorm(3,1) := 3 |\nb | =B2*2 |\n", "", "Model!B3 | x\n"), nil, exitProblems, "Model!B2"},
		{"base-differs", sheet("a | 100 |\nb | =B2*2 := 201 |\n", plain, "Model!B3 | x\n"), nil, exitProblems, "Model!B3"},
		{"interpreted", sheet("a | 1 |\nb | =OFFSET(A1,B2,1) := 1 |\n", "Model!B2 | Discrete(1:0.5,3:0.5) | | | \n", "Model!B3 | x\n"), []string{"--unchecked"}, exitOK, ""},
	} {
		t.Run(c.code, func(t *testing.T) {
			file := plan(t, c.text)
			got := ballast(t, append([]string{"check", file}, c.args...)...)
			if got.code != c.exit {
				t.Errorf("exit %d, want %d", got.code, c.exit)
			}
			line := ""
			for l := range strings.Lines(got.out) {
				if strings.Contains(l, "["+c.code+"]") {
					line = l
				}
			}
			if line == "" || !strings.Contains(line, c.where) {
				t.Errorf("no [%s] at %s in\n%s", c.code, c.where, got.out)
			}
			if zh := ballast(t, append([]string{"check", file, "--lang", "zh"}, c.args...)...); !strings.Contains(zh.out, "["+c.code+"]") || !strings.Contains(zh.out, "公式模型") {
				t.Errorf("in Chinese:\n%s", zh.out)
			}
		})
	}
}
