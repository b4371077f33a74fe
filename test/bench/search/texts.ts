import { splitWords } from '../../../src/domain/search/split-words.ts'
import { random } from '../reads/data.ts'
import { CATALOGUE } from '../relevance/catalogue/index.ts'

/** The texts of a made-up skill. */
export type Texts = { name: string; tags: string; summary: string; body: string }

const VOCABULARY = 30_000
/** The offset of Zipf and Mandelbrot's law: the commonest word is about one in forty, as in English. */
const OFFSET = 4
/** The commonest words name no topic. */
const FUNCTION_WORDS = 60
const TOPICS = 300
const WORDS_A_TOPIC = 80
/** So many words of a text are of its topic, and so many are in hardly any other text. */
const OF_TOPIC = 0.3
const RARE = 0.02
/** So many words of a body, and of a summary, have been in it before. */
const REPEATED = 0.4
const REPEATED_IN_SUMMARY = 0.2
/** Among a hundred, so many skills also have a phrase in Chinese, Japanese or Korean. */
const CJK_PERCENT = 3
const CHARACTERS_A_WORD = 6.5
const MAX_SUMMARY = 400

const SYLLABLES = 'ba co di fe gra ho in ju ka lo mer no pla qui ro sta tu ver xi zo lan per shi tor ul'.split(' ')
const CJK =
  '부동산 실거래가 조회|주식 시세 분석|번역 도우미|회의록 요약|股票行情分析|微信公众号排版|小红书文案|会议纪要总结|議事録の要約|請求書を作成する|翻訳を確認する|家計簿をつける'.split(
    '|',
  )

/** Words of the judged skills, the most frequent first, so that queries mean something, and after them made-up ones. */
export function makeVocabulary(): string[] {
  const next = random(11)
  const counts = new Map<string, number>()
  for (const { name, tags, description, body } of CATALOGUE)
    for (const word of splitWords([name, ...tags, description, body].join(' ')))
      if (/^[a-z]{2,}$/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = new Set([...counts].toSorted((a, b) => b[1] - a[1]).map(([word]) => word))
  const syllable = () => SYLLABLES[Math.floor(next() * SYLLABLES.length)] as string
  while (words.size < VOCABULARY) words.add(Array.from({ length: 2 + Math.floor(3 * next()) }, syllable).join(''))
  return [...words]
}

export const phrasesInCjk: readonly string[] = CJK

/**
 * The texts of skill after skill, the same in every run. Bodies have `bodyLength` characters on average. With 5,000, what search keeps of a
 * skill is like what it keeps of 2,624 public ones: 167 terms (of real ones 127), of which 59 % are at the lowest level of impact (54 %),
 * and 43,000 different terms of all of them (30,000).
 */
export function textMaker(vocabulary: readonly string[], bodyLength: number): () => Texts {
  const next = random(7)
  const at = <T>(list: readonly T[], place: number) => list[Math.floor(place)] as T
  const rank = (n: number, offset: number) => offset * ((1 + n / offset) ** next() - 1)
  const topics = Array.from({ length: TOPICS }, () =>
    Array.from({ length: WORDS_A_TOPIC }, () =>
      at(vocabulary, FUNCTION_WORDS + rank(vocabulary.length - FUNCTION_WORDS, 200)),
    ),
  )
  let made = 0
  const wordOf = (topic: readonly string[]) => {
    const kind = next()
    if (kind < RARE)
      return `${at(SYLLABLES, next() * SYLLABLES.length)}${Math.floor(next() * (1000 + made)).toString(36)}`
    return kind < RARE + OF_TOPIC ? at(topic, rank(topic.length, 10)) : at(vocabulary, rank(vocabulary.length, OFFSET))
  }
  const write = (topic: readonly string[], words: number, repeated: number) => {
    const written: string[] = []
    while (written.length < words)
      written.push(written.length > 0 && next() < repeated ? at(written, next() * written.length) : wordOf(topic))
    return written.join(' ')
  }
  return () => {
    made++
    const topic = at(topics, rank(TOPICS, 30))
    const telling = () =>
      next() < 0.6 ? at(topic, rank(topic.length, 10)) : at(vocabulary, FUNCTION_WORDS + rank(VOCABULARY / 2, 100))
    const name = Array.from({ length: 1 + Math.floor(4 * next()) }, telling).join('-')
    const inCjk = next() * 100 < CJK_PERCENT ? ` ${at(CJK, next() * CJK.length)}` : ''
    return {
      name,
      tags: Array.from({ length: Math.floor(5 * next()) }, telling).join(' '),
      summary: `${write(topic, 15 + Math.floor(25 * next()), REPEATED_IN_SUMMARY)}${inCjk}`.slice(0, MAX_SUMMARY),
      // most are short, few are long
      body: write(topic, Math.round((bodyLength / CHARACTERS_A_WORD) * -Math.log(1 - 0.98 * next()) * 1.08), REPEATED),
    }
  }
}
