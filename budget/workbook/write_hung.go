package workbook

import (
	"slices"
	"strings"

	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// hung lists what hangs on a sheet beside its cells, a line each: notes, charts,
// pictures, shapes with their texts.
func hung(t graft.Printed) []string {
	var all []string
	follow(t.From, t.Part, func(kind string, data []byte, part string) {
		switch kind {
		case "comments":
			for _, c := range readNotes(data) {
				all = append(all, "note "+strings.ToUpper(c[0])+" "+dense(c[1]))
			}
		case "drawing":
			all = append(all, pictured(data)...)
			follow(t.From, part, func(kind string, data []byte, _ string) {
				if kind == "chart" || kind == "chartEx" {
					all = append(all, charted(data))
				}
			})
		}
	})
	for i := range all { // two of a kind are two
		all[i] += strings.Repeat("+", count(all[:i], all[i]))
	}
	return all
}

func count(all []string, one string) int {
	n := 0
	for _, s := range all {
		if strings.TrimRight(s, "+") == one {
			n++
		}
	}
	return n
}

// follow hands over the parts that another leads to, with the last word of the
// kind of relation; what cannot be read is passed over.
func follow(p opc.Parts, part string, take func(kind string, data []byte, part string)) {
	rels, err := opc.RelationsIn(p, part)
	if err != nil {
		return
	}
	for _, r := range rels {
		if r.Target == "" || !p.Has(r.Target) {
			continue
		}
		if data, err := p.Read(r.Target); err == nil {
			take(r.Kind[strings.LastIndexByte(r.Kind, '/')+1:], opc.UTF8(data), r.Target)
		}
	}
}

// pictured lists the pictures and shapes of a drawing.
func pictured(data []byte) []string {
	var all []string
	text, shapes := "", 0
	m := &markup{data: data}
	for m.next() == nil && m.kind != markupEnd {
		switch name := string(m.name); {
		case m.kind == markupOpen && (name == "pic" || name == "cxnSp"):
			all = append(all, name)
		case m.kind == markupOpen && name == "sp":
			shapes++
		case m.kind == markupClose && name == "sp":
			all, text = append(all, "shape "+dense(text)), ""
		case m.kind == markupText && shapes > 0 && len(m.open) > 0 && string(m.open[len(m.open)-1]) == "t":
			text += m.content()
		}
	}
	return all
}

// charted says what a chart is: its title and the cells of its series, in any
// order, since programs put series of one kind together.
func charted(data []byte) string {
	var title string
	var cells []string
	m := &markup{data: data}
	for m.next() == nil && m.kind != markupEnd {
		if m.kind != markupText || len(m.open) < 3 {
			continue
		}
		within := func(name string) bool {
			return slices.ContainsFunc(m.open, func(o []byte) bool { return string(o) == name })
		}
		switch string(m.open[len(m.open)-1]) {
		case "t":
			if within("title") && !within("plotArea") {
				title += m.content()
			}
		case "f":
			if within("val") || within("yVal") {
				cells = append(cells, plainFormula(m.content()))
			}
		}
	}
	slices.Sort(cells)
	return "chart " + dense(title) + " " + strings.Join(cells, " ")
}
