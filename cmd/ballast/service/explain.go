package service

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook/schema"
	"ballast/models"
	"ballast/models/cells"
)

// planRow is a row of a plan: the key of its sheet, its ID, and the struct that it
// was read into.
type planRow struct {
	sheet, id string
	row       budget.Row
	value     any
}

// planRows lists the rows that have an ID or a name.
func planRows(p *budget.Plan) []planRow {
	var all []planRow
	all = listed(all, "Costs", p.Costs, func(x *budget.CostLine) (string, budget.Row) { return x.ID, x.Row })
	all = listed(all, "Revenue", p.Revenue, func(x *budget.Stream) (string, budget.Row) { return x.ID, x.Row })
	all = listed(all, "Funding", p.Funding, func(x *budget.Source) (string, budget.Row) { return x.ID, x.Row })
	all = listed(all, "Tranches", p.Tranches, func(x *budget.Tranche) (string, budget.Row) { return x.Source, x.Row })
	all = listed(all, "Risks", p.Risks, func(x *budget.Risk) (string, budget.Row) { return x.ID, x.Row })
	all = listed(all, "Drivers", p.Drivers, func(x *budget.Driver) (string, budget.Row) { return x.Name, x.Row })
	all = listed(all, "Vendors", p.Vendors, func(x *budget.Vendor) (string, budget.Row) { return x.Name, x.Row })
	return all
}

func listed[T any](all []planRow, sheet string, rows []T, known func(*T) (string, budget.Row)) []planRow {
	for i := range rows {
		id, row := known(&rows[i])
		all = append(all, planRow{sheet, id, row, &rows[i]})
	}
	return all
}

// ExplainRow prints, for every row of an ID, each cell as written and as taken. An ID
// that no row has is an error in words.
func ExplainRow(out io.Writer, w *words.Words, p *budget.Plan, id string) error {
	found := false
	for _, r := range planRows(p) {
		if !strings.EqualFold(r.id, id) || r.row.Table == nil {
			continue
		}
		found = true
		fmt.Fprintln(out, r.row.Table.Sheet+" "+r.id)
		t := words.Table{Indent: "  ", Rows: append([][]string{{w.Say("command.columns.cell"), w.Say("command.columns.header"), w.Say("command.row.written"),
			w.Say("command.columns.field"), w.Say("command.row.taken"), w.Say("command.columns.how")}}, cellsOf(p, r)...)}
		if err := t.Write(out); err != nil {
			return err
		}
		for _, d := range p.Log.Defaults {
			if number, _ := splitCell(d.Ref.Cell); d.Ref.Sheet == r.row.Table.Sheet && number == r.row.Number {
				fmt.Fprintln(out, "  "+d.Text)
			}
		}
	}
	if !found {
		return &BadVariantError{w.Say("command.row.none", id)}
	}
	return nil
}

// cellsOf lists the cells of a row.
func cellsOf(p *budget.Plan, r planRow) [][]string {
	def, _ := schema.Find(r.sheet)
	var rows [][]string
	for i, c := range r.row.Table.Columns {
		written := ""
		if i < len(r.row.Text) {
			written = r.row.Text[i]
		}
		if written == "" {
			continue
		}
		taken := ""
		if column, ok := def.Column(c.Field); ok {
			taken = takenAs(p, column, r.value)
		}
		how := ""
		for _, u := range p.Log.Columns {
			if u.Ref.Sheet == r.row.Table.Sheet && u.Ref.Cell == c.Letter+strconv.Itoa(r.row.Table.HeaderRow) {
				how = u.How
			}
		}
		rows = append(rows, []string{c.Letter + strconv.Itoa(r.row.Number), c.Header, written, c.Field, taken, how})
	}
	return rows
}

// takenAs is what a column became in the plan, as text.
func takenAs(p *budget.Plan, c schema.Column, row any) string {
	if target := c.Target(row); target != nil {
		return fieldText(p, c, target)
	}
	switch x := row.(type) {
	case *budget.CostLine:
		switch c.Field {
		case "Amount":
			return x.Amount.String()
		case "Low", "Likely", "High", "Uncertainty", "Probability":
			return quantityText(x.Uncertainty)
		case "Months":
			return strconv.Itoa(x.Months)
		case "End":
			return p.Project.Start.Add(x.StartMonth + x.Months - 1).String()
		case "Escalation %":
			return x.Driver
		case "Currency":
			return x.Currency
		}
	case *budget.Stream:
		if c.IsMoney() || c.Field == "Units" {
			return x.Monthly.String()
		}
	case *budget.Source:
		switch c.Field {
		case "Committed":
			return x.Committed.String()
		case "Repayment":
			return x.Repayment
		case "Draw":
			return map[bool]string{true: "on demand", false: "scheduled"}[x.OnDemand]
		case "Payment frequency":
			return strconv.Itoa(x.PaymentMonths)
		case "Available from":
			return p.Project.Start.Add(x.AvailableFrom).String()
		}
	case *budget.Tranche:
		switch c.Field {
		case "Amount":
			return x.Amount.String()
		case "Condition":
			return strings.Join(x.Conditions, " & ")
		}
	case *budget.Risk:
		switch c.Field {
		case "Cost impact":
			return quantityText(x.Impact)
		case "Affects":
			return strings.Join(x.Affects, ", ")
		case "Depends on":
			return strings.Join(x.DependsOn, map[bool]string{true: " & ", false: ", "}[x.AllParents])
		case "From":
			return p.Project.Start.Add(x.From).String()
		case "To":
			return p.Project.Start.Add(x.To).String()
		}
	}
	return ""
}

