// Elements of the page. What is said goes in as text and never as markup, so that
// no name in a workbook can become an element.
const SVG = 'http://www.w3.org/2000/svg'

// Properties rather than attributes: the state of a control, not its beginning.
const LIVE = new Set(['value', 'checked', 'disabled', 'hidden', 'open', 'indeterminate'])

// el makes an element of HTML: attributes, listeners under onclick and the like,
// then children; null and false are left out.
export function el(tag, props, ...children) {
  return furnish(document.createElement(tag), props, children)
}

// svg makes an element of SVG.
export function svg(tag, props, ...children) {
  return furnish(document.createElementNS(SVG, tag), props, children)
}

function furnish(node, props, children) {
  const live = []
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') node.addEventListener(key.slice(2), value)
    else if (LIVE.has(key)) live.push([key, value])
    else node.setAttribute(key, value === true ? '' : value)
  }
  put(node, children)
  for (const [key, value] of live) node[key] = value // a range takes its value after its ends
  return node
}

// put appends children to a node.
export function put(node, ...children) {
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false))
  return node
}

// renew puts children in place of those that a node has.
export function renew(node, ...children) {
  node.replaceChildren()
  return put(node, children)
}

// Tables and the like that stand open, by key: drawing them again leaves them so.
const opened = new Set()

// fold is a part of the page that opens and closes, and stays as it was when it is
// drawn again.
export function fold(key, title, ...children) {
  return el('details', {
    class: 'fold', open: opened.has(key),
    ontoggle: (e) => (e.currentTarget.open ? opened.add(key) : opened.delete(key)),
  }, el('summary', null, title), children)
}

// figure is a chart under what it shows, and the same as a table.
export function figure(key, title, picture, table, tableWord) {
  return el('figure', { 'data-figure': key },
    el('figcaption', null, title), picture,
    table && fold('table:' + key, tableWord, el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': title }, table)))
}

// grid is a table of texts: a head and rows; the first column names its row.
export function grid(head, rows, label) {
  return el('table', { 'aria-label': label },
    head && el('thead', null, el('tr', null, head.map((h) => el('th', { scope: 'col' }, h)))),
    el('tbody', null, rows.map((r) => el('tr', null,
      r.map((c, i) => (i === 0 ? el('th', { scope: 'row' }, c) : el('td', null, c)))))))
}
