// Goal seek: which limit, cash or amount makes a wish come true.
import { el, renew } from './dom.js'
import { say } from './say.js'
import { withEdit } from './variant.js'

// Wishes as they are sent, by the text that says them.
const WISHES = [['seek.gap', 'P(gap)<=', '5%'], ['seek.overrun', 'P(overrun)<=', '20%'], ['seek.loss', 'P(NPV<0)<=', '10%'], ['seek.payback', 'P50 payback<=', '36']]
const LEVERS = ['limit', 'opening cash', 'reserve', 'minimum cash']

// SeekForm asks and shows the answer, with a button that takes it over.
export class SeekForm {
  constructor(session) {
    this.session = session
    const { plan } = session
    this.wish = el('select', { id: 'seekwish', onchange: () => { this.value.value = WISHES[this.wish.value][2] } }, WISHES.map(([key], i) => el('option', { value: i }, say(key))))
    this.value = el('input', { id: 'seekvalue', size: 8, value: WISHES[0][2], autocomplete: 'off' })
    this.by = el('select', { id: 'seekby' },
      LEVERS.filter((k) => k !== 'minimum cash').map((k) => el('option', { value: k }, say('seek.by.' + k.replace(' ', '-')))),
      plan.levers.map((l) => el('option', { value: l.source }, `${l.source} ${l.name}`)))
    this.answer = el('div', { class: 'answer', role: 'status' })
    this.button = el('button', { type: 'submit', class: 'primary' }, say('seek.go'))
    this.node = el('details', { class: 'question', 'data-question': 'seek' }, el('summary', null, say('seek.title')),
      el('form', { class: 'ask', onsubmit: (e) => { e.preventDefault(); this.seek() } },
        el('label', { for: 'seekwish' }, say('seek.wish')), this.wish,
        el('label', { for: 'seekvalue' }, say('seek.value')), this.value,
        el('label', { for: 'seekby' }, say('seek.by')), this.by, this.button, this.answer))
    this.by.value = 'opening cash'
  }

  async seek() {
    this.button.disabled = true
    this.answer.setAttribute('aria-busy', 'true')
    renew(this.answer, el('p', { class: 'quiet' }, say('seek.busy')))
    try {
      const line = await this.session.seek(WISHES[this.wish.value][1] + this.value.value.trim(), this.by.value)
      const { text, edit } = line.answer
      renew(this.answer, [text].flat().map((s) => el('p', null, s)), edit && el('button', { type: 'button', onclick: () => this.take(edit) }, say('seek.take')))
    } catch (problem) {
      renew(this.answer, el('p', { class: 'warn' }, problem.message || say('silent'), ' ', problem.problem?.detail))
    } finally {
      this.button.disabled = false
      this.answer.setAttribute('aria-busy', 'false')
    }
  }

  // take makes the answer a step of the variant.
  take(edit) {
    this.session.change(withEdit(this.session.variant, edit, undefined))
  }
}
