package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// locked copies the locked workbook of the broken samples, whose password is
// "budget", into a new working folder.
func locked(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../samples/errors/encrypted.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("locked.xlsx", data, 0o600); err != nil {
		t.Fatal(err)
	}
	return "locked.xlsx"
}

// TestPassword: a locked plan is read with its password, from a flag or from
// standard input, and refused clearly without it or with another.
func TestPassword(t *testing.T) {
	file := locked(t)
	for _, c := range []struct {
		name, input string
		args        []string
		code        int
		says        string
	}{
		{"none", "", []string{"check", file}, exitProblems, "--password"},
		{"wrong", "", []string{"check", file, "--password", "Budget"}, exitProblems, "does not open"},
		{"right", "", []string{"check", file, "--password", "budget"}, exitOK, "no problems"},
		{"typed", "budget\n", []string{"check", file, "--password", "-"}, exitOK, "no problems"},
		{"typed nothing", "", []string{"check", file, "--password", "-"}, exitUsage, "standard input"},
		{"explain", "", []string{"explain", file, "--password", "budget"}, exitOK, "Rent"},
		{"run without", "", []string{"run", file}, exitProblems, "--password"},
		{"run typed", "budget\n", []string{"run", file, "--password", "-", "--scenarios", "1000"}, exitOK, "Results written"},
		{"mixes typed", "budget\n", []string{"mixes", file, "--password", "-"}, exitFailed, "no funding sources"},
		{"mixes typed nothing", "", []string{"mixes", file, "--password", "-"}, exitUsage, "standard input"},
	} {
		var out, err bytes.Buffer
		code := run(t.Context(), c.args, strings.NewReader(c.input), &out, &err)
		if code != c.code || !strings.Contains(out.String()+err.String(), c.says) {
			t.Errorf("%s: exit %d, want %d and %q\n%s%s", c.name, code, c.code, c.says, out.String(), err.String())
		}
	}
}

// TestLockedResult: the result of a locked plan is locked with the same
// password, no figure of it stands in the open, and a second run replaces it.
func TestLockedResult(t *testing.T) {
	file := locked(t)
	for range 2 {
		if got := ballast(t, "run", file, "--password", "budget", "--scenarios", "1000"); got.code != exitOK {
			t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
		}
	}
	const result = "locked.ballast.xlsx"
	data, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.HasPrefix(data, []byte("PK")) || bytes.Contains(data, []byte("xl/workbook.xml")) {
		t.Error("the result is not encrypted")
	}
	if ours, _ := workbook.IsResult(result); ours {
		t.Error("the result opens without a password")
	}
	if ours, err := workbook.IsLockedResult(result, "budget"); !ours || err != nil {
		t.Errorf("with the password: %v, %v", ours, err)
	}
	if got := ballast(t, "check", result, "--password", "budget"); got.code != exitOK {
		t.Errorf("the result as a plan: exit %d\n%s%s", got.code, got.out, got.err)
	}
	files, _ := os.ReadDir(".")
	if len(files) != 2 {
		t.Errorf("left behind: %v", files)
	}
}
