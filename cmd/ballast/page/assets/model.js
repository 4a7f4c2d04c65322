// What a workbook of formulas has: outputs with their spread, beside what they are without
// the edits, and inputs, each with a field for another law or number.
import { el, figure, fold, grid, renew } from './dom.js'
import { plain, plainMark, quantile, ticks } from './figures.js'
import { HALF, Plot, narrow } from './plot.js'
import { say } from './say.js'
import { chartOf } from './sheets.js'
import { textAt, withEdit } from './variant.js'
import { signed, writer } from './whatif.js'

const LISTED = 300 // numbers with a field of their own; others are named in the panel
const DRAWN = 8 // outputs whose curves are drawn

// ModelView shows outputs and inputs of a model.
export class ModelView {
  constructor(session) {
    this.session = session
    this.outputs = el('div')
    this.tiles = el('div', { class: 'outputs' })
    this.curves = el('div', { class: 'charts' })
    this.stress = el('div')
    this.outputs.append(this.tiles, this.curves, this.stress)
    this.inputs = el('div')
  }

  show(now) {
    const { session } = this
    const diffs = new Map((now.diff ?? []).map((d) => [d.key, d]))
    renew(this.tiles, (now.outputs ?? []).map((o) => el('section', { class: 'tile', 'data-output': o.cell },
      el('p', { class: 'label' }, o.name), el('p', { class: 'value' }, plain(o.mean)),
      el('p', { class: 'note' }, say('model.spread', plain(percentile(o, 10)), plain(percentile(o, 90)))),
      el('p', { class: 'note' }, say('model.base', o.has_base ? plain(o.base) : '–', o.cell)),
      changeOf(diffs.get(o.cell + ' mean')))))
    const ghost = session.draft && session.base !== now ? session.base : null
    renew(this.curves, ghost && (now.outputs ?? []).slice(0, DRAWN).map((o, i) => this.curve(o, now.spread[i], ghostOf(ghost, o))))
    renew(this.stress, now.model_stresses?.length > 0 && this.stressTable(now))
    renew(this.inputs, this.inputTable(now), this.numbers())
  }

  // curve is an output beside what it is without the edits, each with a stroke and a name
  // of its own.
  curve(o, curve, ghost) {
    const title = say('model.curve', o.name)
    const lines = [{ name: say('model.asis'), curve: ghost ?? [], cls: 'series c0' }, { name: say('model.edited'), curve: curve ?? [], cls: 'series c1' }]
    return figure('output/' + o.cell, title, curvesOf(lines, title), curveTable(lines, title), say('table.show'))
  }

