// The plan page: what was read, what is wrong with it and where, and a field beside
// each problem to try another value at once.
import { el, renew } from './dom.js'
import { say } from './say.js'
import { textAt, withEdit } from './variant.js'

const ORDER = ['error', 'warning', 'note']

// PlanPage shows the problems of a plan; run is called when the reader goes on.
export class PlanPage {
  constructor(session, run) {
    this.session = session
    this.run = run
    this.counts = el('p', { class: 'counts', 'aria-live': 'polite' })
    this.sheets = el('ul', { class: 'sheets' })
    this.cards = el('div', { class: 'problems' })
    this.facts = el('div')
    this.go = el('button', { type: 'button', class: 'primary', id: 'run', onclick: () => this.run(this.variant) }, say('plan.run'))
    this.node = el('main', { class: 'plan' }, el('h1'), this.counts, this.sheets,
      el('div', { class: 'row' }, this.go), this.facts, this.cards)
  }

  show() {
    const { plan } = this.session
    this.variant = this.session.variant
    this.node.querySelector('h1').textContent = plan.title || plan.name
    this.listFacts(plan)
    this.list(plan)
  }

  // list shows counts and problems of a plan or of the answer to a check.
  list(state) {
    this.state = state
    const words = ORDER.map((s) => countOf(s, state[s + 's'])).filter(Boolean)
    renew(this.counts, words.length ? words.join(' · ') : say('plan.clean'))
    this.go.disabled = !state.runnable
    renew(this.sheets, (this.session.plan.sheets ?? []).map((s) => el('li', { class: tone(s) },
      el('strong', null, s.name), ' ', el('span', null, ORDER.map((k) => countOf(k, s[k + 's'])).filter(Boolean).join(', ') || say('plan.sheet.clean')))))
    const sorted = [...(state.problems ?? [])].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
    renew(this.cards, sorted.map((p, i) => this.card(p, i)))
  }

  card(p, i) {
    return el('article', { class: 'problem ' + p.severity, 'data-code': p.code, 'data-at': p.at },
      el('h2', null, el('span', { class: 'severity' }, say('severity.' + p.severity)), ' ', p.at && el('code', null, p.at)),
      el('p', null, p.message),
      p.hint && el('p', { class: 'quiet' }, p.hint),
      p.row?.length > 0 && el('dl', { class: 'asread' }, p.row.map((c) => el('div', { class: c.cell === p.cell ? 'here' : null }, el('dt', null, c.name || c.cell), el('dd', null, c.text)))),
      p.field && !p.field.locked && this.tryField(p.field, i),
      p.field?.locked && p.field.why && el('p', { class: 'quiet' }, p.field.why))
  }

  tryField(field, i) {
    const id = 'try' + i
    const now = textAt(this.variant, `${field.sheet}!${field.cell}`) ?? field.text
    const input = field.kind === 'choice' && field.choices
      ? el('select', { id }, field.choices.map((c) => el('option', { value: c }, c)))
      : el('input', { id, value: now, size: 16, autocomplete: 'off' })
    input.value = now
    return el('form', { class: 'row', onsubmit: (e) => { e.preventDefault(); this.attempt(field, input.value) } },
      el('label', { for: id }, say('plan.try', field.at)), input, el('button', { type: 'submit' }, say('plan.check')))
  }

  // attempt checks the plan with another text in a cell.
  async attempt(field, text) {
    const variant = withEdit(this.variant, { sheet: field.sheet, cell: field.cell, text }, field.text)
    try {
      const answer = await this.session.check(variant)
      this.variant = variant
      this.list(answer)
      this.counts.focus?.()
    } catch (problem) {
      renew(this.counts, problem.message)
    }
  }

  listFacts(plan) {
    renew(this.facts,
      plan.facts?.length > 0 && el('ul', { class: 'facts' }, plan.facts.map((f) => el('li', null, f))),
      plan.inputs?.length > 0 && el('section', null, el('h2', null, say('plan.inputs')), el('ul', null, plan.inputs.map((x) => el('li', null, el('code', null, x.cell), ' ', x.name, ' ', el('span', { class: 'quiet' }, x.definition))))),
      plan.outputs?.length > 0 && el('section', null, el('h2', null, say('plan.outputs')), el('ul', null, plan.outputs.map((x) => el('li', null, el('code', null, x.cell), ' ', x.name)))))
  }
}

function countOf(severity, n) {
  return n > 0 ? say(n === 1 ? `count.${severity}.one` : `count.${severity}`, n) : ''
}

function tone(s) { return s.errors ? 'error' : s.warnings ? 'warning' : s.notes ? 'note' : 'clean' }
