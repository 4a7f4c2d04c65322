package report

import (
	"math"
	"sort"
	"strings"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// risks is the sheet that ranks the risks by what they do to the reserve, nil
// without any.
func (d *desk) risks() *page {
	if len(d.o.Risks) == 0 {
		return nil
	}
	ranked := byEffect(d.o.Risks)
	g := d.page("risks", 12, 20, 20, 16, 16, 15, 15, 15, 14, 12, 30, 17, 14)
	g.heading(d.riskFinding(ranked[0]), d.w.Say("report.risks.hint"))
	top := g.row
	g.matrix(1, "before", func(r *outcome.RiskResult) outcome.Placed { return r.Before })
	end := g.row
	g.row = top
	g.matrix(7, "after", func(r *outcome.RiskResult) outcome.Placed { return r.After })
	g.row = end
	if c, ok := g.effectBars(ranked); ok {
		rows := 6 + len(ranked[:min(10, len(ranked))])
		g.chart(c, 1, 13, rows)
		g.row += rows + 1
	}
	g.riskTable(ranked)
	g.row++
	g.effectsTable(ranked)
	return g
}

// effect is what a risk adds to the chosen quantile of total cost.
func effect(r outcome.RiskResult) float64 { return orElse(r.QChosen-r.QWithout, 0) }

func byEffect(risks []outcome.RiskResult) []outcome.RiskResult {
	out := append([]outcome.RiskResult(nil), risks...)
	sort.SliceStable(out, func(i, j int) bool { return effect(out[i]) > effect(out[j]) })
	return out
}

func (d *desk) riskFinding(r outcome.RiskResult) string {
	return d.w.Say("report.risks.finding", r.ID+" "+r.Name, level(d.o.Reserve.Confidence), d.m.read(effect(r)), d.percent(r.Occurred))
}

// matrix draws the 5 x 5 grid over six columns, likeliest row first, with the IDs of the
// risks in their cells, before or after their responses.
func (g *page) matrix(col int, when string, place func(r *outcome.RiskResult) outcome.Placed) {
	g.section(g.w.Say("report.matrix."+when), col, col+5)
	ids := map[outcome.Placed][]string{}
	for i := range g.o.Risks {
		r := &g.o.Risks[i]
		ids[place(r)] = append(ids[place(r)], r.ID)
	}
	side := styleHead()
	side.Align, side.Size = "center", 9
	for p := 5; p >= 1; p-- {
		g.put(g.row, col, g.threshold(g.p.Project.MatrixP, p), side)
		high := math.Max(34, g.s.Heights[g.row])
		for i := 1; i <= 5; i++ {
			fill, text := levelFill(outcome.LevelRank(outcome.Level(p, i)))
			st := sheet.Style{Size: 9, Bold: true, Fill: fill, Color: text, Align: "center", VAlign: "center", Wrap: true, Top: white, Bottom: white}
			list := strings.Join(ids[outcome.Placed{P: p, Impact: i}], ", ")
			g.put(g.row, col+i, list, st)
			high = math.Max(high, g.height(list, col+i, col+i, st))
		}
		g.s.Heights[g.row] = high
		g.row++
	}
	g.put(g.row, col, g.w.Say("report.matrix.corner"), sheet.Style{Size: 8, Color: grey, Wrap: true, Align: "center"})
	for i := 1; i <= 5; i++ {
		g.put(g.row, col+i, g.threshold(g.p.Project.MatrixImpact, i), side)
	}
	g.s.Heights[g.row] = 34
	g.row++
	g.merged(g.row, col+1, col+5, g.w.Say("report.matrix.axis"), sheet.Style{Size: 9, Color: grey, Align: "center"})
	g.row++
	for l, name := range []string{"low", "medium", "high", "extreme"} {
		fill, text := levelFill(l)
		g.put(g.row, col+1+l, g.w.Say("report.level."+name), sheet.Style{Size: 9, Fill: fill, Color: text, Align: "center"})
	}
	g.row += 2
}

// threshold writes the band of grade 1..5 between four thresholds.
func (g *page) threshold(t []float64, grade int) string {
	if len(t) != 4 {
		return strings.Repeat("●", grade)
	}
	switch grade {
	case 1:
		return "< " + g.percent(t[0])
	case 5:
		return "≥ " + g.percent(t[3])
	}
	return strings.TrimSuffix(strings.TrimSuffix(g.percent(t[grade-2]), "%"), " ") + "–" + g.percent(t[grade-1])
}

func (g *page) effectBars(ranked []outcome.RiskResult) (sheet.Chart, bool) {
	var top []outcome.RiskResult
	sum := 0.0
	for _, r := range ranked {
		if effect(r) > 0 {
			sum += effect(r)
			if len(top) < 10 {
				top = append(top, r)
			}
		}
	}
	if len(top) == 0 {
		return sheet.Chart{}, false
	}
	most := effect(top[0])
	r := g.beside([]string{g.w.Say("report.risk"), g.w.Say("report.risk.effect", level(g.o.Reserve.Confidence))},
		texts(len(top), func(i int) string { return label(top[i].ID + " " + top[i].Name) }),
		floats(len(top), func(i int) float64 { return cents(effect(top[i])) }))
	three := 0.0
	for _, x := range top[:min(3, len(top))] {
		three += effect(x)
	}
	title := func(read reader) string {
		if len(top) < 5 {
			return g.w.Say("report.chart.risk", label(top[0].ID+" "+top[0].Name), level(g.o.Reserve.Confidence), read(most))
		}
		return g.w.Say("report.chart.risks", g.percent(three/sum))
	}
	return g.moneyUp(sheet.Chart{
		Key: "risk-effects",
		Series: []sheet.Series{{Kind: sheet.Bar, Name: g.w.Say("report.risk.effect", level(g.o.Reserve.Confidence)), X: r[0], Y: r[1],
			Color: accent, NoLegend: true, Labels: g.m.label(most)}},
		X: sheet.Axis{Reverse: true, LabelLow: true}, Y: sheet.Axis{Grid: true}, Gap: 40,
	}, title), true
}

func (g *page) riskTable(ranked []outcome.RiskResult) {
	top := 0.0
	for _, r := range ranked {
		top = math.Max(top, peak(r.MeanIfOccurs, r.MeanImpact, effect(r)))
	}
	st := styleNumber(g.m.table(top))
	chosen := level(g.o.Reserve.Confidence)
	g.section(g.w.Say("report.risks.table"), 1, 13)
	fields := []field{
		{head: g.w.Say("report.id"), style: styleLink()},
		{head: g.w.Say("report.risk"), style: styleWrap(), span: 2},
		{head: g.w.Say("report.category"), style: styleWrap()},
		{head: g.w.Say("report.owner"), style: styleWrap()},
		{head: g.w.Say("report.occurred"), note: g.w.Say("report.occurred.note"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.ifoccurs"), note: g.w.Say("report.ifoccurs.note"), style: st},
		{head: g.w.Say("report.expected"), note: g.w.Say("report.expected.note"), style: st},
		{head: g.w.Say("report.risk.effect", chosen), note: g.w.Say("report.risk.effect.note", chosen), style: st},
		{head: g.w.Say("report.level"), note: g.w.Say("report.level.note"), style: sheet.Style{Color: ink, Align: "center"}},
		{head: g.w.Say("report.response"), style: sheet.Style{Color: ink, Wrap: true, Align: "left", Indent: 1}},
		{head: g.w.Say("report.response.value"), note: g.w.Say("report.response.value.note"), style: st},
		{head: g.w.Say("report.response.q", chosen), note: g.w.Say("report.response.q.note", chosen), style: st},
	}
	var rows [][]any
	for _, r := range ranked {
		rows = append(rows, g.riskRow(r))
	}
	g.table(1, fields, rows)
}

func (g *page) riskRow(r outcome.RiskResult) []any {
	fill, text := levelFill(outcome.LevelRank(r.Level))
	grade := sheet.Cell{Value: g.named("level", r.Level), Style: sheet.Style{Fill: fill, Color: text, Align: "center"}}
	response := r.Response
	if response != "" {
		key := "report.response.off"
		if r.ResponseOn {
			key = "report.response.on"
		}
		response += g.w.Say(key)
	}
	value, q := any(sheet.Cell{Value: "–", Note: r.ResponseValueWhy}), any("–")
	if r.ResponseValue != nil {
		value = cents(*r.ResponseValue)
	}
	if r.ResponseQ != nil {
		q = cents(*r.ResponseQ)
	}
	return []any{sheet.Cell{Value: r.ID, Link: source(r.Ref, g.w.Say("report.tip"))}, r.Name, g.named("category", r.Category), r.Owner,
		r.Occurred, cents(r.MeanIfOccurs), cents(r.MeanImpact), cents(effect(r)), grade, response, value, q}
}

// severityOf maps the word of a problem in the outcome.
func severityOf(s string) budget.Severity {
	switch s {
	case "error":
		return budget.Error
	case "warning":
		return budget.Warning
	}
	return budget.Note
}
