// Goal seek: which limit, cash or amount makes a wish come true.
import { el, renew } from './dom.js'
import { say } from './say.js'
import { labelOf, withEdit } from './variant.js'

// Wishes as they are sent, by the text that says them.
const WISHES = [['seek.gap', 'P(gap)<=', '5%'], ['seek.overrun', 'P(overrun)<=', '20%'], ['seek.loss', 'P(NPV<0)<=', '10%'], ['seek.payback', 'P50 payback<=', '36']]
const LEVERS = ['limit', 'opening cash', 'reserve', 'minimum cash']

// Seeker asks and shows the answer, with a button that takes it over.
class Seeker {
  constructor(session) {
    this.session = session
    this.answer = el('div', { class: 'answer', role: 'status' })
    this.button = el('button', { type: 'submit', class: 'primary' }, say('seek.go'))
  }

  frame(...fields) {
    return el('details', { class: 'question', 'data-question': 'seek' }, el('summary', null, say('seek.title')),
      el('form', { class: 'ask', onsubmit: (e) => { e.preventDefault(); this.seek() } }, fields, this.button, this.answer))
  }

  async seek() {
    this.button.disabled = true
    this.answer.setAttribute('aria-busy', 'true')
    renew(this.answer, el('p', { class: 'quiet' }, say('seek.busy')))
    try {
      const line = await this.session.seek(...this.question())
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

// SeekForm asks it of a plan.
export class SeekForm extends Seeker {
  constructor(session) {
    super(session)
    const { plan } = session
    this.wish = el('select', { id: 'seekwish', onchange: () => { this.value.value = WISHES[this.wish.value][2] } }, WISHES.map(([key], i) => el('option', { value: i }, say(key))))
    this.value = el('input', { id: 'seekvalue', size: 8, value: WISHES[0][2], autocomplete: 'off' })
    this.by = el('select', { id: 'seekby' },
      LEVERS.filter((k) => k !== 'minimum cash').map((k) => el('option', { value: k }, say('seek.by.' + k.replace(' ', '-')))),
      plan.levers.map((l) => el('option', { value: l.source }, `${l.source} ${l.name}`)))
    this.node = this.frame(el('label', { for: 'seekwish' }, say('seek.wish')), this.wish,
      el('label', { for: 'seekvalue' }, say('seek.value')), this.value,
      el('label', { for: 'seekby' }, say('seek.by')), this.by)
    this.by.value = 'opening cash'
  }

  question() { return [WISHES[this.wish.value][1] + this.value.value.trim(), this.by.value] }
}

// Wishes of a model: what is asked of an output, and whether it is a chance.
const ASKED = [['seek.model.above', 'P(', '>', ')>='], ['seek.model.below', 'P(', '<', ')>='], ['seek.model.meanleast', 'mean ', '>='], ['seek.model.meanmost', 'mean ', '<='], ['seek.model.p20', 'P20 ', '>='], ['seek.model.p80', 'P80 ', '<=']]

// ModelSeek asks it of a model: by which value of a cell an output comes out as wished.
export class ModelSeek extends Seeker {
  constructor(session) {
    super(session)
    const { plan } = session
    this.output = el('select', { id: 'seekoutput' }, plan.outputs.map((o, i) => el('option', { value: i }, o.name)))
    this.wish = el('select', { id: 'seekwish', onchange: () => this.sync() }, ASKED.map(([key], i) => el('option', { value: i }, say(key))))
    this.value = el('input', { id: 'seekvalue', size: 8, value: '0', autocomplete: 'off' })
    this.chance = el('input', { id: 'seekchance', size: 8, value: '80%', autocomplete: 'off' })
    this.chanceLabel = el('label', { for: 'seekchance' }, say('seek.model.chance'))
    this.by = el('select', { id: 'seekby' }, plan.fields.slice(0, 400).map((f) => el('option', { value: f.at }, labelOf(f))))
    this.node = this.frame(el('label', { for: 'seekoutput' }, say('seek.model.output')), this.output, el('label', { for: 'seekwish' }, say('seek.wish')), this.wish,
      el('label', { for: 'seekvalue' }, say('seek.value')), this.value, this.chanceLabel, this.chance, el('label', { for: 'seekby' }, say('seek.by')), this.by)
  }

  sync() { this.chance.hidden = this.chanceLabel.hidden = ASKED[this.wish.value].length < 4 }

  question() {
    const o = this.session.plan.outputs[this.output.value]
    const [, before, sign, after] = ASKED[this.wish.value]
    const name = /^[\p{L}\p{N} .]+$/u.test(o.name) ? o.name : o.cell
    return [before + name + sign + this.value.value.trim() + (after ? after + this.chance.value.trim() : ''), this.by.value]
  }
}
