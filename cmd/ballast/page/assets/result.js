// The result page: tiles, tabs and what stands in them.
import { el, figure, fold, grid, put, renew } from './dom.js'
import { named, tornado, tornadoTable } from './bars.js'
import { Compare } from './compare.js'
import { Curve } from './curve.js'
import { fanOf, fanTable } from './fan.js'
import { Notation, quantile } from './figures.js'
import { MixView } from './mix.js'
import { ModelView } from './model.js'
import { FULL, HALF } from './plot.js'
import { RiskTable } from './risks.js'
import { say } from './say.js'
import { chartOf, sheetView } from './sheets.js'
import { tilesOf } from './tiles.js'
import { WhatIf } from './whatif.js'

// Where the sheets of a result stand; what is not named stands on the dashboard.
const SHEETS = {
  reserve: ['reserve', 'cost'], cash: ['cash'], mix: ['funding', 'mixes'], risks: ['risks', 'sensitivity'],
  control: ['control', 'commitments', 'scorecard', 'followups', 'deliveries'],
}

const FIRST = 7 // sentences that are read at once

function list(sentences) { return el('ul', { class: 'findings' }, sentences.map((s) => el('li', null, s.text))) }

// Result shows what a run has found. actions are those of the what-if panel.
export class Result {
  constructor(session, actions) {
    this.session = session
    this.notation = new Notation(session.plan.currency, document.documentElement.dataset.lang)
    const { plan } = session
    this.title = el('h1', null, plan.title || plan.name)
    this.line = el('p', { class: 'quiet runline' })
    this.some = el('p', { class: 'notice info', role: 'status', 'data-some': '', hidden: true })
    this.progress = el('progress', { hidden: true, max: 1, value: 0, 'aria-label': say('running') })
    this.tiles = el('div', { class: 'tiles' })
    this.whatif = new WhatIf(session, this.notation, actions)
    this.panels = new Map()
    this.bodies = new Map()
    this.build(actions)
    this.tablist = el('div', { class: 'tabs', role: 'tablist', 'aria-label': say('tabs'), onkeydown: (e) => this.keys(e) }, [...this.panels.values()].map((p) => p.tab))
    this.node = el('div', { class: 'result' },
      el('main', null, el('header', null, this.title, this.line, this.progress, this.some), this.tiles, this.tablist, [...this.panels.values()].map((p) => p.panel), this.colophon = el('section', { class: 'printed' })),
      this.whatif.node)
    this.live = el('p', { class: 'unseen', 'aria-live': 'polite' })
    put(this.node, this.live)
    this.choose(this.panels.has(session.tab) ? session.tab : this.panels.keys().next().value, false)
    this.pick()
  }

  // build makes the tabs that this plan has something for.
  build(actions) {
    const { plan } = this.session
    if (this.session.model) {
      this.modelView = new ModelView(this.session)
      this.tab('outputs', this.modelView.outputs)
      this.tab('inputs', this.modelView.inputs)
      this.compare = new Compare(this.session, this.notation, actions.forget)
      this.tab('compare', this.compare.node)
      return
    }
    this.sentences = el('section')
    this.boards = el('div', { class: 'charts' })
    this.tab('dashboard', this.sentences, this.boards)
    this.curve = new Curve((p) => this.session.setPercent(p), () => this.session.tell('percentile chosen'))
    this.curveBox = el('div')
    this.tab('reserve', this.curveBox)
    this.cashBox = el('div', { class: 'charts' })
    this.tab('cash', this.cashBox)
    if (plan.levers?.length) {
      this.mixView = new MixView(this.session, this.notation)
      this.tab('mix', this.mixView.node)
    }
    this.riskBox = el('div')
    if (plan.risks?.length) this.riskTable = new RiskTable(this.session, this.notation)
    this.tab('risks', this.riskTable?.node, this.riskBox)
    this.tab('control')
    this.compare = new Compare(this.session, this.notation, actions.forget)
    this.tab('compare', this.compare.node)
  }

  tab(key, ...content) {
    const body = el('div', { class: 'sheets' })
    const tab = el('button', { type: 'button', role: 'tab', id: 'tab-' + key, 'aria-controls': 'panel-' + key, 'aria-selected': 'false', tabindex: -1, onclick: () => this.choose(key) }, say('tab.' + key))
    const panel = el('section', { role: 'tabpanel', id: 'panel-' + key, 'aria-labelledby': 'tab-' + key, hidden: true }, el('h2', { class: 'printed' }, say('tab.' + key)), content, body)
    this.panels.set(key, { tab, panel })
    this.bodies.set(key, body)
  }

  choose(key, tell = true) {
    if (!this.panels.has(key)) return
    for (const [k, { tab, panel }] of this.panels) {
      tab.setAttribute('aria-selected', String(k === key))
      tab.tabIndex = k === key ? 0 : -1
      panel.hidden = k !== key
    }
    if (tell) this.session.setTab(key)
  }

