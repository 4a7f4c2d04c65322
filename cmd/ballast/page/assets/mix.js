// The funding mix: a slider a source, what they give against what is needed, and the
// cash that follows, live, with the base as a ghost behind it.
import { el, figure, renew, grid } from './dom.js'
import { mixBars } from './bars.js'
import { fanOf, fanTable } from './fan.js'
import { amountOf } from './figures.js'
import { say } from './say.js'
import { placeOf, textAt, withEdit } from './variant.js'

// MixView moves the money of a plan.
export class MixView {
  constructor(session, notation) {
    this.session = session
    this.notation = notation
    this.locked = new Set()
    this.amounts = {}
    this.sliders = el('div', { class: 'sliders' })
    this.bars = el('div')
    this.figures = el('dl', { class: 'figures', id: 'mixfigures' })
    this.fan = el('div')
    this.node = el('div', { class: 'mix' }, this.sliders, el('div', { class: 'live' }, this.bars, this.figures, this.fan))
    this.build()
  }

  build() {
    this.rows = this.session.plan.levers.map((l) => this.row(l))
    renew(this.sliders, this.rows.map((r) => r.node))
    this.sync()
  }

  row(l) {
    const id = 'lever-' + l.source
    const name = `${l.source} ${l.name}`
    const all = () => this.all()
    const range = el('input', {
      type: 'range', id, min: l.min, max: l.max, step: l.step, 'data-source': l.source,
      oninput: () => this.move(l, Number(range.value)), onchange: () => this.release(),
    })
    const number = el('input', {
      class: 'amount', inputmode: 'decimal', autocomplete: 'off', 'aria-label': say('mix.amount', name),
      onchange: () => { this.move(l, clamp(amountOf(number.value) ?? all()[l.source], l)); this.release() },
    })
    const lock = el('input', { type: 'checkbox', onchange: () => { lock.checked ? this.locked.add(l.source) : this.locked.delete(l.source); this.sync() } })
    const late = el('input', {
      type: 'number', min: 0, max: 60, step: 1, inputmode: 'numeric', 'data-late': l.source, 'aria-label': say('mix.late.of', name),
      onchange: () => this.delay(l, Math.max(0, Math.round(Number(late.value) || 0))),
    })
    const read = el('output', { for: id })
    const node = el('fieldset', { class: 'lever' }, el('legend', null, name),
      el('div', { class: 'row' }, range, read),
      el('div', { class: 'row' }, number, el('span', { class: 'limits' }, say('mix.limits', this.notation.money(l.min), this.notation.money(l.max))),
        el('label', { class: 'check' }, lock, say('mix.lock')),
        el('label', { class: 'check' }, say('mix.late'), late, say('mix.months'))))
    range.setAttribute('aria-label', name)
    return { l, node, range, number, late, read }
  }

  // move shows another amount and asks what becomes of the cash.
  move(l, amount) {
    this.amounts = { ...this.amounts, [l.source]: amount }
    this.paint()
    this.session.offerMix(this.all())
  }

  // all are the amounts of every source: what is not moved as planned.
  all() {
    return Object.fromEntries(this.session.plan.levers.map((l) => [l.source, this.amounts[l.source] ?? l.planned]))
  }

  // release makes what the sliders say a step of the history.
  release() {
    const mix = {}
    for (const l of this.session.plan.levers) {
      const amount = this.amounts[l.source] ?? l.planned
      if (amount !== l.planned) mix[l.source] = amount
    }
    this.session.change({ ...this.session.variant, mix })
  }

  delay(l, months) {
    this.session.change(withEdit(this.session.variant, { set: l.source + '.late', text: String(months) }, '0'))
  }

  // sync takes the amounts of the variant into the sliders.
  sync() {
    this.amounts = { ...this.session.variant.mix }
    for (const { l, range, number, late } of this.rows) {
      late.value = textAt(this.session.variant, placeOf({ set: l.source + '.late' })) ?? '0'
      range.disabled = number.disabled = this.locked.has(l.source)
    }
    this.paint()
    this.cash()
  }

  // paint shows the amounts at once, before any answer.
  paint() {
    const all = this.all()
    for (const { l, range, number, read } of this.rows) {
      range.value = all[l.source]
      range.setAttribute('aria-valuetext', this.notation.money(all[l.source]))
      if (document.activeElement !== number) number.value = this.notation.exact(all[l.source])
      const by = all[l.source] - l.planned
      read.textContent = this.notation.money(all[l.source]) + (by ? ` (${by > 0 ? '+' : ''}${this.notation.money(by)})` : '')
    }
    const need = this.need
    const total = Object.values(all).reduce((a, b) => a + b, 0)
    const title = need ? say('mix.total', this.notation.money(total), this.notation.money(need)) : say('mix.total.alone', this.notation.money(total))
    renew(this.bars, figure('mix', title, mixBars(this.session.plan.levers, all, need, this.notation, title),
      grid([say('mix.source'), say('mix.now'), say('mix.planned')], this.session.plan.levers.map((l) => [`${l.source} ${l.name}`, this.notation.money(all[l.source]), this.notation.money(l.planned)]), title), say('table.show')))
  }

  // cash shows the newest answer, else the newest result.
  cash() {
    const { mix, now, base } = this.session
    const fan = mix?.fan ?? now?.fan
    if (!fan?.length) return
    if (mix && mix.need !== this.need) {
      this.need = mix.need
      this.paint()
    } else if (!this.need && now.rid && !this.asked) {
      this.asked = true // what is needed comes with the first answer
      this.session.offerMix(this.all())
    }
    const chance = mix ? mix.probability_gap : now.headline?.probability_gap
    const peak = mix ? mix.peak_gap_p90 : now.headline?.peak_gap_p90
    const was = base?.headline
    const moved = this.session.draft || this.session.plan.levers.some((l) => (this.amounts[l.source] ?? l.planned) !== l.planned)
    renew(this.figures,
      pair(say('tile.gap'), this.notation.share(chance), moved && was && say('diff.was', this.notation.share(was.probability_gap)), mix && !mix.gap_visible && moved && say('diff.none')),
      pair(say('mix.peak'), this.notation.money(peak), moved && was && say('diff.was', this.notation.money(was.peak_gap_p90))),
      mix && typeof mix.cost_mean === 'number' && pair(say('mix.cost'), this.notation.money(mix.cost_mean)))
    const title = say('mix.fan', this.notation.share(chance))
    renew(this.fan, figure('mixfan', title, fanOf(fan, { ghost: moved && base?.fan, notation: this.notation, label: title }), grid(...fanTable(fan, this.notation), title), say('table.show')))
  }
}

function pair(label, value, ...notes) {
  return el('div', null, el('dt', null, label), el('dd', null, value, notes.filter(Boolean).map((n) => el('small', null, ' ', n))))
}

function clamp(v, l) { return Math.min(l.max, Math.max(l.min, Number.isFinite(v) ? v : l.planned)) }
