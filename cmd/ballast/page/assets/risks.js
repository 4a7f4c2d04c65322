// The risks: each with a switch, its probability and its response, and what moves the
// cost most.
import { el, renew } from './dom.js'
import { say } from './say.js'
import { textAt, withEdit } from './variant.js'

// RiskTable is the register as levers. Roles are said: on a phone its rows are laid out
// as cards, and a browser would forget that they are a table.
export class RiskTable {
  constructor(session, notation) {
    this.session = session
    this.notation = notation
    this.body = el('tbody', { role: 'rowgroup' })
    this.node = el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('risks.title') },
      el('table', { class: 'levers', role: 'table', 'aria-label': say('risks.title') },
        el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ['risks.on', 'risks.name', 'risks.probability', 'risks.mean', 'risks.response'].map((k) => el('th', { scope: 'col', role: 'columnheader' }, say(k))))),
        this.body))
    this.rows = session.plan.risks.map((r) => this.row(r))
    renew(this.body, this.rows.map((r) => r.node))
    this.sync()
  }

  row(r) {
    const name = `${r.id} ${r.name}`
    const open = r.status !== 'closed'
    const on = el('input', { type: 'checkbox', class: 'switch', role: 'switch', 'data-risk': r.id, 'aria-label': say('risks.on.of', name), onchange: () => this.set(r, 'status', on.checked ? 'open' : 'closed', open ? 'open' : r.status) })
    const often = typeof r.per_year === 'number' // then it has no probability
    const planned = often ? '' : percent(r.probability)
    const chance = el('input', { size: 6, inputmode: 'decimal', autocomplete: 'off', 'aria-label': say('risks.probability.of', name), onchange: () => this.set(r, 'probability', chance.value.trim(), planned) })
    const response = r.response && el('input', { type: 'checkbox', class: 'switch', role: 'switch', 'aria-label': say('risks.response.of', name), onchange: () => this.set(r, 'response', response.checked ? 'on' : 'off', r.response_on ? 'on' : 'off') })
    const mean = el('td', { class: 'number', role: 'cell' })
    const node = el('tr', { role: 'row' },
      el('td', { role: 'cell' }, on), el('th', { scope: 'row', role: 'rowheader' }, el('code', null, r.id), ' ', r.name, r.owner && el('small', null, ' ', r.owner)),
      el('td', { role: 'cell' }, planned ? chance : say('risks.often', String(r.per_year))), mean,
      el('td', { role: 'cell', class: response ? null : 'none' }, response ? el('label', { class: 'check' }, response, el('span', null, r.response, r.response_cost ? el('small', null, ' ', this.notation.money(r.response_cost)) : null)) : '–'))
    return { r, node, on, chance, response, mean, planned, open }
  }

  set(r, what, text, was) {
    this.session.change(withEdit(this.session.variant, { set: `${r.id}.${what}`, text }, was))
  }

  // sync takes the variant into the switches, and the newest figures beside them.
  sync() {
    const v = this.session.variant
    const means = new Map((this.session.now?.risks ?? []).map((x) => [x.id, x.mean]))
    for (const { r, node, on, chance, response, mean, planned, open } of this.rows) {
      const status = textAt(v, r.id + '.status')
      on.checked = status === undefined ? open : status !== 'closed'
      chance.value = textAt(v, r.id + '.probability') ?? planned
      if (response) {
        const text = textAt(v, r.id + '.response')
        response.checked = text === undefined ? r.response_on : text === 'on'
      }
      node.classList.toggle('off', !on.checked)
      if (means.has(r.id)) mean.textContent = this.notation.money(means.get(r.id))
      else if (!on.checked) mean.textContent = '–'
    }
  }
}

function percent(p) { return String(Math.round(p * 1e6) / 1e4) + '%' }
