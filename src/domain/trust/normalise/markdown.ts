import type { Zone } from '../reading/zones.ts'
import { type Mapped, replaced } from './mapped.ts'

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const MARKS = /\*{1,3}|~~|__|<\/?(?:b|i|u|em|strong|span|sub|sup|wbr)\s{0,4}\/?>|<!---->/g

/** Takes the emphasis out of prose, so that `pass**word**` reads as it is shown. `zoneOf` is asked by offsets of the original. */
export function normaliseMarkdown(from: Mapped, zoneOf: (offset: number) => Zone): Mapped {
  const { text } = from
  const plain = replaced(from, MARKS, ({ 0: mark, index }) => {
    const kind = zoneOf(from.at(index)).kind
    if (kind !== 'prose' && kind !== 'comment') return null
    return isEmphasis(text, index, mark) ? '' : null
  })
  return normaliseEntities(plain)
}

/** A star between spaces is a bullet or a product, one beside a slash or a dot a part of a path; in inline code it is itself. */
function isEmphasis(text: string, index: number, mark: string): boolean {
  const [before, after] = [text.charAt(index - 1), text.charAt(index + mark.length)]
  if (/^\s?$/.test(before) && /^\s?$/.test(after)) return false
  if (mark === '*' && (/[/.]/.test(before) || /[/.]/.test(after))) return false
  const line =
    text
      .slice(Math.max(0, index - 300), index)
      .split('\n')
      .pop() ?? ''
  return (line.match(/`/g)?.length ?? 0) % 2 === 0
}

/** Writes HTML's entities as the characters that they stand for. */
export const normaliseEntities = (from: Mapped): Mapped =>
  from.text.includes('&')
    ? replaced(from, /&(?:#(\d{1,6})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, ([, decimal, hex, name]) => {
        if (name) return ENTITIES[name.toLowerCase()] ?? null
        const code = Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16)
        return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : null
      })
    : from
