package budget

import (
	"strings"

	"ballast/budget/words"
)

// Check looks at a plan as a whole and returns what a person should mend or
// look at, in the language of w. It runs every check of a named list and finds
// all problems at once; the plan is not changed.
func Check(p *Plan, w *words.Words) []Problem {
	c := &checker{plan: p, w: w}
	c.collect()
	for _, rule := range checks() {
		rule.run(c)
	}
	return c.problems
}

// check is one named look at a plan.
type check struct {
	name string
	run  func(*checker)
}

// checks is the list of all checks, in the order in which they run.
func checks() []check {
	return []check{
		{"duplicate IDs", (*checker).duplicates},
		{"references of lines", (*checker).lineReferences},
		{"references of streams", (*checker).streamReferences},
		{"references of sources and tranches", (*checker).sourceReferences},
		{"references of risks", (*checker).riskReferences},
		{"parent cycles", (*checker).parentCycles},
		{"correlations", (*checker).correlations},
		{"settings", (*checker).settings},
		{"matrix thresholds", (*checker).thresholds},
		{"durations", (*checker).durations},
		{"windows", (*checker).windows},
		{"profiles", (*checker).profiles},
		{"partner shares", (*checker).partners},
		{"past the horizon", (*checker).horizon},
		{"terms of debt", (*checker).terms},
		{"tables of drivers", (*checker).driverTables},
		{"amounts", (*checker).amounts},
		{"co-financing", (*checker).coFinancing},
		{"largest shares", (*checker).maxShares},
		{"owners' money", (*checker).ownersMoney},
		{"tranche sums", (*checker).trancheSums},
		{"minimum cash", (*checker).minimumCash},
		{"as-of month", (*checker).asOfMonth},
		{"actuals", (*checker).actualLines},
		{"dates of control", (*checker).controlDates},
		{"progress", (*checker).progressRows},
		{"control rows twice", (*checker).controlTwice},
		{"events", (*checker).eventRisks},
		{"reserve ledger", (*checker).ledgerDrawn},
		{"warning rules", (*checker).ruleRows},
		{"commitments", (*checker).commitmentRows},
		{"changes", (*checker).changeRows},
		{"over-commitment", (*checker).overCommitted},
		{"gates", (*checker).gateRows},
		{"actions", (*checker).actionRows},
		{"deliveries", (*checker).deliveryRows},
		{"position", (*checker).positionRows},
		{"resources", (*checker).resourceRows},
		{"appraisal", (*checker).cardRules},
		{"age of plan and drill", (*checker).stale},
		{"reference class", (*checker).reference},
		{"mixes", (*checker).mixes},
		{"stresses", (*checker).stresses},
		{"settings of mixes", (*checker).mixRules},
	}
}

// checker carries one checking.
type checker struct {
	plan     *Plan
	w        *words.Words
	problems []Problem

	ids      []named // of lines, streams, sources and risks, in that order
	drivers  []named
	vendors  []named
	partnerN []named
	profileN []named
}

// named is a name and the row that bears it.
type named struct {
	name string
	kind string // cost, revenue, funding, risk, driver, vendor, partner, profile
	row  Row
	ref  Ref
}

// collect lists all names.
func (c *checker) collect() {
	add := func(list *[]named, name, kind, field string, row Row) {
		*list = append(*list, named{name, kind, row, row.Ref(field)})
	}
	for _, l := range c.plan.Costs {
		add(&c.ids, l.ID, "cost", "ID", l.Row)
	}
	for _, s := range c.plan.Revenue {
		add(&c.ids, s.ID, "revenue", "ID", s.Row)
	}
	for _, s := range c.plan.Funding {
		add(&c.ids, s.ID, "funding", "ID", s.Row)
	}
	for _, r := range c.plan.Risks {
		add(&c.ids, r.ID, "risk", "ID", r.Row)
	}
	for _, d := range c.plan.Drivers {
		add(&c.drivers, d.Name, "driver", "Name", d.Row)
	}
	for _, v := range c.plan.Vendors {
		add(&c.vendors, v.Name, "vendor", "Name", v.Row)
	}
	for _, p := range c.plan.Partners {
		add(&c.partnerN, p.Name, "partner", "Name", p.Row)
	}
	for _, p := range c.plan.Profiles {
		add(&c.profileN, p.Name, "profile", "Name", p.Row)
	}
}

// at reports a problem at a field of a row and quotes the row.
func (c *checker) at(row Row, field string, s Severity, code, message, hint string) {
	name := "Name"
	if row.Get("Name") == "" {
		name = "ID"
	}
	fields := []string{name, field}
	if field == name {
		fields = []string{"ID", "Name"}
	}
	c.problems = append(c.problems, Problem{Ref: row.Ref(field), Severity: s, Code: code, Message: message, Hint: hint, Row: row.Excerpt(fields...)})
}

// setting reports a problem with a setting of the sheet Project.
func (c *checker) setting(field string, s Severity, code, message, hint string) {
	ref, ok := c.plan.Project.Cells[field]
	if !ok {
		ref = Ref{File: c.plan.File}
	}
	c.problems = append(c.problems, Problem{Ref: ref, Severity: s, Code: code, Message: message, Hint: hint})
}

// written is a setting's name as it stands in the workbook.
func (c *checker) written(field string) string { return c.plan.written(field) }

// written is a setting's name as it stands in the workbook.
func (p *Plan) written(field string) string {
	if name := p.Project.Names[field]; name != "" {
		return name
	}
	return field
}

// header is a field's header as written in the row's table, or the field.
func header(row Row, field string) string {
	if row.Table != nil {
		for _, c := range row.Table.Columns {
			if c.Field == field {
				return c.Header
			}
		}
	}
	return field
}

// known tells whether a name is in a list.
func known(list []named, name string) bool {
	for _, n := range list {
		if n.name == name {
			return true
		}
	}
	return false
}

// few lists the first names of a list for a hint.
func few(list []named) string {
	const most = 12
	var names []string
	for i, n := range list {
		if i == most {
			names = append(names, "...")
			break
		}
		if n.kind == "phase" && n.row.Get("Phase") != "" {
			n.name = n.row.Get("Phase") // as written
		}
		names = append(names, n.name)
	}
	return strings.Join(names, ", ")
}
