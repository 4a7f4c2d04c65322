package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook"
)

// adoptCases is the folder of budgets as people keep them; its README says how
// what is wanted is written.
const adoptCases = "../../samples/adopt"

// adoptCase is one budget with the right answer.
type adoptCase struct {
	kind, name, wanted string
	path               string // of the workbook, when it is a file
	text               string // or its source
}

// adoptCasesOf reads samples/adopt.
func adoptCasesOf(t *testing.T) []adoptCase {
	t.Helper()
	index, err := os.ReadFile(adoptCases + "/index.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []adoptCase
	files := map[string]bool{} // kinds with workbooks
	for _, line := range strings.Split(strings.TrimSpace(string(index)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			t.Fatalf("index.tsv: %q", line)
		}
		files[f[0]] = true
		all = append(all, adoptCase{kind: f[0], name: strings.TrimSuffix(f[1], ".xlsx"), wanted: f[2], path: filepath.Join(adoptCases, f[0], f[1])})
	}
	if found, err := filepath.Glob(adoptCases + "/*/*.xlsx"); err != nil || len(found) != len(all) {
		t.Errorf("%d workbooks for %d lines of index.tsv (%v)", len(found), len(all), err)
	}
	texts, err := filepath.Glob(adoptCases + "/*/more.txt")
	if err != nil || len(texts) < len(files) {
		t.Errorf("%d kinds have further budgets, %d have workbooks (%v)", len(texts), len(files), err)
	}
	for _, path := range texts {
		kind := filepath.Base(filepath.Dir(path))
		more := adoptTexts(t, kind)
		if len(more) < 3 {
			t.Errorf("%s: %d further budgets, want three", kind, len(more))
		}
		all = append(all, more...)
	}
	return all
}

// adoptTexts reads the further budgets of a kind: "=== name", "? wanted" and
// the sheets, as budget/workbook.FromText reads them.
func adoptTexts(t *testing.T, kind string) []adoptCase {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(adoptCases, kind, "more.txt"))
	if err != nil {
		t.Error(err)
		return nil
	}
	var all []adoptCase
	for _, part := range strings.Split("\n"+string(text), "\n=== ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		wanted, sheets, _ := strings.Cut(strings.TrimPrefix(body, "? "), "\n")
		all = append(all, adoptCase{kind: kind, name: strings.TrimSpace(name), wanted: wanted, text: sheets})
	}
	return all
}

// TestAdoptCases: every budget of samples/adopt, through the whole program, is
// adopted right, asked about with the right answer first, or refused; and
// every command that is printed works.
func TestAdoptCases(t *testing.T) {
	for _, c := range adoptCasesOf(t) {
		t.Run(c.kind+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			c.run(t)
		})
	}
}

// run judges one case.
func (c adoptCase) run(t *testing.T) {
	file := filepath.Join(t.TempDir(), "the budget.xlsx") // a name that has to be quoted
	if err := os.WriteFile(file, c.workbook(t), 0o600); err != nil {
		t.Fatal(err)
	}
	plan := strings.TrimSuffix(file, ".xlsx") + ".adopted.xlsx"
	got := ballast(t, "adopt", file)
	said := got.out + got.err
	var first string
	commands := commandsIn(got.err)
	if got.code != exitOK {
		if len(commands) == 0 {
			t.Errorf("no command is offered\n%s", said)
		}
		for i, line := range commands {
			args := shellArgs(line)
			if strings.HasPrefix(args[0], "new") {
				args = append(args, filepath.Join(t.TempDir(), "new.xlsx"))
			}
			if i > 0 {
				args = append(args, "--force")
			} else {
				first = plan
			}
			tried := ballast(t, args...)
			if tried.code != exitOK {
				t.Errorf("%s: exit %d\n%s%s", line, tried.code, tried.out, tried.err)
			} else if i == 0 && !strings.HasPrefix(args[0], "new") && strings.HasPrefix(c.wanted, "asks") {
				c.base(t, first, strings.TrimSuffix(strings.Fields(c.wanted)[1], ";"), said)
			}
		}
	}
	for _, one := range strings.Split(c.wanted, "; ") {
		words := strings.Fields(one)
		switch rest := strings.TrimPrefix(one, words[0]+" "); {
		case words[0] == "adopts" && got.code != exitOK, words[0] == "asks" && !strings.Contains(got.err, "[adopt-ask]"),
			words[0] == "refuses" && !strings.Contains(got.err, "["+words[1]+"]"),
			words[0] == "says" && !strings.Contains(said, rest), words[0] == "lacks" && strings.Contains(said, rest):
			t.Errorf("%s\nexit %d\n%s", one, got.code, said)
		case words[0] == "adopts":
			c.base(t, plan, words[1], said)
			if currency := c.currency(t, plan); len(words) > 2 && currency != strings.Replace(words[2], "-", "¤", 1) {
				t.Errorf("currency %s, wanted %s", currency, words[2])
			}
		case words[0] == "starts":
			p := c.read(t, plan).Project
			if start := p.Start.String(); start != words[1] && words[1] != "-" || strconv.Itoa(p.Horizon) != words[2] {
				t.Errorf("%s: it starts in %s and takes %d months", one, start, p.Horizon)
			}
		case words[0] == "named":
			tried := ballast(t, append([]string{"adopt", file, "--force"}, words[2:]...)...)
			if tried.code != exitOK {
				t.Errorf("%s: exit %d\n%s%s", one, tried.code, tried.out, tried.err)
			} else {
				c.base(t, plan, words[1], tried.out)
			}
		}
	}
}

// workbook gives the bytes of the case.
func (c adoptCase) workbook(t *testing.T) []byte {
	t.Helper()
	var data []byte
	var err error
	if c.path != "" {
		data, err = os.ReadFile(c.path)
	} else {
		data, err = workbook.FromText([]byte(c.text), "en")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read reads the plan that was made.
func (c adoptCase) read(t *testing.T, plan string) *budget.Plan {
	t.Helper()
	p, problems, err := workbook.Read(t.Context(), plan, workbook.ReadOptions{})
	if err != nil || budget.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	return p
}

func (c adoptCase) currency(t *testing.T, plan string) string {
	return c.read(t, plan).Project.Currency
}

// base compares the base of the plan that was made.
func (c adoptCase) base(t *testing.T, plan, want, said string) {
	t.Helper()
	sum := decimal.Zero
	for _, l := range c.read(t, plan).Costs {
		if l.PerMonth {
			l.Amount = l.Amount.Mul(decimal.NewFromInt(int64(l.Months)))
		}
		sum = sum.Add(l.Amount)
	}
	wanted, err := strconv.ParseFloat(want, 64)
	if diff := sum.InexactFloat64() - wanted; err != nil || diff > 0.006 || diff < -0.006 {
		t.Errorf("base %s, wanted %s\n%s", sum, want, said)
	}
}

// commandsIn are the commands that a text offers.
func commandsIn(text string) []string {
	var all []string
	for _, m := range regexp.MustCompile(`(?m)ballast ((?:adopt|check|new)\b.*)$`).FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

// shellArgs takes a command line apart as a shell does.
func shellArgs(line string) []string {
	var args []string
	var word strings.Builder
	quote, any := rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, any = r, true
		case quote == 0 && r == ' ':
			if word.Len() > 0 || any {
				args = append(args, word.String())
			}
			word.Reset()
			any = false
		default:
			word.WriteRune(r)
		}
	}
	if word.Len() > 0 || any {
		args = append(args, word.String())
	}
	return args
}
