// What the page knows: the plan, the variant and its history, the base and the newest
// result. Whoever shows something listens; nothing here touches the page.
import { Refused, ask, follow, json, latest } from './server.js'
import { lang } from './say.js'
import { NONE, Steps, isNone, keyOf } from './variant.js'

const KEPT_RESULTS = 12 // of variants, so that going back asks nothing

// Session holds one plan at a time. Listeners are told what changed: plan, variant,
// result, pages, mix, percentile, busy, refused, kept, tab.
export class Session {
  constructor() {
    this.listeners = []
    this.seq = 0
    this.mixSeq = 0
    this.tab = 'dashboard'
    this.clear()
    this.offerMix = latest((amounts) => this.askMix(amounts))
  }

  clear() {
    this.stop?.abort()
    this.stop = null
    this.plan = null
    this.steps = new Steps(NONE)
    this.base = null
    this.now = null
    this.pages = null
    this.mix = null
    this.busy = null
    this.refused = null
    this.p = 0
    this.results = new Map()
    this.kept = []
  }

  listen(heard) { this.listeners.push(heard) }
  tell(what) { for (const heard of this.listeners) heard(what) }

  get variant() { return this.steps.now }
  get draft() { return !isNone(this.variant) }
  get path() { return `plans/${this.plan.id}` }
  get model() { return this.plan?.kind === 'model' }

  // open takes a file, a sample or a locked file with its password.
  async open(what) {
    const options = what instanceof File ? { headers: { 'Ballast-Name': encodeURIComponent(what.name) } } : {}
    return this.take(await json('POST', 'plans', what, options))
  }

  // reopen takes a plan that the server still has.
  async reopen(id) {
    return this.take(await json('GET', `plans/${id}`))
  }

  take(plan) {
    this.clear()
    this.plan = plan
    this.p = Math.round(100 * (plan.confidence ?? 0.8))
    this.tell('plan')
    return plan
  }

  // change makes a variant the present one, as a step that can be undone, and runs it.
  change(variant) {
    if (keyOf(variant) === keyOf(this.variant)) return
    this.steps.push(variant)
    this.settled()
  }

  undo() { if (this.steps.canUndo) { this.steps.undo(); this.settled() } }
  redo() { if (this.steps.canRedo) { this.steps.redo(); this.settled() } }
  reset() { this.change(NONE) }

  settled() {
    this.mix = null
    this.refused = null
    this.tell('variant')
    return this.run()
  }

  setPercent(p) {
    this.p = p
    this.tell('percentile')
  }

  setTab(tab) {
    this.tab = tab
    this.tell('tab')
  }

  // run simulates the present variant, and then the base when there is none yet: the server
  // has it by then. A plan with errors has no base, only variants that mend it.
  async run() {
    const seq = ++this.seq
    this.stop?.abort()
    const stop = (this.stop = new AbortController())
    const current = () => seq === this.seq
    try {
      const result = (!this.draft && this.base) || await this.simulate(this.draft ? this.variant : NONE, seq, stop, true)
      if (!current()) return
      if (!this.draft) this.base = result
      this.show(result)
      if (!this.base && this.plan.runnable) {
        this.base = await this.simulate(NONE, seq, stop, false)
        if (!current()) return
        this.show(result)
      }
      await this.readPages(result)
    } catch (problem) {
      if (current()) this.refuse(problem)
    } finally {
      if (current()) {
        this.busy = null
        this.tell('busy')
      }
    }
  }

  // simulate returns the result of a variant; what is shown on the way is a preview, then
  // the figures of all scenarios before what is said of them.
  async simulate(variant, seq, stop, shown) {
    const key = keyOf(variant)
    const known = this.results.get(key)
    if (known) return known
    this.busy = { done: 0, total: 0 }
    this.tell('busy')
    let figures = null
    const end = await follow(`${this.path}/run`, { ...variant, lang, seq }, (line) => {
      if (seq !== this.seq || line.seq !== seq) return
      if (line.type === 'progress') {
        this.busy = line
        this.tell('busy')
      }
      if (line.type === 'figures') figures = line.result
      if ((line.type === 'preview' || line.type === 'figures') && shown) this.show(line.result)
    }, stop.signal, { steps: 1 })
    const result = { ...figures, ...end.result }
    this.results.set(key, result)
    if (this.results.size > KEPT_RESULTS) this.results.delete(this.results.keys().next().value)
    return result
  }

  show(result) {
    this.now = result
    this.refused = null
    if (!result.preview) this.pages = null
    this.tell('result')
  }

  async readPages(result) {
    if (!result.rid) return
    const pages = await json('GET', `${this.path}/results/${result.rid}/pages.json`)
    if (this.now !== result) return
    this.pages = pages
    this.tell('pages')
  }

  refuse(problem) {
    if (problem.name === 'AbortError') return
    this.refused = problem
    this.tell('refused')
  }

  // askMix asks what becomes of the cash with these amounts. Its numbers are its own:
  // a run goes on beside it.
  async askMix(amounts) {
    const seq = ++this.mixSeq
    const step = this.variant
    try {
      const body = { amounts, seq }
      if (this.now?.rid) body.rid = this.now.rid
      else if (this.draft) return // its futures are not there yet
      const answer = await json('POST', `${this.path}/mix`, body)
      if (seq !== this.mixSeq || step !== this.variant) return
      this.mix = answer
      this.tell('mix')
    } catch (problem) {
      if (seq === this.mixSeq) this.refuse(problem)
    }
  }

  // check asks what is wrong with a variant without running it.
  check(variant) {
    return json('POST', `${this.path}/check`, { ...variant, lang })
  }

  compare(columns, heard) {
    return follow(`${this.path}/compare`, { variants: columns }, heard)
  }

  seek(target, by, heard) {
    return follow(`${this.path}/seek`, { target, by, variant: this.variant }, heard)
  }

  // file fetches a file of the present result; a result that the server has dropped is
  // run again.
  async file(name, more = {}, again = true) {
    try {
      const response = await ask('GET', `${this.path}/results/${this.now.rid}/${name}`, undefined, { more })
      const said = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '')
      return { name: said ? decodeURIComponent(said[1]) : name, blob: await response.blob() }
    } catch (problem) {
      if (!again || !(problem instanceof Refused) || problem.code !== 'gone') throw problem
      this.results.clear()
      if (!this.draft) this.base = null
      await this.run()
      return this.file(name, more, false)
    }
  }
}
