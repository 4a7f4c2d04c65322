package main

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"ballast/models/study"
)

// TestModelSweep: the outputs of a model where a cell has other values, on the same
// draws: at the stored value they are those of the model as it stands, and what is
// linear in the cell moves in a line.
func TestModelSweep(t *testing.T) {
	file := plan(t, modelSheet("a | 100 |\nb | 3 |\nc | =B2*B3+B5 := 310 |\nd | 10 |\n", "Model!B2 | PERT(90,100,140) | price | | \n", "Model!B4 | x\n"))
	got := ballast(t, "sweep", file, "--by", "Model!B3=2:4:1", "--by", "Model!B5=0:10:10", "--json")
	var table study.ModelTable
	if err := json.Unmarshal([]byte(got.out), &table); err != nil || len(table.Rows) != 6 {
		t.Fatalf("%v, %d rows\n%s%s", err, len(table.Rows), got.out, got.err)
	}
	for _, r := range table.Rows {
		price := (table.AsIs[0].Mean - 10) / 3
		if want := price*r.Values[0] + r.Values[1]; math.Abs(r.Outputs[0].Mean-want) > 1e-9*want {
			t.Errorf("at %v: calculated %v, expected %v to rounding, as the draws are the same", r.Values, r.Outputs[0].Mean, want)
		}
		if r.Values[0] == 3 && r.Values[1] == 10 && r.Outputs[0].SD != table.AsIs[0].SD {
			t.Errorf("at the stored values: sd %v, as it stands %v", r.Outputs[0].SD, table.AsIs[0].SD)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(ballast(t, "sweep", file, "--by", "Model!B3=2:4:1", "--csv").out)).ReadAll()
	if err != nil || len(rows) != 4 || len(rows[0]) != 5 || rows[1][0] != "2" {
		t.Errorf("CSV: %v %v", err, rows)
	}
	for _, c := range []struct {
		args []string
		exit int
		says string
	}{
		{[]string{"--by", "Model!B3=2:4:1"}, exitOK, "as it stands"},
		{[]string{"--by", "Model!B3=2:4:1", "--lang", "zh"}, exitOK, "原值"},
		{[]string{"--by", "Model!B2=2:4:1"}, exitProblems, "is drawn itself, from PERT(90,100,140) (plan.xlsx:Uncertain!A2)"},
		{[]string{"--by", "Model!B2=2:4:1", "--lang", "zh"}, exitProblems, "本身是不确定输入"},
		{[]string{"--by", "Model!B2=2:4:1"}, exitProblems, `run --stress "CELL=120"`},
		{[]string{"--by", "Model!B9=2:4:1"}, exitOK, "no output depends on Model!B9: whatever amount stands there"},
		{[]string{"--by", "Modell!B3=2:4:1"}, exitProblems, "[cell-unknown]"},
		{[]string{"--by", "Model!B3=2:4:1", "--scenarios", "auto"}, exitOK, "as it stands"},
	} {
		got := ballast(t, append([]string{"sweep", file}, c.args...)...)
		if got.code != c.exit || !strings.Contains(got.out+got.err, c.says) {
			t.Errorf("%v: exit %d, want %d and %q\n%s%s", c.args, got.code, c.exit, c.says, got.out, got.err)
		}
	}
}

// TestModelFlagsNamed: a flag that has no meaning for a model is refused by its name.
func TestModelFlagsNamed(t *testing.T) {
	file := plan(t, modelSheet("a | 100 |\nb | =B2*2 := 200 |\n", "Model!B2 | PERT(90,100,140) | price | | \n", "Model!B3 | x\n"))
	for _, args := range []string{"--fail-on higher", "--csv-scenarios", "--objective cost", "--mitigation before"} {
		list := strings.Fields(args)
		got := ballast(t, append([]string{"run", file}, list...)...)
		if got.code != exitUsage || !strings.Contains(got.err, list[0]) {
			t.Errorf("%s: exit %d\n%s", args, got.code, got.err)
		}
	}
}
