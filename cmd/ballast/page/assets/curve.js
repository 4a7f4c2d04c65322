// The S-curve with a handle. The truth of the handle is a native range laid over the
// picture, so that keys and screen readers have what they know; the picture follows.
import { el, svg, renew } from './dom.js'
import { chanceOf, quantile, ticks } from './figures.js'
import { Plot, narrow } from './plot.js'
import { say } from './say.js'

// Curve shows the total cost at every confidence. moved is called with the percent
// that is chosen while it moves, chosen when it rests.
export class Curve {
  constructor(moved, chosen) {
    this.moved = moved
    this.chosen = chosen
    this.range = el('input', {
      type: 'range', class: 'handle', min: 1, max: 99, step: 1, 'aria-label': say('curve.handle'),
      oninput: () => this.choose(Number(this.range.value)),
      onpointerdown: (e) => this.grab(e),
      onpointermove: (e) => this.held && this.drag(e),
      onpointerup: () => { this.held = false; this.chosen() },
      onpointercancel: () => { this.held = false },
      onchange: () => this.chosen(),
      onfocus: () => this.box.classList.add('focused'),
      onblur: () => this.box.classList.remove('focused'),
    })
    this.number = el('input', {
      type: 'number', min: 1, max: 99, step: 1, inputmode: 'numeric', id: 'percentile',
      onchange: () => { this.choose(Math.min(99, Math.max(1, Math.round(Number(this.number.value) || this.p)))); this.chosen() },
    })
    this.read = el('output', { class: 'read', for: 'percentile' })
    this.box = el('div', { class: 'curve' })
    this.node = el('div', null, this.box,
      el('div', { class: 'row' }, el('label', { for: 'percentile' }, say('curve.percentile')), this.number, this.read))
  }

  // show draws a result: { curve, base, limit, ghost, notation }, at a percent.
  show(data, p) {
    this.data = data
    this.p = p
    const { curve, notation } = data
    const plot = new Plot()
    this.plot = plot
    plot.scaleY(0, 1)
    for (const v of [0, 0.2, 0.4, 0.6, 0.8, 1]) plot.rule(v, notation.share(v))
    const [lo, hi] = span(data)
    plot.scaleX(lo, hi)
    plot.across(ticks(lo, hi, narrow.matches ? 3 : 6).filter((v) => v >= lo && v <= hi), (v) => notation.bare(v, hi))
    if (data.ghost) plot.line('ghost', pointsOf(data.ghost, plot))
    plot.line('main', pointsOf(curve, plot))
    plot.upright('base', data.base, say('curve.base', notation.money(data.base)))
    if (data.limit && data.limit <= hi) plot.upright('limit', data.limit, say('curve.limit', notation.money(data.limit)), 1)
    this.guide = svg('path', { class: 'guide', fill: 'none' })
    this.dot = svg('circle', { class: 'dot', r: 9 })
    this.word = svg('text', { class: 'said' })
    renew(this.box, plot.picture(say('curve.alt', notation.money(quantile(curve, 0.1)), notation.money(quantile(curve, 0.5)), notation.money(quantile(curve, 0.9))), this.guide, this.dot, this.word), this.range)
    this.range.style.left = percent(plot.x0 / plot.width)
    this.range.style.width = percent((plot.x1 - plot.x0) / plot.width)
    this.range.style.top = percent(plot.y0 / plot.height)
    this.range.style.height = percent((plot.y1 - plot.y0) / plot.height)
    this.place()
  }

  // place puts the handle where the percent is, and says it.
  place() {
    const { curve, notation } = this.data
    const x = quantile(curve, this.p / 100)
    const [px, py] = [this.plot.x(x), this.plot.y(this.p / 100)]
    this.guide.setAttribute('d', `M${this.plot.x0} ${py}L${px} ${py}L${px} ${this.plot.y1}`)
    this.dot.setAttribute('cx', px)
    this.dot.setAttribute('cy', py)
    const end = px > this.plot.width * 0.6
    this.word.setAttribute('x', px + (end ? -14 : 14))
    this.word.setAttribute('y', py + (this.p > 50 ? 18 : -8))
    this.word.setAttribute('text-anchor', end ? 'end' : 'start')
    const text = say('curve.said', String(this.p), notation.money(x))
    this.word.textContent = text
    this.range.value = this.p
    this.range.setAttribute('aria-valuetext', text)
    this.number.value = this.p
    this.read.textContent = say('curve.read', notation.money(x), notation.money(Math.max(0, x - this.data.base)))
  }

  choose(p) {
    if (p === this.p) return
    this.p = p
    this.place()
    this.moved(p)
  }

  grab(e) {
    e.preventDefault()
    this.range.focus()
    this.held = true
    try { this.range.setPointerCapture(e.pointerId) } catch { /* the pointer is gone already */ }
    this.drag(e)
  }

  // drag follows the pointer along the amounts, as the curve lies.
  drag(e) {
    const box = this.box.getBoundingClientRect()
    const px = ((e.clientX - box.left) / box.width) * this.plot.width
    const x = this.plot.lo + ((px - this.plot.x0) / (this.plot.x1 - this.plot.x0)) * (this.plot.hi - this.plot.lo)
    this.choose(Math.min(99, Math.max(1, Math.round(100 * chanceOf(this.data.curve, x)))))
  }
}

// span is the range of amounts that is drawn: what matters of the curve, and the base.
function span({ curve, base, ghost }) {
  const ends = [base, quantile(curve, 0.003), quantile(curve, 0.997)]
  if (ghost) ends.push(quantile(ghost, 0.003), quantile(ghost, 0.997))
  const [lo, hi] = [Math.min(...ends), Math.max(...ends)]
  const room = 0.03 * (hi - lo) || Math.max(1, Math.abs(hi) * 0.01)
  return [lo - room, hi + room]
}

function pointsOf(curve, plot) {
  const out = []
  for (let i = 0; i < curve.length; i++) {
    const x = plot.x(curve[i])
    if (x >= plot.x0 && x <= plot.x1) out.push([x, plot.y(i / (curve.length - 1))])
  }
  return out
}

function percent(x) { return 100 * x + '%' }
