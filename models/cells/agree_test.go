package cells

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"ballast/sim"
)

// randomModel is a workbook of formulas over six uncertain numbers, a few fixed
// ones, a blank, a text and a table, each formula reading what stands above it.
func randomModel(t *testing.T, r *rand.Rand, rows int) (*grid, Options) {
	var b strings.Builder
	var o Options
	laws := []string{"Normal(0,2)", "PERT(-1,1,4)", "Uniform(-3,3)", "Discrete(0:0.3,1:0.4,2:0.3)", "Poisson(1)", "Triangular(-2,0,2)"}
	for i, law := range laws {
		fmt.Fprintf(&b, "A%d %d\n", i+1, i%3)
		o.Inputs = append(o.Inputs, fmt.Sprintf("Model!A%d=%s", i+1, law))
	}
	b.WriteString("A7 2\nA8 -1.5\nA9 'word\nA11 0.3\nA12 0\nD1 -3\nD2 0\nD3 1\nD4 2\nE1 10\nE2 20\nE3 30\nE4 40\n")
	cell := func(below int) string {
		if below > 13 && r.IntN(3) > 0 {
			return fmt.Sprintf("A%d", 13+r.IntN(below-13))
		}
		return fmt.Sprintf("A%d", 1+r.IntN(12))
	}
	for row := 13; row < 13+rows; row++ {
		c := func() string { return cell(row) }
		from := 1 + r.IntN(row-1)
		span := fmt.Sprintf("A%d:A%d", from, min(from+r.IntN(5), row-1))
		four := func() string { // cells of which some may move
			first := 1 + r.IntN(row-4)
			return fmt.Sprintf("A%d:A%d", first, first+3)
		}
		forms := []string{
			c() + "+" + c(), c() + "-" + c() + "*" + c(), c() + "/" + c(), "-" + c() + "^2", c() + "^" + c(), c() + "%",
			"IF(" + c() + ">" + c() + "," + c() + "," + c() + ")", "IF(" + c() + "=" + c() + ",1,0)", "IF(" + c() + ">0," + c() + ",\"none\")",
			"SUM(" + span + ")", "MIN(" + span + "," + c() + ")", "MAX(" + c() + "," + c() + ")", "AVERAGE(" + span + ")", "SUM(" + span + "," + c() + "*2)",
			"ROUND(" + c() + ",1)", "ABS(" + c() + ")", "INT(" + c() + ")", "EXP(" + c() + ")", "SQRT(" + c() + ")", "LN(" + c() + ")", "MOD(" + c() + ",3)",
			"IFERROR(" + c() + "/" + c() + "," + c() + ")", "ISERROR(" + c() + ")", "AND(" + c() + ">0," + c() + "<2)", "OR(" + span + ")", "NOT(" + c() + ")",
			"NPV(0.1," + span + ")", "NPV(" + c() + "," + span + ")", "SUMPRODUCT(" + span + "," + span + ")", "PRODUCT(" + span + ")",
			"VLOOKUP(" + c() + ",D1:E4,2)", "INDEX(E1:E4," + c() + ")", "MATCH(" + c() + ",D1:D4,1)", "COUNT(" + span + ")", "SUMIF(" + span + ",\">0\")",
			"IF(" + c() + "=\"\",0," + c() + ")", c() + "&\"x\"", "LEN(" + c() + ")", "IFNA(MATCH(" + c() + ",D1:D4,0),-1)", "MEDIAN(" + span + ")", "CHOOSE(2," + c() + "," + c() + ")",
			"ISNA(" + c() + ")", "ROUND(" + c() + "," + c() + ")", "LARGE(" + span + ",1)", "+" + c(), "PMT(" + c() + ",12,100)", "(" + c() + ">" + c() + ")*" + c(),
			"IRR(" + span + ")", "IRR(" + span + "," + c() + ")", "STDEV(" + span + ")", "RANK(" + c() + "," + span + ")", "SMALL(" + span + "," + c() + ")",
			"VLOOKUP(" + c() + ",D1:E4,2,FALSE)", "VLOOKUP(" + c() + ",A1:A9,1,FALSE)", "XLOOKUP(" + c() + ",D1:D4,E1:E4,-1,-1)", "LOOKUP(" + c() + ",D1:D4,E1:E4)", "INDEX(" + span + "," + c() + ")",
			`SUMIF(D1:D4,">=0",` + four() + ")", "SUMIF(D1:D4," + c() + ",E1:E4)", "SUMIFS(" + four() + `,D1:D4,"<2",E1:E4,">10")`, "SUMIFS(" + four() + "," + four() + `,">0")`, "AVERAGEIF(" + four() + `,"<=1")`,
			"COUNTIF(" + span + `,"<0")`, "COUNTIF(" + span + `,"<>1")`, "COUNTIF(" + span + ",2)", "COUNTIFS(" + span + `,">-1",` + span + `,"<=2")`, "MAXIFS(" + four() + `,D1:D4,">-5")`, "AVERAGEIF(" + span + `,">5")`,
			"IFS(" + c() + ">0," + c() + "," + c() + "<-1," + c() + ",TRUE," + c() + ")", "IFS(" + c() + "," + c() + "," + c() + "<1," + c() + ")", "SWITCH(" + c() + ",0," + c() + ",1," + c() + "," + c() + ")", "SWITCH(ROUND(" + c() + ",0),1,5,2," + c() + ")",
			"LET(_xlpm.x," + c() + ",_xlpm.y,_xlpm.x*2+" + c() + ",_xlpm.x+_xlpm.y/_xlpm.x)", "LET(_xlpm.x," + span + ",SUM(_xlpm.x)-MIN(_xlpm.x))", "LET(_xlpm.x,IF(" + c() + ">0," + c() + ",2),_xlpm.x^2-_xlpm.x)",
			"LET(_xlpm.f,LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a*_xlpm.b+" + c() + "),_xlpm.f(" + c() + ",2)+_xlpm.f(1," + c() + "))", "LAMBDA(_xlpm.x,MAX(_xlpm.x," + c() + "))(" + c() + ")", "LET(_xlpm.x,1,_xlpm.y,LET(_xlpm.x," + c() + ",_xlpm.x*3),_xlpm.x+_xlpm.y)",
			"SUMPRODUCT((D1:D4>" + c() + ")*E1:E4)", "SUMPRODUCT((" + four() + ">0)*(D1:D4<2)," + four() + ")", "SUMPRODUCT(--(" + four() + "=" + c() + "))", "SUMPRODUCT(ABS(" + four() + ")*2+D1:D4)", "SUMPRODUCT(IF(D1:D4>" + c() + ",1,0)*" + four() + ")",
			"SUMIFS(E1:E4,D1:D4," + c() + ")", `SUMIFS(E1:E4,D1:D4,">="&` + c() + ")", `SUMIFS(` + four() + `,D1:D4,"<"&` + c() + `,E1:E4,">10")`, `COUNTIF(D1:D4,"<>"&` + c() + ")", `COUNTIFS(D1:D4,">"&` + c() + `,E1:E4,"<="&` + c() + ")", `AVERAGEIF(D1:D4,">"&` + c() + `,E1:E4)`, `COUNTIF(A7:A12,` + c() + ")", `COUNTIF(A7:A12,"="&` + c() + ")",
			"INDEX(E1:E4,MATCH(" + c() + ",D1:D4,1))", "INDEX(" + four() + ",MATCH(" + c() + ",D1:D4,0))", "INDEX(D1:E4,MATCH(" + c() + ",D1:D4),2)",
			"EXP(" + c() + ")*YEAR(40000+" + c() + ")", "EDATE(40000," + c() + ")", "ROUNDUP(" + c() + ",1)", "POWER(" + c() + ",2)", "COUNTA(" + span + ")", "SUMSQ(" + span + ")",
		}
		arrays := []string{
			"SUM(" + four() + "*D1:D4)", "SUM(IF(" + four() + ">" + c() + ",E1:E4))", "MAX(ABS(" + span + ")-" + c() + ")", "SUM((" + four() + ">0)*(D1:D4<1)*E1:E4)", "AVERAGE(" + four() + "/D1:D4)",
			"INDEX(E1:E4,MATCH(1,(" + four() + ">" + c() + ")*(D1:D4>-2),0))", "SUM(" + span + ")*2", c() + "+1", "SUM(D1:D4*2)*3+" + c(), "MIN(IF(" + four() + ">0," + four() + ",9))", "SUM(IF(" + span + ">0,1,0))",
			"LET(_xlpm.x," + four() + "*2,SUM(_xlpm.x)-MAX(_xlpm.x))", "SUM(D1:D4*TRANSPOSE(E1:E4))+" + c(), "AND(" + span + ">" + c() + ")", "ROUND(" + c() + "*2,1)", "NPV(0.1," + four() + "*E1:E4)", "SUMPRODUCT(" + four() + "*E1:E4)", "LARGE(" + four() + "-D1:D4,2)",
			"AGGREGATE(14,6," + four() + "/(" + four() + ">" + c() + "),1)", "SUM(INDEX(" + four() + "*(D1:D4>" + c() + "),0))", "MATCH(1,INDEX((" + four() + "<=" + c() + ")*1,0),0)", "INDEX(" + four() + ",2)",
		}
		if r.IntN(6) == 0 {
			fmt.Fprintf(&b, "A%d {=%s}\n", row, arrays[r.IntN(len(arrays))])
			continue
		}
		fmt.Fprintf(&b, "A%d =%s\n", row, forms[r.IntN(len(forms))])
	}
	for row := 13; row < 13+rows; row++ {
		o.Results = append(o.Results, fmt.Sprintf("Model!A%d", row))
	}
	o.Unchecked = true
	return newGrid(t, b.String()), o
}

