// Presenting: the whole screen, one finding a page, arrow keys and no controls.
import { el, renew } from './dom.js'
import { say } from './say.js'

// present shows slides, each { title, make } with make returning a node. It returns
// when the reader leaves.
export function present(slides) {
  return new Promise((left) => {
    let at = 0
    const title = el('h1')
    const stage = el('div', { class: 'stage' })
    const where = el('p', { class: 'where', 'aria-live': 'polite' })
    const close = el('button', { type: 'button', class: 'leave', onclick: () => leave() }, say('present.leave'))
    const node = el('dialog', { class: 'present', 'aria-label': say('present.title'), onclick: (e) => e.target !== close && go(e.clientX < innerWidth / 3 ? -1 : 1), onclose: () => finish(), onkeydown: keys }, title, stage, where, close)
    const show = () => {
      title.textContent = slides[at].title
      renew(stage, slides[at].make())
      where.textContent = say('present.where', at + 1, slides.length)
    }
    const go = (by) => {
      at = Math.min(slides.length - 1, Math.max(0, at + by))
      show()
    }
    function keys(e) {
      const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -slides.length, End: slides.length }[e.key]
      if (step === undefined || e.target === close) return
      e.preventDefault()
      go(step)
    }
    const leave = () => node.close()
    const finish = () => {
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
      node.remove()
      left()
    }
    document.body.append(node)
    show()
    node.showModal()
    close.blur()
    node.requestFullscreen?.().catch(() => {}) // a window will do
  })
}
