package graft

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// Names by which a workbook tells which of its sheets are inputs that adopt
// made, and which are none although their titles look like it.
const (
	InputPrefix = "BallastInput."
	SkipPrefix  = "BallastInput.Skip"
)

// editWorkbook lists the result sheets and their names in the main part.
func (g *Run) editWorkbook() error {
	edits := g.sheetEdits()
	edits = append(edits, g.viewEdits()...)
	names, err := g.nameEdits()
	if err != nil {
		return err
	}
	g.edited[strings.ToLower(g.In.Workbook)] = opc.Apply(g.In.Text, append(edits, names...))
	return nil
}

// sheetEdits takes our earlier sheets out of the list and appends the new.
func (g *Run) sheetEdits() []opc.Edit {
	var edits []opc.Edit
	list := g.In.Tree.Kid("sheets")
	last := 0
	for _, s := range list.Kids {
		if g.Old.Sheets[s.Attr("id")] {
			edits = append(edits, s.Remove())
			continue
		}
		if id, err := strconv.Atoi(s.Attr("sheetId")); err == nil {
			last = max(last, id)
		}
	}
	var b strings.Builder
	for i, t := range g.Tabs {
		fmt.Fprintf(&b, `<sheet xmlns="%s" xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>`,
			g.ns.Main, g.ns.Rel, opc.Escape(t.Title), last+i+1, t.id)
	}
	return append(edits, list.AppendTo(g.In.Text, b.String()))
}

// moved maps the place of a tab among the old tabs to its place now, -1 when
// it is one of ours that goes.
func (g *Run) moved() []int {
	var to []int
	n := 0
	for _, s := range g.In.Tree.Kid("sheets").Kids {
		if g.Old.Sheets[s.Attr("id")] {
			to = append(to, -1)
			continue
		}
		to = append(to, n)
		n++
	}
	return to
}

// viewEdits keeps activeTab and firstSheet on the tab they meant.
func (g *Run) viewEdits() []opc.Edit {
	views := g.In.Tree.Kid("bookViews")
	if g.front >= 0 && (views == nil || len(views.Kids) == 0) {
		text := fmt.Sprintf(`<bookViews xmlns="%s"><workbookView activeTab="%d"/></bookViews>`, g.ns.Main, g.frontPlace())
		if views != nil {
			return []opc.Edit{views.Remove(), opc.Insert(g.In.Tree.Kid("sheets").From, text)}
		}
		return []opc.Edit{opc.Insert(g.In.Tree.Kid("sheets").From, text)}
	}
	if views == nil || len(g.Old.Sheets) == 0 && g.front < 0 {
		return nil
	}
	to := g.moved()
	var edits []opc.Edit
	for k, v := range views.Kids {
		for _, name := range []string{"activeTab", "firstSheet"} {
			if name == "activeTab" && k == 0 && g.front >= 0 {
				edits = append(edits, g.setFront(v))
				continue
			}
			i, err := strconv.Atoi(v.Attr(name))
			if err != nil || i < 0 || i >= len(to) || to[i] == i {
				continue
			}
			place := to[i]
			if place < 0 {
				place = g.firstVisible()
			}
			if e, ok := v.SetAttr(g.In.Text, name, strconv.Itoa(place)); ok {
				edits = append(edits, e)
			}
		}
	}
	return edits
}

// firstVisible is the place of the user's first tab that is not hidden.
func (g *Run) firstVisible() int {
	n := 0
	for _, s := range g.In.Tree.Kid("sheets").Kids {
		if g.Old.Sheets[s.Attr("id")] {
			continue
		}
		if state := s.Attr("state"); state == "" || state == "visible" {
			return n
		}
		n++
	}
	return 0
}

