package graft

import (
	"regexp"
	"strconv"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// Which sheets are ours is settled here, for reading, checking and writing
// alike.
//
// A result sheet is marked by a hidden name of the whole workbook,
// Ballast.Sheet.KEY, that points at it, and a workbook that holds results by the
// names Ballast.Result.N, which are texts. Programs that save a workbook rename
// its parts, rewrite its styles and may show hidden names, but keep names and
// what they mean (LibreOffice: TestSlowResultsComeBack; Excel, imitated: TestStands). A copy of a sheet gets names
// of its own, local to it, and in another workbook finds no Ballast.Result: so
// copies are the user's. In a file that no program has saved since, the parts
// still have the names that a Run gave them.

// Names that mark results.
const (
	markerPrefix = "Ballast.Sheet."
	ResultPrefix = "Ballast.Result." // of the texts, which differ with every cell
	// defaultPrefix is of texts too: what an input of a result holds untouched.
	defaultPrefix = "Ballast.Default."
)

// reserved tells whether a name is one that a Run gives.
func reserved(name string) bool {
	for _, p := range []string{markerPrefix, ResultPrefix, defaultPrefix} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// Whose says whose a tab is.
type Whose int

// The owners.
const (
	Users  Whose = iota
	Ours         // a result sheet of an earlier run, which the next one replaces
	Copied       // the user's own copy of a result sheet: kept, and no sheet of a plan
)

// Tab is one entry in the list of sheets.
type Tab struct {
	Title, ID, Part string // Part is empty where the relation leads nowhere
	Worksheet       bool
	Whose           Whose
	sheetID         string
}

// sheetMark is one hidden name that points at a sheet.
type sheetMark struct {
	key, title string
	local      int // place of the tab that it is local to, -1
}

// marked is what the names of a workbook say.
type marked struct {
	markers []sheetMark
	prints  []string // of the sheets as they were written, see Printer
	result  bool     // the workbook holds results
}

// Tabs lists the tabs of a workbook in order and tells whose they are.
func Tabs(p *opc.Package) []Tab {
	names, written := readMarks(p), regexp.MustCompile(`(?i)/ballast_sheet\d+\.xml$`)
	parts := map[string]opc.Relation{}
	for _, r := range p.Rels {
		parts[r.ID] = r
	}
	var all []Tab
	for i, s := range p.Tree.Kid("sheets").Kids {
		t := Tab{Title: s.Attr("name"), ID: s.Attr("id"), sheetID: s.Attr("sheetId")}
		if r := parts[t.ID]; p.Has(r.Target) {
			t.Part, t.Worksheet = r.Target, strings.HasSuffix(r.Kind, "/worksheet")
		}
		t.Whose = names.whose(t.Title, i)
		if written.MatchString("/" + t.Part) {
			t.Whose = Ours
		}
		all = append(all, t)
	}
	return all
}

// whose is what the names say of the tab at a place.
func (m *marked) whose(title string, place int) Whose {
	found := Users
	for _, k := range m.markers {
		switch {
		case k.local == place, k.local < 0 && !m.result && fold(k.title) == fold(title):
			found = Copied
		case k.local < 0 && fold(k.title) == fold(title):
			return Ours
		}
	}
	return found
}

// readMarks reads the names. Results of earlier versions have no
// Ballast.Result: there the marked sheets must be a set, with the run log.
func readMarks(p *opc.Package) *marked {
	m, log := &marked{}, false
	names := p.Tree.Kid("definedNames")
	if names == nil {
		return m
	}
	for _, n := range names.Kids {
		name := n.Attr("name")
		text, err := opc.TextOf(p.Text, n)
		if err != nil {
			continue
		}
		text = strings.TrimPrefix(strings.TrimSpace(text), "=")
		local, err := strconv.Atoi(n.Attr("localSheetId"))
		if err != nil {
			local = -1
		}
		if strings.HasPrefix(name, ResultPrefix) && local < 0 {
			m.result = true
			if f := strings.Fields(strings.Trim(text, `"`)); len(f) > 1 && f[0] == printKind {
				m.prints = append(m.prints, f[1:]...)
			}
		}
		key, ok := strings.CutPrefix(name, markerPrefix)
		title, cells, good := opc.CutAddress(text)
		if !ok || !good || !strings.HasPrefix(cells, "$A$1") || len(cells) > 4 && cells[4] != ':' {
			continue // not as a Run writes it: somebody else's name
		}
		m.markers = append(m.markers, sheetMark{key: key, title: title, local: local})
		log = log || local < 0 && key == "runlog"
	}
	m.result = m.result || log && len(m.markers) > 1
	return m
}
