package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
)

// TestErrorsReadme: samples/errors/README.md is the table of all problem codes,
// made from the code in both languages, and each code has its broken workbook
// beside it. Run with -update to write it.
func TestErrorsReadme(t *testing.T) {
	const folder = "../../samples/errors/"
	en, zh := words.For("en"), words.For("zh")
	var b strings.Builder
	b.WriteString(`# Problems in a workbook

Every problem is reported with its cell, all at once, with the row as read and a
remedy. Errors stop the run and nothing is written; warnings and notes go to the
run log of the result. For each code a workbook stands here that has the
problem, and beside it what ` + "`ballast check`" + ` says of it. The table is made from
the code: ` + "`go test ./cmd/ballast -run TestErrorsReadme -update`" + `.

| code | severity | what it means | 含义 | workbook |
|---|---|---|---|---|
`)
	for _, c := range budget.Codes() {
		fmt.Fprintf(&b, "| [`%s`](%s.txt) | %s | %s | %s | [xlsx](%s.xlsx) |\n", c.Code, c.Code, c.Severity, en.Say(c.Words), zh.Say(c.Words), c.Code)
		for _, ext := range []string{".txt", ".xlsx"} {
			if _, err := os.Stat(folder + c.Code + ext); err != nil {
				t.Errorf("code %s has no broken workbook: %v", c.Code, err)
			}
		}
	}
	if *update {
		if err := os.WriteFile(folder+"README.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stored, err := os.ReadFile(folder + "README.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(stored) != b.String() {
		t.Error("samples/errors/README.md is old: go test ./cmd/ballast -run TestErrorsReadme -update")
	}
}
