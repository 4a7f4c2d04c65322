// What a workbook of formulas has: outputs with their spread, and inputs.
import { el } from './dom.js'
import { grouped } from './figures.js'
import { say } from './say.js'
import { chartOf } from './sheets.js'

// ModelView shows outputs and inputs of a model.
export class ModelView {
  constructor(session) {
    this.session = session
    this.outputs = el('div', { class: 'outputs' })
    this.inputs = el('div')
  }

  show(now) {
    this.outputs.replaceChildren(...(now.outputs ?? []).map((o) => el('section', { class: 'tile', 'data-output': o.cell },
      el('p', { class: 'label' }, o.name), el('p', { class: 'value' }, plain(o.mean)),
      el('p', { class: 'note' }, say('model.spread', plain(percentile(o, 10)), plain(percentile(o, 90)))),
      el('p', { class: 'note' }, say('model.base', o.has_base ? plain(o.base) : '–', o.cell)))))
    this.inputs.replaceChildren(el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('plan.inputs') },
      el('table', { 'aria-label': say('plan.inputs') },
        el('thead', null, el('tr', null, ['model.input', 'model.cell', 'model.distribution', 'model.static', 'model.mean'].map((k) => el('th', { scope: 'col' }, say(k))))),
        el('tbody', null, (now.inputs ?? []).map((x) => el('tr', null, el('th', { scope: 'row' }, x.name), el('td', null, x.cell), el('td', null, x.understood || x.definition), el('td', { class: 'number' }, plain(x.static)), el('td', { class: 'number' }, plain(x.drawn_mean))))))))
  }

  // sheets are those of a tab: what speaks of inputs there, everything else with the outputs.
  sheets(tab, sheets) {
    return sheets((key) => key.includes('input') === (tab === 'inputs'))
  }

  slides(pages) {
    const all = [{ title: this.session.plan.title || this.session.plan.name, make: () => { const n = this.outputs.cloneNode(true); n.className = 'tiles'; return n } }]
    for (const sheet of pages?.sheets ?? []) for (const c of sheet.charts ?? []) all.push({ title: c.title.split('\n')[0], make: () => chartOf(this.session, sheet, c, [960, 520]).querySelector('img') })
    return all
  }
}

// percentile is one of those that an output has; how it is counted, as 10 or as 0.1, is all one.
function percentile(o, p) {
  return o.percentiles?.find((q) => Math.abs((q.p > 1 ? q.p : 100 * q.p) - p) < 1e-6)?.x
}

// plain writes a number that may be anything: an amount, a rate, a count.
function plain(x) {
  if (typeof x !== 'number' || !Number.isFinite(x)) return '–'
  const size = Math.abs(x)
  if (size !== 0 && size < 0.001) return x.toExponential(2)
  return (x < 0 ? '−' : '') + grouped(size, size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4)
}