// nameEdits replaces the names Ballast.* and the names local to our earlier
// sheets, and keeps the others on their sheet.
func (g *Run) nameEdits() ([]opc.Edit, error) {
	added, err := g.nameXML()
	if err != nil {
		return nil, err
	}
	list := g.In.Tree.Kid("definedNames")
	if list == nil {
		at := g.In.Tree.Kid("sheets").To
		for _, k := range g.In.Tree.Kids {
			if k.Name.Local == "functionGroups" || k.Name.Local == "externalReferences" {
				at = max(at, k.To)
			}
		}
		return []opc.Edit{opc.Insert(at, `<definedNames xmlns="`+g.ns.Main+`">`+added+`</definedNames>`)}, nil
	}
	to := g.moved()
	var edits []opc.Edit
	for _, n := range list.Kids {
		local, err := strconv.Atoi(n.Attr("localSheetId"))
		isLocal := err == nil && local >= 0 && local < len(to)
		switch {
		case isLocal && to[local] < 0, !isLocal && !g.book.Inputs && strings.HasPrefix(n.Attr("name"), "Ballast."):
			edits = append(edits, n.Remove())
		case isLocal && to[local] != local:
			if e, ok := n.SetAttr(g.In.Text, "localSheetId", strconv.Itoa(to[local])); ok {
				edits = append(edits, e)
			}
		}
	}
	return append(edits, list.AppendTo(g.In.Text, added)), nil
}