// TestProgramEqualsInterpreter: on random models every cell of the program is
// what the interpreter gives in the same scenario, to the bit, errors included.
func TestProgramEqualsInterpreter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 17))
	compared, errors, inColumns, interpreted := 0, 0, 0, 0
	for trial := range 100 {
		g, o := randomModel(t, r, 25)
		m := movingModel(t, g, o)
		if m == nil {
			continue // nothing moves
		}
		for _, in := range m.program.instructions {
			if in.op == opInterpret {
				interpreted++
			} else {
				inColumns++
			}
		}
		res, err := sim.Run(context.Background(), &m.engine, sim.Config{Scenarios: 64, Seed: uint64(trial), Workers: 1, KeepInputs: 64})
		if err != nil {
			t.Fatal(err)
		}
		again := newReplay(m)
		for lane := range 64 {
			again.begin(func(v int) float64 { return res.Inputs[v][lane] })
			for i, out := range m.outs {
				want, got := figure(again.value(out.at)), res.Scalar[i][lane]
				compared++
				if math.IsNaN(want) && math.IsNaN(got) {
					errors++
				} else if math.Float64bits(want) != math.Float64bits(got) {
					t.Fatalf("trial %d, scenario %d: %s = %s: program %v, interpreter %v", trial, lane, m.place(out.at), m.book.Formula(out.at).Text, got, want)
				}
			}
		}
	}
	t.Logf("%d values compared, %d of them errors; %d instructions over columns, %d formulas interpreted", compared, errors, inColumns, interpreted)
	if errors == 0 || errors > compared/2 || interpreted == 0 || inColumns == 0 {
		t.Error("the random models try too little")
	}
}

// movingModel compiles a model whose outputs need not all move: those that do not are
// left out; nil where none does.
func movingModel(t *testing.T, g *grid, o Options) *Model {
	t.Helper()
	d := newDefiner(Workbook{Source: g}, o)
	d.fromOptions()
	kept := o.Results[:0:0]
	for _, text := range o.Results {
		if at, ok := d.find(text); ok && d.cellMoves(at) {
			kept = append(kept, text)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	o.Results = kept
	return model(t, g, o)
}
