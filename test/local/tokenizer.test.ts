import fc from 'fast-check'
import library from 'gpt-tokenizer/bpeRanks/o200k_base'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CountTokens } from '../../src/domain/files/context-tokens.ts'
import { loadTokenizer } from '../../src/files/tokens/load-tokenizer.ts'
import { parseRanks } from '../../src/files/tokens/parse-ranks.ts'
import { readRanks } from '../../src/local/token-ranks.ts'

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const NO_LIMIT = 1_000_000

let count: CountTokens
beforeAll(async () => {
  count = await loadTokenizer()
})

describe('the tokenizer', () => {
  // As OpenAI's own tiktoken counts with o200k_base.
  it.each([
    ['', 0],
    ['hello world', 2],
    ['tiktoken is great!', 6],
    ['antidisestablishmentarianism', 6],
    ['2 + 2 = 4', 7],
    ['お誕生日おめでとう', 8],
    ['안녕하세요', 2],
    ['   \n\n  x', 3],
    ['<|endoftext|>', 7],
  ])('counts the tokens of %j', (text, tokens) => {
    expect(count(text, NO_LIMIT)).toBe(tokens)
  })

  it('never throws, and counts no more tokens than there are bytes', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      fc.tuple(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.nat(2000)).map(([text, times]) => text.repeat(times)),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = count(text, NO_LIMIT)
        expect(tokens).toBeLessThanOrEqual(new TextEncoder().encode(text).length)
        expect(tokens > 0).toBe(text !== '')
      }),
    )
  })

  it.each([
    ['one letter', 'a'],
    ['letters', 'qzxjvkwb'],
    ['Han characters', '龘靐齉'],
    ['signs', '~}#;^'],
    ['spaces', ' '],
    ['emoji', '🧿🪬'],
  ])('stops soon after the limit in a megabyte of %s', (_, part) => {
    const tokens = count(part.repeat(2 ** 20 / part.length), 1000)
    expect(tokens).toBeGreaterThan(1000)
    expect(tokens).toBeLessThan(3000)
  })

  it('has the tokens of the library, with the byte order marks that it loses', async () => {
    const bytesOf = (token: string | readonly number[]) =>
      typeof token === 'string' ? [...new TextEncoder().encode(token)] : token
    const parsed = parseRanks(await readRanks())
    expect(parsed).toHaveLength(library.length)
    const differing = parsed.flatMap((token, rank) => (typeof token === typeof library[rank] ? [] : [bytesOf(token)]))
    expect(differing.filter((bytes) => !BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte))).toEqual([])
    const unequal = parsed.filter((token, rank) => `${bytesOf(token)}` !== `${bytesOf(library[rank] ?? '')}`)
    expect(unequal).toEqual([])
  })
})
