package workbook

import (
	"regexp"
	"strings"
)

// leftover is what an earlier run left in the workbook.
type leftover struct {
	sheets map[string]bool // relation ids of our sheets
	drop   map[string]bool // lower-case names of the parts to leave out
	rels   map[string]bool // relation ids of the main part to leave out
}

// markerPrefix begins the hidden names that point at our sheets. A spreadsheet
// program that saves the workbook renames its parts; the names survive.
const markerPrefix = "Ballast.Sheet."

// ourSheet matches the part names of result sheets as Graft writes them.
func ourSheet() *regexp.Regexp { return regexp.MustCompile(`(?i)/ballast_sheet\d+\.xml$`) }

// leftovers finds our sheets of an earlier run, by their part names and by
// the hidden names that point at them, never by title; and the parts that only
// they use.
func (p *pack) leftovers() (*leftover, error) {
	old := &leftover{sheets: map[string]bool{}, drop: map[string]bool{}, rels: map[string]bool{}}
	byName, ours := p.markedTitles(), ourSheet()
	targets := map[string]string{}
	for _, r := range p.rels {
		targets[r.id] = r.target
	}
	stale := map[string]bool{}
	for _, s := range p.tree.kid("sheets").kids {
		id := s.attr("id")
		if byName[fold(s.attr("name"))] || ours.MatchString("/"+targets[id]) {
			old.sheets[id], old.rels[id] = true, true
			stale[s.attr("sheetId")] = true
		}
	}
	if len(old.sheets) == 0 {
		return old, nil
	}
	if err := p.markDropped(old); err != nil {
		return nil, err
	}
	return old, p.dropCalcChain(old, stale)
}

// markedTitles returns the folded titles that hidden names call ours.
func (p *pack) markedTitles() map[string]bool {
	titles := map[string]bool{}
	names := p.tree.kid("definedNames")
	if names == nil {
		return titles
	}
	for _, n := range names.kids {
		if !strings.HasPrefix(n.attr("name"), markerPrefix) || n.attr("hidden") == "" || n.attr("hidden") == "0" {
			continue
		}
		formula, err := textOf(p.text, n)
		if err != nil {
			continue
		}
		if title, _, ok := cutAddress(formula); ok {
			titles[fold(title)] = true
		}
	}
	return titles
}

// cutAddress splits 'Bob”s plan'!$A$1 into the tab's title and the cell.
func cutAddress(formula string) (title, cell string, ok bool) {
	i := strings.LastIndex(formula, "!")
	if i < 0 || strings.HasPrefix(formula, "#REF!") || strings.HasSuffix(formula, "#REF!") {
		return "", "", false
	}
	title = formula[:i]
	if strings.HasPrefix(title, "'") && strings.HasSuffix(title, "'") && len(title) > 1 {
		title = strings.ReplaceAll(title[1:len(title)-1], "''", "'")
	}
	return title, formula[i+1:], true
}

// markDropped finds the parts that are reached from our old sheets and from
// nowhere else.
func (p *pack) markDropped(old *leftover) error {
	kept := map[string]bool{}
	if err := p.walk("", func(from string, r relation) bool {
		return !strings.EqualFold(from, p.workbook) || !old.sheets[r.id]
	}, kept); err != nil {
		return err
	}
	gone := map[string]bool{}
	for _, r := range p.rels {
		if !old.sheets[r.id] || r.target == "" {
			continue
		}
		gone[strings.ToLower(r.target)] = true
		if err := p.walk(r.target, func(string, relation) bool { return true }, gone); err != nil {
			return err
		}
	}
	for name := range gone {
		if !kept[name] {
			old.drop[name] = true
			old.drop[strings.ToLower(relsName(name))] = true
		}
	}
	return nil
}

// walk marks every part that is reached from one through relations that
// follow allows.
func (p *pack) walk(from string, follow func(from string, r relation) bool, seen map[string]bool) error {
	rels, err := p.relations(from)
	if err != nil {
		return err
	}
	for _, r := range rels {
		key := strings.ToLower(r.target)
		if r.target == "" || seen[key] || !p.has(r.target) || !follow(from, r) {
			continue
		}
		seen[key] = true
		if err := p.walk(r.target, follow, seen); err != nil {
			return err
		}
	}
	return nil
}

// dropCalcChain leaves the calculation chain out when it names cells of a
// sheet that goes away, which a spreadsheet program would call damage; it
// builds a new one silently. Our own output never enters it: this happens only
// after another program saved the result.
func (p *pack) dropCalcChain(old *leftover, stale map[string]bool) error {
	for _, r := range p.rels {
		if !strings.HasSuffix(r.kind, "/calcChain") || !p.has(r.target) {
			continue
		}
		_, root, err := p.parse(r.target, 1)
		if err != nil {
			return err
		}
		for _, c := range root.kids {
			if stale[c.attr("i")] {
				old.drop[strings.ToLower(r.target)] = true
				old.rels[r.id] = true
				break
			}
		}
	}
	return nil
}
