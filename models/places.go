package models

import (
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// places says of every line, risk, source, input and warning of an outcome in which cell
// it stands.
//
// Checked: TestAnswers of cmd/ballast.
func (m *Model) places(o *outcome.Outcome) {
	rows := m.rowPlaces()
	for i := range o.Position {
		o.Position[i].At = o.Position[i].Ref.At()
	}
	for i := range o.Risks {
		o.Risks[i].At = o.Risks[i].Ref.At()
	}
	for _, table := range [][]outcome.Driver{o.Sensitivity.Cost, o.Sensitivity.NPV, o.Sensitivity.PeakGap, o.Sensitivity.Payback} {
		for i := range table {
			table[i].At = table[i].Ref.At()
		}
	}
	for _, list := range [][]outcome.Share{o.Reserve.Allocation.Lines, o.Reserve.Allocation.Risks} {
		for i := range list {
			list[i].At = rows[strings.ToUpper(list[i].ID)]
		}
	}
	if f := o.Funding; f != nil {
		for i := range f.Sources {
			f.Sources[i].At = rows[strings.ToUpper(f.Sources[i].ID)]
		}
	}
	if c := o.Control; c != nil {
		for i := range c.Sources {
			c.Sources[i].At = rows[strings.ToUpper(c.Sources[i].ID)]
		}
		for _, list := range [][]outcome.Performance{c.Lines, c.Vendors} {
			for i := range list {
				list[i].At = rows[strings.ToUpper(list[i].ID)]
			}
		}
		for i := range c.Cards.Vendors {
			c.Cards.Vendors[i].At = rows[strings.ToUpper(c.Cards.Vendors[i].Name)]
		}
	}
	m.cyclePlaces(o, rows)
	m.partnerPlaces(o)
	for i := range o.Warnings {
		w := &o.Warnings[i]
		if w.At = rows[strings.ToUpper(w.Where)]; w.At == "" {
			w.At = m.judgedAt(w.Metric)
		}
	}
}

// cyclePlaces does the same for contracts, changes and actions.
func (m *Model) cyclePlaces(o *outcome.Outcome, rows map[string]string) {
	at := map[string]string{}
	for i := range m.plan.Changes {
		at[m.plan.Changes[i].ID] = m.plan.Changes[i].Row.Ref("Amount").At()
	}
	if c := o.Commitments; c != nil {
		for _, list := range [][]outcome.Spending{c.Lines, c.Vendors} {
			for i := range list {
				list[i].At = rows[strings.ToUpper(list[i].ID)]
			}
		}
		for i := range c.Changes {
			c.Changes[i].At = at[c.Changes[i].ID]
		}
	}
	for i := range m.plan.Actions {
		at[m.plan.Actions[i].ID] = m.plan.Actions[i].Row.Ref("ID").At()
	}
	for i := range o.Followups {
		o.Followups[i].At = at[o.Followups[i].ID]
	}
}

// partnerPlaces does the same for partners.
func (m *Model) partnerPlaces(o *outcome.Outcome) {
	if o.Return == nil {
		return
	}
	for p := range o.Return.Partners {
		o.Return.Partners[p].At = m.partnerAt(p)
	}
	if s := o.Return.Stakes; s != nil {
		for p := range m.partners {
			s.Parties[p].At = m.partnerAt(p)
		}
	}
}

func (m *Model) partnerAt(p int) string { return m.plan.Partners[p].Row.Ref("Name").At() }

// mixPlaces does the same for mixes, their sources and partners, and stresses.
func (m *Model) mixPlaces(results []outcome.MixResult, study *outcome.MixStudy) {
	rows := m.rowPlaces()
	source := func(id string) string { return rows[strings.ToUpper(id)] }
	for i := range results {
		r := &results[i]
		if i < len(m.plan.Mixes) {
			r.At = m.plan.Mixes[i].Ref.At()
		}
		for j := range r.Sources {
			r.Sources[j].At = source(r.Sources[j].ID)
		}
		for j := range r.Removal {
			r.Removal[j].At = source(r.Removal[j].ID)
		}
		for j := range r.PerUnit {
			r.PerUnit[j].At = source(r.PerUnit[j].ID)
		}
		for p := range r.Partners {
			r.Partners[p].At = m.partnerAt(p)
		}
	}
	for i := range study.Stress {
		if i < len(m.plan.Stress) {
			study.Stress[i].At = m.plan.Stress[i].Ref.At()
		}
	}
	if best := study.Optimised; best != nil {
		for j := range best.Amounts {
			best.Amounts[j].At = source(best.Amounts[j].ID)
		}
		for j := range best.Binding {
			best.Binding[j].At = source(best.Binding[j].ID)
		}
		for k := range best.Frontier {
			for j := range best.Frontier[k].Amounts {
				best.Frontier[k].Amounts[j].At = source(best.Frontier[k].Amounts[j].ID)
			}
		}
	}
}

// rowPlaces are the cells of lines, risks, sources and vendors by ID, in capitals.
func (m *Model) rowPlaces() map[string]string {
	p, at := m.plan, map[string]string{}
	put := func(id string, r budget.Row, field string) {
		if key := strings.ToUpper(id); key != "" && at[key] == "" {
			at[key] = r.Ref(field).At()
		}
	}
	for i := range p.Costs {
		put(p.Costs[i].ID, p.Costs[i].Row, "Amount")
	}
	for i := range p.Risks {
		put(p.Risks[i].ID, p.Risks[i].Row, "Name")
	}
	for i := range p.Funding {
		put(p.Funding[i].ID, p.Funding[i].Row, "Committed")
	}
	for i := range p.Vendors {
		put(p.Vendors[i].Name, p.Vendors[i].Row, "Name")
	}
	return at
}

// judgedAt is the cell by which a metric of the whole plan is judged: its rule, else the
// setting that it is compared with, else where the plan's settings begin.
func (m *Model) judgedAt(metric string) string {
	if rule, ok := m.rule(metric); ok {
		if at := rule.Row.Ref("Metric").At(); at != "" {
			return at
		}
	}
	cells := m.plan.Project.Cells
	settings := map[string]string{"overrun": "Budget limit", "eac": "Budget limit", "gap3": "Minimum cash", "gap6": "Minimum cash", "runway": "Minimum cash",
		"adequacy": "Approved reserve", "drawn": "Approved reserve", "payback": "Payback target"}
	for _, name := range []string{settings[metric], "Budget limit", "As-of month", "Start month"} {
		if at := cells[name].At(); at != "" {
			return at
		}
	}
	return ""
}
