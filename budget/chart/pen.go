package chart

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
)

// Colours and sizes of what is no data; texts are dark enough to read.
const (
	inkTitle = "1F2933"
	inkText  = "404852"
	inkGrid  = "E3E6EA"
	inkAxis  = "A9B0BA"

	sizeTitle = 14.0
	sizeText  = 11.0
	leading   = 1.3 // height of a line of text
)

// pen draws with points as unit, from the bottom left corner.
type pen struct {
	vg.Canvas
	fonts *fonts
}

// ink is the colour RRGGBB at an opacity; 0 is opaque.
func ink(rgb string, alpha float64) color.Color {
	n, err := strconv.ParseUint(rgb, 16, 32)
	if err != nil {
		n = 0x0072B2
	}
	if alpha <= 0 || alpha > 1 {
		alpha = 1
	}
	return color.NRGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: uint8(math.Round(alpha * 255))}
}

func at(x, y float64) vg.Point { return vg.Point{X: vg.Points(x), Y: vg.Points(y)} }

func (p *pen) polygon(c color.Color, points ...vg.Point) {
	if len(points) < 3 {
		return
	}
	p.SetColor(c)
	p.Fill(append(trace(points), vg.PathComp{Type: vg.CloseComp}))
}

func (p *pen) rectangle(c color.Color, x0, y0, x1, y1 float64) {
	p.polygon(c, at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1))
}

func (p *pen) dot(c color.Color, x, y, radius float64) {
	p.SetColor(c)
	var path vg.Path
	path.Move(at(x+radius, y))
	path.Arc(at(x, y), vg.Points(radius), 0, 2*math.Pi)
	p.Fill(path)
}

func (p *pen) line(c color.Color, width float64, dash bool, points ...vg.Point) {
	if len(points) < 2 {
		return
	}
	p.SetColor(c)
	p.SetLineWidth(vg.Points(width))
	var pattern []vg.Length
	if dash {
		pattern = []vg.Length{vg.Points(5), vg.Points(3)}
	}
	p.SetLineDash(pattern, 0)
	p.Stroke(trace(points))
}

func trace(points []vg.Point) vg.Path {
	var path vg.Path
	path.Move(points[0])
	for _, q := range points[1:] {
		path.Line(q)
	}
	return path
}

// text writes a line of text with its middle at height y; anchor 0 begins at
// x, 0.5 is centred on it, 1 ends there.
func (p *pen) text(s string, x, y, anchor, size float64, bold bool, rgb string) {
	if s == "" {
		return
	}
	p.SetColor(ink(rgb, 1))
	p.FillString(p.fonts.face(size, bold), at(x-anchor*p.fonts.width(s, size, bold), y-0.35*size), s)
}

// upright writes a line of text upwards, centred on x and y.
func (p *pen) upright(s string, x, y, size float64, rgb string) {
	p.Push()
	p.Translate(at(x, y))
	p.Rotate(math.Pi / 2)
	p.text(s, 0, 0, 0.5, size, false, rgb)
	p.Pop()
}

// wrap breaks a text into lines that fit a width: at spaces, and between
// Chinese characters. Beyond most lines it ends in "…".
func (p *pen) wrap(s string, room, size float64, bold bool, most int) []string {
	fits := func(t string) bool { return p.fonts.width(t, size, bold) <= room }
	var lines []string
	line := ""
	for _, word := range breakable(s) {
		switch {
		case fits(line + strings.TrimRight(word, " ")):
			line += word
		case line == "":
			line = word
		default:
			lines, line = append(lines, strings.TrimRight(line, " ")), word
		}
	}
	lines = append(lines, strings.TrimRight(line, " "))
	if len(lines) > most {
		rest := strings.Join(lines[most-1:], " ")
		lines = append(lines[:most-1], rest)
	}
	for i, l := range lines {
		lines[i] = p.cut(l, room, size, bold)
	}
	return lines
}

// cut shortens a text to a width.
func (p *pen) cut(s string, room, size float64, bold bool) string {
	if p.fonts.width(s, size, bold) <= room {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 && p.fonts.width(string(runes)+"…", size, bold) > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// breakable cuts a text into pieces between which a line may end. A Chinese
// closing mark stays with the character before it.
func breakable(s string) []string {
	var out []string
	piece := ""
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n':
			out, piece = append(out, piece+" "), ""
		case isWide(r) && strings.ContainsRune("，。；：、）》”％", r):
			piece += string(r)
		case isWide(r):
			if piece != "" {
				out = append(out, piece)
			}
			piece = string(r)
		default:
			if last := []rune(piece); len(last) > 0 && isWide(last[len(last)-1]) {
				out, piece = append(out, piece), ""
			}
			piece += string(r)
		}
	}
	return append(out, piece)
}
