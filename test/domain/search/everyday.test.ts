import { describe, expect, it } from 'vitest'
import { EVERYDAY } from '../../../src/domain/search/synonyms/everyday/relations.ts'
import { relations } from '../../../src/domain/search/synonyms/relation.ts'

const SIDES = EVERYDAY.flatMap(({ from, to }) => [from, to])
const TERMS = SIDES.flatMap(({ terms }) => terms)

/** Words that mean too many things to lead anywhere by themselves. */
const AMBIGUOUS =
  'train order record run fun resume letter book play watch post light lights power charge fine mean right kind change bank match note'

describe('the table of everyday words', () => {
  it('names a source with an address for every relation', () => {
    expect(SIDES.filter(({ source }) => !source.name || !source.url.startsWith('https://'))).toEqual([])
  })

  it('is written in lower case, composed characters and single spaces', () => {
    const odd = TERMS.filter(({ text }) => text !== text.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' '))
    expect(odd).toEqual([])
  })

  it('has no empty term, none of more than five words, and none that is a separator', () => {
    const odd = TERMS.filter(({ text }) => text === '' || text.split(' ').length > 5 || /[|>,\n]/.test(text))
    expect(odd).toEqual([])
  })

  it('leads to eight terms at most, so that many of them fit into one search', () => {
    expect(EVERYDAY.filter(({ to }) => to.terms.length > 8).map(({ from }) => from.terms[0])).toEqual([])
  })

  it('says nothing twice on one side, accents apart', () => {
    const folded = SIDES.map(({ terms }) =>
      terms.map(({ text }) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')),
    )
    expect(folded.filter((side) => new Set(side).size < side.length)).toEqual([])
  })

  it('leads to English words of the field', () => {
    expect(EVERYDAY.filter(({ to }) => to.terms[0]?.language !== 'en')).toEqual([])
  })

  it.each(AMBIGUOUS.split(' '))('does not lead from %s alone, which means too many things', (word) => {
    const leading = EVERYDAY.flatMap(({ from }) => from.terms).filter(
      ({ text, language }) => language === 'en' && text === word,
    )
    expect(leading).toEqual([])
  })

  it.each([
    { language: 'ko', script: /\p{Script=Hangul}/u },
    { language: 'zh', script: /\p{Script=Han}/u },
    { language: 'ja', script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u },
  ])('writes $language in its script, in 2 characters or more', ({ language, script }) => {
    const odd = TERMS.filter((term) => term.language === language && (!script.test(term.text) || term.text.length < 2))
    expect(odd).toEqual([])
  })

  it('writes no other language in the scripts of Korean, Chinese and Japanese', () => {
    const odd = TERMS.filter(
      ({ language, text }) =>
        !['ko', 'zh', 'ja'].includes(language) &&
        /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text),
    )
    expect(odd).toEqual([])
  })

  it.each([
    ['forgets', 'memory'],
    ['cant sleep', 'insomnia'],
    ['too much paper', 'document management'],
    ['every morning', 'daily'],
    ['배고', 'food delivery'],
    ['睡不着', 'sleep'],
    ['お腹すいた', 'restaurant'],
    ['hambre', 'food order'],
    ['receita', 'recipe'],
    ['ristorante', 'reservation'],
  ])('leads from %s to %s', (said, meant) => {
    const found = EVERYDAY.filter(({ from }) => from.terms.some(({ text }) => text === said))
    expect(found.flatMap(({ to }) => to.terms.map(({ text }) => text))).toContain(meant)
  })
})

describe('the reader of relations', () => {
  const source = { name: 'A dictionary', url: 'https://dictionary.test/' }

  it('reads a relation a line, and goes on after a comma and where a line starts with a bar or an arrow', () => {
    expect(relations(source, '\n  hungry,\n    starving | de hunger\n    > restaurant\n  lamp > hue\n')).toEqual([
      {
        from: {
          source,
          terms: [
            { text: 'hungry', language: 'en' },
            { text: 'starving', language: 'en' },
            { text: 'hunger', language: 'de' },
          ],
        },
        to: { source, terms: [{ text: 'restaurant', language: 'en' }] },
      },
      {
        from: { source, terms: [{ text: 'lamp', language: 'en' }] },
        to: { source, terms: [{ text: 'hue', language: 'en' }] },
      },
    ])
  })

  it('refuses a relation that leads nowhere', () => {
    expect(() => relations(source, 'hungry, starving')).toThrow('"hungry, starving" leads nowhere')
  })
})
