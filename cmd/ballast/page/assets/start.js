// The start page: drop a workbook, or take a sample or an empty template.
import { el, renew } from './dom.js'
import { addressOf, json } from './server.js'
import { lang, say } from './say.js'

const facts = document.documentElement.dataset

// Start asks for a workbook; opened is called with a file, a sample or a
// locked file, and returns true when it has asked for something itself.
export class Start {
  constructor(opened) {
    this.opened = opened
    this.samples = el('ul', { class: 'cards', 'aria-label': say('start.samples') })
    this.notice = el('div', { class: 'notice', role: 'alert', hidden: true })
    this.input = el('input', {
      type: 'file', class: 'unseen', tabindex: -1, accept: '.xlsx,.xlsm,.json', 'aria-label': say('start.choose'),
      onchange: () => this.input.files[0] && this.give(this.input.files[0]),
    })
    this.zone = el('button', { type: 'button', class: 'drop', onclick: () => this.input.click() },
      el('strong', null, say('start.drop')), el('span', null, say('start.choose')))
    this.node = el('main', { class: 'start' },
      el('h1', null, say('start.title')),
      el('p', { class: 'lead' }, say('start.lead')),
      this.notice, this.zone, this.input,
      el('p', { class: 'place' }, placeSentence()),
      el('h2', null, say('start.samples')), this.samples,
      el('p', null, el('a', { class: 'button', href: addressOf('template.xlsx'), download: 'plan.xlsx' }, say('start.template')), ' ',
        el('span', { class: 'quiet' }, say('start.template.hint'))))
    this.listSamples()
  }

  async listSamples() {
    try {
      const { samples } = await json('GET', 'samples')
      const own = samples.filter((s) => s.lang === lang)
      renew(this.samples, [...own, ...samples.filter((s) => s.lang !== lang)].map((s) => el('li', null,
        el('button', { type: 'button', class: 'card', 'data-sample': s.name, lang: s.lang === 'zh' ? 'zh-Hans' : 'en', onclick: () => this.give({ sample: s.name, lang: s.lang }) },
          el('strong', null, s.title), el('span', null, s.text), s.kind === 'model' && el('span', { class: 'badge' }, say('start.model'))))))
    } catch (problem) {
      this.say(problem.message)
    }
  }

  // give hands on what was dropped; a locked file asks for its password, until it opens.
  async give(what, file = what) {
    this.node.classList.add('busy')
    this.say(say('start.reading'), 'busy')
    try {
      if (!(await this.opened(what))) this.say('')
    } catch (problem) {
      if (problem.problem?.reason === 'encrypted' && file instanceof File) this.askPassword(file, problem.message)
      else this.say([problem.message, problem.problem?.detail].filter(Boolean).join(' ') || say('silent'))
    } finally {
      this.node.classList.remove('busy')
      this.input.value = ''
    }
  }

  askPassword(file, message) {
    const field = el('input', { type: 'password', id: 'password', autocomplete: 'off', required: true })
    const form = el('form', {
      class: 'row', onsubmit: async (e) => {
        e.preventDefault()
        this.give({ name: file.name, data: await base64(file), password: field.value, lang }, file)
      },
    }, el('label', { for: 'password' }, say('start.password')), field, el('button', { type: 'submit', class: 'primary' }, say('start.unlock')))
    renew(this.notice, el('p', null, message), form)
    this.notice.hidden = false
    field.focus()
  }

  say(text, cls = '') {
    this.notice.hidden = text === ''
    this.notice.className = 'notice ' + cls
    renew(this.notice, text && el('p', null, text))
  }
}

// placeSentence says where a dropped file is, whichever is true.
function placeSentence() {
  if (facts.local === 'true') return say('start.place.machine')
  return say('start.place.host', facts.host, facts.keep)
}

// base64 is a file as text, for a body that has a password beside it.
async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768))
  return btoa(text)
}

// catchDrops lets a file fall anywhere on the page.
export function catchDrops(dropped) {
  const carries = (e) => [...(e.dataTransfer?.types ?? [])].includes('Files')
  addEventListener('dragover', (e) => {
    if (!carries(e)) return
    e.preventDefault()
    document.body.classList.add('dropping')
  })
  addEventListener('dragleave', (e) => { if (!e.relatedTarget) document.body.classList.remove('dropping') })
  addEventListener('drop', (e) => {
    if (!carries(e)) return
    e.preventDefault()
    document.body.classList.remove('dropping')
    const file = e.dataTransfer.files[0]
    if (file) dropped(file)
  })
}
