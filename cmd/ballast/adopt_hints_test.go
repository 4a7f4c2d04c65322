package main

import (
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// TestRefusalHints: the command of every refusal that offers none of the budget's
// own tables, an empty plan, works as it stands where the budget stands; those
// that adopt are run by TestAdoptCases. So do the commands for a plan that is
// adopted, for a table that is not there, and with a name of the output, in
// either language.
func TestRefusalHints(t *testing.T) {
	books := map[string][]byte{}
	for _, c := range adoptCasesOf(t) {
		if strings.HasPrefix(c.wanted, "refuses") {
			books[c.name] = c.workbook(t)
		}
	}
	t.Chdir(t.TempDir())
	tried := 0
	for name, book := range books {
		if err := os.WriteFile("no budget.xlsx", book, 0o600); err != nil {
			t.Fatal(err)
		}
		got := ballast(t, "adopt", "no budget.xlsx")
		commands := commandsIn(got.err)
		if len(commands) == 0 {
			t.Errorf("%s: no command in\n%s", name, got.err)
			continue
		}
		if !strings.HasPrefix(commands[0], "new") {
			continue
		}
		tried++
		if again := ballast(t, shellArgs(commands[0])...); again.code != exitOK {
			t.Errorf("%s: %s: exit %d\n%s", name, commands[0], again.code, again.err)
		}
		os.Remove("plan.xlsx")
	}
	if tried == 0 {
		t.Error("no refusal offers an empty plan: nothing was tried")
	}
	data, err := workbook.FromText([]byte(kitchen), "en")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"adopt", "the kitchen.xlsx", "--table", "Nothing"},
		{"adopt", "the kitchen.xlsx", "--amount", "Z", "--lang", "zh"},
		{"adopt", "the kitchen.xlsx", "--table", "Estimate!A1:F9", "-o", "a plan.xlsx"},
		{"adopt", "the kitchen.adopted.xlsx"},
	} {
		os.WriteFile("the kitchen.xlsx", data, 0o600)
		os.Remove("the kitchen.adopted.xlsx")
		if args[1] != "the kitchen.xlsx" {
			ballast(t, "adopt", "the kitchen.xlsx")
		}
		got := ballast(t, args...)
		commands := commandsIn(got.err)
		if got.code != exitProblems || len(commands) == 0 {
			t.Errorf("%q: exit %d\n%s", args, got.code, got.err)
			continue
		}
		if again := ballast(t, shellArgs(commands[0])...); again.code != exitOK {
			t.Errorf("%q offers %s: exit %d\n%s", args, commands[0], again.code, again.err)
		}
	}
}
