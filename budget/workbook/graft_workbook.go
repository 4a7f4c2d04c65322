package workbook

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/sheet"
)

// editWorkbook lists the result sheets and their names in the main part.
func (g *graft) editWorkbook() error {
	edits := g.sheetEdits()
	edits = append(edits, g.viewEdits()...)
	names, err := g.nameEdits()
	if err != nil {
		return err
	}
	g.edited[strings.ToLower(g.in.workbook)] = apply(g.in.text, append(edits, names...))
	return nil
}

// sheetEdits takes our earlier sheets out of the list and appends the new.
func (g *graft) sheetEdits() []edit {
	var edits []edit
	list := g.in.tree.kid("sheets")
	last := 0
	for _, s := range list.kids {
		if g.old.sheets[s.attr("id")] {
			edits = append(edits, s.remove())
			continue
		}
		if id, err := strconv.Atoi(s.attr("sheetId")); err == nil {
			last = max(last, id)
		}
	}
	var b strings.Builder
	for i, t := range g.tabs {
		fmt.Fprintf(&b, `<sheet xmlns="%s" xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>`,
			g.ns.main, g.ns.rel, escapeXML(t.title), last+i+1, t.id)
	}
	return append(edits, list.appendTo(g.in.text, b.String()))
}

// moved maps the place of a tab among the old tabs to its place now, -1 when
// it is one of ours that goes.
func (g *graft) moved() []int {
	var to []int
	n := 0
	for _, s := range g.in.tree.kid("sheets").kids {
		if g.old.sheets[s.attr("id")] {
			to = append(to, -1)
			continue
		}
		to = append(to, n)
		n++
	}
	return to
}

// viewEdits keeps activeTab and firstSheet on the tab they meant.
func (g *graft) viewEdits() []edit {
	views := g.in.tree.kid("bookViews")
	if views == nil || len(g.old.sheets) == 0 {
		return nil
	}
	to := g.moved()
	var edits []edit
	for _, v := range views.kids {
		for _, name := range []string{"activeTab", "firstSheet"} {
			i, err := strconv.Atoi(v.attr(name))
			if err != nil || i < 0 || i >= len(to) || to[i] == i {
				continue
			}
			place := to[i]
			if place < 0 {
				place = g.firstVisible()
			}
			if e, ok := v.setAttr(g.in.text, name, strconv.Itoa(place)); ok {
				edits = append(edits, e)
			}
		}
	}
	return edits
}

// firstVisible is the place of the user's first tab that is not hidden.
func (g *graft) firstVisible() int {
	n := 0
	for _, s := range g.in.tree.kid("sheets").kids {
		if g.old.sheets[s.attr("id")] {
			continue
		}
		if state := s.attr("state"); state == "" || state == "visible" {
			return n
		}
		n++
	}
	return 0
}

// nameEdits replaces the names Ballast.* and the names local to our earlier
// sheets, and keeps the others on their sheet.
func (g *graft) nameEdits() ([]edit, error) {
	added, err := g.nameXML()
	if err != nil {
		return nil, err
	}
	list := g.in.tree.kid("definedNames")
	if list == nil {
		at := g.in.tree.kid("sheets").to
		for _, k := range g.in.tree.kids {
			if k.name.Local == "functionGroups" || k.name.Local == "externalReferences" {
				at = max(at, k.to)
			}
		}
		return []edit{{at, at, `<definedNames xmlns="` + g.ns.main + `">` + added + `</definedNames>`}}, nil
	}
	to := g.moved()
	var edits []edit
	for _, n := range list.kids {
		local, err := strconv.Atoi(n.attr("localSheetId"))
		isLocal := err == nil && local >= 0 && local < len(to)
		switch {
		case isLocal && to[local] < 0, !isLocal && !g.book.Inputs && strings.HasPrefix(n.attr("name"), "Ballast."):
			edits = append(edits, n.remove())
		case isLocal && to[local] != local:
			if e, ok := n.setAttr(g.in.text, "localSheetId", strconv.Itoa(to[local])); ok {
				edits = append(edits, e)
			}
		}
	}
	return append(edits, list.appendTo(g.in.text, added)), nil
}

