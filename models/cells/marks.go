package cells

import (
	"fmt"
	"math"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
)

// markSheet is a sheet on which a person names inputs or outputs. It is ours only
// when its required columns are all there.
type markSheet struct {
	names    []string
	columns  map[string][]string // by key: header words
	required []string
}

func uncertainSheet() markSheet {
	return markSheet{
		names: []string{"uncertain", "不确定"},
		columns: map[string][]string{
			"cell": {"cell", "单元格"}, "law": {"distribution", "分布"}, "name": {"name", "名称"},
			"with": {"correlated with", "相关变量", "相关于"}, "rho": {"coefficient", "相关系数", "系数"},
		},
		required: []string{"cell", "law"},
	}
}

func outputSheet() markSheet {
	return markSheet{
		names: []string{"outputs", "输出"},
		columns: map[string][]string{
			"cell": {"cell", "单元格"}, "name": {"name", "名称"}, "better": {"better", "方向", "越好"},
			"target": {"target", "目标", "目标值"}, "unit": {"unit", "单位"},
			"budget": {"budget", "预算"}, "confidence": {"confidence", "置信度"},
		},
		required: []string{"cell", "name"},
	}
}

func decisionSheet() markSheet {
	return markSheet{
		names: []string{"decisions", "决策"},
		columns: map[string][]string{
			"cell": {"cell", "单元格"}, "low": {"low", "下限"}, "high": {"high", "上限"}, "step": {"step", "步长"},
		},
		required: []string{"cell", "low", "high", "step"},
	}
}

// headerRows is how far down the header of such a sheet is looked for.
const headerRows = 20

// rowReader takes a row of such a sheet: where its cells are, and their texts, by key.
type rowReader func(at func(key string) budget.Ref, text map[string]string)

// rows finds the sheet and calls see for every row below its header.
func (d *definer) rows(m markSheet, see rowReader) {
	for id, sheet := range d.Source.Sheets() {
		if !among(sheet, m.names) {
			continue
		}
		height, width := d.Source.Extent(id)
		for row := range min(height, headerRows) {
			cols := d.header(m, id, row, width)
			if cols == nil {
				continue
			}
			for below := row + 1; below < height; below++ {
				d.row(id, below, cols, see)
			}
			return
		}
	}
}

// among reports whether a text is one of some words, whatever its case.
func among(text string, words []string) bool {
	text = formula.Fold(strings.TrimSpace(text))
	for _, w := range words {
		if text == w {
			return true
		}
	}
	return false
}

// header gives the columns of a row by key, nil where a required one is missing.
func (d *definer) header(m markSheet, sheet, row, width int) map[string]int {
	cols := map[string]int{}
	for col := range width {
		v := d.Source.Value(formula.Cell{Sheet: int32(sheet), Row: int32(row), Col: int32(col)})
		for key, words := range m.columns {
			if _, taken := cols[key]; !taken && v.Kind == formula.Text && among(v.Text, words) {
				cols[key] = col
			}
		}
	}
	for _, key := range m.required {
		if _, ok := cols[key]; !ok {
			return nil
		}
	}
	return cols
}

// row gives one row, unless it is blank.
func (d *definer) row(sheet, row int, cols map[string]int, see rowReader) {
	text, blank := map[string]string{}, true
	for key, col := range cols {
		v := d.base.Value(formula.Cell{Sheet: int32(sheet), Row: int32(row), Col: int32(col)})
		text[key] = strings.TrimSpace(v.String())
		blank = blank && text[key] == ""
	}
	if !blank {
		see(func(key string) budget.Ref {
			return d.ref(formula.Cell{Sheet: int32(sheet), Row: int32(row), Col: int32(cols[key])})
		}, text)
	}
}

// fromSheets takes in what the sheets Uncertain and Outputs name.
func (d *definer) fromSheets() {
	d.rows(uncertainSheet(), func(at func(string) budget.Ref, text map[string]string) {
		ref := at("cell")
		d.define(ref, at("law"), text["cell"], text["law"], text["name"])
		if text["with"] != "" {
			d.links = append(d.links, link{said: ref, a: text["cell"], b: text["with"], rho: text["rho"]})
		}
	})
	d.rows(outputSheet(), func(cell func(string) budget.Ref, text map[string]string) {
		ref := cell("cell")
		at, ok := d.find(text["cell"])
		if !ok {
			d.report(ref, budget.Error, "cell-unknown", text["cell"])
			return
		}
		o := &output{name: text["name"], at: at, said: ref, unit: text["unit"]}
		o.lower = among(text["better"], []string{"lower", "less", "低", "越低越好", "小", "越小越好"})
		o.target = d.target(ref, text["target"])
		if o.budget = d.target(ref, text["budget"]); o.budget != nil {
			o.lower = true
			o.confidence = 0.8
			if c := d.bound(text["confidence"]); c > 0 && c < 1 {
				o.confidence = c
			} else if text["confidence"] != "" {
				d.report(ref, budget.Warning, "output-target", text["confidence"])
			}
		}
		d.addOutput(o)
	})
}

// fromDecisions says of the cells that the sheet Decisions names that they stay, and
// how they are varied.
func (d *definer) fromDecisions() {
	d.rows(decisionSheet(), func(cell func(string) budget.Ref, text map[string]string) {
		ref := cell("cell")
		at, ok := d.find(text["cell"])
		if !ok {
			d.report(ref, budget.Error, "cell-unknown", text["cell"])
			return
		}
		place := d.place(at)
		d.decisions = append(d.decisions, Decision{Cell: place, Low: d.bound(text["low"]), High: d.bound(text["high"])})
		d.report(ref, budget.Note, "decision", place, d.base.Value(at).String(), fmt.Sprintf("%s=%s:%s:%s", place, text["low"], text["high"], text["step"]))
	})
}

// Decision is a cell that the sheet Decisions names, and between what it may lie; NaN
// where that is no number.
type Decision struct {
	Cell      string
	Low, High float64
}

// Decisions are the cells that the workbook says can be chosen.
func (m *Model) Decisions() []Decision { return m.decisions }

// bound is one end of a decision.
func (d *definer) bound(text string) float64 {
	if v := formula.AsNumber(formula.Str(text), formula.Locale{}, d.Source.Date1904()); text != "" && v.Kind == formula.Number {
		return v.Num
	}
	return math.NaN()
}

// target is what an output ought to reach; nil without one.
func (d *definer) target(ref budget.Ref, text string) *float64 {
	if text == "" {
		return nil
	}
	v := formula.AsNumber(formula.Str(text), formula.Locale{}, d.Source.Date1904())
	if v.Kind != formula.Number {
		d.report(ref, budget.Warning, "output-target", text)
		return nil
	}
	return &v.Num
}

// fromNotes takes in the notes that begin with ballast: an input's law, or the
// word output.
func (d *definer) fromNotes() {
	for _, n := range d.Notes {
		text := strings.TrimSpace(n.Text)
		const mark = "ballast:"
		if len(text) < len(mark) || !strings.EqualFold(text[:len(mark)], mark) {
			continue
		}
		text = strings.TrimSpace(text[len(mark):])
		word, name, _ := strings.Cut(text, " ")
		if among(word, []string{"output", "输出"}) {
			d.addOutput(&output{name: strings.TrimSpace(name), at: n.At, said: d.ref(n.At)})
			continue
		}
		d.define(d.ref(n.At), d.ref(n.At), d.place(n.At), text, "")
	}
}
