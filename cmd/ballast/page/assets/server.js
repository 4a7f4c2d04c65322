// What the page asks of the server. Every address is relative to the page, so that
// it works below a path of a proxy as well.
import { lang } from './say.js'

// Refused is an answer that says no, in words for the reader.
export class Refused extends Error {
  constructor(problem) {
    super(problem?.title || problem?.detail || problem?.code || '')
    this.name = 'Refused'
    this.problem = problem ?? {}
    this.code = this.problem.code ?? ''
  }
}

// addressOf is the address of a route, with the language of the page.
export function addressOf(path, more = {}) {
  const url = new URL('api/v1/' + path, document.baseURI)
  url.searchParams.set('lang', lang)
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value)
  return url
}

// tab tells the tabs of one reader apart: a newer run ends the older one of its own tab.
const tab = Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join('')

// ask sends a request and returns the response, or throws what was refused.
export async function ask(method, path, body, { signal, headers, more } = {}) {
  const raw = body instanceof Blob
  const response = await fetch(addressOf(path, more), {
    method, signal,
    headers: body === undefined ? {} : { 'Content-Type': raw ? 'application/octet-stream' : 'application/json', 'Ballast-Tab': tab, ...headers },
    body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
  })
  if (response.ok) return response
  let problem = { status: response.status, code: 'failed' }
  try { problem = await response.json() } catch { /* a proxy answered without words */ }
  throw new Refused(problem)
}

// json asks and reads the answer; an answer without a body is null.
export async function json(method, path, body, options) {
  const response = await ask(method, path, body, options)
  return response.status === 204 ? null : response.json()
}

// lines reads a stream of JSON, one value a line; the last needs no line break.
export async function* lines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      const parts = (rest + value).split('\n')
      rest = parts.pop()
      for (const part of parts) if (part.trim()) yield JSON.parse(part)
    }
    if (rest.trim()) yield JSON.parse(rest)
  } finally {
    reader.cancel().catch(() => {})
  }
}

// follow asks for a stream and hands each line to heard; an error in it is thrown.
// The stream has to end with a line of type result, whose value is returned.
export async function follow(path, body, heard, signal, more) {
  const response = await ask('POST', path, body, { signal, more })
  for await (const line of lines(response.body)) {
    if (line.type === 'error') throw new Refused(line.problem)
    heard?.(line)
    if (line.type === 'result') return line
  }
  throw new Refused({ code: 'failed' })
}

// latest sends one value at a time: while one is under way only the newest of the
// others waits, and what was overtaken is never sent.
export function latest(send) {
  let waiting = null
  let busy = false
  return async function offer(value) {
    waiting = { value }
    if (busy) return
    busy = true
    try {
      while (waiting) {
        const { value: next } = waiting
        waiting = null
        await send(next)
      }
    } finally {
      busy = false
    }
  }
}