  // keys moves along the tabs: one of them is in the order of the Tab key.
  keys(e) {
    const keys = [...this.panels.keys()].filter((k) => !this.panels.get(k).tab.hidden)
    const at = keys.indexOf(this.session.tab)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: keys.length - 1 }[e.key]
    if (to === undefined) return
    e.preventDefault()
    const key = keys[(to + keys.length) % keys.length]
    this.choose(key)
    this.panels.get(key).tab.focus()
  }

  // pick shows the tabs that have something in them.
  pick() {
    const { now, kept } = this.session
    const show = (key, on) => { if (this.panels.has(key)) { this.panels.get(key).tab.hidden = !on; this.panels.get(key).panel.classList.toggle('void', !on); if (!on && this.session.tab === key) this.choose(this.panels.keys().next().value) } }
    show('control', Boolean(now?.control))
    show('cash', !now || Boolean(now.fan?.length || now.spend?.length))
    show('compare', kept.length > 0)
  }

  // heard takes what changed.
  heard(what) {
    const done = { result: () => this.showResult(), pages: () => this.showPages(), variant: () => this.sync(), mix: () => this.mixView?.cash(), percentile: () => this.percentile(), busy: () => this.showBusy(), refused: () => this.showRefused(), kept: () => { this.compare?.sync(); this.pick() } }[what]
    done?.()
  }

  sync() {
    document.body.classList.toggle('draft', this.session.draft)
    this.whatif.sync()
    this.mixView?.sync()
    this.riskTable?.sync()
  }

  percentile() {
    const { now, base, p } = this.session
    renew(this.tiles, tilesOf(this.session, this.notation))
    if (this.curveShown === now) return
    this.curveShown = now
    renew(this.curveBox, figure('curve', say('curve.title'), this.curve.node, this.curveTable(), say('table.show')))
    const limit = now.headline?.overrun?.what === 'limit' ? now.headline.overrun.over : this.session.plan.limit
    this.curve.show({ curve: now.curves.cost, base: now.base_amount, limit, ghost: now !== base && base?.curves.cost, notation: this.notation }, p)
  }

  curveTable() {
    const { now } = this.session
    const rows = [1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95, 99].map((p) => {
      const x = quantile(now.curves.cost, p / 100)
      return ['P' + p, this.notation.exact(x), this.notation.exact(Math.max(0, x - now.base_amount))]
    })
    return grid([say('curve.percentile'), say('curve.cost'), say('curve.reserve')], rows, say('curve.title'))
  }

  // count is how many scenarios are behind the figures, of how many when those are fewer.
  count(now) {
    const n = this.notation.exact(now.scenarios)
    return now.of ? say('run.some', n, this.notation.exact(now.of)) : say('run.scenarios', n)
  }

  showResult() {
    const { now } = this.session
    document.body.classList.toggle('preview', Boolean(now.preview))
    document.body.classList.toggle('draft', this.session.draft)
    this.line.textContent = [now.name, this.count(now), say('run.seed', now.seed), this.session.model ? '' : say('run.horizon', now.start, now.horizon), say('run.version', now.version), now.preview ? say('preview') : ''].filter(Boolean).join(' · ')
    this.some.hidden = !now.of
    this.some.textContent = now.of ? say('some', this.notation.exact(now.scenarios), this.notation.exact(now.of)) : ''
    this.pick()
    this.whatif.sync()
    if (this.session.model) {
      this.modelView.show(now)
      this.compare.sync()
    } else this.showFigures(now)
    if (!now.preview) for (const body of this.bodies.values()) body.classList.add('stale')
    this.print(now)
    if (now.rid) this.announce()
  }

  showFigures(now) {
    this.curveShown = null
    this.percentile()
    if (now.sentences) renew(this.sentences, el('h2', null, say('findings')), list(now.sentences.slice(0, FIRST)), now.sentences.length > FIRST && fold('findings', say('findings.more'), list(now.sentences.slice(FIRST))), this.notices(now))
    const ghost = this.session.draft && this.session.base !== now ? this.session.base : null
    const cash = () => this.cashFigure('cash', now, ghost)
    renew(this.boards, now.fan?.length > 0 && this.cashFigure('board', now, ghost), now.drivers && this.driverFigure('board', now))
    renew(this.cashBox, now.fan?.length > 0 && cash(), now.spend?.length > 0 && this.spendFigure(now, ghost))
    if (now.drivers) renew(this.riskBox, this.driverFigure('risks', now))
    this.mixView?.cash()
    this.riskTable?.sync()
    this.compare?.sync()
  }

  // notices points to what the workbook's problems are, and shows the stresses.
  notices(now) {
    const n = (now.problems ?? []).length
    return [n > 0 && el('p', { class: 'quiet' }, el('a', { href: '#', onclick: (e) => { e.preventDefault(); this.session.tell('plan page') } }, say(n === 1 ? 'problems.one' : 'problems.some', n))),
      now.stress && this.stressTable(now.stress)]
  }

  stressTable(s) {
    const of = (h) => [this.notation.money(h.contingency), this.notation.share(h.overrun?.probability), this.notation.share(h.probability_gap), this.notation.money(h.peak_gap_p90), this.notation.money(h.npv_mean)]
    const names = ['tile.reserve.short', 'tile.overrun', 'tile.gap', 'mix.peak', 'stress.npv'].map((k) => say(k))
    const columns = [of(s.unstressed), ...s.stresses.map((x) => of(x.figures))]
    return el('section', { 'data-stress': '' }, el('h3', null, say('whatif.stress')),
      el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': say('whatif.stress') },
        grid(['', say('compare.base'), ...s.stresses.map((x) => x.name)], names.map((n, i) => [n, ...columns.map((c) => c[i])]), say('whatif.stress'))))
  }

  cashFigure(where, now, ghost) {
    const chance = this.notation.share(now.headline?.probability_gap)
    const title = say('cash.title', chance)
    return figure(`fan-${where}`, title, fanOf(now.fan, { ghost: ghost?.fan, notation: this.notation, width: where === 'slide' ? FULL : HALF, label: title }), grid(...fanTable(now.fan, this.notation), title), say('table.show'))
  }

  spendFigure(now) {
    const title = say('spend.title')
    return figure('spend', title, fanOf(now.spend, { notation: this.notation, strip: false, planned: true, width: HALF, label: title }), grid(...fanTable(now.spend, this.notation), title), say('table.show'))
  }

  driverFigure(where, now) {
    if (!now.drivers.length) return null
    const title = say('tornado.title', named(now.drivers[0]))
    return figure(`tornado-${where}`, title, tornado(now.drivers, this.notation, title, where === 'board' ? HALF : FULL), grid(...tornadoTable(now.drivers, this.notation), title), say('table.show'))
  }

  // showPages puts the sheets of the result into their tabs.
  showPages() {
    const { pages } = this.session
    const taken = new Set(Object.values(SHEETS).flat())
    const sheets = (keys) => pages.sheets.filter((s) => keys(s.key)).map((s) => sheetView(this.session, s, (key) => this.goSheet(key)))
    for (const [tab, body] of this.bodies) {
      body.classList.remove('stale')
      if (this.session.model) renew(body, this.modelView.sheets(tab, sheets))
      else if (tab === 'dashboard') renew(body, sheets((k) => !taken.has(k)))
      else if (SHEETS[tab]) renew(body, SHEETS[tab].flatMap((key) => sheets((k) => k === key)))
    }
  }

  goSheet(key) {
    const tab = Object.keys(SHEETS).find((t) => SHEETS[t].includes(key)) ?? 'dashboard'
    this.choose(tab)
    this.node.querySelector(`[data-sheet="${CSS.escape(key)}"]`)?.scrollIntoView()
  }

  showBusy() {
    const { busy } = this.session
    this.progress.hidden = !busy
    if (busy?.total) this.progress.value = busy.done / busy.total
    else this.progress.removeAttribute('value')
    this.node.setAttribute('aria-busy', String(Boolean(busy)))
    if (busy) return
    this.some.hidden = true // nothing follows any more
    this.whatif.sync()
  }

  showRefused() {
    this.whatif.sync()
    this.whatif.unfold(true)
  }

  // announce speaks a settled result once.
  announce() {
    this.live.textContent = this.session.model ? say('live.model') : say('live.result', tilesOf(this.session, this.notation).map((t) => `${t.querySelector('.label').textContent} ${t.querySelector('.value').textContent}`).join('; '))
  }

  // print is what a page on paper says at its end: edits, file, seed and version.
  print(now) {
    renew(this.colophon, el('h2', null, say('print.made')),
      el('p', null, `${now.name} · SHA-256 ${now.sha256}`), el('p', null, [this.count(now), say('run.seed', now.seed), say('run.version', now.version), now.run_id].filter(Boolean).join(' · ')),
      now.changed?.length > 0 && [el('p', null, say('print.variant')), el('ul', null, now.changed.map((c) => el('li', null, say('whatif.chip', `${c.name || ''} ${c.at || ''}`.trim(), c.was || '–', c.is || '–'))))])
  }

  // slides are what presenting shows: one finding a page.
  slides() {
    const { now, pages } = this.session
    if (this.session.model) return this.modelView.slides(pages)
    const all = [{ title: this.title.textContent, make: () => el('div', null, el('div', { class: 'tiles' }, tilesOf(this.session, this.notation)), now.of && el('p', { class: 'quiet' }, this.count(now))) }]
    const ghost = this.session.draft ? this.session.base : null
    if (now.fan?.length) all.push({ title: say('cash.title', this.notation.share(now.headline?.probability_gap)), make: () => this.cashFigure('slide', now, ghost).querySelector('svg') })
    if (now.drivers?.length) all.push({ title: this.driverFigure('slide', now).querySelector('figcaption').textContent, make: () => this.driverFigure('slide', now).querySelector('svg') })
    for (const sheet of pages?.sheets ?? []) {
      for (const c of (sheet.charts ?? []).filter((c) => !c.key.startsWith('board-'))) {
        all.push({ title: c.title.split('\n')[0], make: () => chartOf(this.session, sheet, c, [960, 520]).querySelector('img') })
      }
    }
    return all
  }
}
