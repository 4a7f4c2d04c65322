// The what-if panel: questions to ask of the plan, what differs from it as chips, and
// what that changes.
import { el, fold, renew } from './dom.js'
import { plain } from './figures.js'
import { ModelSeek, SeekForm } from './seek.js'
import { say } from './say.js'
import { isNone, labelOf, placeOf, sizeOf, textAt, withEdit, without } from './variant.js'

// WhatIf holds the panel; actions are what the page does: keep, copy.
export class WhatIf {
  constructor(session, notation, actions) {
    this.session = session
    this.notation = notation
    this.undo = button('whatif.undo', () => session.undo(), 'undo')
    this.redo = button('whatif.redo', () => session.redo(), 'redo')
    this.reset = button(session.model ? 'whatif.model.reset' : 'whatif.reset', () => session.reset(), 'reset')
    this.chips = el('ul', { class: 'chips', 'aria-label': say('whatif.edits') })
    this.effects = el('div', { class: 'effects', id: 'effects' })
    this.refused = el('div', { class: 'notice', role: 'alert', hidden: true })
    this.keepName = el('input', { id: 'keepname', autocomplete: 'off', 'aria-label': say('whatif.name'), placeholder: say('whatif.name') })
    this.keep = el('form', {
      class: 'row', onsubmit: (e) => { e.preventDefault(); actions.keep(this.keepName.value.trim()); this.keepName.value = '' },
    }, this.keepName, el('button', { type: 'submit' }, say('whatif.keep')))
    this.copied = el('span', { class: 'quiet', role: 'status' })
    this.copy = button('whatif.copy', () => actions.copy(this.copied), 'copy')
    this.badge = el('span', { class: 'badge draft', hidden: true }, say('draft'))
    this.count = el('span', { class: 'count' })
    this.toggle = el('button', { type: 'button', class: 'toggle', 'aria-expanded': 'false', 'aria-controls': 'whatifbody', onclick: () => this.unfold() }, say('whatif.title'), ' ', this.count)
    this.body = el('div', { id: 'whatifbody', class: 'body' }, 
      el('div', { class: 'row tools' }, this.undo, this.redo, this.reset),
      this.refused, this.chips, this.effects,
      el('div', { class: 'row' }, this.keep), el('div', { class: 'row' }, this.copy, this.copied),
      this.questions())
    this.node = el('aside', { class: 'whatif', 'aria-label': say('whatif.title') }, this.toggle,
      el('h2', null, say('whatif.title'), ' ', this.badge), this.body)
    this.sync()
  }

  unfold(open = !this.node.classList.contains('open')) {
    this.node.classList.toggle('open', open)
    this.toggle.setAttribute('aria-expanded', String(open))
  }

  questions() {
    const { plan } = this.session
    this.fields = []
    if (this.session.model) {
      return [plan.fields?.length > 0 && this.inputForm(plan.fields), this.cellForm(plan.fields ?? []), this.stressForm(plan),
        plan.fields?.length > 0 && plan.outputs?.length > 0 && new ModelSeek(this.session).node]
    }
    return [
      plan.levers?.length > 0 && this.lateForm(plan.levers),
      plan.settings?.length > 0 && this.settingsForm(plan.settings),
      plan.fields?.length > 0 && this.cellForm(plan.fields),
      this.stressForm(plan),
      plan.levers?.length > 0 && new SeekForm(this.session).node,
    ]
  }

  // lateForm asks what happens when money comes later.
  lateForm(levers) {
    const source = el('select', { id: 'latesource' }, levers.map((l) => el('option', { value: l.source }, `${l.source} ${l.name}`)))
    const loan = levers.find((l) => l.kind === 'loan')
    if (loan) source.value = loan.source
    const months = el('input', { id: 'latemonths', type: 'number', min: 0, max: 60, step: 1, value: 6, inputmode: 'numeric' })
    const form = ask('whatif.late', true, el('label', { for: 'latesource' }, say('whatif.late.source')), source,
      el('label', { for: 'latemonths' }, say('whatif.late.months')), months)
    form.addEventListener('submit', (e) => {
      e.preventDefault()
      this.edit({ set: source.value + '.late', text: String(Math.max(0, Math.round(Number(months.value) || 0))) }, '0')
    })
    return wrap(form, 'whatif.late', true)
  }