// nameXML writes the names of the book, a hidden marker for every sheet by
// which a later run knows it, and the print areas.
func (g *Run) nameXML() (string, error) {
	var b strings.Builder
	write := func(name, attrs string, at sheet.Range, home *tab) error {
		ref, err := g.address(at, home)
		if err != nil {
			return fmt.Errorf("name %s: %w", name, err)
		}
		fmt.Fprintf(&b, `<definedName xmlns="%s" name="%s"%s>%s</definedName>`, g.ns.Main, name, attrs, opc.Escape(ref))
		return nil
	}
	legal := regexp.MustCompile(`^Ballast\.[A-Za-z0-9_.]+$`)
	seen := map[string]bool{}
	for _, n := range g.book.Names {
		if !legal.MatchString(n.Name) || reserved(n.Name) || seen[fold(n.Name)] {
			return "", fmt.Errorf("defined name %q is not of the form Ballast.Word or is used twice", n.Name)
		}
		seen[fold(n.Name)] = true
		if err := write(n.Name, "", n.At, nil); err != nil {
			return "", err
		}
		b.WriteString(g.defaultOf(n))
	}
	for i, title := range g.book.Passed {
		fmt.Fprintf(&b, `<definedName xmlns="%s" name="%s%d" hidden="1">%s!$A$1</definedName>`, g.ns.Main, SkipPrefix, i+100, opc.Escape(opc.QuoteTab(title)))
	}
	b.WriteString(g.resultNames())
	corner := sheet.Range{R1: 1, C1: 1, R2: 1000, C2: 26} // moving one cell elsewhere does not move the name
	if g.book.Inputs {
		corner = sheet.Range{R1: 1, C1: 1, R2: 1, C2: 1}
	}
	for i := range g.Tabs {
		t := &g.Tabs[i]
		marker := markerPrefix + regexp.MustCompile(`[^A-Za-z0-9_.]`).ReplaceAllString(t.sheet.Key, "_")
		if g.book.Inputs {
			marker = inputMarker(t.sheet.Key, i)
		}
		if err := write(marker, ` hidden="1"`, corner, t); err != nil {
			return "", err
		}
		if r := t.sheet.Repeat; r > 0 {
			fmt.Fprintf(&b, `<definedName xmlns="%s" name="_xlnm.Print_Titles" localSheetId="%d">%s!$%d:$%d</definedName>`,
				g.ns.Main, len(g.user)+i, opc.Escape(opc.QuoteTab(t.Title)), r, r)
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

// defaultOf is the hidden name that says what a named input holds as long as
// nobody types there, "" when it is no input.
func (g *Run) defaultOf(n sheet.Name) string {
	t := g.byKey[n.At.Sheet]
	if t == nil {
		return ""
	}
	c := t.cells[key(n.At.R1, n.At.C1)]
	if c == nil || !c.Style.Input {
		return ""
	}
	is := c.Style.Default
	if is == nil {
		is = c.Value
	}
	v, err := g.value(is)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(`<definedName xmlns="%s" name="%s%s" hidden="1">&quot;%s&quot;</definedName>`, g.ns.Main, defaultPrefix, strings.TrimPrefix(n.Name, "Ballast."), v.text)
}

// inputMarker is the hidden name of a sheet that adopt made: the sheet of the
// plan that it is, or that it is none.
func inputMarker(key string, i int) string {
	switch key {
	case "project":
		return InputPrefix + "Project"
	case "costs":
		return InputPrefix + "Costs"
	}
	return fmt.Sprintf("%s%d", SkipPrefix, i)
}

// editRels relates the main part to the new sheets.
func (g *Run) editRels() error {
	name := opc.RelsName(g.In.Workbook)
	data, root, err := g.In.Parse(name, 1)
	if err != nil {
		return err
	}
	var edits []opc.Edit
	for _, k := range root.Kids {
		if g.Old.rels[k.Attr("Id")] {
			edits = append(edits, k.Remove())
		}
	}
	edits = append(edits, root.AppendTo(data, strings.Join(g.wbRels, "")))
	g.edited[strings.ToLower(name)] = opc.Apply(data, edits)
	return nil
}

// editTypes gives the new parts their content types.
func (g *Run) editTypes() error {
	data, root, err := g.In.Parse(g.In.Types, 1)
	if err != nil {
		return err
	}
	var edits []opc.Edit
	defaults := map[string]string{}
	for _, k := range root.Kids {
		switch k.Name.Local {
		case "Default":
			defaults[strings.ToLower(k.Attr("Extension"))] = k.Attr("ContentType")
		case "Override":
			if e, ok := g.noTemplate(data, k); ok {
				edits = append(edits, e)
			}
			if g.Old.drop[strings.ToLower(strings.TrimPrefix(k.Attr("PartName"), "/"))] {
				edits = append(edits, k.Remove())
			}
		}
	}
	var b strings.Builder
	if defaults["rels"] == "" {
		fmt.Fprintf(&b, `<Default xmlns="%s" Extension="rels" ContentType="%s"/>`, opc.PackageTypes, opc.TypeRels)
	}
	for _, p := range g.parts {
		ext := strings.ToLower(strings.TrimPrefix(path.Ext(p.name), "."))
		if p.kind == "" || defaults[ext] == p.kind {
			continue
		}
		fmt.Fprintf(&b, `<Override xmlns="%s" PartName="%s" ContentType="%s"/>`, opc.PackageTypes, opc.Escape("/"+p.name), p.kind)
	}
	edits = append(edits, root.AppendTo(data, b.String()))
	g.edited[strings.ToLower(g.In.Types)] = opc.Apply(data, edits)
	return nil
}

// noTemplate makes the copy of a template a workbook: under the name of one a
// spreadsheet program would refuse it.
func (g *Run) noTemplate(data []byte, k *opc.Element) (opc.Edit, bool) {
	kind := k.Attr("ContentType")
	if !strings.EqualFold(strings.TrimPrefix(k.Attr("PartName"), "/"), g.In.Workbook) || !strings.Contains(kind, ".template.") {
		return opc.Edit{}, false
	}
	return k.SetAttr(data, "ContentType", strings.Replace(kind, ".template.", ".sheet.", 1))
}

// userTabs lists the user's tabs in order, for the check after writing.
func userTabs(p *opc.Package, old *leftover) []string {
	var all []string
	for _, s := range p.Tree.Kid("sheets").Kids {
		if !old.Sheets[s.Attr("id")] {
			all = append(all, strings.Join([]string{s.Attr("name"), s.Attr("sheetId"), s.Attr("id"), s.Attr("state")}, "\x00"))
		}
	}
	return slices.Clip(all)
}
