/** Words with symbols that make them another word: `c` is not `c++`. */
const WITH_SYMBOLS = String.raw`(?<![\p{L}\p{N}])(?:c\+\+|[cf]#|\.net)(?![\p{L}\p{N}])`
const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|\p{Script=Hangul}+`
/** Letters, digits and the marks on them. An apostrophe inside a word belongs to it. */
const WORD = String.raw`(?:(?!${CJK})[\p{L}\p{N}\p{M}])+(?:['’](?:(?!${CJK})[\p{L}\p{N}\p{M}])+)*`
const PATTERN = new RegExp(`${WITH_SYMBOLS}|${CJK}|${WORD}`, 'gu')
const AS_WRITTEN = new RegExp(PATTERN.source, 'giu')
const IS_CJK = new RegExp(`^(?:${CJK})$`, 'u')

/** What may hold words, and everything that decides where they end. Most of it is one plain word. */
const CHUNK = /[\p{L}\p{N}\p{M}'’+#.]+/gu
const IS_PLAIN = /^[a-z0-9]+$/

/**
 * Splits a text into words in lower case, without accents. Chinese, Japanese and Korean have no spaces between words, or append particles to
 * them: what is written in one go becomes its pairs of characters (`股票行情` becomes `股票`, `票行`, `行情`).
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  for (const chunk of text.toLowerCase().match(CHUNK) ?? [])
    if (IS_PLAIN.test(chunk)) words.push(chunk)
    else
      for (const word of fold(chunk).match(PATTERN) ?? [])
        words.push(...(IS_CJK.test(word) ? pairsOf(word) : [bare(word)]))
  return words
}

/** The words of a text as they are written, with their places. What CJK writes in one go is one word. */
export function* wordsIn(text: string): Generator<{ word: string; at: number }> {
  for (const { 0: word, index } of text.matchAll(AS_WRITTEN)) yield { word, at: index }
}

/** True for a word, or a pair, of Chinese, Japanese or Korean. */
export const isCjk = (word: string): boolean => IS_CJK.test(word)

// Marks are taken off Latin letters only: in other scripts they make another letter.
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replaceAll('ß', 'ss')

/** Articles and prepositions of French and Italian that lose their vowel. Not `j`: `j'ai` is no `ai`. */
const ELIDED = /^(?:l|d|m|qu|un|d?all|[dn]ell|sull)['’](?=..)/

/** `user's` is `user`, `don't` is `dont`, `l'image` is `image`. */
const bare = (word: string): string =>
  word
    .replace(/['’]s$/, '')
    .replace(ELIDED, '')
    .replaceAll(/['’]/g, '')

function pairsOf(run: string): string[] {
  const characters = [...run]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
}