  settingsForm(settings) {
    return wrap(el('div', { class: 'settings' }, settings.map((s) => {
      const id = 'set-' + s.set.replaceAll(' ', '-')
      const shown = s.kind === 'amount' && typeof s.value === 'number' ? this.notation.exact(s.value) : s.text
      const input = el('input', { id, value: shown, size: 12, autocomplete: 'off', onchange: () => this.edit({ set: s.set, text: input.value.trim() }, shown) })
      this.fields.push([input, s.set, shown])
      return el('div', { class: 'row' }, el('label', { for: id }, s.label), input)
    })), 'whatif.settings', true)
  }

  // inputForm changes an input of a model, by typing or with the mouse: a slider holds it at
  // one value.
  inputForm(fields) {
    const shown = fields.slice(0, CHOICES)
    const which = el('select', { id: 'inputwhich' }, [['law', 'model.uncertain'], ['number', 'model.certain']].map(([kind, key]) => {
      const some = shown.filter((f) => f.kind === kind)
      return some.length > 0 && el('optgroup', { label: say(key) }, some.map((f) => el('option', { value: f.at }, labelOf(f))))
    }))
    const text = el('input', { id: 'inputtext', autocomplete: 'off', spellcheck: 'false' })
    const slider = el('input', { type: 'range', id: 'inputslider', 'aria-label': say('whatif.input.slider') })
    const field = () => shown.find((f) => f.at === which.value)
    const apply = () => this.edit({ sheet: field().sheet, cell: field().cell, text: text.value.trim() }, field().text)
    this.inputSync = () => {
      const f = field()
      if (document.activeElement !== text) text.value = textAt(this.session.variant, f.at) ?? f.text
      const range = rangeOf(f, this.session.base)
      slider.hidden = !range
      if (!range || document.activeElement === slider) return
      const stands = numberOf(text.value)
      Object.assign(slider, { min: range.lo, max: range.hi, step: range.step, value: stands ?? range.at })
      slider.setAttribute('aria-valuetext', text.value)
    }
    which.addEventListener('change', () => { text.value = ''; this.inputSync() })
    slider.addEventListener('input', () => { text.value = shareText(Number(slider.value), field().text); slider.setAttribute('aria-valuetext', text.value) })
    slider.addEventListener('change', apply)
    const form = ask('whatif.input', true, el('label', { for: 'inputwhich' }, say('whatif.input.which')), which,
      el('label', { for: 'inputtext' }, say('whatif.input.text')), text, slider, el('p', { class: 'quiet' }, say('whatif.input.hint')))
    form.addEventListener('submit', (e) => { e.preventDefault(); apply() })
    this.inputSync()
    return wrap(form, 'whatif.input', true)
  }

  // cellForm changes any cell that was read as a number, a date or a choice.
  cellForm(fields) {
    const open = fields.filter((f) => !f.locked)
    const byName = new Map(open.map((f) => [labelOf(f), f]))
    const which = el('input', { id: 'cellwhich', list: 'cells', autocomplete: 'off', placeholder: this.session.model ? fields[0]?.at ?? 'Model!B7' : say('whatif.cell.which') })
    const text = el('input', { id: 'celltext', autocomplete: 'off', size: 12 })
    const why = el('p', { class: 'quiet', role: 'status' })
    const find = () => byName.get(which.value) ?? fields.find((f) => f.at.toLowerCase() === which.value.trim().toLowerCase()) ?? (this.session.model ? cellOf(which.value) : undefined)
    which.addEventListener('change', () => {
      const f = find()
      why.textContent = f ? (f.locked ? f.why : '') : which.value ? say('whatif.cell.none') : ''
      if (f) text.value = textAt(this.session.variant, f.at) ?? f.text
    })
    const form = ask('whatif.cell', true, el('label', { for: 'cellwhich' }, say('whatif.cell.label')), which,
      el('datalist', { id: 'cells' }, open.map((f) => el('option', { value: labelOf(f) }))),
      el('label', { for: 'celltext' }, say('whatif.cell.text')), text)
    form.addEventListener('submit', (e) => {
      e.preventDefault()
      const f = find()
      if (f && !f.locked) this.edit({ sheet: f.sheet, cell: f.cell, text: text.value.trim() }, f.text)
      else why.textContent = f ? f.why : say('whatif.cell.none')
    })
    form.append(why)
    return wrap(form, 'whatif.cell')
  }