// nameXML writes the names of the book, a hidden marker for every sheet by
// which a later run knows it, and the print areas.
func (g *graft) nameXML() (string, error) {
	var b strings.Builder
	write := func(name, attrs string, at sheet.Range, home *tab) error {
		ref, err := g.address(at, home)
		if err != nil {
			return fmt.Errorf("name %s: %w", name, err)
		}
		fmt.Fprintf(&b, `<definedName xmlns="%s" name="%s"%s>%s</definedName>`, g.ns.main, name, attrs, escapeXML(ref))
		return nil
	}
	legal := regexp.MustCompile(`^Ballast\.[A-Za-z0-9_.]+$`)
	seen := map[string]bool{}
	for _, n := range g.book.Names {
		if !legal.MatchString(n.Name) || strings.HasPrefix(n.Name, markerPrefix) || seen[fold(n.Name)] {
			return "", fmt.Errorf("defined name %q is not of the form Ballast.Word or is used twice", n.Name)
		}
		seen[fold(n.Name)] = true
		if err := write(n.Name, "", n.At, nil); err != nil {
			return "", err
		}
	}
	for i, title := range g.book.Passed {
		fmt.Fprintf(&b, `<definedName xmlns="%s" name="%s%d" hidden="1">%s!$A$1</definedName>`, g.ns.main, skipPrefix, i+100, escapeXML(quoteTab(title)))
	}
	first := sheet.Range{R1: 1, C1: 1, R2: 1, C2: 1}
	for i := range g.tabs {
		t := &g.tabs[i]
		marker := markerPrefix + regexp.MustCompile(`[^A-Za-z0-9_.]`).ReplaceAllString(t.sheet.Key, "_")
		if g.book.Inputs {
			marker = inputMarker(t.sheet.Key, i)
		}
		if err := write(marker, ` hidden="1"`, first, t); err != nil {
			return "", err
		}
		if t.sheet.Print == (sheet.Range{}) {
			continue
		}
		if err := write("_xlnm.Print_Area", fmt.Sprintf(` localSheetId="%d"`, len(g.user)+i), t.sheet.Print, t); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// inputMarker is the hidden name of a sheet that adopt made: the sheet of the
// plan that it is, or that it is none.
func inputMarker(key string, i int) string {
	switch key {
	case "project":
		return inputPrefix + "Project"
	case "costs":
		return inputPrefix + "Costs"
	}
	return fmt.Sprintf("%s%d", skipPrefix, i)
}

// editRels relates the main part to the new sheets.
func (g *graft) editRels() error {
	name := relsName(g.in.workbook)
	data, root, err := g.in.parse(name, 1)
	if err != nil {
		return err
	}
	var edits []edit
	for _, k := range root.kids {
		if g.old.rels[k.attr("Id")] {
			edits = append(edits, k.remove())
		}
	}
	edits = append(edits, root.appendTo(data, strings.Join(g.wbRels, "")))
	g.edited[strings.ToLower(name)] = apply(data, edits)
	return nil
}

// editTypes gives the new parts their content types.
func (g *graft) editTypes() error {
	data, root, err := g.in.parse(g.in.types, 1)
	if err != nil {
		return err
	}
	var edits []edit
	defaults := map[string]string{}
	for _, k := range root.kids {
		switch k.name.Local {
		case "Default":
			defaults[strings.ToLower(k.attr("Extension"))] = k.attr("ContentType")
		case "Override":
			if g.old.drop[strings.ToLower(strings.TrimPrefix(k.attr("PartName"), "/"))] {
				edits = append(edits, k.remove())
			}
		}
	}
	var b strings.Builder
	if defaults["rels"] == "" {
		fmt.Fprintf(&b, `<Default xmlns="%s" Extension="rels" ContentType="%s"/>`, packageTypes, typeRels)
	}
	for _, p := range g.parts {
		ext := strings.ToLower(strings.TrimPrefix(path.Ext(p.name), "."))
		if p.kind == "" || defaults[ext] == p.kind {
			continue
		}
		fmt.Fprintf(&b, `<Override xmlns="%s" PartName="%s" ContentType="%s"/>`, packageTypes, escapeXML("/"+p.name), p.kind)
	}
	edits = append(edits, root.appendTo(data, b.String()))
	g.edited[strings.ToLower(g.in.types)] = apply(data, edits)
	return nil
}

// userTabs lists the user's tabs in order, for the check after writing.
func (p *pack) userTabs(old *leftover) []string {
	var all []string
	for _, s := range p.tree.kid("sheets").kids {
		if !old.sheets[s.attr("id")] {
			all = append(all, strings.Join([]string{s.attr("name"), s.attr("sheetId"), s.attr("id"), s.attr("state")}, "\x00"))
		}
	}
	return slices.Clip(all)
}
