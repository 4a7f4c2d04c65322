// How figures are written: as the texts of results write them, so that what moves
// here and what the server says are one notation.

const SYMBOLS = {
  '': '', CNY: '¥', RMB: '¥', CNH: '¥', 元: '¥', 人民币: '¥', 人民币元: '¥', '¥': '¥', '￥': '¥', JPY: '¥',
  USD: '$', $: '$', US$: '$', EUR: '€', '€': '€', GBP: '£', '£': '£', INR: '₹', '₹': '₹', KRW: '₩', '₩': '₩', HKD: 'HK$',
}
const NOUNS = {
  CNY: '元', RMB: '元', CNH: '元', 元: '元', 人民币: '元', 人民币元: '元', '¥': '元', '￥': '元',
  USD: '美元', $: '美元', US$: '美元', EUR: '欧元', '€': '欧元', GBP: '英镑', '£': '英镑', JPY: '日元', HKD: '港元',
}
const UNITS = {
  en: [[1e9, 1e9, 'bn'], [1e6, 1e6, 'm'], [1e3, 1e4, 'k'], [1, 0, '']],
  zh: [[1e8, 1e8, '亿'], [1e4, 1e4, '万'], [1, 0, '']],
}

// grouped writes v >= 0 with separators of thousands.
export function grouped(v, digits) {
  const [whole, part] = v.toFixed(digits).split('.')
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return part ? spaced + '.' + part : spaced
}

// Notation writes figures of one currency in one language.
export class Notation {
  constructor(currency, lang) {
    this.lang = lang === 'zh' ? 'zh' : 'en'
    this.currency = (currency ?? '').trim()
    this.code = this.currency.toUpperCase()
  }

  unitOf(x) {
    const units = UNITS[this.lang]
    return units.find((u) => Math.abs(x) >= 0.9995 * u[1]) ?? units[units.length - 1]
  }

  // money writes an amount to about three digits: ¥12.4m, 1240万元.
  money(x) {
    const [body, suffix] = this.#digits(x, this.unitOf(x))
    if (body === '–') return body
    const noun = this.lang === 'zh' ? NOUNS[this.code] : undefined
    const [before, after] = noun ? ['', suffix + noun] : [SYMBOLS[this.code] ?? this.currency + ' ', suffix]
    return body.startsWith('-') ? '-' + before + body.slice(1) + after : before + body + after
  }

  // bare writes a mark of an axis that ends at top: in its unit, without currency, with the
  // decimals that tell it from the next.
  bare(x, top) {
    const [size, , suffix] = this.unitOf(top)
    if (x === 0) return '0'
    const v = Math.abs(x) / size
    const digits = [0, 1, 2].find((n) => Math.abs(v * 10 ** n - Math.round(v * 10 ** n)) < 1e-6) ?? 2
    const text = grouped(v, size > 1 ? digits : 0)
    return (x < 0 && /[1-9]/.test(text) ? '-' : '') + text + suffix
  }

  #digits(x, [size, , suffix]) {
    if (typeof x !== 'number' || !Number.isFinite(x)) return ['–', '']
    const v = Math.abs(x) / size
    let body
    if (this.lang === 'zh' && size > 1) body = size >= 1e8 ? v.toFixed(2) : v.toFixed(1).replace(/\.0$/, '')
    else body = grouped(v, size === 1 || v >= 99.95 ? 0 : v >= 9.995 ? 1 : 2)
    return [(x < 0 && /[1-9]/.test(body) ? '-' : '') + body, suffix]
  }

  // exact writes an amount to the unit, with separators.
  exact(x) {
    if (typeof x !== 'number' || !Number.isFinite(x)) return '–'
    return (x < 0 && Math.round(x) !== 0 ? '-' : '') + grouped(Math.abs(x), 0)
  }

  // share writes a chance: none and all only where it is none or all.
  share(x) {
    if (typeof x !== 'number' || !Number.isFinite(x)) return '–'
    const p = 100 * x
    let text
    if (p > 0 && p < 0.1) text = '< 0.1'
    else if (p > 99.9 && p < 100) text = '> 99.9'
    else if ((p > 0 && p < 1) || (p > 99 && p < 100)) text = p.toFixed(1)
    else text = p.toFixed(0)
    return this.lang === 'zh' ? text + '%' : text + '\u00a0%'
  }
}

// plain writes a number that may be anything: an amount, a rate, a count.
export function plain(x) {
  if (typeof x !== 'number' || !Number.isFinite(x)) return '–'
  const size = Math.abs(x)
  if (size !== 0 && size < 0.001) return x.toExponential(2)
  return (x < 0 ? '−' : '') + grouped(size, size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4)
}

// plainMark writes a mark of an axis of such numbers, whose marks lie a step apart.
export function plainMark(x, step) {
  const digits = Math.min(9, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  return (x < 0 && Math.abs(x) > step / 2 ? '−' : '') + grouped(Math.abs(x), digits)
}

// amountOf reads an amount as a person types it, with separators or in a unit: 1,200,000,
// 1.2m, 120万. What is no amount is null.
export function amountOf(text) {
  const found = /^([+-]?\d[\d,]*\.?\d*|[+-]?\.\d+)\s*(k|m|bn|万|亿)?元?$/i.exec(text.trim().replaceAll('，', ','))
  if (!found) return null
  const unit = { k: 1e3, m: 1e6, bn: 1e9, 万: 1e4, 亿: 1e8 }[(found[2] ?? '').toLowerCase()] ?? 1
  return Number((Number(found[1].replaceAll(',', '')) * unit).toPrecision(15))
}

// quantile reads a curve of equal steps from 0 to 1 at a probability; between two
// points in a straight line. Null stands for beyond the horizon.
export function quantile(curve, p) {
  const at = Math.min(1, Math.max(0, p)) * (curve.length - 1)
  const lo = Math.floor(at + 1e-9)
  const part = at - lo
  if (part < 1e-9 || lo + 1 >= curve.length) return curve[lo]
  const [a, b] = [curve[lo], curve[lo + 1]]
  return a === null || b === null ? null : a + (b - a) * part
}

// chanceOf reads the same curve the other way: the probability of staying at or below x.
export function chanceOf(curve, x) {
  let lo = 0
  let hi = curve.length - 1
  if (x < curve[0]) return 0
  if (x >= curve[hi]) return 1
  while (hi - lo > 1) {
    const mid = (lo + hi) >> 1
    if (curve[mid] !== null && curve[mid] <= x) lo = mid
    else hi = mid
  }
  const span = curve[hi] - curve[lo]
  return (lo + (span > 0 ? (x - curve[lo]) / span : 0)) / (curve.length - 1)
}

// ticks are round marks of steps of 1, 2 or 5 from at or below lo to at or above hi.
export function ticks(lo, hi, about = 5) {
  if (!(hi > lo)) hi = lo + Math.max(1, Math.abs(lo))
  const rough = (hi - lo) / about
  const ten = 10 ** Math.floor(Math.log10(rough))
  const step = ten * [1, 2, 5, 10].find((m) => m * ten >= rough * 0.999)
  const out = []
  for (let k = Math.floor(lo / step + 1e-9); k <= Math.ceil(hi / step - 1e-9); k++) out.push(k * step)
  return out
}