  // stressForm puts further columns beside the plan: what if everything went wrong.
  stressForm(plan) {
    this.stressBoxes = (plan.stresses ?? []).map((s) => {
      const box = el('input', { type: 'checkbox', onchange: () => this.stress(s.text, box.checked) })
      return [box, s.text, el('label', { class: 'check' }, box, s.name || s.text)]
    })
    const text = el('input', { id: 'stresstext', autocomplete: 'off', placeholder: this.session.model ? `${plan.fields?.[0]?.at ?? 'Model!B7'} +15%` : 'costs +15%' })
    const form = ask('whatif.stress', true, this.stressBoxes.map(([, , label]) => label),
      el('label', { for: 'stresstext' }, say('whatif.stress.label')), text, el('p', { class: 'quiet' }, say(this.session.model ? 'whatif.model.stress' : 'whatif.stress.hint')))
    form.addEventListener('submit', (e) => { e.preventDefault(); if (text.value.trim()) this.stress(text.value.trim(), true); text.value = '' })
    return wrap(form, 'whatif.stress')
  }

  stress(text, on) {
    const rest = this.session.variant.stress.filter((s) => s !== text)
    this.session.change({ ...this.session.variant, stress: on ? [...rest, text] : rest })
  }

  edit(edit, was) { this.session.change(withEdit(this.session.variant, edit, was)) }

  // sync shows the variant and what it changes.
  sync() {
    const { session } = this
    const n = sizeOf(session.variant)
    this.undo.disabled = !session.steps.canUndo
    this.redo.disabled = !session.steps.canRedo
    this.reset.disabled = n === 0
    this.badge.hidden = n === 0
    this.keep.hidden = n === 0
    this.count.textContent = n ? String(n) : ''
    renew(this.chips, this.chipsOf().map(([text, remove]) => el('li', { class: 'chip' }, el('span', null, text),
      el('button', { type: 'button', 'aria-label': say('whatif.remove', text), onclick: remove }, '×'))))
    for (const [input, set, text] of this.fields ?? []) if (document.activeElement !== input) input.value = textAt(session.variant, set) ?? text
    this.inputSync?.()
    for (const [box, text] of this.stressBoxes ?? []) box.checked = session.variant.stress.includes(text)
    this.showEffects()
    this.showRefused()
  }

  // chipsOf are the edits in words: with what was there where the server has said so.
  chipsOf() {
    const { session } = this
    const v = session.variant
    const changed = new Map((session.now?.changed ?? []).filter((c) => c.edit >= 0).map((c) => [c.edit, c]))
    const known = session.now && !session.refused && !session.busy
    const edits = v.edits.map((e, i) => {
      const c = known ? changed.get(i) : null
      return [c ? say('whatif.chip', c.name || c.at, c.was || '–', c.is || '–') : say('whatif.chip.new', this.nameOf(e), e.text || '–'), () => session.change(without(v, placeOf(e)))]
    })
    const mix = Object.keys(v.mix).map((id) => {
      const l = session.plan.levers.find((x) => x.source === id)
      const rest = { ...v.mix }
      delete rest[id]
      return [say('whatif.chip', `${id} ${l?.name ?? ''}`, this.notation.money(l?.planned), this.notation.money(v.mix[id])), () => session.change({ ...v, mix: rest })]
    })
    return [...edits, ...mix, ...v.stress.map((s) => [say('whatif.chip.stress', s), () => this.stress(s, false)])]
  }

  // nameOf names a place as the reader knows it.
  nameOf(e) {
    const { plan } = this.session
    if (e.set === undefined) return labelOf(plan.fields?.find((f) => f.at === placeOf(e)) ?? { at: placeOf(e) })
    const setting = plan.settings?.find((s) => s.set === e.set)
    if (setting) return setting.label
    const [id, what] = e.set.split('.')
    return what === 'late' ? say('whatif.set.late', id) : what === 'status' ? say('whatif.set.status', id)
      : what === 'probability' ? say('whatif.set.probability', id) : what === 'response' ? say('whatif.set.response', id) : e.set
  }

  showEffects() {
    const { now, draft, busy } = this.session
    if (!draft || isNone(this.session.variant)) { renew(this.effects, el('p', { class: 'quiet' }, say(this.session.model ? 'whatif.model.hint' : 'whatif.hint'))); return }
    const rows = now && !now.base ? now.diff ?? [] : []
    const moved = rows.filter((d) => d.visible)
    const same = sameOf(rows)
    const table = (list) => list.length > 0 && el('table', { class: 'diff', 'aria-label': say('whatif.effects') }, el('tbody', null, list.map((d) => this.diffRow(d))))
    const first = moved.filter(leads)
    renew(this.effects, el('h3', null, say('whatif.effects'), ' ', (busy || now?.preview) && el('span', { class: 'badge preview' }, say('preview'))),
      table(first), moved.length > first.length && fold('effects', say('whatif.more'), table(moved.filter((d) => !leads(d)))),
      same.length > 0 && el('p', { class: 'quiet', 'data-same': '' }, say('whatif.same', same.join(say('whatif.and')))),
      (now?.stress || now?.model_stresses) && el('p', { class: 'quiet' }, say(now.stress ? 'whatif.stress.where' : 'whatif.model.where')))
  }

