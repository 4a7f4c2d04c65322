// The frame of a chart drawn here: a box with margins, scales, marks and texts.
// Charts are drawn in units of their viewBox and grow with the page.
import { svg } from './dom.js'
import { ticks } from './figures.js'

// HALF is the width of a chart that stands beside another, FULL of one alone.
export const HALF = 470
export const FULL = 680

// narrow is the screen of a phone: charts are drawn taller and with fewer marks.
export const narrow = window.matchMedia('(max-width: 40rem)')

// Plot is a box with a horizontal and a vertical scale.
export class Plot {
  constructor({ width, height, left = 52, right = 18, top = 26, bottom = 34 } = {}) {
    this.width = narrow.matches ? 360 : width ?? FULL
    this.height = height ?? (narrow.matches ? 280 : 320)
    this.x0 = left
    this.x1 = this.width - right
    this.y0 = top
    this.y1 = this.height - bottom
    this.back = svg('g', { class: 'back' })
    this.front = svg('g', { class: 'front' })
  }

  scaleX(lo, hi) { this.x = (v) => this.x0 + ((v - lo) / (hi - lo || 1)) * (this.x1 - this.x0); this.lo = lo; this.hi = hi }
  scaleY(lo, hi) { this.y = (v) => this.y1 - ((v - lo) / (hi - lo || 1)) * (this.y1 - this.y0); this.low = lo; this.high = hi }

  // amountsUp marks a vertical axis of amounts, with zero in it where it is near.
  amountsUp(lo, hi, write, about = narrow.matches ? 4 : 5) {
    const marks = ticks(lo, hi, about)
    this.scaleY(marks[0], marks[marks.length - 1])
    for (const m of marks) this.rule(m, write(m, Math.max(Math.abs(this.low), Math.abs(this.high))))
  }

  // rule is a horizontal line of the grid with its text.
  rule(v, text) {
    const y = this.y(v)
    this.back.append(
      svg('line', { class: v === 0 ? 'axis' : 'grid', x1: this.x0, x2: this.x1, y1: y, y2: y }),
      svg('text', { x: this.x0 - 6, y: y + 4, 'text-anchor': 'end' }, text))
  }

  // across marks the horizontal axis at values.
  across(values, write) {
    const y = this.y1 + 18
    for (const v of values) {
      const x = this.x(v)
      if (x < this.x0 - 0.5 || x > this.x1 + 0.5) continue
      this.back.append(
        svg('line', { class: 'mark', x1: x, x2: x, y1: this.y1, y2: this.y1 + 4 }),
        svg('text', { x, y, 'text-anchor': x > this.x1 - 16 ? 'end' : 'middle' }, write(v)))
    }
  }

  // line is a path through points, broken where a value is missing.
  line(cls, points) {
    const path = svg('path', { class: cls, d: pathOf(points), fill: 'none' })
    this.front.append(path)
    return path
  }

  // band fills between an upper and a lower row of points.
  band(cls, upper, lower) {
    const path = svg('path', { class: cls, d: pathOf(upper) + pathOf([...lower].reverse()).replace('M', 'L') + 'Z' })
    this.front.append(path)
    return path
  }

  // key says below the picture which line is which, by its stroke and in words.
  key(i, cls, name) {
    const y = this.y1 + 32 + 15 * i
    return [svg('line', { class: cls, x1: this.x0, x2: this.x0 + 40, y1: y - 4, y2: y - 4 }), svg('text', { x: this.x0 + 48, y }, name)]
  }

  // upright is a vertical line at a value with a text at its head.
  upright(cls, v, text, row = 0) {
    const x = this.x(v)
    const end = x > (this.x0 + this.x1) / 2
    const g = svg('g', { class: cls },
      svg('line', { x1: x, x2: x, y1: this.y0 - 4, y2: this.y1 }),
      svg('text', { x: x + (end ? -5 : 5), y: this.y0 + 6 + 15 * row, 'text-anchor': end ? 'end' : 'start' }, text))
    this.front.append(g)
    return g
  }

  // picture is the whole as an image with words for who does not see it.
  picture(label, ...more) {
    return svg('svg', { viewBox: `0 0 ${this.width} ${this.height}`, class: 'plot', role: 'img', 'aria-label': label },
      this.back, this.front, more)
  }
}

// pathOf writes points as a path; a null value breaks it.
export function pathOf(points) {
  let pen = 'M'
  let out = ''
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) { pen = 'M'; continue }
    out += pen + short(x) + ' ' + short(y)
    pen = 'L'
  }
  return out
}

function short(v) { return String(Math.round(v * 10) / 10) }

// legend names what is drawn, each with its own stroke or fill and in words.
export function legend(entries) {
  return svg('g', { class: 'legend' }, entries)
}
