package budget

import (
	"slices"
	"strings"
)

// duplicates: IDs are one space over lines, streams, sources and risks, since
// Affects and Correlations name them without a sheet; other names are unique
// on their sheet.
func (c *checker) duplicates() {
	for _, list := range [][]named{c.ids, c.drivers, c.vendors, c.partnerN, c.profileN} {
		first := map[string]named{}
		for _, n := range list {
			key := strings.ToLower(n.name)
			old, twice := first[key]
			if !twice {
				first[key] = n
				continue
			}
			field := "ID"
			if n.row.Get("ID") == "" {
				field = "Name"
			}
			c.at(n.row, field, Error, "duplicate-id", c.w.Say("problem.duplicate-id", n.name, place(old.ref, n.ref)), c.w.Say("problem.duplicate-id.hint"))
		}
	}
}

// place names a cell, without its sheet when the other is on the same.
func place(ref, from Ref) string {
	if ref.Sheet == from.Sheet {
		return ref.Cell
	}
	return ref.Sheet + "!" + ref.Cell
}

// refer checks one reference; "" refers to nothing.
func (c *checker) refer(row Row, field, name string, lists ...[]named) {
	if name == "" {
		return
	}
	var all []named
	for _, l := range lists {
		if known(l, name) {
			return
		}
		all = append(all, l...)
	}
	if parts, ok := severalKnown(all, name); ok {
		c.at(row, field, Error, "several-names", c.w.Say("problem.several-names", strings.Join(parts, ", "), header(row, field)), c.w.Say("problem.several-names.hint"))
		return
	}
	c.unknown(row, field, name, all)
}

// severalKnown parts a text into names that all exist: several named things in
// a cell that holds one.
func severalKnown(all []named, text string) ([]string, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;/&+、，；\n", r) })
	for i := range parts {
		if parts[i] = strings.TrimSpace(parts[i]); !known(all, parts[i]) {
			return nil, false
		}
	}
	return parts, len(parts) > 1
}

// unknown reports a reference to nothing, with a guess or the names there are.
func (c *checker) unknown(row Row, field, name string, all []named) {
	hint := c.w.Say("problem.unknown-reference.none", header(row, field))
	if len(all) > 0 {
		hint = c.w.Say("problem.unknown-reference.hint", few(all))
	}
	for _, n := range all {
		if near(n.name, name) {
			hint = c.w.Say("problem.unknown-reference.guess", n.name)
			break
		}
	}
	c.at(row, field, Error, "unknown-reference", c.w.Say("problem.unknown-reference", header(row, field), name), hint)
}

// near tells whether two names differ by letter case, blanks, or one letter.
func near(a, b string) bool {
	plain := func(s string) []rune { return []rune(strings.ToLower(strings.ReplaceAll(s, " ", ""))) }
	x, y := plain(a), plain(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if string(x) == string(y) {
		return true
	}
	if len(y)-len(x) > 1 || len(y) < 4 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) == len(y) {
		return string(x[i+1:]) == string(y[i+1:])
	}
	return string(x[i:]) == string(y[i+1:])
}

func (c *checker) lineReferences() {
	for _, l := range c.plan.Costs {
		c.refer(l.Row, "Driver", l.Driver, c.drivers)
		c.refer(l.Row, "Vendor", l.Vendor, c.vendors)
		c.refer(l.Row, "Currency", l.Currency, c.drivers)
		if !builtinProfile(l.Profile) {
			c.refer(l.Row, "Profile", l.Profile, c.profileN, builtinProfiles())
		}
	}
}

func builtinProfile(name string) bool { return name == "" || known(builtinProfiles(), name) }

// builtinProfiles are the profiles that need no row of their own.
func builtinProfiles() []named {
	var all []named
	for _, name := range []string{"even", "front", "back", "s-curve", "rayleigh", "start", "end"} {
		all = append(all, named{name: name, kind: "profile"})
	}
	return all
}

func (c *checker) streamReferences() {
	for _, s := range c.plan.Revenue {
		c.refer(s.Row, "Driver", s.Driver, c.drivers)
		c.refer(s.Row, "Partner", s.Partner, c.partnerN)
	}
}

func (c *checker) sourceReferences() {
	for _, s := range c.plan.Funding {
		c.refer(s.Row, "Rate driver", s.RateDriver, c.drivers)
		c.refer(s.Row, "Partner", s.Partner, c.partnerN)
		for _, id := range s.RecoveredFrom {
			c.refer(s.Row, "Recovered from", id, c.kinds("revenue"))
		}
	}
	sources, conditions := c.kinds("funding"), c.kinds("cost", "risk")
	for _, t := range c.plan.Tranches {
		c.refer(t.Row, "Source", t.Source, sources)
		for _, id := range t.Conditions {
			c.refer(t.Row, "Condition", id, conditions)
		}
	}
}

// kinds returns the IDs of some kinds.
func (c *checker) kinds(kinds ...string) []named {
	var out []named
	for _, n := range c.ids {
		for _, k := range kinds {
			if n.kind == k {
				out = append(out, n)
			}
		}
	}
	return out
}

func (c *checker) riskReferences() {
	targets := c.kinds("cost", "revenue", "funding")
	phases := map[string]bool{}
	for _, l := range c.plan.Costs {
		if l.Phase != "" && !phases[l.Phase] {
			phases[l.Phase] = true
			targets = append(targets, named{name: l.Phase, kind: "phase", row: l.Row})
		}
	}
	risks := c.kinds("risk")
	for _, r := range c.plan.Risks {
		for _, id := range r.DependsOn {
			c.refer(r.Row, "Depends on", id, risks)
		}
		for _, name := range r.Affects {
			if name != "all" {
				c.refer(r.Row, "Affects", name, targets)
			}
		}
	}
}

// parentCycles: following parents must come to an end, by whichever of them.
// Each cycle is reported once, at the first of its risks.
func (c *checker) parentCycles() {
	byID := map[string]*Risk{}
	for i := range c.plan.Risks {
		r := &c.plan.Risks[i]
		byID[strings.ToLower(r.ID)] = r
	}
	done, reported := map[*Risk]bool{}, map[*Risk]bool{}
	var visit func(r *Risk, path []*Risk)
	visit = func(r *Risk, path []*Risk) {
		if from := slices.Index(path, r); from >= 0 {
			c.cycle(path[from:], reported)
			return
		}
		if done[r] {
			return
		}
		path = append(path, r)
		for _, id := range r.DependsOn {
			if parent := byID[strings.ToLower(id)]; parent != nil {
				visit(parent, path)
			}
		}
		done[r] = true
	}
	for i := range c.plan.Risks {
		visit(&c.plan.Risks[i], nil)
	}
}

// cycle reports risks of which each depends on the next, and the last on the
// first.
func (c *checker) cycle(risks []*Risk, reported map[*Risk]bool) {
	if reported[risks[0]] {
		return
	}
	names := make([]string, 0, len(risks)+1)
	for _, r := range risks {
		reported[r] = true
		names = append(names, r.ID)
	}
	names = append(names, risks[0].ID)
	c.at(risks[0].Row, "Depends on", Error, "parent-cycle", c.w.Say("problem.parent-cycle", strings.Join(names, " > ")), c.w.Say("problem.parent-cycle.hint"))
}
