package report

import (
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// board is the first sheet of a model: the answer of its first output, six figures,
// three charts, the other outputs, and what to know before the figures are used.
func (d *modelDesk) board() *page {
	widths := make([]float64, 12)
	for i := range widths {
		widths[i] = 14
	}
	g := d.page("dashboard", widths...)
	g.s.Tab, g.s.PagesHigh = accent, 1
	d.boardHead(g)
	if len(d.o.Outputs) == 0 {
		return g
	}
	x := d.o.Outputs[0]
	g.tileRow(d.boardTiles(x))
	if len(x.Percentiles) > 0 {
		g.boardRow([]string{"model-histogram-1", "model-tornado-1", "model-scatter-1-a"})
	}
	d.otherOutputs(g)
	g.columns([]string{d.w.Say("model.board.drivers"), d.w.Say("report.board.warnings"), d.w.Say("report.board.assumptions")},
		[][]item{d.boardDrivers(x), d.boardWarnings(), d.boardAssumptions()})
	g.put(g.row, 1, " ", styleText()) // a program may print no farther than the last text, in the midst of a merged cell
	return g
}

// boardHead writes the model, the run, the answer and the way to the other sheets.
func (d *modelDesk) boardHead(g *page) {
	name := strings.TrimSuffix(d.o.Input.File, filepath.Ext(d.o.Input.File))
	if name == "" {
		name = g.s.Title
	}
	g.merged(1, 1, 12, name, sheet.Style{Size: 22, Bold: true, Color: ink, VAlign: "center"}).Role = sheet.RoleTitle
	g.s.Heights[1] = 34
	run := []string{d.o.Input.File, d.w.Say("report.board.run", count(d.o.Run.Scenarios)), d.w.Say("model.board.seed", strconv.FormatUint(d.o.Run.Seed, 10))}
	g.merged(2, 1, 12, strings.Join(run, " · "), sheet.Style{Size: 10, Color: grey}).Role = sheet.RoleHint
	g.row = 3
	st := styleFinding()
	st.Size, st.VAlign, st.Color = 14, "center", ink
	if len(d.o.Outputs) > 0 {
		x := d.o.Outputs[0]
		g.sentence(d.answer(x), st).Role = sheet.RoleFinding
		g.s.Heights[3] = math.Max(28, g.s.Heights[3])
		if text := d.finding(x); text != d.answer(x) {
			g.sentence(text, styleWrap())
		}
	}
	way := styleLink()
	way.VAlign = "center"
	g.s.Heights[g.row] = 24
	for i, t := range g.tabs {
		g.put(g.row, i+1, sheet.Cell{Value: t.title, Link: &sheet.Link{Key: t.key, Cell: "A1"}, Role: sheet.RoleWay}, way)
	}
	g.row += 2
}

// answer is the sentence that an output was asked for: how often it reaches its target,
// what its budget needs, else how often it is below zero or between what it lies.
func (d *modelDesk) answer(x outcome.ModelOutput) string {
	for _, text := range []string{d.targetLine(x), d.contingencyLine(x)} {
		if text != "" {
			return text
		}
	}
	switch {
	case len(x.Percentiles) == 0:
		return d.w.Say("model.finding.none", x.Name)
	case x.BelowZero > 0 && x.BelowZero < 1:
		return d.w.Say("model.board.belowzero", x.Name, d.percent(x.BelowZero), figureText(x.Mean, x))
	}
	return d.w.Say("model.chart.histogram", x.Name, figureText(quantileOf(x, 5), x), figureText(quantileOf(x, 95), x))
}

// boardTiles picks the six figures of the dashboard.
func (d *modelDesk) boardTiles(x outcome.ModelOutput) []tile {
	if len(x.Percentiles) == 0 {
		return []tile{d.errorTile(x)}
	}
	third := tile{label: "P80", value: quantileOf(x, 80), format: figureFormat(quantileOf(x, 80), x), key: "simulation",
		sub: d.w.Say("model.tile.p80", figureText(quantileOf(x, 20), x), figureText(quantileOf(x, 50), x))}
	mean := tile{label: d.w.Say("report.mean"), value: x.Mean, format: figureFormat(x.Mean, x), key: "simulation",
		sub: d.w.Say("model.tile.mean", figureText(x.SD, x))}
	return []tile{d.chanceTile(x), mean, third, d.fourthTile(x), d.strongestTile(x), d.errorTile(x)}
}

// chanceTile is the chance of the answer.
func (d *modelDesk) chanceTile(x outcome.ModelOutput) tile {
	switch {
	case x.Target != nil:
		key := "model.tile.least"
		if x.Target.Lower {
			key = "model.tile.most"
		}
		return tile{label: d.w.Say("model.reached"), value: x.Target.Share, format: chance(x.Target.Share), key: "simulation", warn: x.Target.Share < 0.5,
			sub: d.w.Say(key, figureText(x.Target.Value, x))}
	case x.Contingency != nil:
		c := x.Contingency
		return tile{label: d.w.Say("model.tile.overrun"), value: c.Overrun, format: chance(c.Overrun), key: "simulation", warn: c.Overrun > 0.5,
			sub: d.w.Say("model.tile.budget", figureText(c.Budget, x))}
	}
	return tile{label: d.w.Say("model.belowzero"), value: x.BelowZero, format: chance(x.BelowZero), key: "simulation", warn: x.BelowZero > 0.5,
		sub: d.w.Say("model.tile.range", figureText(x.Least, x), figureText(x.Greatest, x))}
}

// fourthTile is the contingency of a cost, of other outputs the base case and where it
// lies among the futures.
func (d *modelDesk) fourthTile(x outcome.ModelOutput) tile {
	if c := x.Contingency; c != nil {
		return tile{label: d.w.Say("model.tile.contingency"), value: c.Contingency, format: figureFormat(c.Contingency, x), key: "simulation", warn: c.Contingency > 0,
			sub: d.w.Say("model.tile.confidence", d.percent(c.Confidence))}
	}
	if !x.HasBase {
		return tile{label: d.w.Say("model.base"), value: "–", sub: d.w.Say("model.nobase"), key: "simulation"}
	}
	return tile{label: d.w.Say("model.base"), value: x.Base, format: figureFormat(x.Base, x), key: "simulation", sub: d.w.Say("model.tile.base", d.percent(x.BelowBase))}
}

// strongestTile names the input that an output follows most.
func (d *modelDesk) strongestTile(x outcome.ModelOutput) tile {
	t := tile{label: d.w.Say("model.tile.strongest"), value: "–", sub: d.w.Say("model.tile.none"), key: "simulation"}
	if len(x.Drivers) > 0 {
		v := x.Drivers[0]
		t.value = shorten(inputName(v.Input, v.Name), 24)
		t.sub = d.w.Say("model.tile.rank", strconv.FormatFloat(v.RankCorrelation, 'f', 2, 64))
	}
	return t
}

// errorTile counts the scenarios in error.
func (d *modelDesk) errorTile(x outcome.ModelOutput) tile {
	t := tile{label: d.w.Say("model.errorcount"), note: d.w.Say("model.errorcount.note"), value: float64(x.Errors), format: "#,##0", warn: x.Errors > 0, key: "simulation",
		sub: d.w.Say("model.tile.scenarios", count(d.o.Run.Scenarios))}
	if len(x.Failures) > 0 {
		t.sub = d.w.Say("model.tile.failed", x.Failures[0].Error, x.Failures[0].Cell)
	}
	return t
}

// otherOutputs lists all outputs where there is more than one.
func (d *modelDesk) otherOutputs(g *page) {
	if len(d.o.Outputs) < 2 {
		return
	}
	const most = 8
	g.section(d.w.Say("model.outputs"), 1, 12)
	fields := []field{{head: d.w.Say("model.output"), style: styleText(), span: 3}}
	for _, key := range []string{"model.base", "report.mean", "model.p5", "model.p50"} {
		fields = append(fields, field{head: d.w.Say(key), style: styleNumber("#,##0")})
	}
	fields = append(fields, field{head: "P80", style: styleNumber("#,##0")}, field{head: d.w.Say("model.p95"), style: styleNumber("#,##0")},
		field{head: d.w.Say("model.reached"), style: styleNumber("0.0%")}, field{head: d.w.Say("model.belowzero"), style: styleNumber("0.0%")},
		field{head: d.w.Say("model.errorcount"), note: d.w.Say("model.errorcount.note"), style: styleNumber("#,##0")})
	b := g.table(1, fields, nil)
	for _, x := range d.o.Outputs[:min(most, len(d.o.Outputs))] {
		row := []any{withUnit(x), x.Base, x.Mean, quantileOf(x, 5), quantileOf(x, 50), quantileOf(x, 80), quantileOf(x, 95), "–", x.BelowZero, float64(x.Errors)}
		own := append([]field(nil), fields...)
		for i := 1; i < 7; i++ {
			own[i].style.Format = figureFormat(row[i].(float64), x)
		}
		if !x.HasBase {
			row[1] = "–"
		}
		if x.Target != nil {
			row[7] = x.Target.Share
		}
		g.tableRow(b, own, row, func(s sheet.Style) sheet.Style { return s })
	}
	if n := len(d.o.Outputs) - most; n > 0 {
		g.sentence(d.w.Say("model.board.more", n), styleHint())
	}
	g.row++
}

// boardDrivers are the inputs that an output follows most, each with what it was taken for.
func (d *modelDesk) boardDrivers(x outcome.ModelOutput) (list []item) {
	definitions := map[string]string{}
	for _, in := range d.o.Inputs {
		definitions[in.Key] = in.Definition
	}
	for i, v := range x.Drivers[:min(5, len(x.Drivers))] {
		if math.Abs(v.RankCorrelation) < 0.05 {
			break
		}
		text := d.w.Say("model.board.driver", i+1, inputName(v.Input, v.Name), shorten(definitions[v.Input], 60), strconv.FormatFloat(v.RankCorrelation, 'f', 2, 64))
		list = append(list, item{text: text, link: userCell(v.Cell, d.w.Say("report.tip"))})
	}
	if len(list) == 0 {
		list = append(list, item{text: d.w.Say("model.tile.none")})
	}
	return list
}

// boardWarnings are what must be known before the figures are used: errors that were
// left out, cells that differ from the file, and the warnings of the workbook.
func (d *modelDesk) boardWarnings() (list []item) {
	for _, x := range d.o.Outputs {
		if x.Errors > 0 {
			list = append(list, item{text: d.errorLine(x), warn: true, link: &sheet.Link{Key: "simulation", Cell: "A1"}})
		}
	}
	if n := d.o.Base.Differing; n > 0 {
		list = append(list, item{text: d.w.Say("model.board.differs", n, d.o.Base.Compared), warn: true})
	}
	if text := d.repaired(); text != "" {
		list = append(list, item{text: text, warn: true, link: &sheet.Link{Key: "drawn", Cell: "A1"}})
	}
	if !d.o.Run.Converged {
		list = append(list, item{text: d.w.Say("model.board.unsure", count(d.o.Run.Scenarios)), warn: true})
	}
	list = append(list, d.saidItems("warning", 4)...)
	if len(list) == 0 {
		list = append(list, item{text: d.w.Say("report.warn.none")})
	}
	return list
}

// boardAssumptions are what the figures rest on.
func (d *modelDesk) boardAssumptions() (list []item) {
	b, linked := d.o.Base, 0
	for _, p := range d.o.Pairs {
		if p.Asked != nil {
			linked++
		}
	}
	list = append(list, item{text: d.w.Say("model.board.gate", count(b.Compared-b.Differing), count(b.Reached))},
		item{text: d.w.Say("model.board.inputs", len(d.o.Inputs), linked), link: &sheet.Link{Key: "drawn", Cell: "A1"}})
	if n := b.Unstored + b.Unsure; n > 0 {
		list = append(list, item{text: d.w.Say("cells.facts.uncompared", n, b.Unstored, b.Unsure)})
	}
	if n := b.Formulas - b.Reached; n > 0 {
		list = append(list, item{text: d.w.Say("cells.facts.ignored", n)})
	}
	return append(list, d.saidItems("note", 4)...)
}

// saidItems are the problems of a severity with the way to their cells, the first of them.
func (d *modelDesk) saidItems(severity string, most int) (list []item) {
	for _, p := range d.o.Problems {
		if p.Severity != severity {
			continue
		}
		x := item{text: shorten(p.Message, 220)}
		if cell, _, _ := strings.Cut(p.Cell, ":"); p.Sheet != "" && cell != "" {
			x.link = &sheet.Link{UserSheet: p.Sheet, Cell: cell, Tip: d.w.Say("report.tip")}
		}
		list = append(list, x)
	}
	if n := len(list) - most; n > 1 {
		list = append(list[:most], item{text: d.w.Say("model.board.also", n)})
	}
	return list
}

// repaired says which correlations had to change, "" where none had.
func (d *modelDesk) repaired() string {
	var list []string
	for _, r := range d.o.Repaired {
		list = append(list, r.A+" – "+r.B+" "+strconv.FormatFloat(r.Rho, 'f', 2, 64))
	}
	if len(list) == 0 {
		return ""
	}
	return d.w.Say("summary.repaired", strings.Join(list, "; "))
}
