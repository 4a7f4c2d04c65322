package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// svg is a vg.Canvas that writes SVG for pages: small, scaled by its viewer,
// with alternative text and a list of fonts to choose from.
type svg struct {
	body   bytes.Buffer
	head   string
	height float64
	state  svgState
	saved  []svgState
}

// svgState is what Push keeps.
type svgState struct {
	color  color.Color
	width  float64
	dash   []vg.Length
	dx, dy float64 // the origin, from the bottom left
	turn   float64 // in radians, counter-clockwise
}

// Namespace of SVG, which a viewer never opens.
const svgSpace = "http://www.w3.org/2000/svg"

func newSVG(f Frame, families, title, alt string) *svg {
	s := &svg{height: f.Height}
	s.head = fmt.Sprintf(`<svg xmlns="%s" viewBox="0 0 %s %s" width="%[2]s" height="%[3]s" role="img" aria-label="%s" font-family="%s">`,
		svgSpace, short(f.Width), short(f.Height), escape(alt), escape(families))
	if !f.NoTitle {
		s.head += "<title>" + escape(title) + "</title>"
	}
	vg.Initialize(s)
	return s
}

func (s *svg) bytes() []byte {
	return []byte(s.head + "\n" + s.body.String() + "</svg>\n")
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder does not fail
	return b.String()
}

// short writes a coordinate to a hundredth of a point.
func short(x float64) string {
	return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
}

// at writes a point in the coordinates of SVG, which run downwards.
func (s *svg) at(p vg.Point) string {
	x, y := p.X.Points(), p.Y.Points()
	sin, cos := math.Sincos(s.state.turn)
	return short(s.state.dx+x*cos-y*sin) + "," + short(s.height-s.state.dy-x*sin-y*cos)
}

// paint is the colour as attributes; what is black or opaque is left out.
func (s *svg) paint(attribute string) string {
	c := color.NRGBAModel.Convert(s.state.color).(color.NRGBA)
	text := fmt.Sprintf(` %s="#%02x%02x%02x"`, attribute, c.R, c.G, c.B)
	if c.A < 255 {
		text += fmt.Sprintf(` %s-opacity="%s"`, attribute, short(float64(c.A)/255))
	}
	return text
}

// SetLineWidth implements vg.Canvas.
func (s *svg) SetLineWidth(w vg.Length) { s.state.width = w.Points() }

// SetLineDash implements vg.Canvas; the offset is not used here.
func (s *svg) SetLineDash(pattern []vg.Length, _ vg.Length) { s.state.dash = pattern }

// SetColor implements vg.Canvas; no colour is black.
func (s *svg) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	s.state.color = c
}

// Rotate implements vg.Canvas, in radians.
func (s *svg) Rotate(rad float64) { s.state.turn += rad }

// Translate implements vg.Canvas, in the turned axes.
func (s *svg) Translate(p vg.Point) {
	sin, cos := math.Sincos(s.state.turn)
	x, y := p.X.Points(), p.Y.Points()
	s.state.dx, s.state.dy = s.state.dx+x*cos-y*sin, s.state.dy+x*sin+y*cos
}

// Scale is not used by this package.
func (s *svg) Scale(_, _ float64) {}

// Push implements vg.Canvas: it keeps the state.
func (s *svg) Push() { s.saved = append(s.saved, s.state) }

// Pop implements vg.Canvas: it takes the kept state back.
func (s *svg) Pop() {
	s.state, s.saved = s.saved[len(s.saved)-1], s.saved[:len(s.saved)-1]
}

// Stroke implements vg.Canvas; a line without width is not drawn.
func (s *svg) Stroke(p vg.Path) {
	if s.state.width <= 0 {
		return
	}
	fmt.Fprintf(&s.body, `<path d="%s" fill="none"%s stroke-width="%s" stroke-linejoin="round"`, s.path(p), s.paint("stroke"), short(s.state.width))
	if len(s.state.dash) > 0 {
		var parts []string
		for _, d := range s.state.dash {
			parts = append(parts, short(d.Points()))
		}
		fmt.Fprintf(&s.body, ` stroke-dasharray="%s"`, strings.Join(parts, " "))
	}
	s.body.WriteString("/>\n")
}

// Fill implements vg.Canvas.
func (s *svg) Fill(p vg.Path) {
	if len(p) > 0 && p[len(p)-1].Type == vg.ArcComp { // this package fills whole circles only
		arc := p[len(p)-1]
		x, y, _ := strings.Cut(s.at(arc.Pos), ",")
		fmt.Fprintf(&s.body, `<circle cx="%s" cy="%s" r="%s"%s/>`+"\n", x, y, short(arc.Radius.Points()), s.paint("fill"))
		return
	}
	fmt.Fprintf(&s.body, `<path d="%s"%s/>`+"\n", s.path(p), s.paint("fill"))
}

// path writes lines; this package draws no curves.
func (s *svg) path(p vg.Path) string {
	var b strings.Builder
	for _, c := range p {
		switch c.Type {
		case vg.MoveComp:
			b.WriteString("M" + s.at(c.Pos))
		case vg.LineComp:
			b.WriteString("L" + s.at(c.Pos))
		case vg.CloseComp:
			b.WriteString("Z")
		}
	}
	return b.String()
}

// FillString implements vg.Canvas.
func (s *svg) FillString(f font.Face, p vg.Point, text string) {
	x, y, _ := strings.Cut(s.at(p), ",")
	fmt.Fprintf(&s.body, `<text x="%s" y="%s" font-size="%s"%s`, x, y, short(f.Font.Size.Points()), s.paint("fill"))
	if f.Font.Weight > 0 {
		s.body.WriteString(` font-weight="bold"`)
	}
	if s.state.turn != 0 {
		fmt.Fprintf(&s.body, ` transform="rotate(%s %s %s)"`, short(-s.state.turn*180/math.Pi), x, y)
	}
	s.body.WriteString(">" + escape(text) + "</text>\n")
}

// DrawImage is not used by this package.
func (s *svg) DrawImage(vg.Rectangle, image.Image) {}
