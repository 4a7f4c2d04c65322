package service

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/words"
)

// Field is a cell of the plan that may be tried with something else in it.
type Field struct {
	At     string   `json:"at"`
	Sheet  string   `json:"sheet"`
	Cell   string   `json:"cell"`
	Row    string   `json:"row"`  // ID of the row, "" of a setting
	Name   string   `json:"name"` // of the row, or of the setting
	Column string   `json:"column"`
	Field  string   `json:"field"` // canonical name of the column or setting
	Text   string   `json:"text"`
	Value  *float64 `json:"value,omitempty"`
	Kind   string   `json:"kind"` // amount, share, month, number, text
	Locked bool     `json:"locked"`
	Why    string   `json:"why,omitempty"` // it is locked
}

// Fields are the cells of the plan, by sheet, row and column.
func (b *Book) Fields() []Field {
	list := slices.Collect(maps.Values(b.fields))
	slices.SortFunc(list, func(x, y Field) int {
		rx, cx := splitCell(x.Cell)
		ry, cy := splitCell(y.Cell)
		return cmp.Or(cmp.Compare(x.Sheet, y.Sheet), cmp.Compare(rx, ry), cmp.Compare(len(cx), len(cy)), cmp.Compare(cx, cy))
	})
	return list
}

// fieldsOf collects the cells of rows and settings.
func fieldsOf(b *Book) map[string]Field {
	p, all := b.Plan, map[string]Field{}
	w := words.For(p.Language)
	add := func(f Field) {
		if f.Cell == "" || strings.Contains(f.Cell, ":") {
			return
		}
		f.At = budget.Ref{Sheet: f.Sheet, Cell: f.Cell}.At()
		if b.formulas[f.Sheet+"!"+f.Cell] {
			f.Locked, f.Why = true, w.Say("page.server.locked")
		}
		if n, ok := unit.ParseNumber(f.Text, unit.Unsaid); ok {
			x := n.In().InexactFloat64()
			f.Value = &x
		}
		f.Kind = kindOf(f)
		all[f.At] = f
	}
	for _, row := range rowsOf(p) {
		id, name := row.Get("ID"), cmp.Or(row.Get("Name"), row.Get("Description"))
		for i, c := range row.Table.Columns {
			if c.Field == "" || c.Field == "ID" || c.Letter == "" || i >= len(row.Text) {
				continue
			}
			add(Field{Sheet: row.Table.Sheet, Cell: c.Letter + strconv.Itoa(row.Number), Row: id, Name: cmp.Or(name, id), Column: c.Header, Field: c.Field, Text: row.Text[i]})
		}
	}
	for field, ref := range p.Project.Cells {
		name := cmp.Or(p.Project.Names[field], field)
		add(Field{Sheet: ref.Sheet, Cell: ref.Cell, Name: name, Column: name, Field: field, Text: settingText(p, field)})
	}
	return all
}

// kindOf is what a cell holds, by the column that it stands in.
func kindOf(f Field) string {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f.Field, w) })
	}
	switch {
	case has("robability", "rate", "Rate", "share", "Share", "confidence", "Growth", "Volatility", "fee", "VAT", "Retention", "Advance") && !has("months", "Frequencies"):
		return "share"
	case has("Start month", "Date", "As of", "month") && f.Value == nil:
		return "month"
	case has("Amount", "amount", "Committed", "Low", "Likely", "High", "Impact", "cost", "cash", "limit", "Price", "Monthly") && f.Value != nil:
		return "amount"
	case f.Value != nil:
		return "number"
	}
	return "text"
}

// settingText is a setting as the plan has it.
func settingText(p *budget.Plan, field string) string {
	s := &p.Project
	money := func(m *budget.Money) string {
		if m == nil {
			return ""
		}
		return m.String()
	}
	share := func(x float64) string { return strconv.FormatFloat(100*x, 'g', 10, 64) + "%" }
	switch field {
	case "Reserve confidence":
		return share(s.ReserveConfidence)
	case "Liquidity confidence":
		return share(s.LiquidityConfidence)
	case "Discount rate":
		return share(s.Rate)
	case "Tax rate":
		return share(s.TaxRate)
	case "Budget limit":
		return money(s.BudgetLimit)
	case "Approved reserve":
		return money(s.Approved)
	case "Opening cash":
		return s.OpeningCash.String()
	case "Minimum cash":
		return s.MinimumCash.String()
	case "Horizon":
		return strconv.Itoa(s.Horizon)
	case "Start month":
		return s.Start.String()
	case "Scenarios":
		return strconv.Itoa(s.Scenarios)
	case "Seed":
		return strconv.FormatUint(s.Seed, 10)
	}
	return ""
}

// rowsOf are the rows of the sheets that a plan is made of, each once.
func rowsOf(p *budget.Plan) []budget.Row {
	type place struct {
		table  *budget.Table
		number int
	}
	seen := map[place]bool{}
	var all []budget.Row
	for _, r := range planRows(p) {
		if at := (place{r.row.Table, r.row.Number}); r.row.Table != nil && !seen[at] {
			seen[at] = true
			all = append(all, r.row)
		}
	}
	return all
}
