// The fan: what cash may be month by month, the chance of a gap below it, and the
// base as a grey ghost behind a variant.
import { svg } from './dom.js'
import { Plot, narrow } from './plot.js'
import { say } from './say.js'

// fanOf draws months of { month, date, p5, p25, p50, p75, p95, gap }. options: ghost
// (months of the base), notation, floor (a level that must hold), range (of amounts to
// take in), width (of the picture), strip (draw gap), planned (draw what was planned).
export function fanOf(months, { ghost, notation, floor, range, width, strip = true, planned = false, label } = {}) {
  ghost ||= null
  const room = strip ? 66 : 0
  const plot = new Plot({ width, height: (narrow.matches ? 290 : 310) + room, bottom: 58 + room })
  const values = months.flatMap((m) => [m.p5, m.p95]).concat(floor ?? [], ghost?.flatMap((m) => [m.p5, m.p50]) ?? [], planned ? months.map((m) => m.planned) : [], range ?? [], 0)
    .filter((v) => typeof v === 'number')
  plot.scaleX(months[0].month, months[months.length - 1].month)
  plot.amountsUp(Math.min(...values), Math.max(...values), (v, top) => notation.bare(v, top))
  dates(plot, months)
  const row = (key, of = months) => of.map((m) => [plot.x(m.month), typeof m[key] === 'number' ? plot.y(m[key]) : NaN])
  plot.band('wide', row('p95'), row('p5'))
  plot.band('half', row('p75'), row('p25'))
  if (ghost) {
    plot.line('ghost', row('p50', ghost))
    plot.line('ghost least', row('p5', ghost))
  }
  if (planned) plot.line('planned', row('planned'))
  plot.line('main', row('p50'))
  if (typeof floor === 'number') {
    const y = plot.y(floor)
    plot.front.append(svg('line', { class: 'floor', x1: plot.x0, x2: plot.x1, y1: y, y2: y }))
  }
  return plot.picture(label, keys(plot, { ghost, floor, planned }, 38), strip && gaps(plot, months, ghost, notation))
}

// dates marks the months: Januaries where they are many.
function dates(plot, months) {
  const n = months.length
  const every = n <= 12 ? (plot.width < 500 ? 3 : 2) : n <= 30 ? 6 : n <= 72 ? 12 : 12 * Math.ceil(n / 72)
  plot.across(months.filter((_, i) => i % every === 0).map((m) => m.month), (v) => months[v - months[0].month].date)
}

// keys is the legend under the marks.
function keys(plot, { ghost, floor, planned }, below) {
  const all = [['wide', say('fan.wide')], ['half', say('fan.half')], ['main', say('fan.median')]]
  if (planned) all.push(['planned', say('fan.planned')])
  if (ghost) all.push(['ghost', say('fan.ghost')])
  if (typeof floor === 'number') all.push(['floor', say('fan.floor')])
  const wide = narrow.matches ? 96 : 122
  return svg('g', { class: 'keys' }, all.map(([cls, text], i) => {
    const perRow = Math.floor((plot.x1 - plot.x0 + 40) / wide)
    const x = plot.x0 - 30 + (i % perRow) * wide
    const y = plot.y1 + below + 14 * Math.floor(i / perRow)
    const swatch = cls === 'wide' || cls === 'half'
      ? svg('rect', { class: cls, x, y: y - 8, width: 18, height: 10 })
      : svg('line', { class: cls, x1: x, x2: x + 18, y1: y - 3, y2: y - 3 })
    return [swatch, svg('text', { x: x + 23, y: y + 1 }, text)]
  }))
}

// gaps is a strip of the chance of a gap by month; the ghost is the base.
function gaps(plot, months, ghost, notation) {
  const y1 = plot.height - 8
  const high = 34
  const most = Math.max(0.05, ...months.map((m) => m.gap ?? 0), ...(ghost ?? []).map((m) => m.gap ?? 0))
  const step = (plot.x1 - plot.x0) / Math.max(1, months.length - 1)
  const wide = Math.max(1, Math.min(14, step * 0.7))
  const bar = (m, cls, w) => {
    const h = (high * (m.gap ?? 0)) / most
    return h > 0 && svg('rect', { class: cls, x: plot.x(m.month) - w / 2, y: y1 - h, width: w, height: h }, svg('title', null, `${m.date}: ${notation.share(m.gap)}`))
  }
  return svg('g', { class: 'gaps' },
    svg('text', { x: plot.x0 - 30, y: y1 - high - 8 }, say('fan.gap')),
    svg('text', { x: plot.x0 - 6, y: y1 - high + 8, 'text-anchor': 'end' }, notation.share(most)),
    svg('line', { class: 'axis', x1: plot.x0, x2: plot.x1, y1, y2: y1 }),
    (ghost ?? []).map((m) => bar(m, 'ghostbar', wide)),
    months.map((m) => bar(m, 'gapbar', ghost ? wide * 0.55 : wide)))
}

// fanTable is the same as rows of texts.
export function fanTable(months, notation) {
  const head = [say('fan.month'), 'P5', 'P25', 'P50', 'P75', 'P95', say('fan.mean')]
  const gap = months.some((m) => typeof m.gap === 'number')
  if (gap) head.push(say('fan.gap'))
  return [head, months.map((m) => {
    const row = [m.date, ...[m.p5, m.p25, m.p50, m.p75, m.p95, m.mean].map((v) => notation.money(v))]
    if (gap) row.push(notation.share(m.gap))
    return row
  })]
}