// fieldText writes the field of a row that a column filled.
func fieldText(p *budget.Plan, c schema.Column, target any) string {
	number := func(v float64) string {
		if c.IsFraction() {
			return strconv.FormatFloat(100*v, 'g', 10, 64) + "%"
		}
		return strconv.FormatFloat(v, 'g', 10, 64)
	}
	whole := func(n int) string {
		if c.Dimension == schema.Date {
			return p.Project.Start.Add(n).String()
		}
		return strconv.Itoa(n)
	}
	switch x := target.(type) {
	case *string:
		return *x
	case *bool:
		return strconv.FormatBool(*x)
	case *int:
		return whole(*x)
	case *float64:
		return number(*x)
	case *budget.Money:
		return x.String()
	case **int:
		if *x != nil {
			return whole(**x)
		}
	case **float64:
		if *x != nil {
			return number(**x)
		}
	case **budget.Money:
		if *x != nil {
			return (*x).String()
		}
	case **budget.Quantity:
		return quantityText(*x)
	}
	return ""
}

// quantityText writes an uncertain number: its text, or the three estimates.
func quantityText(q *budget.Quantity) string {
	if !q.Written() {
		return ""
	}
	if q.Text != "" {
		return q.Text
	}
	parts := []string{}
	for _, v := range []*float64{q.Low, q.Likely, q.High} {
		switch {
		case v == nil:
			parts = append(parts, "-")
		case q.OfBase:
			parts = append(parts, strconv.FormatFloat(100**v, 'g', 10, 64)+"%")
		default:
			parts = append(parts, strconv.FormatFloat(*v, 'f', -1, 64))
		}
	}
	return strings.TrimSpace(q.Shape + " " + strings.Join(parts, " / ") + " " + q.RangeMeans)
}

// Wanted is a scenario that is asked for: by its number, else by a percentile of the total
// cost, 0 the cheapest and 1 the dearest.
type Wanted struct {
	Number int     // -1: by Share
	Share  float64 // 0..1
}

// ReadWanted reads a number, p80 or P80, median, worst or best; in Chinese 中位, 最差 or
// 最好.
func ReadWanted(text string) (w Wanted, ok bool) {
	word := strings.ToLower(strings.TrimSpace(text))
	switch word {
	case "median", "中位", "中位数":
		return Wanted{-1, 0.5}, true
	case "worst", "最差", "最坏":
		return Wanted{-1, 1}, true
	case "best", "最好":
		return Wanted{-1, 0}, true
	}
	if rest, found := strings.CutPrefix(word, "p"); found {
		x, err := strconv.ParseFloat(rest, 64)
		return Wanted{-1, x / 100}, err == nil && x > 0 && x < 100
	}
	n, err := strconv.Atoi(word)
	return Wanted{Number: n}, err == nil && n >= 0
}

// ExplainFuture prints every draw, month and event of one scenario of a plan.
func ExplainFuture(ctx context.Context, out io.Writer, m *models.Model, x Wanted, cfg models.RunConfig) error {
	if x.Number >= 0 {
		return m.ExplainScenario(ctx, out, x.Number, cfg)
	}
	return m.ExplainPercentile(ctx, out, x.Share, cfg)
}

// ExplainModelFuture prints what an output of a model of formulas comes from in one
// scenario, by its number or at a percentile of the output, of which the dearest is the
// worst; "" is the first output.
func ExplainModelFuture(ctx context.Context, out io.Writer, m *cells.Model, result string, x Wanted, cfg cells.RunConfig) (err error) {
	if x.Number < 0 {
		share := x.Share
		if !m.Lower(result) && (share == 0 || share == 1) {
			share = 1 - share // the best is the greatest
		}
		if x.Number, err = m.ScenarioAt(ctx, result, share, cfg); err != nil {
			return err
		}
	}
	return m.ExplainScenario(ctx, out, result, x.Number, cfg)
}
