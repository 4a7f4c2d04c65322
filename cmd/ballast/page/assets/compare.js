// Compare: the plan beside up to three variants, figure by figure with the interval of
// each difference, and their curves on one scale.
import { el, figure, grid, renew } from './dom.js'
import { quantile, ticks } from './figures.js'
import { HALF, Plot, narrow } from './plot.js'
import { fanOf, fanTable } from './fan.js'
import { curveTable, curvesOf } from './model.js'
import { say } from './say.js'
import { NONE } from './variant.js'
import { changeWriter, signed, writer } from './whatif.js'

const MOST = 3 // beside the plan

// Compare is the tab of what was kept.
export class Compare {
  constructor(session, notation, forget) {
    this.session = session
    this.notation = notation
    this.forget = forget
    this.ticked = new Set()
    this.list = el('ul', { class: 'kept', 'aria-label': say('compare.kept') })
    this.go = el('button', { type: 'button', class: 'primary', id: 'compare', onclick: () => this.run() }, say('compare.go'))
    this.out = el('div', { 'aria-live': 'polite' })
    this.node = el('div', null, el('h2', null, say('compare.title')), el('p', { class: 'quiet' }, say('compare.hint', MOST)), this.list, this.go, this.out)
  }

  // sync lists what was kept; the newest are ticked.
  sync() {
    const { kept } = this.session
    for (const k of kept) if (!this.seen?.has(k.id) && this.ticked.size < MOST) this.ticked.add(k.id)
    this.seen = new Set(kept.map((k) => k.id))
    for (const id of [...this.ticked]) if (!this.seen.has(id)) this.ticked.delete(id)
    renew(this.list, kept.map((k) => {
      const box = el('input', { type: 'checkbox', checked: this.ticked.has(k.id), onchange: () => { box.checked ? this.ticked.add(k.id) : this.ticked.delete(k.id); this.sync() } })
      box.disabled = !box.checked && this.ticked.size >= MOST
      return el('li', null, el('label', { class: 'check' }, box, k.name),
        el('button', { type: 'button', onclick: () => this.session.change(k.variant) }, say('compare.open')),
        el('button', { type: 'button', 'aria-label': say('whatif.remove', k.name), onclick: () => this.forget(k) }, '×'))
    }))
    this.go.disabled = this.ticked.size === 0
  }

  async run() {
    this.go.disabled = true
    this.out.setAttribute('aria-busy', 'true')
    renew(this.out, el('p', { class: 'quiet' }, say('running')))
    const columns = [{ name: say(this.session.model ? 'model.asis' : 'compare.base'), variant: NONE }, ...this.session.kept.filter((k) => this.ticked.has(k.id)).map((k) => ({ name: k.name, variant: k.variant }))]
    try {
      const line = await this.session.compare(columns)
      this.show(line.comparison)
    } catch (problem) {
      renew(this.out, el('p', { class: 'warn' }, problem.message || say('silent'), ' ', problem.problem?.detail))
    } finally {
      this.go.disabled = false
      this.out.setAttribute('aria-busy', 'false')
    }
  }

  show(c) {
    const names = c.columns.map((x) => x.name)
    renew(this.out,
      el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('compare.title') },
        el('table', { class: 'compare', 'aria-label': say('compare.title') },
          el('thead', null, el('tr', null, el('td'), names.map((n) => el('th', { scope: 'col', class: 'number' }, n)))),
          el('tbody', null, c.rows.map((r) => this.row(r)), this.edits(c)))),
      c.columns[0].outputs ? el('div', { class: 'charts' }, this.outputs(c)) :
        figure('compare-curves', say('compare.curves'), this.curves(c), grid([say('curve.percentile'), ...names], [5, 10, 25, 50, 75, 80, 90, 95].map((p) => ['P' + p, ...c.columns.map((x) => this.notation.money(quantile(x.curve, p / 100)))]), say('compare.curves')), say('table.show')),
      c.columns.some((x) => x.fan) && el('div', { class: 'charts' }, this.fans(c)))
  }

  row(r) {
    const write = writer(r.kind, this.notation)
    return el('tr', { 'data-row': r.key }, el('th', { scope: 'row' }, r.label), r.values.map((v, i) => {
      const interval = r.intervals?.[i]
      const none = i > 0 && interval && !r.visible[i]
      return el('td', { class: 'number' }, write(v), i > 0 && el('small', null, none ? say('diff.none') : signed(r.changes[i], changeWriter(r.kind, this.notation)),
        !none && interval && [' ', say('diff.interval', signed(interval[0], changeWriter(r.kind, this.notation)), signed(interval[1], changeWriter(r.kind, this.notation)))]))
    }))
  }

  // edits is a row that says what each variant changes.
  edits(c) {
    return el('tr', null, el('th', { scope: 'row' }, say('compare.edits')), c.columns.map((x) => el('td', null,
      x.changed?.length ? el('ul', null, x.changed.map((e) => el('li', null, say('whatif.chip', e.name || e.at, e.was || '–', e.is || '–')))) : '–')))
  }

  // curves draws them on one scale, each with a dash and a name of its own.
  curves(c) {
    const plot = new Plot({ bottom: 34 + 15 * c.columns.length })
    const ends = c.columns.flatMap((x) => [quantile(x.curve, 0.01), quantile(x.curve, 0.99)])
    const [lo, hi] = [Math.min(...ends), Math.max(...ends)]
    plot.scaleX(lo, hi)
    plot.scaleY(0, 1)
    for (const v of [0, 0.2, 0.4, 0.6, 0.8, 1]) plot.rule(v, this.notation.share(v))
    plot.across(ticks(lo, hi, narrow.matches ? 3 : 6), (v) => this.notation.bare(v, hi))
    const keys = c.columns.map((x, i) => {
      plot.line('series c' + i, x.curve.map((v, k) => [plot.x(v), plot.y(k / (x.curve.length - 1))]).filter(([px]) => px >= plot.x0 && px <= plot.x1))
      return plot.key(i, 'series c' + i, x.name)
    })
    return plot.picture(say('compare.curves'), keys)
  }

  // outputs are the curves of a model, each output in a picture of its own.
  outputs(c) {
    return c.columns[0].outputs.map((o) => {
      const title = say('compare.output', o.name)
      const lines = c.columns.map((x, i) => ({ name: x.name, cls: 'series c' + i, curve: x.outputs.find((y) => y.name === o.name)?.curve ?? [] }))
      return figure('compare-' + o.name, title, curvesOf(lines, title), curveTable(lines, title), say('table.show'))
    })
  }

  fans(c) {
    const all = c.columns.flatMap((x) => x.fan ?? []).flatMap((m) => [m.p5, m.p95]).filter((v) => typeof v === 'number')
    const range = [Math.min(...all), Math.max(...all)]
    return c.columns.filter((x) => x.fan).map((x) => figure('compare-fan-' + x.name, say('compare.fan', x.name),
      fanOf(x.fan, { notation: this.notation, range, width: HALF, label: say('compare.fan', x.name) }), grid(...fanTable(x.fan, this.notation), x.name), say('table.show')))
  }
}
