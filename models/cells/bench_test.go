package cells

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"ballast/budget/formula"
	"ballast/sim"
)

// monthly is a model of 120 months by 28 rows over 20 uncertain inputs, as
// budgets are kept: a month is a column.
func monthly(t testing.TB) (*grid, Options) {
	var b strings.Builder
	o := Options{Results: []string{"Model!A40"}, Unchecked: true}
	for i := range 20 {
		fmt.Fprintf(&b, "A%d %v\n", 1+i, 1+float64(i)/10)
		o.Inputs = append(o.Inputs, fmt.Sprintf("Model!A%d=PERT(%v,%v,%v)", 1+i, 0.8+float64(i)/10, 1+float64(i)/10, 1.4+float64(i)/10))
	}
	const months, first = 120, 2
	rows := []string{
		"%[2]s51*(1+$A$1/1000)", "%[2]s52*(1+$A$2/1000)", "%[1]s51*%[1]s52*100", "IF(%[1]s53>200,%[1]s53*$A$3/100,0)", "%[1]s53-%[1]s54",
		"%[1]s51*$A$4*20", "MAX(%[1]s51*$A$5*10,12)", "%[2]s58*(1+$A$6/2000)", "$A$7*3", "%[1]s56+%[1]s57+%[1]s58+%[1]s59",
		"%[1]s55-%[1]s60", "ROUND(%[1]s61*$A$8/100,2)", "MIN(%[1]s61,$A$9*50)", "IFERROR(%[1]s61/%[1]s55,0)", "IF(%[1]s64<0.1,$A$10,0)",
		"%[1]s55*$A$11/10", "%[1]s66-%[2]s66", "$A$12*5", "%[2]s69+%[1]s68-%[2]s69/$A$13/60", "%[2]s69/$A$13/60",
		"%[1]s61-%[1]s62-%[1]s65-%[1]s70", "MAX(%[1]s71,0)*$A$14/10", "%[1]s71-%[1]s72+%[1]s70-%[1]s67-%[1]s68", "SUM($B73:%[1]s73)", "IF(%[1]s74<0,-%[1]s74*$A$15/1000,0)",
		"%[1]s73-%[1]s75+$A$16/10-$A$17/10", "%[1]s76*(1+$A$18/1000)", "%[1]s77/(1+$A$19/1000)-$A$20/100",
	}
	for row, v := range []float64{1, 1, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 100} {
		fmt.Fprintf(&b, "A%d %v\n", 51+row, v)
	}
	for month := range months {
		this, before := letters(first-1+month), letters(first-2+month)
		for row, text := range rows {
			fmt.Fprintf(&b, "%s%d =%s\n", this, 51+row, strings.NewReplacer("%[1]s", this, "%[2]s", before).Replace(text))
		}
	}
	last := letters(first - 2 + months)
	fmt.Fprintf(&b, "A40 =NPV(0.01,B78:%s78)\n", last)
	g := &grid{values: map[formula.Cell]formula.Value{}, names: []string{"Model"}}
	g.read(t, 0, b.String())
	return g, o
}

// letters names a column counted from 0.
func letters(col int) string { return strings.TrimRight(formula.Cell{Col: int32(col)}.A1(), "1") }

// TestMonthly: the model of the benchmark gives at its most likely inputs what the
// same model written by hand gives.
// Source: samples/bench/formulas_numpy.py, run with NumPy 1.24.2.
func TestMonthly(t *testing.T) {
	const want = 2189.9690630091986
	g, o := monthly(t)
	m := model(t, g, o)
	if got := m.base.Value(m.outs[0].at).Num; math.Abs(got-want) > 1e-9*want {
		t.Errorf("calculated %v, expected %v, to 1e-9 of it", got, want)
	}
}

// BenchmarkMonthly: what a formula that moves costs in a scenario, on one core.
func BenchmarkMonthly(b *testing.B) {
	g, o := monthly(b)
	m, problems := Compile(Workbook{Source: g}, o)
	if codesOf(problems, 2) != "" {
		b.Fatal(problems)
	}
	moving := 0
	for _, n := range m.nodes {
		if n.moves {
			moving++
		}
	}
	const scenarios = 256
	block := &sim.Block{N: scenarios, Scalar: [][]float64{make([]float64, scenarios)}}
	for _, v := range m.variables {
		column := make([]float64, scenarios)
		for i := range column {
			column[i] = v.law.Quantile((float64(i) + 0.5) / scenarios)
		}
		block.In = append(block.In, column)
	}
	for _, vectors := range []bool{hasVectors(), false} {
		k := m.kernel(vectors)
		b.Run(fmt.Sprintf("formulas=%d/scenarios=%d/vectors=%v", moving, scenarios, vectors), func(b *testing.B) {
			start := processorTime()
			for b.Loop() {
				if err := k.Run(block); err != nil {
					b.Fatal(err)
				}
			}
			work := float64(b.N) * float64(moving*scenarios)
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/work, "wall-ns/formula")
			b.ReportMetric((processorTime()-start)/work, "ns/formula")
			b.ReportMetric(float64(len(m.program.instructions)), "instructions")
			b.ReportMetric(float64(m.program.registers), "registers")
			b.ReportMetric(m.base.Value(m.outs[0].at).Num, "result")
		})
		if !vectors {
			break // there are none
		}
	}
}

