package graft

import (
	"fmt"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// writeDrawing writes the drawing of a sheet and its charts, and returns the
// name of the drawing part.
func (g *Run) writeDrawing(t *tab, n int) (string, error) {
	var b strings.Builder
	var rels []string
	fmt.Fprintf(&b, opc.XMLHead+`<xdr:wsDr xmlns:xdr="%s" xmlns:a="%s" xmlns:r="%s" xmlns:c="%s">`, g.ns.Anchor, g.ns.Draw, g.ns.Rel, g.ns.Chart)
	for i := range t.sheet.Charts {
		c := &t.sheet.Charts[i]
		if err := checkRange(c.At); err != nil {
			return "", fmt.Errorf("chart %q: place: %w", c.Key, err)
		}
		data, err := g.chartXML(t, c)
		if err != nil {
			return "", fmt.Errorf("chart %q: %w", c.Key, err)
		}
		name := g.freeName("charts", "ballast_chart", len(g.parts)+1, "xml")
		g.add(name, opc.TypeChart, data, nil)
		id := fmt.Sprintf("rIdChart%d", i+1)
		rels = append(rels, g.relationTo(id, "chart", name))
		alt := c.Alt
		if alt == "" {
			alt = c.Title
		}
		fmt.Fprintf(&b, `<xdr:twoCellAnchor editAs="oneCell">`+
			`<xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>`+
			`<xdr:to><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>`+
			`<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="%d" name="%s" descr="%s"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`+
			`<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>`+
			`<a:graphic><a:graphicData uri="%s"><c:chart r:id="%s"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
			c.At.C1-1, c.At.R1-1, c.At.C2, c.At.R2, i+2, opc.Escape("Ballast "+c.Key), opc.Escape(alt), g.ns.Chart, id)
	}
	b.WriteString(`</xdr:wsDr>`)
	drawing := g.freeName("drawings", "ballast_drawing", n, "xml")
	g.add(drawing, opc.TypeDrawing, []byte(b.String()), rels)
	return drawing, nil
}
