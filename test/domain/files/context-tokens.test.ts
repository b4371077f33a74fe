import { describe, expect, it } from 'vitest'
import { contextTokensOf, MAX_TOKENS } from '../../../src/domain/files/context-tokens.ts'

/** A word is a token. */
const count = (text: string) => text.split(' ').length
const skill = { description: 'a b', body: 'c d e' }
const words = (n: number) => Array(n).fill('x').join(' ')

describe('what a skill costs an agent', () => {
  it('is counted for its description, its body and its references', () => {
    const files = [
      { path: 'SKILL.md', text: '--- description: a b --- c d e' },
      { path: 'references/one.md', text: 'f' },
      { path: 'references/figure.png', text: null },
      { path: 'guide.txt', text: 'g h' },
      { path: 'scripts/run.sh', text: '#!/bin/sh no reference' },
      { path: 'assets/form.md', text: 'not read' },
      { path: 'LICENSE', text: 'not read' },
    ]
    expect(contextTokensOf(files, skill, count)).toEqual({
      tokenizer: 'o200k_base',
      description: 2,
      body: 3,
      references: 3,
      cut: [],
    })
  })

  it('is not known where no SKILL.md can be read', () => {
    expect(contextTokensOf([], null, count)).toMatchObject({ description: null, body: null, references: 0, cut: [] })
  })

  it('is whole up to the limit', () => {
    const files = [MAX_TOKENS - 1, 1].map((n) => ({ path: `references/${n}.md`, text: words(n) }))
    expect(contextTokensOf(files, skill, count)).toMatchObject({ references: MAX_TOKENS, cut: [] })
  })

  it('ends at the limit, and says which part has more', () => {
    const files = [MAX_TOKENS, 1].map((n) => ({ path: `references/${n}.md`, text: words(n) }))
    const long = { ...skill, body: words(MAX_TOKENS + 5) }
    expect(contextTokensOf(files, long, count)).toMatchObject({
      description: 2,
      body: MAX_TOKENS,
      references: MAX_TOKENS,
      cut: ['body', 'references'],
    })
  })
})
