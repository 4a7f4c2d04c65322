package graft

import (
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// leftover is what an earlier run left in the workbook.
type leftover struct {
	Sheets map[string]bool // relation ids of our sheets
	drop   map[string]bool // lower-case names of the parts to leave out
	rels   map[string]bool // relation ids of the main part to leave out
}

// Leftovers finds our sheets of an earlier run, see Tabs, and the parts that only
// they use.
func Leftovers(p *opc.Package) (*leftover, error) {
	old := &leftover{Sheets: map[string]bool{}, drop: map[string]bool{}, rels: map[string]bool{}}
	stale := map[string]bool{}
	for _, t := range Tabs(p) {
		if t.Whose == Ours {
			old.Sheets[t.ID], old.rels[t.ID] = true, true
			stale[t.sheetID] = true
		}
	}
	if len(old.Sheets) == 0 {
		return old, nil
	}
	if err := markDropped(p, old); err != nil {
		return nil, err
	}
	return old, dropCalcChain(p, old, stale)
}

// markDropped finds the parts that are reached from our old sheets and from
// nowhere else.
func markDropped(p *opc.Package, old *leftover) error {
	kept := map[string]bool{}
	if err := walk(p, "", func(from string, r opc.Relation) bool {
		return !strings.EqualFold(from, p.Workbook) || !old.Sheets[r.ID]
	}, kept); err != nil {
		return err
	}
	gone := map[string]bool{}
	for _, r := range p.Rels {
		if !old.Sheets[r.ID] || r.Target == "" {
			continue
		}
		gone[strings.ToLower(r.Target)] = true
		if err := walk(p, r.Target, func(string, opc.Relation) bool { return true }, gone); err != nil {
			return err
		}
	}
	for name := range gone {
		if !kept[name] {
			old.drop[name] = true
			old.drop[strings.ToLower(opc.RelsName(name))] = true
		}
	}
	return nil
}

// walk marks every part that is reached from one through relations that
// follow allows.
func walk(p *opc.Package, from string, follow func(from string, r opc.Relation) bool, seen map[string]bool) error {
	rels, err := p.Relations(from)
	if err != nil {
		return err
	}
	for _, r := range rels {
		key := strings.ToLower(r.Target)
		if r.Target == "" || seen[key] || !p.Has(r.Target) || !follow(from, r) {
			continue
		}
		seen[key] = true
		if err := walk(p, r.Target, follow, seen); err != nil {
			return err
		}
	}
	return nil
}

// dropCalcChain leaves the calculation chain out when it names cells of a
// sheet that goes away, which a spreadsheet program would call damage; it
// builds a new one silently. Our own output never enters it: this happens only
// after another program saved the result.
func dropCalcChain(p *opc.Package, old *leftover, stale map[string]bool) error {
	for _, r := range p.Rels {
		if !strings.HasSuffix(r.Kind, "/calcChain") || !p.Has(r.Target) {
			continue
		}
		_, root, err := p.Parse(r.Target, 1)
		if err != nil {
			return err
		}
		for _, c := range root.Kids {
			if stale[c.Attr("i")] {
				old.drop[strings.ToLower(r.Target)] = true
				old.rels[r.ID] = true
				break
			}
		}
	}
	return nil
}