  diffRow(d) {
    const write = writer(d.kind, this.notation)
    const by = changeWriter(d.kind, this.notation)
    return el('tr', { 'data-diff': d.key }, el('th', { scope: 'row' }, d.label),
      el('td', null, say('diff.to', write(d.base), write(d.value))),
      el('td', { class: 'moved' }, signed(d.change, by),
        d.interval95 && el('small', null, ' ', say('diff.interval', signed(d.interval95[0], by), signed(d.interval95[1], by)))))
  }

  showRefused() {
    const problem = this.session.refused
    this.refused.hidden = !problem
    renew(this.refused, problem && [el('p', null, problem.message || say('silent')),
      problem.problem?.detail && el('p', null, problem.problem.detail),
      problem.problem?.problems && el('ul', null, problem.problem.problems.filter((p) => p.severity === 'error').map((p) => el('li', null, el('code', null, p.at), ' ', p.message))),
      this.session.now && el('p', { class: 'quiet' }, say('whatif.refused'))])
  }
}

function button(key, click, id) { return el('button', { type: 'button', id, onclick: click }, say(key)) }

function ask(key, go, ...fields) {
  return el('form', { class: 'ask', 'data-ask': key }, fields, el('button', { type: 'submit', class: 'primary' }, say('whatif.go')))
}

function wrap(form, key, open = false) {
  return el('details', { class: 'question', open, 'data-question': key }, el('summary', null, say(key)), form)
}

// CHOICES is how many cells of a model are offered by name; others are typed.
const CHOICES = 400

// leads reports whether a figure is read at once: of an output of a model its mean and the
// chance of its target.
function leads(d) { return !d.output || / (mean|target)$/.test(d.key) }

// sameOf names what does not move: of a model the output alone where none of its figures does.
function sameOf(rows) {
  const moving = new Set(rows.filter((d) => d.visible).map((d) => d.output))
  return [...new Set(rows.filter((d) => !d.visible).map((d) => (d.output && !moving.has(d.output) ? d.output : d.label)))]
}

// cellOf reads the place of a cell: Model!B7, 'Cash flow'!D5.
function cellOf(text) {
  const found = /^'?(.+?)'?!\$?([a-z]{1,3})\$?(\d{1,7})$/i.exec(text.trim())
  if (!found) return undefined
  const [sheet, cell] = [found[1], (found[2] + found[3]).toUpperCase()]
  return { at: `${sheet}!${cell}`, sheet, cell, text: '', name: '' }
}

// numberOf reads a number or a share as it stands in a field; null for a law.
function numberOf(text) {
  const found = /^\s*([+-]?[\d,]*\.?\d+)\s*(%?)\s*$/.exec(text)
  return found ? Number(found[1].replaceAll(',', '')) / (found[2] ? 100 : 1) : null
}

// shareText writes a number as the cell has it: per cent where the cell says per cent.
function shareText(v, like) {
  return like.includes('%') ? Number((100 * v).toPrecision(6)) + '%' : String(Number(v.toPrecision(8)))
}

// rangeOf is between what a slider moves a cell: an input over what it may be, a number by
// half of itself.
function rangeOf(f, base) {
  const x = base?.inputs?.find((i) => i.cell === f.at)
  const at = x ? x.drawn_mean : f.value
  const half = x ? 3 * x.drawn_sd : Math.abs(at) / 2
  if (typeof at !== 'number' || !(half > 0)) return null
  const step = 10 ** Math.floor(Math.log10(half / 50))
  return { lo: Math.floor((at - half) / step) * step, hi: Math.ceil((at + half) / step) * step, step, at }
}

// writer writes figures of a kind.
export function writer(kind, notation) {
  if (kind === 'share') return (v) => (notation ? notation.share(v) : plain(v))
  if (kind === 'number') return plain
  if (kind === 'months') return (v) => (typeof v === 'number' ? say('months', v.toFixed(1)) : say('never'))
  return (v) => notation.money(v)
}

// changeWriter writes changes of figures of a kind: those of chances in points.
export function changeWriter(kind, notation) {
  if (kind === 'share') return (v) => say('points', (100 * v).toFixed(Math.abs(v) < 0.1 ? 1 : 0))
  return writer(kind, notation)
}

// signed writes a change with its sign, which no line ends with.
export function signed(v, write) {
  if (typeof v !== 'number') return '–'
  return (v > 0 ? '+' : v < 0 ? '−' : '±') + '\u2060' + write(Math.abs(v))
}
