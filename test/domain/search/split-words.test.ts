import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitWords } from '../../../src/domain/search/split-words.ts'

describe('splitWords', () => {
  it.each([
    ['PDF-tools v2', ['pdf', 'tools', 'v2']],
    ['C++ and c#, F# or .NET', ['c++', 'and', 'c#', 'f#', 'or', '.net']],
    ['node.js, S3 and k8s', ['node', 'js', 's3', 'and', 'k8s']],
    ['CI/CD', ['ci', 'cd']],
    ['snake_case', ['snake', 'case']],
    ['Zürich Straße café', ['zurich', 'strasse', 'cafe']],
    ["the user's don’t", ['the', 'user', 'dont']],
    ["l'image, d’une dell'arte j'ai", ['image', 'une', 'arte', 'jai']],
    ['股票行情', ['股票', '票行', '行情']],
    ['데이터를 분석', ['데이', '이터', '터를', '분석']],
    ['カレンダー', ['カレ', 'レン', 'ンダ', 'ダー']],
    ['집', ['집']],
    ['ｆｕｌｌ ｗｉｄｔｈ', ['full', 'width']],
    ['👍 -- ()', []],
  ])('splits %s', (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })

  it('finds in any text only words, each of which it leaves as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const word of splitWords(text)) {
          expect(word).toMatch(/[\p{L}\p{N}\p{M}]/u)
          expect(splitWords(word)).toEqual([word])
        }
      }),
    )
  })
})
