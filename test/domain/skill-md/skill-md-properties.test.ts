import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slugPart } from '../../../src/domain/catalogue/slug.ts'
import { type ParsedSkillMd, parseSkillMd } from '../../../src/domain/skill-md/skill-md.ts'

const SEED = `---
name: pdf-tools
description: "Splits: and joins"
license: MIT
metadata:
  version: 1.10
  tags: [a, b]
tags: &t
  - one
keywords: *t
---
# Title

Words.
`

const piece = fc.oneof(
  fc.constantFrom(
    '---\n',
    '\n',
    '\r',
    ': ',
    '- ',
    '? ',
    '[',
    '{',
    '}',
    ']',
    '"',
    "'",
    '&a ',
    '*a',
    '|',
    '>',
    '!!binary ',
    '#',
    '%',
    '\t',
  ),
  fc.constantFrom(
    'name: ',
    'description: ',
    'metadata: ',
    'tags: ',
    '\0',
    '\\0',
    '"\\ud800"',
    '\uFEFF',
    '<<: ',
    '__proto__: ',
    '.nan',
    '1e999',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const mutated = fc
  .array(fc.tuple(fc.nat(SEED.length), fc.nat(6), piece), { minLength: 1, maxLength: 8 })
  .map((edits) => edits.reduce((text, [at, drop, add]) => text.slice(0, at) + add + text.slice(at + drop), SEED))
const file = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  mutated.map((text) => new TextEncoder().encode(text)),
  fc.array(piece, { maxLength: 40 }).map((pieces) => new TextEncoder().encode(`---\n${pieces.join('')}\n---\n`)),
)

const always = (check: (parsed: ParsedSkillMd) => void) =>
  fc.assert(
    fc.property(file, fc.string({ unit: 'binary', maxLength: 10 }), (bytes, folder) =>
      check(parseSkillMd(bytes, { folder })),
    ),
    { numRuns: 600 },
  )

describe('whatever the bytes', () => {
  it('loads a skill with a name and a description, or says invalid', () =>
    always(({ status, skill }) => {
      expect(status === 'invalid').toBe(skill === null)
      if (skill === null) return
      expect(skill.name.trim()).toBe(skill.name)
      expect(skill.name.length).toBeGreaterThan(0)
      expect(skill.name.length).toBeLessThanOrEqual(200)
      expect(skill.description.trim()).not.toBe('')
      expect(new Set(skill.tags).size).toBe(skill.tags.length)
      for (const tag of skill.tags) expect(tag).toBe(slugPart(tag))
    }))

  it('returns only what PostgreSQL can store as text and jsonb', () =>
    always((parsed) => {
      const json = JSON.stringify(parsed)
      expect(json).not.toContain('\\u0000')
      expect(json).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/)
    }))

  it('orders findings by line, within the file, and is valid exactly if none is an error', () =>
    always(({ status, valid, findings, text }) => {
      const lines = findings.map(({ line }) => line)
      expect(lines).toEqual(lines.toSorted((a, b) => a - b))
      for (const { line, message } of findings) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length)
        expect(message).not.toBe('')
      }
      expect(valid).toBe(findings.every(({ severity }) => severity === 'warning'))
      if (status !== 'ok') expect(valid).toBe(false)
    }))
})
