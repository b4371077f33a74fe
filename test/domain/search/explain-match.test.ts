import { describe, expect, it } from 'vitest'
import { explainMatch } from '../../../src/domain/search/explain-match.ts'

const SKILL = {
  name: 'pdf-tools',
  tags: ['documents'],
  summary: 'Merges and splits PDF files. 合并文件。',
  category: { key: 'office', name: 'Office' },
  owner: 'acme',
}

describe('explainMatch', () => {
  it('says which words the skill has, how and where', () => {
    const hits = [
      { mask: 1, as: 'pdf', how: 'written' as const },
      { mask: 2, as: 'merge', how: 'synonym' as const },
      { mask: 4, as: 'stapler', how: 'written' as const },
    ]
    expect(explainMatch(['pdf', 'combine', 'stapler', 'unknown'], hits, SKILL).matches).toEqual([
      { word: 'pdf', as: 'pdf', how: 'written', in: ['name', 'summary'] },
      { word: 'combine', as: 'merge', how: 'synonym', in: ['summary'] },
      { word: 'stapler', as: 'stapler', how: 'written', in: ['text'] },
    ])
  })

  it('marks in the summary what matches, of CJK the characters alone', () => {
    const { snippet } = explainMatch(
      ['split', '文件'],
      [
        { mask: 1, as: 'split', how: 'written' },
        { mask: 2, as: '文件', how: 'written' },
      ],
      SKILL,
    )
    expect(snippet?.marks.map(([from, to]) => snippet.text.slice(from, to))).toEqual(['splits', '文件'])
  })

  it('explains a word by its nearest way alone', () => {
    const hits = [
      { mask: 1, as: 'document', how: 'synonym' as const },
      { mask: 1, as: 'pdf', how: 'corrected' as const },
    ]
    expect(explainMatch(['pfd'], hits, SKILL).matches).toEqual([
      { word: 'pfd', as: 'pdf', how: 'corrected', in: ['name', 'summary'] },
    ])
  })

  it('marks words of mixed scripts each for itself', () => {
    const summary = 'Excel表格 工具, node.js 猫 C++'
    const hits = [...['excel', 'js', '猫', 'c++'].map((as, n) => ({ mask: 1 << n, as, how: 'written' as const }))]
    const { snippet } = explainMatch(['excel', 'js', '猫', 'c++'], hits, { ...SKILL, summary })
    expect(snippet?.marks.map(([from, to]) => summary.slice(from, to))).toEqual(['Excel', 'js', '猫', 'C++'])
  })
})
