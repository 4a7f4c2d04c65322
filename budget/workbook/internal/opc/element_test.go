package opc_test

import (
	"testing"

	"ballast/budget/workbook/internal/opc"
)

// FuzzEdit: in any well-formed part every attribute can be set and every
// element grown, and the part stays well-formed.
func FuzzEdit(f *testing.F) {
	f.Add(`<a x="1" y='2'><b r:id = "a>b" xmlns:r="u"/><c>t</c></a>`)
	f.Add("<?xml version=\"1.0\"?><x:a\n x:y=\"1\"\n/>")
	f.Fuzz(func(t *testing.T, text string) {
		data := []byte(text)
		root, err := opc.Outline(data, 3)
		if err != nil {
			return
		}
		for _, e := range append([]*opc.Element{root}, root.Kids...) {
			edits := []opc.Edit{e.AppendTo(data, "<new/>")}
			for _, a := range e.Attrs {
				if ed, ok := e.SetAttr(data, a.Name.Local, `"<&`); ok {
					edits = append(edits, ed)
					break
				}
			}
			out := opc.Apply(data, edits)
			if _, err := opc.Outline(out, 3); err != nil {
				t.Errorf("%q becomes %q: %v", text, out, err)
			}
		}
	})
}
