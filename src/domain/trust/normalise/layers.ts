import { type Budget, LIMITS } from '../budget.ts'
import { makeView, type View } from '../reading/view.ts'
import { decodeBase64, decodeHex, decodePercent } from './decoders.ts'

type Layer = { name: string; pattern: RegExp; decode: (text: string) => string | null }

const LAYERS: readonly Layer[] = [
  {
    name: 'base64',
    pattern: /(?<![\w+/=-])(?:[A-Za-z0-9+/]{20,65536}|[A-Za-z0-9_-]{20,65536})={0,2}/g,
    decode: decodeBase64,
  },
  {
    name: 'hex',
    pattern: /(?<![\w])(?:0x)?(?:[\da-f]{2}){12,32768}(?!\w)/gi,
    decode: (text) => decodeHex(text.replace(/^0x/i, '')),
  },
  { name: 'percent', pattern: /(?:%[\da-f]{2}){4,4000}/gi, decode: decodePercent },
]

/** A layer is a text for all rules, however short it is. */
const LEAST = 512

/** A decoded text that reads as words or commands, not as a key that happens to decode. */
const TELLS = /[a-z]{3,20}[ ./:=(]|https?:|\s-\w|^[\w+/=-]{40,}$/i

/** Where texts are read backwards. */
const TURNS = /\[::-1\]|\breversed?\s{0,2}\(|\|\s{0,4}rev\b|\bstrrev\b|\[-1\.\.-/
const BACKWARDS: Layer = {
  name: 'backwards base64',
  pattern: /(?<![\w+/=-])={0,2}(?:[A-Za-z0-9+/]{20,65536})/g,
  decode: (text) => decodeBase64([...text].reverse().join('')),
}

/** Decodes the layers in a view, and those in them. `onDeep` is told of layers below the limit, `onBudget` if they are too many. */
export function layersOf(
  view: View,
  p: { budget: Budget; onDeep: (view: View, start: number) => void; onBudget: () => void },
): View[] {
  const found: View[] = []
  const waiting = [view]
  for (let within = waiting.pop(); within !== undefined; within = waiting.pop()) {
    const layers = TURNS.test(within.text) ? [...LAYERS, BACKWARDS] : LAYERS
    for (const { name, pattern, decode } of layers) {
      for (const { 0: blob, index } of within.text.matchAll(pattern)) {
        const work = Math.max(blob.length, LEAST)
        if (p.budget.decoded < work) {
          p.onBudget()
          return found
        }
        p.budget.decoded -= work
        const text = decode(blob)
        if (text === null || text === blob || !TELLS.test(text)) continue
        if (within.layers.length >= LIMITS.depth) {
          p.onDeep(view, view.at(0))
          continue
        }
        const outer = within
        const mapped = { text, at: () => outer.at(index) }
        const layer = makeView(view.document, mapped, [...within.layers, name], {
          view: within,
          start: index,
          end: index + blob.length,
        })
        found.push(layer)
        waiting.push(layer)
      }
    }
  }
  return found
}
