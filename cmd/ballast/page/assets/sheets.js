// Result sheets as the server describes them: findings, charts and tables, the same
// as stand in the workbook.
import { el, figure, fold } from './dom.js'
import { narrow } from './plot.js'
import { addressOf } from './server.js'
import { say } from './say.js'

// Sheets that are read when something is looked for.
const LONG = ['runlog', 'warnings', 'terms']

// sheetView shows one sheet; go is called with the key of another that a cell names.
export function sheetView(session, sheet, go, { level = 2, skip = [] } = {}) {
  const charts = (sheet.charts ?? []).filter((c) => !skip.includes(c.key) && !c.key.startsWith('board-'))
  const parts = (sheet.parts ?? []).map((p, i) => partOf(sheet, p, i, go))
  return el('section', { class: 'sheet', 'data-sheet': sheet.key },
    el('h' + level, null, sheet.title),
    sheet.finding && el('p', { class: 'finding' }, sheet.finding),
    charts.length > 0 && el('div', { class: 'charts' }, charts.map((c) => chartOf(session, sheet, c))),
    LONG.includes(sheet.key) ? fold('sheet:' + sheet.key, sheet.title, parts) : parts,
    (sheet.hints ?? []).map((h) => el('p', { class: 'quiet' }, h)))
}

// chartOf is a chart as the server draws it, with its table.
export function chartOf(session, sheet, chart, size) {
  const [w, h] = size ?? (narrow.matches ? [360, 280] : [480, 300])
  const src = addressOf(`${session.path}/results/${session.now.rid}/charts/${encodeURIComponent(sheet.key)}/${encodeURIComponent(chart.key)}.svg`, { w, h })
  const title = chart.title.replaceAll('\n', ' ').replaceAll(/(^|[ (])-(?=[\p{Sc}\d])/gu, '$1−') // no line ends with a minus
  return figure(sheet.key + '/' + chart.key, title,
    el('img', { class: 'drawn', src, alt: chart.alt || title, width: w, height: h, loading: 'lazy' }),
    chart.table && el('table', { 'aria-label': title },
      el('thead', null, el('tr', null, chart.table.head.map((t) => el('th', { scope: 'col' }, t)))),
      el('tbody', null, chart.table.rows.map((r) => el('tr', null, r.map((t, i) => (i ? el('td', null, t) : el('th', { scope: 'row' }, t))))))),
    say('table.show'))
}

function partOf(sheet, part, i, go) {
  const blocks = (part.blocks ?? []).map((b) => blockOf(b, part.title || sheet.title, go))
  const texts = (part.blocks ?? []).every((b) => b.text)
  if (!part.title || texts) return el('div', { class: 'part' }, part.title && el('h3', null, part.title), blocks)
  return fold(`part:${sheet.key}:${i}`, part.title, blocks)
}

function blockOf(block, label, go) {
  if (block.text) return el('p', { class: block.warn ? 'warn' : block.hint ? 'quiet' : null }, block.text)
  return el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label },
    el('table', { class: block.plain ? 'plain' : null, 'aria-label': label },
      block.head?.length > 0 && el('thead', null, el('tr', null, block.head.map((c) => headOf(c)))),
      el('tbody', null, (block.rows ?? []).map((r) => el('tr', { class: r.total ? 'total' : null }, r.cells.map((c) => cellOf(c, go)))))))
}

function headOf(c) {
  if (!c.text) return el('td')
  return el('th', { scope: 'col', class: c.number ? 'number' : null, title: c.note, colspan: c.span > 1 ? c.span : null }, c.text)
}

function cellOf(c, go) {
  const cls = [c.number && 'number', c.date && 'date', c.place && 'placed', c.bold && 'bold'].filter(Boolean).join(' ')
  const cell = el('td', { class: cls || null, title: c.note, colspan: c.span > 1 ? c.span : null },
    c.sheet ? el('button', { type: 'button', class: 'link', onclick: () => go(c.sheet) }, c.text) : c.text)
  if (c.fill) {
    cell.style.backgroundColor = c.fill
    cell.style.color = c.color || '#1f2933'
  } else if (c.color) {
    cell.classList.add('tinted')
  }
  return cell
}