// BenchmarkFunctions: what a call of a function costs in a scenario, on one core.
func BenchmarkFunctions(b *testing.B) {
	for _, text := range []string{
		"PMT(A1/100,120,A2)", "EXP(A1)", "LN(A1)", "EDATE(45000,A1*9)", "YEAR(45000+A1*99)", "POWER(A1,A2)",
		"SUMIFS(A1:A20,B1:B20,\"<5\")", "COUNTIF(A1:A20,\"<1.5\")", "VLOOKUP(ROUND(A1*9,0),B1:C20,2,FALSE)", "INDEX(C1:C20,A1*9)", "MATCH(A1*9,B1:B20)",
		"IRR(A1:A20)", "MEDIAN(A1:A20)",
	} {
		var sheet strings.Builder
		o := Options{Results: []string{"Model!D1"}, Unchecked: true}
		for i := range 20 {
			fmt.Fprintf(&sheet, "A%d %v\nB%d %d\nC%d %d\n", 1+i, 1.5, 1+i, i, 1+i, 20-i)
			law := fmt.Sprintf("Model!A%d=Uniform(1,2)", 1+i)
			if i == 0 && strings.HasPrefix(text, "IRR") {
				law = "Model!A1=Uniform(-12,-9)"
			}
			o.Inputs = append(o.Inputs, law)
		}
		sheet.WriteString("D1 =" + text + "\n")
		g := &grid{values: map[formula.Cell]formula.Value{}, names: []string{"Model"}}
		g.read(b, 0, sheet.String())
		m, problems := Compile(Workbook{Source: g}, o)
		if codesOf(problems, 2) != "" {
			b.Fatal(problems)
		}
		const scenarios = 256
		block := &sim.Block{N: scenarios, Scalar: [][]float64{make([]float64, scenarios)}}
		for _, v := range m.variables {
			column := make([]float64, scenarios)
			for i := range column {
				column[i] = v.law.Quantile((float64(i) + 0.5) / scenarios)
			}
			block.In = append(block.In, column)
		}
		k := m.newKernel(0)
		b.Run(text, func(b *testing.B) {
			start := processorTime()
			for b.Loop() {
				if err := k.Run(block); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric((processorTime()-start)/float64(b.N)/scenarios, "ns/scenario")
		})
	}
}

// large is a sheet of rows x columns formulas over three uncertain inputs.
func large(t testing.TB, rows, columns int) (*grid, Options) {
	g := &grid{values: map[formula.Cell]formula.Value{}, names: []string{"Model"}}
	put := func(row, col int, text string) {
		at := formula.Cell{Row: int32(row - 1), Col: int32(col)}
		g.sources = append(g.sources, formula.Source{At: at, From: at, Text: text, Area: formula.AreaOf(at)})
	}
	for row := 1; row <= rows; row++ {
		g.values[formula.Cell{Row: int32(row - 1)}] = formula.Num(1 + float64(row)/100)
		for col := 1; col <= columns; col++ {
			before, this := letters(col-1), letters(col)
			switch {
			case row == 1:
				put(row, col, fmt.Sprintf("%s1*(1+$A$2/1000)", before))
			case row%7 == 0:
				put(row, col, fmt.Sprintf("IF(%[2]s%[3]d>%[1]s%[4]d,%[2]s%[3]d*0.01,%[1]s%[4]d*1.001)", before, this, row-1, row))
			case row%5 == 0:
				put(row, col, fmt.Sprintf("MAX(%[2]s%[3]d*0.02,%[1]s%[4]d*0.99)", before, this, row-1, row))
			case row%3 == 0:
				put(row, col, fmt.Sprintf("ROUND(%[2]s%[3]d*0.1+%[1]s%[4]d*0.5,2)", before, this, row-1, row))
			default:
				put(row, col, fmt.Sprintf("%[2]s%[3]d*0.03+%[1]s%[4]d*0.9", before, this, row-1, row))
			}
		}
	}
	put(rows+1, 0, fmt.Sprintf("SUM(%[1]s1:%[1]s%[2]d)", letters(columns), rows))
	return g, Options{
		Inputs:  []string{"Model!A1=PERT(0.9,1.01,1.4)", "Model!A2=PERT(0.9,1.02,1.4)", "Model!A50=Normal(1.5,0.1)"},
		Results: []string{fmt.Sprintf("Model!A%d", rows+1)}, Unchecked: true,
	}
}

// BenchmarkCompile: from the texts of 100,000 formulas to the program.
func BenchmarkCompile(b *testing.B) {
	g, o := large(b, 100, 1000)
	start := processorTime()
	for b.Loop() {
		m, problems := Compile(Workbook{Source: g}, o)
		if codesOf(problems, 2) != "" {
			b.Fatal(problems)
		}
		b.ReportMetric(float64(len(m.program.instructions)), "instructions")
		b.ReportMetric(float64(m.program.registers), "registers")
	}
	b.ReportMetric((processorTime()-start)/float64(b.N)/1e9, "s")
}
