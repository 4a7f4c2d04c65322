// The state of the page in the fragment of its address, which is sent to no server
// and stands in no log: #/p/SHA16/cash?v=Costs!E7~120000;R1.status~closed&mix=F1~3e7&p=80

// Longer than this, mail programs cut an address in two: then the state is a file.
export const LONGEST = 1800

const escaped = { '!': '%21', '~': '%7E', "'": '%27', '(': '%28', ')': '%29', '*': '%2A' }

function pack(text) {
  return encodeURIComponent(text).replace(/[!~'()*]/g, (c) => escaped[c])
}

function unpack(text) {
  try { return decodeURIComponent(text) } catch { return '' }
}

// hashOf writes a place: { sha, tab, variant, p }.
export function hashOf(at) {
  if (!at.sha) return '#/'
  const parts = []
  const { edits = [], mix = {}, stress = [] } = at.variant ?? {}
  if (edits.length) parts.push('v=' + edits.map(packEdit).join(';'))
  const sources = Object.keys(mix).sort()
  if (sources.length) parts.push('mix=' + sources.map((id) => `${pack(id)}~${mix[id]}`).join(';'))
  if (stress.length) parts.push('stress=' + stress.map(pack).join(';'))
  if (at.p) parts.push('p=' + at.p)
  return `#/p/${at.sha.slice(0, 16)}/${pack(at.tab ?? 'dashboard')}` + (parts.length ? '?' + parts.join('&') : '')
}

function packEdit(e) {
  const place = e.set !== undefined ? pack(e.set) : `${pack(e.sheet)}!${pack(e.cell)}`
  return `${place}~${pack(e.text)}`
}

// readHash reads a place back; what it cannot read it leaves out.
export function readHash(hash) {
  const [path, query = ''] = cut(hash.replace(/^#/, ''), '?')
  const steps = path.split('/').filter(Boolean)
  if (steps[0] !== 'p' || !steps[1]) return { sha: '' }
  const place = { sha: unpack(steps[1]), tab: unpack(steps[2] ?? 'dashboard'), variant: { edits: [], mix: {}, stress: [] }, p: 0 }
  for (const part of query.split('&')) {
    const [key, value = ''] = cut(part, '=')
    if (value === '') continue
    if (key === 'v') place.variant.edits = value.split(';').map(readEdit).filter(Boolean)
    if (key === 'mix') place.variant.mix = Object.fromEntries(value.split(';').map(readAmount).filter(Boolean))
    if (key === 'stress') place.variant.stress = value.split(';').map(unpack).filter(Boolean)
    if (key === 'p' && Number(value) > 0 && Number(value) < 100) place.p = Number(value)
  }
  return place
}

function cut(text, by) {
  const at = text.indexOf(by)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + by.length)]
}

function readEdit(text) {
  const [place, value] = cut(text, '~')
  if (value === undefined || place === '') return null
  const [sheet, cell] = cut(place, '!')
  if (cell === undefined) return { set: unpack(sheet), text: unpack(value) }
  return { sheet: unpack(sheet), cell: unpack(cell), text: unpack(value) }
}

function readAmount(text) {
  const [id, amount] = cut(text, '~')
  return id && amount !== undefined && amount !== '' && Number.isFinite(Number(amount)) ? [unpack(id), Number(amount)] : null
}

// fileOf is the same place as a file, for what is too long for an address.
export function fileOf(at) {
  const { edits = [], mix = {}, stress = [] } = at.variant ?? {}
  return JSON.stringify({ ballast: 'variant', sha256: at.sha, name: at.name, tab: at.tab, p: at.p || undefined, variant: { edits, mix, stress } }, null, 2) + '\n'
}

// readFile reads such a file, null when it is none; what it cannot read it leaves out.
export function readFile(text) {
  let file
  try { file = JSON.parse(text) } catch { return null }
  if (file?.ballast !== 'variant' || !/^[0-9a-f]{16,64}$/.test(file.sha256)) return null
  const { edits = [], mix = {}, stress = [] } = file.variant ?? {}
  const word = (x) => typeof x === 'string'
  const list = (x) => (Array.isArray(x) ? x : [])
  const clean = (e) => (word(e?.set) ? { set: e.set, text: e.text } : { sheet: e?.sheet, cell: e?.cell, text: e?.text })
  return {
    sha: file.sha256, tab: word(file.tab) ? file.tab : 'dashboard', p: file.p > 0 && file.p < 100 ? file.p : 0,
    variant: {
      edits: list(edits).map(clean).filter((e) => word(e.text) && (word(e.set) || (word(e.sheet) && word(e.cell)))),
      mix: Object.fromEntries(Object.entries(mix ?? {}).filter(([, amount]) => Number.isFinite(amount))),
      stress: list(stress).filter(word),
    },
  }
}
