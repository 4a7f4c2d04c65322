package service

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/study"
)

// Written is a change of a variant as it goes into the copy of the workbook.
type Written struct {
	Changed
	Why string // it does not: the key of a reason, see page.problem.cell
}

// noCell is why a change is not written: no cell of the plan, read again, says the same.
const noCell = "no-cell"

// written is the workbook with the changes of a variant in its cells, as far as cells
// have them, and what became of each. Settings and amounts go into the cells that the
// plan reads them from; that they are read so is made sure of.
//
// Checked: TestEditsInTheCopy.
func (r *Result) written(ctx context.Context) ([]byte, []Written, error) {
	b := r.book
	all := make([]Written, len(r.Changed))
	cells := make([][]workbook.Overlay, len(r.Changed))
	for i, c := range r.Changed {
		all[i].Changed = c
		cells[i], all[i].Why = b.cellsFor(ctx, r.variant, r.Plan, c)
	}
	read := b.reading()
	read.Overlay = slices.Concat(cells...)
	plan, _, err := workbook.ReadBytes(ctx, b.Name, b.Data, read)
	if err != nil && !errors.As(err, new(*workbook.CellError)) {
		return nil, nil, err
	}
	for i, c := range r.Changed {
		if set := setOf(r.variant, c); cells[i] != nil && set != "" && (plan == nil || b.stand(plan, set).value != b.stand(r.Plan, set).value) {
			cells[i], all[i].Why = nil, noCell
		}
	}
	data, err := b.typed(ctx, cells, all)
	return data, all, err
}

// typed types what can be typed; a change with a cell that cannot says why in all.
func (b *Book) typed(ctx context.Context, cells [][]workbook.Overlay, all []Written) ([]byte, error) {
	for {
		list := slices.Concat(cells...)
		if len(list) == 0 {
			return b.Data, nil
		}
		data, err := workbook.TypeInto(ctx, b.Data, list)
		var no *workbook.CellError
		if !errors.As(err, &no) {
			return data, err
		}
		i := slices.IndexFunc(cells, func(some []workbook.Overlay) bool {
			return slices.ContainsFunc(some, func(c workbook.Overlay) bool { return c.Sheet == no.Sheet && c.Cell == no.Cell })
		})
		if i < 0 {
			return nil, err
		}
		cells[i], all[i].Why = nil, no.Why
	}
}

// setOf is the setting or the source that a change sets, "" for a cell.
func setOf(v Variant, c Changed) string {
	if c.Edit < 0 {
		return c.source
	}
	return v.Edits[c.Edit].Set
}

// cellsFor are the cells that say what a change says, none with the reason where no cell
// can.
func (b *Book) cellsFor(ctx context.Context, v Variant, plan *budget.Plan, c Changed) ([]workbook.Overlay, string) {
	set := setOf(v, c)
	if set == "" {
		e := v.Edits[c.Edit]
		return []workbook.Overlay{{Sheet: e.Sheet, Cell: e.Cell, Text: e.Text}}, ""
	}
	was := b.stand(b.Plan, set)
	var all []workbook.Overlay
	for i, there := range b.stand(plan, set).cells {
		if i < len(was.cells) && was.cells[i] == there {
			continue // as it stands
		}
		switch {
		case there.ref.Cell == "":
			return nil, noCell
		case b.formulas[there.ref.Sheet+"!"+there.ref.Cell]:
			return nil, workbook.CellFormula
		}
		cell := workbook.Overlay{Sheet: there.ref.Sheet, Cell: there.ref.Cell, Text: there.text}
		if there.text == "" {
			unit := b.unitOf(ctx, set, i, cell)
			if unit <= 0 {
				return nil, noCell
			}
			cell.Text = strconv.FormatFloat(there.amount/unit, 'f', -1, 64)
		}
		all = append(all, cell)
	}
	return all, ""
}

// unitOf is how much 1 is in a cell of a setting, 0 where that cannot be told.
func (b *Book) unitOf(ctx context.Context, set string, i int, cell workbook.Overlay) float64 {
	cell.Text = "1"
	read := b.reading()
	read.Overlay = []workbook.Overlay{cell}
	plan, _, err := workbook.ReadBytes(ctx, b.Name, b.Data, read)
	if err != nil {
		return 0
	}
	if cells := b.stand(plan, set).cells; i < len(cells) {
		return cells[i].amount
	}
	return 0
}

// standing is what a plan has for a setting.
type standing struct {
	value string // the same for the same
	cells []stoodIn
}

// stoodIn is a cell that a setting is read from, with what it says.
type stoodIn struct {
	ref    budget.Ref
	text   string // as it is typed; "" of an amount, which has a unit
	amount float64
}

