package study

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
)

// Changes adds to a bridge what differs between its plans: rows and settings with their
// cells, the base by owner, and the mixes that both have.
//
// Checked: TestCompareChanges of cmd/ballast.
func Changes(ctx context.Context, bridge *outcome.Bridge, a, b *budget.Plan, cfg models.RunConfig) error {
	d := &differ{changes: []outcome.Change{}}
	ma, _ := models.Compile(a)
	mb, _ := models.Compile(b)
	if ma == nil || mb == nil {
		return fmt.Errorf("the plans cannot be compared row by row")
	}
	d.lines(a, b, ma, mb)
	d.risks(a, b)
	d.sources(a, b)
	d.streams(a, b)
	d.settings(a, b)
	d.cycle(a, b)
	bridge.Changes, bridge.Owners = d.changes, d.owners()
	return d.mixes(ctx, bridge, a, b, ma, mb, cfg)
}

// differ collects changes.
type differ struct{ changes []outcome.Change }

// field adds a change when a field differs.
func (d *differ) field(row outcome.Change, what, from, to string) {
	if from != to {
		row.What, row.From, row.To = what, from, to
		d.changes = append(d.changes, row)
	}
}

// rows walks the rows that both plans have, those that only one has are told as such.
func rows[T any](d *differ, a, b []T, head func(x *T) outcome.Change, base func(second bool, i int) float64, fields func(row outcome.Change, x, y *T)) {
	find := func(list []T, id string) int {
		return slices.IndexFunc(list, func(x T) bool { return strings.EqualFold(head(&x).ID, id) })
	}
	for i := range b {
		row := head(&b[i])
		k := find(a, row.ID)
		if k < 0 {
			row.What, row.Base = "added", base(true, i)
			d.changes = append(d.changes, row)
			continue
		}
		before := len(d.changes)
		fields(row, &a[k], &b[i])
		if moved := base(true, i) - base(false, k); math.Abs(moved) > 0.005 {
			if len(d.changes) == before {
				row.What = "base"
				d.changes = append(d.changes, row)
			}
			d.changes[before].Base = moved
		}
	}
	for i := range a {
		if row := head(&a[i]); find(b, row.ID) < 0 {
			row.What, row.Base = "removed", -base(false, i)
			d.changes = append(d.changes, row)
		}
	}
}

func none(bool, int) float64 { return 0 }

func (d *differ) lines(a, b *budget.Plan, ma, mb *models.Model) {
	base := func(second bool, i int) float64 {
		if second {
			return mb.LineBase(i)
		}
		return ma.LineBase(i)
	}
	rows(d, a.Costs, b.Costs, func(l *budget.CostLine) outcome.Change {
		return outcome.Change{Kind: "line", ID: l.ID, Name: l.Name, Owner: l.Owner, At: l.Row.Ref("Amount").At()}
	}, base, func(row outcome.Change, x, y *budget.CostLine) {
		d.field(row, "amount", x.Amount.String(), y.Amount.String())
		d.field(row, "range", quantity(x.Uncertainty), quantity(y.Uncertainty))
		d.field(row, "dates", dates(a, x), dates(b, y))
		d.field(row, "owner", x.Owner, y.Owner)
		d.field(row, "index", x.Driver, y.Driver)
		d.field(row, "vendor", x.Vendor, y.Vendor)
	})
}

// dates are when a line begins and how long it takes.
func dates(p *budget.Plan, l *budget.CostLine) string {
	return p.Project.Start.Add(l.StartMonth).String() + " +" + strconv.Itoa(l.Months)
}

func (d *differ) risks(a, b *budget.Plan) {
	rows(d, a.Risks, b.Risks, func(r *budget.Risk) outcome.Change {
		return outcome.Change{Kind: "risk", ID: r.ID, Name: r.Name, Owner: r.Owner, At: r.Row.Ref("Name").At()}
	}, none, func(row outcome.Change, x, y *budget.Risk) {
		d.field(row, "probability", likely(x), likely(y))
		d.field(row, "impact", quantity(x.Impact), quantity(y.Impact))
		d.field(row, "delay", quantity(x.Delay), quantity(y.Delay))
		d.field(row, "response", strconv.FormatBool(x.ResponseOn), strconv.FormatBool(y.ResponseOn))
		d.field(row, "status", cmp.Or(x.Status, "open"), cmp.Or(y.Status, "open"))
		d.field(row, "owner", x.Owner, y.Owner)
	})
}

func likely(r *budget.Risk) string {
	if r.PerYear != nil {
		return strconv.FormatFloat(*r.PerYear, 'g', -1, 64) + "/y"
	}
	return percent(r.Probability)
}

func (d *differ) sources(a, b *budget.Plan) {
	rows(d, a.Funding, b.Funding, func(s *budget.Source) outcome.Change {
		return outcome.Change{Kind: "source", ID: s.ID, Name: s.Name, At: s.Row.Ref("Committed").At()}
	}, none, func(row outcome.Change, x, y *budget.Source) {
		d.field(row, "amount", planned(a, x).String(), planned(b, y).String())
		d.field(row, "dates", a.Project.Start.Add(x.ArriveMonth).String(), b.Project.Start.Add(y.ArriveMonth).String())
		d.field(row, "delay", quantity(x.Delay), quantity(y.Delay))
		d.field(row, "probability", percent(x.Probability), percent(y.Probability))
		d.field(row, "rate", percent(x.Rate), percent(y.Rate))
	})
}