  // stressTable sets the outputs under stresses beside the outputs.
  stressTable(now) {
    const label = say('whatif.stress')
    return el('section', { 'data-stress': '' }, el('h3', null, label),
      el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label },
        grid([say('model.mean'), say('model.asis'), ...now.model_stresses.map((s) => s.text)],
          now.outputs.map((o, i) => [o.name, plain(o.mean), ...now.model_stresses.map((s) => plain(s.outputs[i].mean))]), label)))
  }

  inputTable(now) {
    const heads = ['model.input', 'model.cell', 'model.distribution', 'model.static', 'model.mean']
    const seen = new Set()
    return el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('plan.inputs') },
      el('table', { class: 'inputs', 'aria-label': say('plan.inputs') },
        el('thead', null, el('tr', null, heads.map((k) => el('th', { scope: 'col' }, say(k))))),
        el('tbody', null, (now.inputs ?? []).map((x) => {
          const field = !seen.has(x.cell) && this.session.plan.fields?.find((f) => f.at === x.cell)
          seen.add(x.cell)
          return el('tr', null, el('th', { scope: 'row' }, x.name || x.key), el('td', { class: 'placed' }, x.cell), el('td', null, field ? this.field(field, x.name) : x.understood || x.definition),
            el('td', { class: 'number' }, plain(x.static)), el('td', { class: 'number' }, plain(x.drawn_mean)))
        }))))
  }

  // field tries something else in a cell, which is an edit as soon as the reader leaves it.
  field(f, name) {
    const input = el('input', { class: 'law', value: textAt(this.session.variant, f.at) ?? f.text, autocomplete: 'off', spellcheck: 'false', 'data-cell': f.at, 'aria-label': say('model.field', name || f.name || f.at),
      onchange: () => this.session.change(withEdit(this.session.variant, { sheet: f.sheet, cell: f.cell, text: input.value.trim() }, f.text)) })
    return el('form', { onsubmit: (e) => { e.preventDefault(); input.blur() } }, input)
  }

  // numbers are what the outputs read and nothing draws.
  numbers() {
    const all = (this.session.plan.fields ?? []).filter((f) => f.kind !== 'law')
    if (!all.length) return null
    return fold('numbers', say('model.numbers', all.length),
      el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('model.numbers', all.length) },
        el('table', { class: 'inputs', 'aria-label': say('model.numbers', all.length) },
          el('thead', null, el('tr', null, ['model.input', 'model.cell', 'model.static'].map((k) => el('th', { scope: 'col' }, say(k))))),
          el('tbody', null, all.slice(0, LISTED).map((f) => el('tr', null, el('th', { scope: 'row' }, f.name || f.at), el('td', { class: 'placed' }, f.at), el('td', null, this.field(f))))))),
      all.length > LISTED && el('p', { class: 'quiet' }, say('model.numbers.more')))
  }

  // sheets are those of a tab: what speaks of inputs there, everything else with the outputs.
  sheets(tab, sheets) {
    return sheets((key) => key.includes('input') === (tab === 'inputs'))
  }

  slides(pages) {
    const all = [{ title: this.session.plan.title || this.session.plan.name, make: () => { const n = this.tiles.cloneNode(true); n.className = 'tiles'; return n } }]
    for (const f of this.curves.children) all.push({ title: f.querySelector('figcaption').textContent, make: () => f.querySelector('svg').cloneNode(true) })
    for (const sheet of pages?.sheets ?? []) for (const c of sheet.charts ?? []) all.push({ title: c.title.split('\n')[0], make: () => chartOf(this.session, sheet, c, [960, 520]).querySelector('img') })
    return all
  }
}

// curvesOf draws distributions on one scale, each { name, curve, cls } with a dash and a name.
export function curvesOf(lines, title) {
  const plot = new Plot({ width: HALF, bottom: 34 + 15 * lines.length })
  const ends = lines.filter((x) => x.curve.length).flatMap((x) => [quantile(x.curve, 0.01), quantile(x.curve, 0.99)])
  const [lo, hi] = ends.length ? [Math.min(...ends), Math.max(...ends)] : [0, 1]
  const room = lo === hi ? Math.max(1, Math.abs(lo) * 0.01) : 0
  plot.scaleX(lo - room, hi + room)
  plot.scaleY(0, 1)
  for (const v of [0, 0.25, 0.5, 0.75, 1]) plot.rule(v, 'P' + 100 * v)
  const marks = ticks(plot.lo, plot.hi, narrow.matches ? 3 : 5)
  plot.across(marks, (v) => plainMark(v, marks[1] - marks[0]))
  const keys = lines.map((x, i) => {
    plot.line(x.cls, x.curve.map((v, k) => [plot.x(v), plot.y(k / (x.curve.length - 1))]).filter(([px]) => px >= plot.x0 - 0.5 && px <= plot.x1 + 0.5))
    return plot.key(i, x.cls, x.name)
  })
  return plot.picture(title, keys)
}

// curveTable is the same in numbers.
export function curveTable(lines, title) {
  return grid([say('curve.percentile'), ...lines.map((x) => x.name)],
    [5, 10, 25, 50, 75, 80, 90, 95].map((p) => ['P' + p, ...lines.map((x) => (x.curve.length ? plain(quantile(x.curve, p / 100)) : '–'))]), title)
}

// changeOf says by how much the mean has moved.
function changeOf(d) {
  if (!d || typeof d.change !== 'number') return null
  if (d.interval95 && !d.visible) return el('p', { class: 'change' }, say('diff.none'))
  const write = writer(d.kind)
  return el('p', { class: 'change' }, say('diff.was', write(d.base)), ' · ', signed(d.change, write))
}

function ghostOf(base, o) {
  const i = base.outputs.findIndex((x) => x.cell === o.cell)
  return i < 0 ? null : base.spread[i]
}

// percentile is one of those that an output has; how it is counted, as 10 or as 0.1, is all one.
function percentile(o, p) {
  return o.percentiles?.find((q) => Math.abs((q.p > 1 ? q.p : 100 * q.p) - p) < 1e-6)?.x
}
