package workbook

import (
	"encoding/xml"
	"iter"
	"strings"

	"ballast/budget/formula"
)

// commentsXML is a part xl/comments1.xml.
type commentsXML struct {
	List []struct {
		Ref  string `xml:"ref,attr"`
		Text struct {
			Plain string   `xml:"t"`
			Runs  []string `xml:"r>t"`
		} `xml:"text"`
	} `xml:"commentList>comment"`
}

// notes reads the notes on the cells of all sheets but those of an earlier run;
// a damaged part has none.
func (b *book) notes() []CellNote {
	var all []CellNote
	for related := range b.related("/comments") {
		for _, n := range readNotes(related.data) {
			if row, col, ok := splitAddress(n[0]); ok {
				at := formula.Cell{Sheet: int32(related.tab), Row: int32(row - 1), Col: int32(col - 1)}
				all = append(all, CellNote{At: at, Text: n[1]})
			}
		}
	}
	return all
}

// relatedPart is a part that a sheet leads to, such as its notes or its drawing.
type relatedPart struct {
	tab  int // of the sheet, from 0
	data []byte
}

// related goes through the parts of one kind that the sheets lead to, but those of an
// earlier run; the kind is the end of the relation's type. A damaged part is passed over.
func (b *book) related(kind string) iter.Seq[relatedPart] {
	return func(yield func(relatedPart) bool) {
		for i, t := range b.tabs {
			rels, err := b.pack.Relations(t.part)
			if err != nil || t.ours {
				continue
			}
			for _, rel := range rels {
				if !strings.HasSuffix(rel.Kind, kind) || !b.pack.Has(rel.Target) {
					continue
				}
				if data, err := b.part(rel.Target); err == nil && !yield(relatedPart{tab: i, data: data}) {
					return
				}
			}
		}
	}
}

// readNotes are the notes of a part, place and text.
func readNotes(data []byte) [][2]string {
	var x commentsXML
	if xml.Unmarshal(data, &x) != nil {
		return nil
	}
	var all [][2]string
	for _, c := range x.List {
		all = append(all, [2]string{c.Ref, c.Text.Plain + strings.Join(c.Text.Runs, "")})
	}
	return all
}