// stand is what a plan has for a setting; the cells are those of this workbook.
func (b *Book) stand(p *budget.Plan, set string) standing {
	if id, part, dotted := strings.Cut(set, "."); dotted {
		return b.standOfRow(p, id, part)
	}
	own := &p.Project
	cell := func(field string) budget.Ref { return b.Plan.Project.Cells[field] }
	switch set {
	case "confidence":
		return shareStands(cell("Reserve confidence"), own.ReserveConfidence)
	case "rate":
		return shareStands(cell("Discount rate"), own.Rate)
	}
	in, _ := study.Find(p, 0, set)
	switch {
	case in.Kind == study.Amount:
		return b.amountOf(p, set, in.Now)
	case in.Kind == study.Limit && own.BudgetLimit != nil, in.Kind == study.Reserve && b.Plan.Project.BudgetLimit != nil:
		return amountStands(cell("Budget limit"), own.BudgetLimit.InexactFloat64())
	case in.Kind == study.Reserve && own.Approved != nil:
		return amountStands(cell("Approved reserve"), own.Approved.InexactFloat64())
	case in.Kind == study.Cash:
		return amountStands(cell("Opening cash"), own.OpeningCash.InexactFloat64())
	case in.Kind == study.Minimum:
		return amountStands(cell("Minimum cash"), own.MinimumCash.InexactFloat64())
	}
	return standing{}
}

// amountOf is what a source brings, by its instalments where it has any.
func (b *Book) amountOf(p *budget.Plan, id string, sum float64) standing {
	s := standing{value: budget.MoneyOf(sum).String()}
	for i := range p.Tranches {
		if t := &p.Tranches[i]; strings.EqualFold(t.Source, id) && i < len(b.Plan.Tranches) {
			s.cells = append(s.cells, stoodIn{ref: columnOf(b.Plan.Tranches[i].Row, "Amount"), amount: t.Amount.InexactFloat64()})
			s.value += " " + t.Amount.String()
		}
	}
	for i := range p.Funding {
		if f := &p.Funding[i]; len(s.cells) == 0 && strings.EqualFold(f.ID, id) && i < len(b.Plan.Funding) {
			s.cells = append(s.cells, stoodIn{ref: columnOf(b.Plan.Funding[i].Row, "Committed"), amount: f.Committed.InexactFloat64()})
		}
	}
	return s
}

// standOfRow is what a plan has for a part of a risk or of a source.
func (b *Book) standOfRow(p *budget.Plan, id, part string) standing {
	w := words.For(b.Plan.Language)
	word := func(ref budget.Ref, word string) standing {
		return standing{word, []stoodIn{{ref: ref, text: w.Say("page.server.typed." + word)}}}
	}
	for i := range p.Risks {
		r := &p.Risks[i]
		if !strings.EqualFold(r.ID, id) || i >= len(b.Plan.Risks) {
			continue
		}
		row := b.Plan.Risks[i].Row
		switch part {
		case "status":
			return word(columnOf(row, "Status"), map[bool]string{true: "closed", false: "open"}[r.Status == "closed"])
		case "response":
			return word(columnOf(row, "Response on"), map[bool]string{true: "on", false: "off"}[r.ResponseOn])
		case "probability":
			return shareStands(columnOf(row, "Probability"), r.Probability)
		}
	}
	for i := range p.Funding {
		if s := &p.Funding[i]; strings.EqualFold(s.ID, id) && i < len(b.Plan.Funding) {
			return b.monthsOf(p, i)
		}
	}
	return standing{}
}

// monthsOf are all months that source j depends on, and the cells that say when its money
// comes.
func (b *Book) monthsOf(p *budget.Plan, j int) (s standing) {
	source := &p.Funding[j]
	put := func(month int, expected *int) {
		s.value += strconv.Itoa(month) + " "
		if expected != nil {
			s.value += "expected " + strconv.Itoa(*expected) + " "
		}
	}
	date := func(row budget.Row, field string, month int) {
		s.cells = append(s.cells, stoodIn{ref: columnOf(row, field), text: p.Project.Start.Add(month).String()})
	}
	if source.OnDemand {
		put(max(source.ArriveMonth, source.AvailableFrom), source.Expected)
	}
	for i := range p.Tranches {
		if t := &p.Tranches[i]; strings.EqualFold(t.Source, source.ID) && i < len(b.Plan.Tranches) {
			put(t.Month, t.Expected)
			date(b.Plan.Tranches[i].Row, "Date", t.Month)
		}
	}
	row := b.Plan.Funding[j].Row
	if source.OnDemand {
		date(row, "Available from", source.AvailableFrom)
	}
	if len(s.cells) == 0 {
		put(source.ArriveMonth, source.Expected)
	}
	if len(s.cells) == 0 || row.Get("Date") != "" {
		date(row, "Date", source.ArriveMonth)
	}
	return s
}

func amountStands(ref budget.Ref, x float64) standing {
	return standing{budget.MoneyOf(x).String(), []stoodIn{{ref: ref, amount: x}}}
}

func shareStands(ref budget.Ref, x float64) standing {
	text := strconv.FormatFloat(100*x, 'g', 10, 64) + "%"
	return standing{text, []stoodIn{{ref: ref, text: text}}}
}

// columnOf is the cell of a row in a column, none where the sheet has no such column.
func columnOf(row budget.Row, field string) budget.Ref {
	if row.Table == nil || !slices.ContainsFunc(row.Table.Columns, func(c budget.Column) bool { return c.Field == field && c.Letter != "" }) {
		return budget.Ref{}
	}
	return row.Ref(field)
}
