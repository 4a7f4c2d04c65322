// The tiles: what a decision hangs on, with what a variant changes of it.
import { el } from './dom.js'
import { quantile } from './figures.js'
import { say } from './say.js'
import { changeWriter, signed, writer } from './whatif.js'

// tilesOf makes the tiles of the newest result at the percent that was chosen. The
// reserve follows the handle without a request; elsewhere than at the plan's
// confidence its change has no interval.
export function tilesOf(session, notation) {
  const { now, base, p, mix } = session
  const h = now.headline
  const diffs = new Map((now.diff ?? []).map((d) => [d.key, d]))
  const reserveAt = (r) => Math.max(0, quantile(r.curves.cost, p / 100) - r.base_amount)
  const own = Math.round(100 * now.confidence) === p
  const money = (v) => notation.money(v)
  const reserve = own ? h.contingency : reserveAt(now)
  const tiles = [
    tile('reserve', say('tile.reserve', p), money(reserve),
      say('tile.reserve.sub', money(own ? h.cost_at_confidence : quantile(now.curves.cost, p / 100)), money(now.base_amount)),
      own ? change(diffs.get('contingency'), notation) : base && base !== now && signed(reserve - reserveAt(base), money)),
  ]
  if (typeof h.probability_gap === 'number') {
    tiles.push(tile('gap', say('tile.gap'), notation.share(h.probability_gap), say('tile.gap.sub', money(h.peak_gap_p90)), change(diffs.get('probability_gap'), notation), h.probability_gap > 0.1))
  }
  if (h.payback_p50 !== undefined || h.npv_mean !== undefined) {
    const months = writer('months', notation)
    tiles.push(tile('payback', say('tile.payback'), months(h.payback_p50), say('tile.payback.sub', months(h.payback_p80), money(h.npv_mean)), change(diffs.get('payback_p50'), notation)))
  }
  tiles.push(tile('overrun', say('tile.overrun'), notation.share(h.overrun.probability), say('tile.overrun.' + h.overrun.what, money(h.overrun.over)), change(diffs.get('overrun'), notation), h.overrun.probability > 0.5))
  return tiles
}

function tile(key, label, value, note, changed, warn) {
  return el('section', { class: 'tile' + (warn ? ' warn' : ''), 'data-tile': key },
    el('p', { class: 'label' }, label), el('p', { class: 'value' }, warn && el('span', { 'aria-hidden': 'true' }, '▲ '), value), el('p', { class: 'note' }, note),
    changed && el('p', { class: 'change' }, changed))
}

// change says what a variant does to a figure, with its interval.
function change(d, notation) {
  if (!d) return null
  if (d.interval95 && !d.visible) return say('diff.none')
  return say('diff.was', writer(d.kind, notation)(d.base)) + ' · ' + signed(d.change, changeWriter(d.kind, notation))
}
