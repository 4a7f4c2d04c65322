package graft

import (
	"fmt"
	"slices"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// Printed is a tab whose content is to be printed.
type Printed struct {
	From          opc.Parts // where its parts stand
	Title, Part   string    // Part is empty where there is no worksheet, as of a chart sheet
	Styles, Texts string    // the parts of styles and of shared strings, "" none
	Ours          bool      // a result sheet, whose inputs may change
}

// Printer makes a short text of what people put on a tab: the same after another
// program has saved it, another one once somebody has worked there.
type Printer func(t Printed) (string, error)

// Touched lists the tabs that are not as they were when the results were
// written: ours, and the user's, among them new ones. known is false for results
// of earlier versions, which tell nothing.
func Touched(p *opc.Package, print Printer) (ours, users []string, known bool, err error) {
	m := readMarks(p)
	if len(m.prints) == 0 {
		return nil, nil, false, nil
	}
	written := map[string]bool{}
	for _, s := range m.prints {
		written[s] = true
	}
	for _, t := range Tabs(p) {
		s, err := print(printed(p, t))
		switch {
		case err != nil:
			return nil, nil, true, err
		case written[s]:
		case t.Whose == Ours:
			ours = append(ours, t.Title)
		default:
			users = append(users, t.Title)
		}
	}
	return ours, users, true, nil
}

// printed is a tab of a package.
func printed(p *opc.Package, t Tab) Printed {
	out := Printed{From: p, Title: t.Title, Styles: mainPart(p, "/styles"), Texts: mainPart(p, "/sharedStrings"), Ours: t.Whose == Ours}
	if t.Worksheet {
		out.Part = t.Part
	}
	return out
}

// mainPart is the part of a kind that the main part leads to, "" none.
func mainPart(p *opc.Package, kind string) string {
	for _, r := range p.Rels {
		if strings.HasSuffix(r.Kind, kind) && p.Has(r.Target) {
			return r.Target
		}
	}
	return ""
}

// printAll prints the user's tabs and the new ones.
func (g *Run) printAll() error {
	if g.Print == nil || g.book.Inputs {
		return nil
	}
	for _, t := range Tabs(g.In) {
		if t.Whose == Ours {
			continue
		}
		s, err := g.Print(printed(g.In, t))
		if err != nil {
			s = "-" // a part that cannot be read is no cause to write nothing
		}
		g.prints = append(g.prints, s)
	}
	now := &grown{in: g.In, parts: map[string][]byte{}}
	for name, data := range g.edited {
		now.parts[name] = data
	}
	for _, p := range g.parts {
		now.parts[strings.ToLower(p.name)] = p.data
	}
	for _, t := range g.Tabs {
		s, err := g.Print(Printed{From: now, Title: t.Title, Part: t.part, Styles: g.styles.name, Ours: true})
		if err != nil {
			return fmt.Errorf("result sheet %q: %w", t.Title, err)
		}
		g.prints = append(g.prints, s)
	}
	return nil
}

// grown are the parts of a workbook with those that a Run edited and added.
type grown struct {
	in    *opc.Package
	parts map[string][]byte // by lower-case name
}

// Has reports whether a part of that name exists.
func (g *grown) Has(name string) bool { return g.parts[strings.ToLower(name)] != nil || g.in.Has(name) }

// Read returns the content of a part.
func (g *grown) Read(name string) ([]byte, error) {
	if data := g.parts[strings.ToLower(name)]; data != nil {
		return data, nil
	}
	return g.in.Read(name)
}

// printKind is what the prints of this version begin with: those of another say
// nothing. printsPerName keeps the text of a name below the 255 characters that a
// text in a formula may have. Source: Excel specifications and limits.
const (
	printKind     = "2"
	printsPerName = 14
)

// resultNames are the names that say that the workbook holds results, and what
// its sheets were.
func (g *Run) resultNames() string {
	if g.book.Inputs {
		return ""
	}
	var b strings.Builder
	for n, rest := 1, g.prints; n == 1 || len(rest) > 0; n++ {
		now := rest[:min(len(rest), printsPerName)]
		rest = rest[len(now):]
		fmt.Fprintf(&b, `<definedName xmlns="%s" name="%s%d" hidden="1">&quot;%s&quot;</definedName>`, g.ns.Main, ResultPrefix, n, strings.Join(append([]string{printKind}, now...), " "))
	}
	return b.String()
}

// Input is a cell of a result where a reader may type.
type Input struct {
	Name, Title, Cell string // Live.Confidence, the tab, $A$27
	Default           string // as it was written
	Tab               Printed
}

// Inputs lists the named inputs of a result, with what they held when it was
// written.
func Inputs(p *opc.Package) []Input {
	list := p.Tree.Kid("definedNames")
	if list == nil {
		return nil
	}
	texts := map[string]string{}
	for _, n := range list.Kids {
		if text, err := opc.TextOf(p.Text, n); err == nil && n.Attr("localSheetId") == "" {
			texts[n.Attr("name")] = strings.TrimPrefix(strings.TrimSpace(text), "=")
		}
	}
	tabs := Tabs(p)
	var all []Input
	for name, text := range texts {
		short, ok := strings.CutPrefix(name, defaultPrefix)
		title, cell, good := opc.CutAddress(texts["Ballast."+short])
		if !ok || !good {
			continue
		}
		for _, t := range tabs {
			if t.Whose == Ours && t.Worksheet && fold(t.Title) == fold(title) {
				all = append(all, Input{Name: short, Title: t.Title, Cell: strings.ReplaceAll(cell, "$", ""), Default: strings.Trim(text, `"`), Tab: printed(p, t)})
			}
		}
	}
	slices.SortFunc(all, func(a, b Input) int { return strings.Compare(a.Name, b.Name) })
	return all
}
