package cells

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/formula"
)

var update = flag.Bool("update", false, "write budget/formula/functions.md anew")

// The places of the page and of what it is made of.
const (
	functionsPage = "../../budget/formula/functions.md"
	agreementFile = "../../budget/formula/testdata/agreement.tsv"
	ranksFile     = "../../budget/formula/testdata/functions.tsv"
)

// probes are calls of a function with one uncertain argument A1: with ranges of which the
// first holds it, with ranges that are certain where it takes a single value too, and with
// single values alone.
func probes(f *formula.Func) (calls []string) {
	for _, span := range []string{"A1:A4", "D1:D4", "A1"} {
		args := make([]string, min(max(f.Min, 1), f.Max))
		if f.Lazy != nil && f.Max == 3 { // IF with both branches
			args = make([]string, 3)
		}
		moved := false
		for i := range args {
			switch ranged := f.Args != "" && strings.IndexByte("rRa", f.Mode(i)) >= 0; {
			case ranged && moved:
				args[i] = "D1:D4"
			case ranged:
				args[i], moved = span, span[0] == 'A'
			case !moved:
				args[i], moved = "A1", true
			default:
				args[i] = strconv.Itoa(i + 1)
			}
		}
		if call := f.Name + "(" + strings.Join(args, ",") + ")"; (moved || len(args) == 0) && !slices.Contains(calls, call) {
			calls = append(calls, call)
		}
	}
	return calls
}

// runs says how the program of a model computes a call.
func runs(t *testing.T, call string) string {
	t.Helper()
	g := &grid{values: map[formula.Cell]formula.Value{}, names: []string{"Model"}}
	g.read(t, 0, "A1 1\nA2 2\nA3 3\nA4 5\nD1 3\nD2 4\nD3 5\nD4 6\nB1 ="+call)
	m, problems := Compile(Workbook{Source: g}, Options{Inputs: []string{"Model!A1=Uniform(0.5,1.5)"}, Results: []string{"Model!B1"}, Unchecked: true})
	if codes := codesOf(problems, budget.Error); codes != "" {
		if codes == "output-fixed" {
			return "fixed"
		}
		return "refused"
	}
	if m.program.whole != "" {
		return "scenario"
	}
	if m.program.outs[0].constant() {
		return "fixed"
	}
	kind := "columns"
	for _, in := range m.program.instructions {
		switch in.op {
		case opInterpret:
			return "interpreted"
		case opPerform:
			kind = "called"
		}
	}
	return kind
}

// waysToRun are the ways in which a model computes a call, the fastest first.
var waysToRun = []string{"columns", "called", "interpreted", "scenario", "refused", "fixed"}

// tableOf finds the rows of the functions that lines begin with, as a workbook that calls
// them does.
func tableOf(t *testing.T, lines string) map[string]*formula.Func {
	t.Helper()
	var text strings.Builder
	for i, line := range strings.Split(lines, "\n") {
		if name, _, ok := strings.Cut(line, "\t"); ok {
			fmt.Fprintf(&text, "A%d =%s(1)\n", i+1, name)
		}
	}
	g := &grid{values: map[formula.Cell]formula.Value{}, names: []string{"Model"}}
	g.read(t, 0, text.String())
	table := map[string]*formula.Func{}
	for _, f := range formula.NewBook(g).Formulas() {
		if call, ok := f.Class.Root.(*formula.Apply); ok && call.Func != nil {
			table[call.Name] = call.Func
		}
	}
	return table
}

// ranks are the places of functions among those of real workbooks.
func ranks(t *testing.T) map[string]string {
	t.Helper()
	b, err := os.ReadFile(ranksFile)
	if err != nil {
		t.Fatal(err)
	}
	rank := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) > 2 {
			rank[f[1]] = f[0]
		}
	}
	return rank
}

// TestFunctionsPage: the page that lists every function says what is so. How a model
// computes each is found by compiling a call of it with an uncertain argument; how many
// formulas agree with Excel is what TestExcelValues of budget/formula counts. Run with
// -update to write it.
func TestFunctionsPage(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(agreementFile)
	if err != nil {
		t.Fatal(err)
	}
	table := tableOf(t, string(b))
	rank, count := ranks(t), map[string]int{}
	var rows strings.Builder
	compared, equal, functions := 0, 0, 0
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 {
			continue
		}
		functions++
		call, how := "", "interpreted"
		if fn := table[f[0]]; fn != nil {
			how = "fixed"
			for _, tried := range probes(fn) {
				if way := runs(t, tried); call == "" || slices.Index(waysToRun, way) < slices.Index(waysToRun, how) {
					call, how = tried, way
				}
			}
			call = "`" + call + "`"
		}
		count[how]++
		n, _ := strconv.Atoi(f[1])
		same, _ := strconv.Atoi(f[2])
		if n > 0 {
			compared++
		}
		if n > 0 && n == same {
			equal++
		}
		fmt.Fprintf(&rows, "| %s | %s | %s | %s | %s | %s |\n", f[0], rank[f[0]], how, call, f[1], f[2])
	}
	numbers := []any{functions, compared, equal}
	for _, way := range waysToRun {
		numbers = append(numbers, count[way])
	}
	page := fmt.Sprintf(functionsHead, numbers...) + rows.String()
	if *update {
		if err := os.WriteFile(functionsPage, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if old, err := os.ReadFile(functionsPage); err != nil || strings.ReplaceAll(string(old), "\r\n", "\n") != page {
		t.Errorf("%s is old (%v): go test ./models/cells -run TestFunctionsPage -update", functionsPage, err)
	}
}

// functionsHead is the page above its table.
const functionsHead = `# Functions

Every function of the language of formulas, written by ` + "`go test ./models/cells -run TestFunctionsPage -update`" + `.

%d functions and forms; %d of them stand in formulas of which Excel stored the value, and for
%d of these every such formula is equal. What differs is listed with its reason in
` + "`excelExceptions`" + ` (excel_compare_test.go). A formula that calls several functions counts for each.

How a model computes the call tried, in which A1 is uncertain:

- columns (%d): by instructions over columns of scenarios, or taken from a column as it is
- called (%d): called once for each scenario, without interpretation
- interpreted (%d): the formula by the interpreter, once for each scenario
- scenario (%d): every formula by the interpreter, as what is read is itself uncertain
- refused (%d): needs the moment or the world outside, and an uncertain number
- fixed (%d): no scenario changes it

Another call of the same function may run otherwise: what has no instruction is interpreted,
with the same result (TestProgramEqualsInterpreter). Rank is the place among the functions of
551 workbooks.

| Function | Rank | A model computes it | Call tried | Formulas compared with Excel | Equal |
|---|---|---|---|---|---|
`
