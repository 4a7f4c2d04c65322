// A variant: what differs from the workbook as it was dropped. Values, never changed
// in place, so that a list of them is the history.

export const NONE = Object.freeze({ edits: Object.freeze([]), mix: Object.freeze({}), stress: Object.freeze([]) })

// placeOf names what an edit changes: a setting (limit, R1.status) or a cell.
export function placeOf(edit) {
  return edit.set ?? `${edit.sheet}!${edit.cell}`
}

// labelOf names a cell by its row and column, with its place.
export function labelOf(f) {
  const parts = [f.row, f.name, f.column].filter(Boolean)
  return parts.length ? `${parts.join(' · ')} (${f.at})` : f.at
}

// withEdit puts a text into a cell or a setting; was is what the workbook has there:
// going back to it takes the edit away.
export function withEdit(variant, edit, was) {
  const place = placeOf(edit)
  const at = variant.edits.findIndex((e) => placeOf(e) === place)
  const edits = variant.edits.filter((e) => placeOf(e) !== place)
  if (edit.text === was) return { ...variant, edits }
  const clean = edit.set !== undefined ? { set: edit.set, text: edit.text } : { sheet: edit.sheet, cell: edit.cell, text: edit.text }
  edits.splice(at < 0 ? edits.length : at, 0, clean)
  return { ...variant, edits }
}

// without takes an edit away.
export function without(variant, place) {
  return { ...variant, edits: variant.edits.filter((e) => placeOf(e) !== place) }
}

// textAt is what a variant has at a place, undefined when it leaves it alone.
export function textAt(variant, place) {
  return variant.edits.find((e) => placeOf(e) === place)?.text
}

// withAmount sets what a source gives; its planned amount takes the entry away.
export function withAmount(variant, source, amount, planned) {
  const mix = { ...variant.mix }
  if (amount === planned) delete mix[source]
  else mix[source] = amount
  return { ...variant, mix }
}

// isNone reports whether a variant is the workbook as it is.
export function isNone(v) {
  return sizeOf(v) === 0
}

// keyOf is the same for variants that ask for the same run.
export function keyOf(v) {
  const edits = v.edits.map((e) => `${placeOf(e)}~${e.text}`).sort()
  const mix = Object.keys(v.mix).sort().map((id) => `${id}~${v.mix[id]}`)
  return JSON.stringify([edits, mix, [...v.stress].sort()])
}

// sizeOf counts what differs.
export function sizeOf(v) {
  return v.edits.length + Object.keys(v.mix).length + v.stress.length
}

// Steps is a history with a place in it: going back and on again, as far as limit.
export class Steps {
  constructor(first, limit = 100) {
    this.list = [first]
    this.at = 0
    this.limit = limit
  }

  get now() { return this.list[this.at] }
  get canUndo() { return this.at > 0 }
  get canRedo() { return this.at < this.list.length - 1 }

  // push adds a step after this one; what was undone is forgotten.
  push(value) {
    this.list = [...this.list.slice(0, this.at + 1), value].slice(-this.limit - 1)
    this.at = this.list.length - 1
    return value
  }

  undo() {
    if (this.canUndo) this.at--
    return this.now
  }

  redo() {
    if (this.canRedo) this.at++
    return this.now
  }
}
