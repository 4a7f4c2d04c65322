// The texts of the page. They come from the catalogue of words in the language of
// the page; no sentence stands in these modules.
const root = document.documentElement

export const lang = root.dataset.lang === 'zh' ? 'zh' : 'en'
const { words } = await import(lang === 'zh' ? './words.zh.js' : './words.en.js')

// say returns the text of a key with its arguments set in: %s in turn, %[2]s by place.
export function say(key, ...args) {
  const text = words[key]
  if (text === undefined) throw new Error('no text for ' + key)
  return fill(text, args)
}

// has reports whether there is a text of a key.
export function has(key) { return words[key] !== undefined }

// fill sets arguments into a text.
export function fill(text, args) {
  let next = 0
  return text.replace(/%(?:\[(\d+)\])?([s%])/g, (_, place, verb) => {
    if (verb === '%') return '%'
    return String(args[place ? place - 1 : next++] ?? '')
  })
}
