import { oneLine } from '../text/text.ts'
import { KNOWN_KEYS, LICENSE_KEY } from './keys.ts'
import type { ReadingBudget } from './reading-budget.ts'
import { repeatedKey } from './skill-md-rules.ts'
import { type Mapping, readMapping } from './yaml-mapping.ts'

/** A licence that stands under another key, such as `metadata`. */
const INNER_LICENSE = /^[ \t]+["']?licen[cs]e["']?[ \t]*:.*/im

/** The part of a head that is searched for keys. */
const MAX_HEAD = 32_768
const MAX_WORDS = 8192

/**
 * Reads broken frontmatter: each known key with the lines up to the next key, as YAML if possible, else as plain words.
 */
export function rescueLines(yaml: string, firstLine: number, budget: ReadingBudget): Mapping {
  const head = yaml.slice(0, MAX_HEAD)
  const mapping: Mapping = { values: {}, written: {}, lines: new Map(), findings: [] }
  for (const [key, { line, text, isRepeated }] of splitByKey(head, firstLine)) {
    const read = readMapping(text, line, budget)
    const isRead = 'lines' in read && key in read.values
    const words = isRead ? null : wordsOf(text)
    mapping.values[key] = isRead ? read.values[key] : words
    mapping.written[key] = isRead ? read.written[key] : words
    mapping.lines.set(key, line)
    if (isRepeated) mapping.findings.push(repeatedKey(key, line))
  }
  const [inner] = INNER_LICENSE.exec(head) ?? []
  if (inner !== undefined && mapping.lines.size > 0) mapping.written.Licence ??= wordsOf(inner)
  return mapping
}

type Entry = { line: number; text: string; isRepeated: boolean }

/** A line that begins with a key. Other lines belong to the key above them. */
const KEY = /(?<=^|\n)([A-Za-z][\w-]*)[ \t]*:(.?)/g

function splitByKey(head: string, firstLine: number): Map<string, Entry> {
  // `https://…` at the start of a line is no key.
  const keys = [...head.matchAll(KEY)]
    .map(({ index, 1: key = '', 2: next = '' }) => ({ key, start: index, isKey: isRead(key) || next.trim() === '' }))
    .filter(({ isKey }) => isKey)
  const entries = new Map<string, Entry>()
  let [line, counted] = [firstLine, 0]
  for (const [i, { key, start }] of keys.entries()) {
    line += head.slice(counted, start).split('\n').length - 1
    counted = start
    const text = head.slice(start, keys[i + 1]?.start).trimEnd()
    if (isRead(key)) entries.set(key, { line, text, isRepeated: entries.has(key) })
  }
  return entries
}

const isRead = (key: string) => KNOWN_KEYS.has(key) || LICENSE_KEY.test(key)

/** Returns what follows the colon, on one line, without surrounding quotes or a block sign. */
function wordsOf(entry: string): string {
  const start = entry.indexOf(':') + 1
  const words = oneLine(entry.slice(start, start + MAX_WORDS).replace(/^\s*[|>][+-]?\s/, ''))
  return unquoted(words).trim()
}

/**
 * Removes the quotes around a whole text, and an opening quote that is never closed. Keeps quotes around some of its
 * words, such as in `"one" or "two"`.
 */
function unquoted(words: string): string {
  const [, quote, text] = /^(["'])(.*)$/.exec(words) ?? []
  if (quote === undefined || text === undefined) return words
  // Between letters, it is an apostrophe.
  const quotes = [...text.matchAll(new RegExp(`(?<!\\w)${quote}|${quote}(?!\\w)`, 'g'))].map(({ index }) => index)
  const [next] = quotes
  if (next === undefined) return text
  const opensAnother = /[\s([{]/.test(text[next - 1] ?? '')
  if (quotes.length % 2 === 0) return opensAnother ? text : words
  const isAround = quotes.at(-1) === text.length - 1 && (quotes.length === 1 || opensAnother)
  return isAround ? text.slice(0, -1) : words
}
