import { describe, expect, it } from 'vitest'
import { EVERYDAY } from '../../../src/domain/search/synonyms/everyday/relations.ts'
import { groups, type Language, type SynonymTerm } from '../../../src/domain/search/synonyms/group.ts'
import { SYNONYM_GROUPS, SYNONYMS_VERSION } from '../../../src/domain/search/synonyms/groups.ts'
import { KINDS } from '../../../src/domain/search/synonyms/kinds.ts'
import { DICTIONARY } from '../../../src/domain/search/synonyms/tongues/dictionary.ts'
import { understand } from '../../../src/domain/search/understand.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'

const TERMS = SYNONYM_GROUPS.flatMap(({ terms }) => terms)

/** Without accents, as people type on foreign keyboards and as the index folds. */
const folded = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')

const texts = (terms: readonly SynonymTerm[]) => terms.map(({ text }) => text)

const termsIn = (language: Language) => texts(TERMS.filter((term) => term.language === language))

describe('the table of synonyms', () => {
  it('has about as many groups as the field needs', () => {
    expect(SYNONYM_GROUPS.length).toBeGreaterThanOrEqual(300)
    expect(SYNONYM_GROUPS.length).toBeLessThanOrEqual(600)
  })

  it('has two terms or more in every group, one of them English', () => {
    const poor = SYNONYM_GROUPS.filter(({ terms }) => terms.length < 2 || terms[0]?.language !== 'en')
    expect(poor).toEqual([])
  })

  it('names a source with an address for every group', () => {
    const unfounded = SYNONYM_GROUPS.filter(({ source }) => !source.name || !source.url.startsWith('https://'))
    expect(unfounded).toEqual([])
  })

  it('says nothing twice within a group, accents apart', () => {
    const twice = SYNONYM_GROUPS.map(({ terms }) => texts(terms).map(folded)).filter(
      (group) => new Set(group).size < group.length,
    )
    expect(twice).toEqual([])
  })

  it('has no two groups of the same terms', () => {
    const seen = new Set(SYNONYM_GROUPS.map(({ terms }) => texts(terms).sort().join('\n')))
    expect(seen.size).toBe(SYNONYM_GROUPS.length)
  })

  it('is written in lower case, composed characters and single spaces', () => {
    const odd = texts(TERMS).filter((text) => text !== text.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' '))
    expect(odd).toEqual([])
  })

  it('has no empty term and none of more than four words', () => {
    expect(texts(TERMS).filter((text) => text === '' || text.split(' ').length > 4)).toEqual([])
  })

  it('has no separator of the format within a term', () => {
    expect(texts(TERMS).filter((text) => /[|,\n]/.test(text))).toEqual([])
  })

  it.each([
    { language: 'ko', script: /\p{Script=Hangul}/u, least: 1 },
    { language: 'zh', script: /\p{Script=Han}/u, least: 2 },
    { language: 'ja', script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, least: 2 },
  ] as const)('writes $language in its script, in $least to 12 characters', ({ language, script, least }) => {
    const odd = termsIn(language).filter((text) => !script.test(text) || text.length < least || text.length > 12)
    expect(odd).toEqual([])
  })

  it('writes no other language in the scripts of Korean, Chinese and Japanese', () => {
    const latin = (['en', 'de', 'es', 'fr'] as const).flatMap(termsIn)
    expect(
      latin.filter((text) => /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)),
    ).toEqual([])
  })

  it('keeps kana out of Chinese', () => {
    expect(termsIn('zh').filter((text) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text))).toEqual([])
  })

  it.each(['de', 'es', 'fr', 'ko', 'zh', 'ja'] as const)('speaks %s in 250 groups or more', (language) => {
    const speaking = SYNONYM_GROUPS.filter(({ terms }) => terms.some((term) => term.language === language))
    expect(speaking.length).toBeGreaterThanOrEqual(250)
  })

  it.each([
    ['stt', 'speech to text'],
    ['k8s', 'kubernetes'],
    ['i18n', 'internationalization'],
    ['tdd', 'test driven development'],
    ['pr', 'pull request'],
    ['pr', 'public relations'],
    ['flat', 'apartment'],
    ['rechnung', 'invoice'],
    ['날씨', 'weather'],
    ['机票', 'flight'],
    ['機票', 'flight'],
    ['翻訳', 'translate'],
    ['receta', 'recipe'],
    ['courriel', 'email'],
    ['grey', 'gray'],
    ['hypertension', 'blood pressure'],
    ['재고', 'inventory'],
  ])('leads from %s to %s', (from, to) => {
    const found = SYNONYM_GROUPS.map(({ terms }) => texts(terms)).filter((group) => group.includes(from))
    expect(found.flat()).toContain(to)
  })

  it('does not lead from one meaning of a word to another', () => {
    const both = SYNONYM_GROUPS.filter(({ terms }) => {
      const group = texts(terms)
      return group.includes('pull request') && group.includes('public relations')
    })
    expect(both).toEqual([])
  })

  it('has a version: who changes groups, kinds, everyday words or dictionary raises SYNONYMS_VERSION and writes the new digest here', async () => {
    const digest = await sha256Hex(JSON.stringify([SYNONYM_GROUPS, KINDS, EVERYDAY, DICTIONARY]))
    expect({ version: SYNONYMS_VERSION, digest: digest.slice(0, 16) }).toEqual({
      version: 12,
      digest: '64f261aa18360e0e',
    })
  })
})

describe('the table of kinds', () => {
  const PHRASES = KINDS.flatMap(({ from, to }) => [...from.terms, ...to.terms].map(({ text }) => text))

  it('is written in lower case and single spaces, and has no phrase of more than four words', () => {
    const odd = PHRASES.filter((text) => text !== text.toLowerCase().trim().replace(/\s+/g, ' ') || text === '')
    expect([...odd, ...PHRASES.filter((text) => text.split(' ').length > 4)]).toEqual([])
  })

  it('leads from a kind to what is of it, at a lower weight than a synonym, and not back', () => {
    const waysOf = (q: string) => understand(q).ways.filter(({ how }) => how === 'synonym')
    expect(waysOf('thermostat')).toContainEqual(expect.objectContaining({ as: 'ecobee', weight: 0.3 }))
    expect(waysOf('thermostat')).toContainEqual(expect.objectContaining({ as: 'heating', weight: 0.55 }))
    expect(waysOf('ecobee')).toEqual([])
  })
})

describe('the reader of groups', () => {
  const source = { name: 'A dictionary', url: 'https://dictionary.test/' }

  it('reads a group a line, English first, and goes on where a line starts with a bar', () => {
    expect(
      groups(source, '\n    invoice, bill | de rechnung\n      | ko 송장, 청구서\n    i18n, internationalization\n  '),
    ).toEqual([
      {
        source,
        terms: [
          { text: 'invoice', language: 'en' },
          { text: 'bill', language: 'en' },
          { text: 'rechnung', language: 'de' },
          { text: '송장', language: 'ko' },
          { text: '청구서', language: 'ko' },
        ],
      },
      {
        source,
        terms: [
          { text: 'i18n', language: 'en' },
          { text: 'internationalization', language: 'en' },
        ],
      },
    ])
  })

  it('refuses terms that do not name their language', () => {
    expect(() => groups(source, 'invoice, bill | rechnung')).toThrow('"rechnung" does not name its language')
  })
})
