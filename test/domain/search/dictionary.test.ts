import { describe, expect, it } from 'vitest'
import { isFiller } from '../../../src/domain/search/fillers.ts'
import { DICTIONARY } from '../../../src/domain/search/synonyms/tongues/dictionary.ts'
import { words } from '../../../src/domain/search/synonyms/tongues/words.ts'
import { understand } from '../../../src/domain/search/understand.ts'

const FOREIGN = DICTIONARY.flatMap(({ from }) => from.terms)
const ENGLISH = DICTIONARY.flatMap(({ to }) => to.terms)

const meantBy = (q: string) =>
  understand(q)
    .ways.filter(({ how }) => how === 'synonym')
    .map(({ as }) => as)

describe('the dictionary of ordinary words', () => {
  it('leads from other languages to English, by a source with an address', () => {
    expect(FOREIGN.filter(({ language }) => language === 'en')).toEqual([])
    expect(ENGLISH.filter(({ language }) => language !== 'en')).toEqual([])
    expect(DICTIONARY.filter(({ from, to }) => from.terms.length === 0 || to.terms.length === 0)).toEqual([])
    expect(DICTIONARY.filter(({ from }) => !from.source.url.startsWith('https://'))).toEqual([])
  })

  it('leads to three terms at most, so that many words of a query fit into one search', () => {
    expect(DICTIONARY.filter(({ to }) => to.terms.length > 3).map(({ to }) => to.terms[0]?.text)).toEqual([])
  })

  it('is written in lower case, composed characters and single spaces, in one to four words', () => {
    const odd = [...FOREIGN, ...ENGLISH].filter(
      ({ text }) =>
        text !== text.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ') ||
        text === '' ||
        text.split(' ').length > 4 ||
        /[|>,\n]/.test(text),
    )
    expect(odd).toEqual([])
  })

  it('says nothing twice in one line, accents apart', () => {
    const folded = DICTIONARY.map(({ from }) =>
      from.terms.map(({ text }) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')),
    )
    expect(folded.filter((line) => new Set(line).size < line.length)).toEqual([])
  })

  it.each([
    { language: 'ko', script: /\p{Script=Hangul}/u },
    { language: 'zh', script: /\p{Script=Han}/u },
    { language: 'ja', script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u },
  ])('writes $language in its script, in 2 to 12 characters', ({ language, script }) => {
    const odd = FOREIGN.filter(
      ({ language: of, text }) => of === language && (!script.test(text) || text.length < 2 || text.length > 12),
    )
    expect(odd).toEqual([])
  })

  it('writes no other language in the scripts of Korean, Chinese and Japanese', () => {
    const odd = FOREIGN.filter(
      ({ language, text }) =>
        !['ko', 'zh', 'ja'].includes(language) &&
        /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text),
    )
    expect(odd).toEqual([])
  })

  it.each([
    ['ich möchte geweckt werden, wecke mich', 'wake'],
    ['despertarme mañana', 'wake'],
    ['aidez-moi à résumer', 'summarize'],
    ['깨워 주세요', 'wake'],
    ['帮我转成文字', 'convert'],
    ['音声を文字起こししたい', 'transcribe'],
    ['ringraziamento', 'thanks'],
    ['lembrete', 'remind'],
    ["résumer l'article", 'summarize'],
    ["d'arroser", 'watering'],
    ['münchen', 'munich'],
    ['意大利语', 'italian'],
  ])('leads from %s to %s', (said, meant) => {
    expect(meantBy(said)).toContain(meant)
  })

  it.each(['aider', 'algo', 'uno', 'nas', 'eu', 'er', 'su', 'ses', 'ci', 'ai', 'todo', 'os'])(
    'looks for %s, which is a word of the field and a filler of another language only',
    (word) => {
      expect(isFiller(word)).toBe(false)
    },
  )

  it('does not lead back from English', () => {
    expect(meantBy('wake')).not.toContain('wecken')
  })

  it('goes on after a comma', () => {
    const source = { name: 'A dictionary', url: 'https://dictionary.test/' }
    expect(words(source, '\n  wake, alarm | de wecken,\n    wecker\n  thanks | fr merci\n')).toEqual([
      {
        from: {
          source,
          terms: [
            { text: 'wecken', language: 'de' },
            { text: 'wecker', language: 'de' },
          ],
        },
        to: {
          source,
          terms: [
            { text: 'wake', language: 'en' },
            { text: 'alarm', language: 'en' },
          ],
        },
      },
      {
        from: { source, terms: [{ text: 'merci', language: 'fr' }] },
        to: { source, terms: [{ text: 'thanks', language: 'en' }] },
      },
    ])
  })
})
