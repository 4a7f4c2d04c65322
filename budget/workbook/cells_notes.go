package workbook

import (
	"encoding/xml"
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
	for i, t := range b.tabs {
		rels, err := b.pack.Relations(t.part)
		if err != nil || t.ours {
			continue
		}
		for _, rel := range rels {
			if !strings.HasSuffix(rel.Kind, "/comments") || !b.pack.Has(rel.Target) {
				continue
			}
			var x commentsXML
			if data, err := b.part(rel.Target); err != nil || xml.Unmarshal(data, &x) != nil {
				continue
			}
			for _, c := range x.List {
				if row, col, ok := splitAddress(c.Ref); ok {
					at := formula.Cell{Sheet: int32(i), Row: int32(row - 1), Col: int32(col - 1)}
					all = append(all, CellNote{At: at, Text: c.Text.Plain + strings.Join(c.Text.Runs, "")})
				}
			}
		}
	}
	return all
}
