package report

import (
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/models/outcome"
)

// ModelStressTable is every output as it stands and under each stress, head first.
func ModelStressTable(o *outcome.Model, w *words.Words) [][]string {
	rows := [][]string{{w.Say("model.output"), w.Say("model.stress"), w.Say("report.mean"), w.Say("model.p5"), w.Say("model.p95"), w.Say("model.chance")}}
	for _, r := range stressRows(o, w) {
		rows = append(rows, []string{r.x.Name, r.text, figureText(r.x.Mean, r.like), figureText(quantileOf(r.x, 5), r.like), figureText(quantileOf(r.x, 95), r.like), Percent(r.chance, w.Language)})
	}
	return rows
}

// stressRow is one output under one stress; like is the output whose size its figures are
// written by.
type stressRow struct {
	text    string
	x, like outcome.ModelOutput
	chance  float64 // to reach the target, else of lying below zero
}

func stressRows(o *outcome.Model, w *words.Words) (list []stressRow) {
	for i, x := range o.Outputs {
		add := func(text string, y outcome.ModelOutput) {
			r := stressRow{text: text, x: y, like: x, chance: y.BelowZero}
			if y.Target != nil {
				r.chance = y.Target.Share
			}
			list = append(list, r)
		}
		add(w.Say("model.sweep.stands"), x)
		for _, s := range o.Stresses {
			add(s.Text, s.Outputs[i])
		}
	}
	return list
}

// stressTable is the model beside itself under its stresses.
func (d *modelDesk) stressTable(g *page) {
	if len(d.o.Stresses) == 0 {
		return
	}
	g.section(d.w.Say("model.stress.title"), 1, 10)
	fields := []field{
		{head: d.w.Say("model.output"), style: styleText()},
		{head: d.w.Say("model.stress"), style: styleText(), span: 2},
	}
	for _, key := range []string{"report.mean", "model.p5", "model.p95"} {
		fields = append(fields, field{head: d.w.Say(key), style: styleNumber("#,##0")})
	}
	fields = append(fields, field{head: d.w.Say("model.chance"), note: d.w.Say("model.chance.note"), style: styleNumber("0.0%")})
	b := g.table(1, fields, nil)
	for _, r := range stressRows(d.o, d.w) {
		own := append([]field(nil), fields...)
		for i := 2; i < 5; i++ {
			own[i].style.Format = modelFormat(r.like)
		}
		g.tableRow(b, own, []any{r.x.Name, r.text, r.x.Mean, quantileOf(r.x, 5), quantileOf(r.x, 95), r.chance}, func(s sheet.Style) sheet.Style { return s })
	}
	g.row++
}
