// Bars: the tornado of what moves the cost, and a mix of funding beside the need.
import { svg } from './dom.js'
import { ticks } from './figures.js'
import { FULL, Plot, narrow } from './plot.js'
import { say } from './say.js'

// tornado draws the drivers, the strongest first: mean cost when the input is low
// (hollow) and when it is high (filled), with the figures at the ends.
export function tornado(drivers, notation, label, width = FULL) {
  const rows = drivers.slice(0, narrow.matches ? 8 : 10)
  const each = narrow.matches ? 40 : 30
  const names = width < FULL ? 196 : 250
  const plot = new Plot({ width, height: 48 + each * rows.length, left: narrow.matches ? 14 : names, right: narrow.matches ? 14 : 24, top: 8, bottom: 40 })
  const values = rows.flatMap((d) => [d.low, d.high]).filter((v) => typeof v === 'number')
  const middle = rows.length ? rows.reduce((a, d) => a + (d.low + d.high) / 2, 0) / rows.length : 0
  const marks = ticks(Math.min(...values), Math.max(...values), narrow.matches || width < FULL ? 3 : 5)
  plot.scaleX(marks[0], marks[marks.length - 1])
  plot.y = () => plot.y1
  for (const m of marks) plot.back.append(svg('line', { class: 'grid', x1: plot.x(m), x2: plot.x(m), y1: plot.y0, y2: plot.y1 }))
  plot.across(marks, (v) => notation.bare(v, Math.max(...values.map(Math.abs))))
  rows.forEach((d, i) => plot.front.append(bar(plot, d, plot.y0 + each * i, each, middle, notation, Math.floor(names / 7))))
  plot.front.append(svg('line', { class: 'axis', x1: plot.x(middle), x2: plot.x(middle), y1: plot.y0, y2: plot.y1 }))
  const y = plot.height - 6
  const x = plot.x0
  return plot.picture(label, svg('g', { class: 'keys' },
    svg('rect', { class: 'low', x, y: y - 9, width: 18, height: 10 }), svg('text', { x: x + 24, y }, say('tornado.low')),
    svg('rect', { class: 'high', x: x + 120, y: y - 9, width: 18, height: 10 }), svg('text', { x: x + 144, y }, say('tornado.high'))))
}

function bar(plot, d, top, each, middle, notation, most) {
  const small = narrow.matches
  const y = top + (small ? 16 : 5)
  const high = small ? each - 22 : each - 10
  const part = (v, cls) => {
    const [a, b] = [plot.x(middle), plot.x(v)].sort((p, q) => p - q)
    return svg('rect', { class: cls, x: a, y, width: Math.max(1, b - a), height: high })
  }
  const text = named(d)
  return svg('g', { class: 'bar' },
    svg('title', null, say('tornado.said', text, notation.money(d.low), notation.money(d.high))),
    small ? svg('text', { x: plot.x0, y: top + 12 }, clip(text, 52)) : svg('text', { x: plot.x0 - 8, y: y + high / 2 + 4, 'text-anchor': 'end' }, clip(text, most)),
    part(d.low, 'low'), part(d.high, 'high'))
}

// named is an input by its ID and name.
export function named(d) { return d.name ? `${d.input} ${d.name}` : d.input }

// clip cuts a text to a width in Latin letters; a Chinese sign is two of them.
export function clip(text, most) {
  let width = 0
  let out = ''
  for (const c of text) {
    width += c.codePointAt(0) > 0x2e7f ? 2 : 1
    if (width > most) return out.trimEnd() + '…'
    out += c
  }
  return out
}

// tornadoTable is the same as rows of texts.
export function tornadoTable(drivers, notation) {
  return [[say('tornado.input'), say('tornado.at'), say('tornado.low'), say('tornado.high'), say('tornado.correlation')],
    drivers.map((d) => [named(d), d.at ?? '', notation.money(d.low), notation.money(d.high), typeof d.rank_correlation === 'number' ? d.rank_correlation.toFixed(2) : '–'])]
}

// mixBars draws what the sources give, above the base as a ghost, against the need.
export function mixBars(levers, amounts, need, notation, label) {
  const plot = new Plot({ height: 128, left: narrow.matches ? 62 : 92, top: 10, bottom: 34 })
  const totals = [levers.reduce((a, l) => a + (amounts[l.source] ?? l.planned), 0), levers.reduce((a, l) => a + l.planned, 0), need ?? 0]
  const marks = ticks(0, Math.max(...totals), narrow.matches ? 3 : 5)
  plot.scaleX(0, marks[marks.length - 1])
  plot.scaleY(0, 1)
  for (const m of marks) plot.back.append(svg('line', { class: 'grid', x1: plot.x(m), x2: plot.x(m), y1: plot.y0, y2: plot.y1 }))
  plot.across(marks, (v) => notation.bare(v, totals[0] || 1))
  stack(plot, levers, (l) => amounts[l.source] ?? l.planned, 12, 34, '', notation)
  stack(plot, levers, (l) => l.planned, 56, 16, ' faint', notation)
  plot.front.append(
    svg('text', { x: plot.x0 - 6, y: 34, 'text-anchor': 'end' }, say('mix.now')),
    svg('text', { x: plot.x0 - 6, y: 69, 'text-anchor': 'end' }, say('mix.planned')))
  if (need > 0) {
    const x = plot.x(need)
    const end = x > plot.width * 0.6
    plot.front.append(svg('g', { class: 'need' }, svg('line', { x1: x, x2: x, y1: plot.y0 - 4, y2: plot.y1 }),
      svg('text', { x: x + (end ? -5 : 5), y: plot.y1 - 4, 'text-anchor': end ? 'end' : 'start' }, say('mix.need', notation.money(need)))))
  }
  return plot.picture(label)
}

function stack(plot, levers, amount, y, high, cls, notation) {
  let from = 0
  levers.forEach((l, i) => {
    const v = amount(l)
    if (v <= 0) return
    const [a, b] = [plot.x(from), plot.x(from + v)]
    from += v
    plot.front.append(svg('g', { class: 'source s' + (i % 8) + cls },
      svg('rect', { x: a, y, width: Math.max(0, b - a), height: high }, svg('title', null, `${l.source} ${l.name}: ${notation.money(v)}`)),
      !cls && b - a > 24 && svg('text', { x: (a + b) / 2, y: y + high / 2 + 4, 'text-anchor': 'middle' }, l.source)))
  })
}
