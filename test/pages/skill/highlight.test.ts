import { describe, expect, it } from 'vitest'
import { highlightedLines } from '../../../src/pages/skill/files/highlight.ts'

describe('the highlighting of a file', () => {
  it('marks a piece of several lines in each of them', () => {
    expect(highlightedLines('a.js', '/* one\ntwo */\nx')).toEqual([
      '<span class="hljs-comment">/* one</span>',
      '<span class="hljs-comment">two */</span>',
      'x',
    ])
  })

  it.each([
    ['of an unknown ending', 'a.unknown', 'if x'],
    ['with a long line', 'a.js', `if (${'x'.repeat(3000)})`],
    ['of a language that takes long', 'a.cpp', 'class a {};\n'.repeat(1_000)],
    ['that is long', 'a.js', 'if (x)\n'.repeat(10_000)],
    ['with a long gap', 'a.js', `if${'\n'.repeat(500)}(x)`],
  ])('shows a text %s as it is', (_, path, text) => {
    expect(highlightedLines(path, text).join('\n')).toBe(text.replace(/\n$/, ''))
  })

  it('bears parts within parts, as deep as the text is long', () => {
    const text = '{\n'.repeat(15_000)
    expect(highlightedLines('a.scss', text)).toHaveLength(15_000)
  })
})
