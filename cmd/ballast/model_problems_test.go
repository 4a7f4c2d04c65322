package main

import (
	"strings"
	"testing"
)

// modelCases are problems of models that text in cells can have.
func modelCases() []modelCase {
	const input = "Model!B2 = ignored"
	plain := "Model!B2 | PERT(90,100,140) | price | | \n"
	return []modelCase{
		{code: "input-twice", text: modelSheet("a | 100 |\nb | =B2*2 |\n", plain+plain, "Model!B3 | x\n"), exit: exitProblems, where: "Uncertain!A3"},
		{code: "input-text", text: modelSheet("a | 100 |\nb | =B2*2 |\n", plain+"Model!A2 | PERT(1,2,3) | | | \n", "Model!B3 | x\n"), exit: exitProblems, where: "Uncertain!A3"},
		{code: "input-replaces", text: modelSheet("a | =50*2 |\nb | =B2*2 |\n", plain, "Model!B3 | x\n"), exit: exitOK, where: "Uncertain!A2"},
		{code: "input-unused", text: modelSheet("a | 100 |\nb | =B2*2 |\nc | 5 |\n", plain+"Model!B4 | Uniform(4,6) | | | \n", "Model!B3 | x\n"), exit: exitOK, where: "Uncertain!A3"},
		{code: "input-correlation", text: modelSheet("a | 100 |\nb | =B2*2+B4 |\nc | 5 |\n", plain+"Model!B4 | Uniform(4,6) | | price | 1.5 \n", "Model!B3 | x\n"), exit: exitProblems, where: "Uncertain!A3"},
		{code: "cell-unknown", text: modelSheet("a | 100 |\nb | =B2*2 |\n", plain, "Modell!B3 | x\n"), exit: exitProblems, where: "Outputs!A2"},
		{code: "bad-distribution", text: modelSheet("a | 100 |\nb | =B2*2 |\n", "Model!B2 | PERT(90,100) | | | \n", "Model!B3 | x\n"), exit: exitProblems, where: "Uncertain!B2"},
		{code: "output-fixed", text: modelSheet("a | 100 |\nb | =B2*2 |\nc | =2*3 |\n", plain, "Model!B4 | x\n"), exit: exitProblems, where: "Outputs!A2"},
		{code: "no-output", text: modelSheet("a | 100 |\nb | =B2*2 |\n", plain, ""), exit: exitProblems},
		{code: "input-form", text: modelSheet("a | 100 |\nb | =B2*2 |\n", plain, "Model!B3 | x\n"), args: []string{"--input", strings.Split(input, " ")[0]}, exit: exitProblems, where: "--input"},
		{code: "formula-unsupported", text: modelSheet("a | 100 |\nb | =NOSUCH(B2) := 5 |\n", plain, "Model!B3 | x\n"), exit: exitProblems, where: "Model!B3"},
		{code: "statistic", text: modelSheet("a | 100 |\nb | =B2+_xll.RiskMean(B2) := 200 |\n", plain, "Model!B3 | x\n"), exit: exitProblems, where: "Model!B3"},
		{code: "moment-moves", text: modelSheet("a | 100 |\nb | =B2+TODAY() := 46000 |\n", plain, "Model!B3 | x\n"), exit: exitProblems, where: "Model!B3"},
		{code: "frozen", text: modelSheet("a | 100 |\nb | =TODAY() := 46000 |\nc | =B2+B3 |\n", plain, "Model!B4 | x\n"), exit: exitOK, where: "Model!B3"},
		{code: "call-unclear", text: modelSheet("a | =_xll.RiskTriang(3,2,1) := 2 |\nb | =B2*2 |\n", "", "Model!B3 | x\n"), exit: exitProblems, where: "Model!B2"},
		{code: "dialect-doubt", text: modelSheet("a | =RiskLogNorm(3,1) := 3 |\nb | =B2*2 |\n", "", "Model!B3 | x\n"), exit: exitProblems, where: "Model!B2"},
		{code: "base-differs", text: modelSheet("a | 100 |\nb | =B2*2 := 201 |\n", plain, "Model!B3 | x\n"), exit: exitProblems, where: "Model!B3"},
		{code: "text-doubtful", text: modelSheet("a | 100 |\nb | '1,000 |\nc | =B2*B3 := 100000 |\n", plain, "Model!B4 | x\n"), exit: exitProblems, where: "Model!B4"},
		{code: "dated", text: modelSheet("a | 100 |\nb | =TODAY()+B2 := 46000 |\n", plain, "Model!B3 | x\n"), asks: modelOptions{asOf: "2026-03-31"}, exit: exitOK, where: "Model!B3"},
		{code: "freeze-number", text: modelSheet("a | 100 |\nb | =B2*2 |\n", plain, "Model!B3 | x\n"), asks: modelOptions{freeze: []string{"Model!B2"}}, exit: exitProblems, where: "Model!B2"},
		{code: "static-member", text: modelSheet("a | 1 |\nb | =B2*2 := 2 |\n", "Model!B2 | Discrete(1:0.5,4:0.5) | | | \n", "Model!B3 | x\n"), exit: exitOK, where: "Model!B2"},
		{code: "interpreted", text: modelSheet("a | 1 |\nb | =INDIRECT(\"B\"&ROUND(B2,0)+1) := 1 |\n", "Model!B2 | Discrete(1:0.5,3:0.5) | | | \n", "Model!B3 | x\n"), args: []string{"--unchecked"}, exit: exitOK},
	}
}

// args are the flags of what a case asks for.
func (o *modelOptions) args() (list []string) {
	for _, r := range o.results {
		list = append(list, "--result", r)
	}
	for _, f := range o.freeze {
		list = append(list, "--freeze", f)
	}
	if o.asOf != "" {
		list = append(list, "--as-of", o.asOf)
	}
	return list
}

// TestModelProblems: what is refused, assumed or left out of a model is said with
// its cell, in both languages.
func TestModelProblems(t *testing.T) {
	for _, c := range append(modelCases(), hiddenCases()...) {
		t.Run(c.code, func(t *testing.T) {
			file := plan(t, c.text)
			keepFile(t, file, c.book(t))
			c.args = append(c.args, c.asks.args()...)
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
