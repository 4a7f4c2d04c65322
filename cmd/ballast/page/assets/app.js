// The page: which view is shown, the bar above it, the address and the keys.
import { el, renew } from './dom.js'
import { narrow } from './plot.js'
import { fileOf, hashOf, LONGEST, readFile, readHash } from './link.js'
import { PlanPage } from './plan.js'
import { present } from './present.js'
import { Result } from './result.js'
import { Refused, json } from './server.js'
import { lang, say } from './say.js'
import { Session } from './session.js'
import { Start, catchDrops } from './start.js'
import { isNone } from './variant.js'

const facts = document.documentElement.dataset
const session = new Session()
const bar = el('header', { class: 'bar' })
const view = el('div', { id: 'view' })
const brand = el('a', { class: 'brand', href: '#/' }, el('img', { src: new URL('assets/icon.svg', document.baseURI), alt: '', width: 24, height: 24 }), 'Ballast')
let start, planPage, result, wanted

// Login: the address that the terminal prints carries a token; it is taken off the
// address before anything else.
async function login() {
  const token = /[#&]token=([^&]+)/.exec(location.hash)?.[1]
  if (!token) return
  history.replaceState(null, '', location.pathname + location.search)
  await json('POST', 'login', { token })
}

// drawBar shows what can be done with what is shown.
function drawBar() {
  const { plan, now } = session
  const shown = view.dataset.page
  const problems = plan ? (plan.problems ?? []).length : 0
  renew(bar,
    brand,
    plan && shown !== 'start' && el('span', { class: 'planname' }, plan.title || plan.name, session.draft && el('span', { class: 'badge draft' }, say('draft'))),
    el('nav', { 'aria-label': say('bar') },
      plan && shown === 'result' && el('button', { type: 'button', id: 'toplan', onclick: () => showPlan() }, say('bar.plan', problems)),
      plan && shown === 'plan' && now && el('button', { type: 'button', onclick: () => showResult() }, say('bar.result')),
      shown === 'result' && now?.rid && [el('button', { type: 'button', id: 'present', onclick: () => present(result.slides()) }, say('bar.present')),
        el('button', { type: 'button', id: 'print', onclick: () => print() }, say('bar.print')), downloads()],
      el('button', { type: 'button', class: 'keys', 'aria-label': say('help.title'), onclick: () => help() }, '?'),
      el('a', { class: 'button', id: 'language', href: '?lang=' + (lang === 'zh' ? 'en' : 'zh') + location.hash, hreflang: lang === 'zh' ? 'en' : 'zh-Hans', lang: lang === 'zh' ? 'en' : 'zh-Hans' }, say('bar.language'))))
}

function downloads() {
  const files = [['workbook.xlsx', 'file.workbook'], ['report.html', 'file.report'], ['figures.json', 'file.figures'], ['tables.zip', 'file.tables']]
  const said = el('p', { class: 'quiet', role: 'status' })
  const menu = el('details', { class: 'menu', id: 'downloads' }, el('summary', null, say('bar.download')),
    el('div', null, session.draft && el('p', { class: 'quiet' }, say('file.variant')),
      session.draft && !session.model && el('button', { type: 'button', 'data-file': 'edits', onclick: () => download('workbook.xlsx', said, { edits: 1 }) }, say('file.edits')),
      files.map(([name, key]) => el('button', { type: 'button', 'data-file': name, onclick: () => download(name, said) }, say(key))), said))
  return menu
}

async function download(name, said, more) {
  said.textContent = say('file.busy')
  try {
    const { name: as, blob } = await session.file(name, more)
    save(as, blob)
    said.textContent = ''
  } catch (problem) {
    said.textContent = problem.message || say('silent')
  }
}

// save gives the reader a file.
function save(name, blob) {
  const url = URL.createObjectURL(blob)
  el('a', { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}

// print waits for the pictures of every tab, so that paper has all of them.
async function print() {
  const pictures = [...view.querySelectorAll('img.drawn')]
  for (const p of pictures) p.loading = 'eager'
  await Promise.allSettled(pictures.map((p) => p.decode()))
  window.print()
}

// Folded parts open on paper, and close again after it; of a chart the picture is
// enough there.
let folded = []
addEventListener('beforeprint', () => {
  folded = [...view.querySelectorAll('main details.fold:not([open]):not(figure details)')]
  for (const d of folded) d.open = true
  for (const p of view.querySelectorAll('img.drawn')) p.loading = 'eager'
})
addEventListener('afterprint', () => { for (const d of folded) d.open = false })

function showOn(page, node) {
  view.dataset.page = page
  renew(view, node)
  drawBar()
  scrollTo(0, 0)
}

function showStart() {
  document.body.classList.remove('draft', 'preview')
  start ??= new Start(open)
  showOn('start', start.node)
  document.title = say('title')
  if (wanted?.sha) start.say(say('start.wanted', wanted.sha), 'info')
}

// open takes a workbook; one that can run goes straight to its result. A file of edits is
// laid on the workbook that it is of; true when that has to be dropped first.
async function open(what) {
  if (what instanceof File && /\.json$/i.test(what.name)) {
    const at = readFile(await what.text())
    if (!at) throw new Error(say('link.nofile'))
    return lay(at)
  }
  const plan = await session.open(what)
  remember(plan)
  begin(plan)
}

// begin shows a plan: its result when it runs, else what is wrong. The variant of a
// link is laid on when the link is of this file.
function begin(plan) {
  const link = wanted?.sha && plan.sha256.startsWith(wanted.sha) ? wanted : null
  if (link) {
    session.tab = link.tab
    if (link.p) session.p = link.p
    if (!isNone(link.variant)) session.steps.push(link.variant)
  }
  wanted = null
  loadKept()
  if (!plan.runnable && !session.draft) { showPlan(); return }
  session.run()
  showResult()
}

function showPlan() {
  planPage ??= new PlanPage(session, (variant) => { session.steps.push(variant); session.run(); showResult() })
  planPage.show()
  showOn('plan', planPage.node)
  writeAddress()
}

function showResult() {
  if (result?.of !== session.plan) {
    result = new Result(session, { keep, forget, copy })
    result.of = session.plan
    if (session.now) result.heard('result')
    if (session.pages) result.heard('pages')
    if (session.kept.length) result.heard('kept')
    result.heard('variant')
  }
  showOn('result', result.node)
  document.title = (session.plan.title || session.plan.name) + ' – Ballast'
  writeAddress()
}

// remember keeps the plan's number for this tab of the browser, so that loading the
// page again finds it.
function remember(plan) {
  try { sessionStorage.setItem('plan:' + plan.sha256.slice(0, 16), plan.id) } catch { /* a browser may forbid it */ }
}

// here is what is shown: the file, the tab, the variant and the percentile.
function here() {
  return { sha: session.plan?.sha256, name: session.plan?.name, tab: view.dataset.page === 'plan' ? 'plan' : session.tab, variant: session.variant, p: session.p !== Math.round(100 * (session.plan?.confidence ?? 0.8)) ? session.p : 0 }
}

function writeAddress() {
  const hash = hashOf(here())
  if (hash !== location.hash) history.replaceState(null, '', location.pathname + location.search + hash)
  const other = document.getElementById('language')
  if (other) other.href = '?lang=' + (lang === 'zh' ? 'en' : 'zh') + hash
}

// Kept variants: on the server where it stores them, else in this tab of the browser.
const keptKey = () => 'kept:' + session.plan.sha256

async function loadKept() {
  try {
    if (facts.store === 'true') session.kept = (await json('GET', session.path + '/kept')).kept.map((k) => ({ id: k.n, ...k }))
    else session.kept = JSON.parse(sessionStorage.getItem(keptKey()) ?? '[]')
  } catch { session.kept = [] }
  session.tell('kept')
}

async function keep(name) {
  const one = { name: name || say('whatif.variant', session.kept.length + 1), variant: session.variant }
  try {
    if (facts.store === 'true') { await json('POST', session.path + '/kept', one); await loadKept(); return }
    session.kept = [...session.kept, { id: Date.now(), ...one }]
    sessionStorage.setItem(keptKey(), JSON.stringify(session.kept))
  } catch (problem) { if (problem instanceof Refused) session.refuse(problem) }
  session.tell('kept')
}

async function forget(one) {
  if (facts.store === 'true') { await json('DELETE', `${session.path}/kept/${one.id}`); await loadKept(); return }
  session.kept = session.kept.filter((k) => k.id !== one.id)
  try { sessionStorage.setItem(keptKey(), JSON.stringify(session.kept)) } catch { /* they stay while the page does */ }
  session.tell('kept')
}

// copy puts the address of what is shown on the clipboard; what is too long for one is
// saved as a file.
async function copy(said) {
  writeAddress()
  if (location.hash.length > LONGEST) {
    const name = session.plan.name.replace(/\.[^.]*$/, '') + '.variant.json'
    save(name, new Blob([fileOf(here())], { type: 'application/json' }))
    said.textContent = say('link.long', name)
    return
  }
  try {
    await navigator.clipboard.writeText(location.href)
    said.textContent = say('link.copied')
  } catch { said.textContent = say('link.bar') }
}

// help lists the keys; the one without a modifier can be turned off.
const single = () => localStorage.getItem('keys') !== 'off'
function help() {
  const box = el('input', { type: 'checkbox', checked: single(), onchange: () => localStorage.setItem('keys', box.checked ? 'on' : 'off') })
  const keys = [['Ctrl+Z', 'help.undo'], ['Ctrl+Shift+Z', 'help.redo'], ['← →', 'help.tabs'], ['?', 'help.help']]
  const node = el('dialog', { class: 'help', 'aria-labelledby': 'helptitle', onclose: () => node.remove() },
    el('h2', { id: 'helptitle' }, say('help.title')), el('dl', null, keys.map(([k, t]) => el('div', null, el('dt', null, el('kbd', null, k)), el('dd', null, say(t))))),
    el('label', { class: 'check' }, box, say('help.single')),
    el('p', null, el('button', { type: 'button', class: 'primary', onclick: () => node.close() }, say('help.close'))))
  document.body.append(node)
  node.showModal()
}

addEventListener('keydown', (e) => {
  const typing = e.target.matches?.('input:not([type=range]):not([type=checkbox]), textarea, select')
  if (e.key === '?' && !typing && single() && !e.ctrlKey && !e.metaKey) { e.preventDefault(); help() }
  if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === 'z' && !typing && session.plan && view.dataset.page === 'result') {
    e.preventDefault()
    e.shiftKey ? session.redo() : session.undo()
  }
})

session.listen((what) => {
  if (what === 'plan page') { showPlan(); return }
  if (result?.of === session.plan && session.plan) result.heard(what)
  if (['result', 'variant', 'pages', 'busy'].includes(what)) drawBar()
  if (['variant', 'percentile chosen', 'tab', 'result'].includes(what) && view.dataset.page === 'result') writeAddress()
})

narrow.addEventListener('change', () => { if (result && session.now) { result.heard('result'); if (session.pages) result.heard('pages'); result.mixView?.paint() } })

addEventListener('hashchange', () => route())

// route shows what the address says.
async function route() {
  const at = readHash(location.hash)
  if (at.sha) { await lay(at); return }
  wanted = null
  showStart()
}

// lay shows a place of a plan; one that the server no longer has is asked for, then it
// returns true.
async function lay(at) {
  if (session.plan?.sha256.startsWith(at.sha)) {
    if (at.tab === 'plan') { showPlan(); return false }
    session.p = at.p || Math.round(100 * (session.plan.confidence ?? 0.8))
    result?.choose(at.tab, false)
    session.tab = at.tab
    session.change(at.variant)
    if (session.now) session.setPercent(session.p)
    showResult()
    return false
  }
  wanted = at
  let id = null
  try { id = sessionStorage.getItem('plan:' + at.sha.slice(0, 16)) } catch { /* a browser may forbid it */ }
  if (id) {
    try { begin(await session.reopen(id)); return false } catch { /* it is asked for */ }
  }
  showStart()
  return true
}

document.body.append(el('a', { class: 'skip', href: '#view', onclick: (e) => { e.preventDefault(); view.querySelector('main')?.focus() } }, say('skip')), bar, view, el('div', { class: 'veil', 'aria-hidden': 'true' }, say('start.veil')))
catchDrops((file) => { showStart(); start.give(file) })
try {
  await login()
  await route()
} catch (problem) {
  showStart()
  start.say(problem.message || say('silent'))
}