func (d *differ) streams(a, b *budget.Plan) {
	rows(d, a.Revenue, b.Revenue, func(s *budget.Stream) outcome.Change {
		return outcome.Change{Kind: "stream", ID: s.ID, Name: s.Name, At: s.Row.Ref("Name").At()}
	}, none, func(row outcome.Change, x, y *budget.Stream) {
		d.field(row, "amount", x.Monthly.String(), y.Monthly.String())
		d.field(row, "dates", a.Project.Start.Add(x.StartMonth).String(), b.Project.Start.Add(y.StartMonth).String())
		d.field(row, "range", quantity(x.Volume)+quantity(x.Price), quantity(y.Volume)+quantity(y.Price))
	})
}

func (d *differ) settings(a, b *budget.Plan) {
	x, y := &a.Project, &b.Project
	set := func(name, from, to string) {
		d.field(outcome.Change{Kind: "setting", ID: name, At: y.Cells[name].At()}, "value", from, to)
	}
	optional := func(m *budget.Money) string {
		if m == nil {
			return ""
		}
		return m.String()
	}
	set("Budget limit", optional(x.BudgetLimit), optional(y.BudgetLimit))
	set("Approved reserve", optional(x.Approved), optional(y.Approved))
	set("Opening cash", x.OpeningCash.String(), y.OpeningCash.String())
	set("Minimum cash", x.MinimumCash.String(), y.MinimumCash.String())
	set("Discount rate", percent(x.Rate), percent(y.Rate))
	set("Tax rate", percent(x.TaxRate), percent(y.TaxRate))
	set("Reserve confidence", percent(x.ReserveConfidence), percent(y.ReserveConfidence))
	set("Horizon", strconv.Itoa(x.Horizon), strconv.Itoa(y.Horizon))
}

// owners adds up the base by owner, the largest change first.
func (d *differ) owners() []outcome.OwnerChange {
	at := map[string]int{}
	out := []outcome.OwnerChange{}
	for _, c := range d.changes {
		if c.Kind != "line" || c.Base == 0 {
			continue
		}
		i, ok := at[c.Owner]
		if !ok {
			i = len(out)
			at[c.Owner] = i
			out = append(out, outcome.OwnerChange{Owner: c.Owner})
		}
		out[i].Base += c.Base
		out[i].Lines++
	}
	slices.SortStableFunc(out, func(x, y outcome.OwnerChange) int { return cmp.Compare(math.Abs(y.Base), math.Abs(x.Base)) })
	return out
}

// mixes compares the mixes that both plans have by name.
func (d *differ) mixes(ctx context.Context, bridge *outcome.Bridge, a, b *budget.Plan, ma, mb *models.Model, cfg models.RunConfig) error {
	both := slices.ContainsFunc(a.Mixes, func(x budget.Mix) bool {
		return slices.ContainsFunc(b.Mixes, func(y budget.Mix) bool { return strings.EqualFold(x.Name, y.Name) })
	})
	if !both {
		return nil
	}
	second, err := models.Simulate(ctx, mb, cfg)
	if err != nil {
		return err
	}
	first, err := second.AgainWhole(ctx, ma)
	if err != nil {
		return err
	}
	var found [2]outcome.Outcome
	for i, s := range []*models.Simulation{first, second} {
		if err := s.CompareMixes(ctx, &found[i], models.MixConfig{Bare: true}); err != nil {
			return err
		}
	}
	for _, y := range found[1].Mixes {
		for _, x := range found[0].Mixes {
			if !strings.EqualFold(x.Name, y.Name) {
				continue
			}
			apart := math.Hypot(wide(x.GapInterval), wide(y.GapInterval))
			bridge.Mixes = append(bridge.Mixes, outcome.MixChange{Name: y.Name, Gap: [2]float64{x.ProbabilityGap, y.ProbabilityGap}, Peak: [2]float64{x.PeakGapP90, y.PeakGapP90},
				Cost: [2]float64{x.CostMean, y.CostMean}, Visible: math.Abs(x.ProbabilityGap-y.ProbabilityGap) > apart})
		}
	}
	return nil
}

// wide is half the width of an interval.
func wide(i outcome.Interval) float64 { return (i[1] - i[0]) / 2 }

func percent(x float64) string { return strconv.FormatFloat(100*x, 'g', 10, 64) + "%" }

// quantity writes an uncertain number as a person wrote it.
func quantity(q *budget.Quantity) string {
	if !q.Written() {
		return ""
	}
	if q.Text != "" {
		return q.Text
	}
	parts := []string{q.Shape}
	for _, v := range []*float64{q.Low, q.Likely, q.High} {
		switch {
		case v == nil:
			parts = append(parts, "-")
		case q.OfBase:
			parts = append(parts, percent(*v))
		default:
			parts = append(parts, strconv.FormatFloat(*v, 'f', -1, 64))
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}
