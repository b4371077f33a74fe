import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../../src/pages/markdown/render-markdown.ts'
import { soonRendered } from '../../../src/pages/markdown/soon-rendered.ts'

const KIB = 1024
const MANY = 200_000

/** Texts that a parser takes time for by the square of their length, or calls itself for as often as they are long. */
const HEAVY: Record<string, string> = {
  'opening brackets': '['.repeat(MANY),
  'closing brackets': ']'.repeat(MANY),
  'links that do not end': '[a](<'.repeat(MANY),
  emphasis: '*a _b '.repeat(MANY),
  'emphasis within emphasis': `${'*'.repeat(MANY)}a${'*'.repeat(MANY)}`,
  'struck words': '~a'.repeat(MANY),
  'runs of backticks': Array.from({ length: 600 }, (_, i) => '`'.repeat(i)).join(' '),
  'tags that do not end': '<a b="'.repeat(MANY),
  'comments that do not end': 'x<!--'.repeat(MANY),
  'quotes within quotes': '> '.repeat(MANY),
  'numbered lists within each other': '1. '.repeat(MANY),
  'lists that are indented': Array.from({ length: 600 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n'),
  'a table that is filled up': `${'a|'.repeat(5_000)}\n${'-|'.repeat(5_000)}\n${'a\n'.repeat(5_000)}`,
  'headings below their text': 'a\n=\n'.repeat(MANY),
  'addresses without markup': 'www.a.b '.repeat(MANY),
  'notes at the foot': `${'[^a]'.repeat(MANY)}\n\n[^a]: b`,
  'lines that end as in the old days': '\r'.repeat(MANY),
  'what cannot be seen': '\u202E'.repeat(MANY),
}

describe('the part of a text that is shown', () => {
  it('is all of what a person writes', () => {
    const honest = '# Title\n\nSome *words*, `code` and [a link](https://example.com).\n\n- one\n- two\n\n'.repeat(300)
    expect(soonRendered(honest)).toBe(honest)
    const table = `a | b | c\n--|---|--\n${'one | two | three\n'.repeat(300)}`
    expect(soonRendered(table)).toBe(table)
  })

  it('ends after 64 KiB', () => {
    const long = 'Some words.\n'.repeat(10_000)
    expect(soonRendered(long)).toHaveLength(64 * KIB)
    expect(renderMarkdown(long).isCut).toBe(true)
    expect(renderMarkdown('Some words.').isCut).toBe(false)
  })

  it.each(Object.entries(HEAVY))('is little of %s', (_, text) => {
    const { html, isCut } = renderMarkdown(text)
    expect(isCut).toBe(true)
    expect(html.length).toBeLessThan(256 * KIB)
    expect(countOf(soonRendered(text), /[!#&*+:<=>@[\\\]_`|~-]/g)).toBeLessThanOrEqual(1_500)
  })

  it('repeats no long address more often than fits', () => {
    const long = 'x'.repeat(30_000)
    const { html } = renderMarkdown(`[a]: https://example.com/${long} "${long}"\n\n${'[a] ![a]\n\n'.repeat(1_000)}`)
    expect(html.length).toBeLessThan(256 * KIB)
  })

  it('begins with the part of a line that is soon read', () => {
    const { html } = renderMarkdown(`Before. ${'*'.repeat(MANY)}`)
    expect(html).toContain('Before.')
  })
})

const countOf = (text: string, what: RegExp) => text.match(what)?.length ?? 0
