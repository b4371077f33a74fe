import { describe, expect, it } from 'vitest'
import { type Example, FAMILIES } from '../../../src/domain/trust/rule.ts'
import { RULES } from '../../../src/domain/trust/rules/index.ts'
import { scanFolder } from '../../../src/domain/trust/scan-folder.ts'
import { verdictOf } from '../../../src/domain/trust/weighing/verdict.ts'
import { folderOf } from '../../support/trust/folders.ts'
import { longestOf, unboundedIn } from '../../support/trust/regular-expressions.ts'

const PATTERNS = RULES.flatMap((rule) =>
  ('patterns' in rule ? rule.patterns : []).map(({ pattern }, i) => [`${rule.id} ${i + 1}`, pattern] as const),
)

const findingsOf = (id: string, example: Example) =>
  scanFolder(folderOf(example)).findings.filter(({ rule }) => rule === id)

describe.each(RULES)('the rule $id', ({ id, looksFor, why, fix, examples }) => {
  it.each(examples.match.map((example, i) => [i + 1, example] as const))('finds its example %i', (_, example) => {
    expect(findingsOf(id, example)).not.toEqual([])
  })

  it.each(examples.pass.map((example, i) => [i + 1, example] as const))('leaves its example %i alone', (_, example) => {
    expect(verdictOf(findingsOf(id, example))).toBe('pass')
  })

  it('is documented in sentences', () => {
    for (const text of [looksFor, why, fix]) expect(text).toMatch(/^[A-Z].{10,300}\.$/)
  })
})

describe('the rules', () => {
  it('have unique names that begin with their family', () => {
    const ids = RULES.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(FAMILIES).toContain(id.split('.')[0])
  })

  it('look for words in lower case', () => {
    for (const rule of RULES)
      for (const { words } of 'patterns' in rule ? rule.patterns : [])
        for (const word of words) expect(word).toBe(word.toLowerCase())
  })

  it.each(PATTERNS)('fail in a time that grows with the length of the text alone: %s', (_, pattern) => {
    expect(unboundedIn(pattern.source)).toEqual([])
    expect(longestOf(pattern.source)).toBeLessThan(70_000)
  })
})
