import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Lexer } from 'yaml'
import { parseSkillMd } from '../../../src/domain/skill-md/skill-md.ts'
import { hostileFile } from '../../support/builders/hostile-files.ts'

const parse = (file: string) => parseSkillMd(new TextEncoder().encode(file), { folder: 'x' })

/** Counts what the YAML parser gets to read while `read` runs. */
function counting<T>(read: () => T) {
  let [characters, tokens] = [0, 0]
  const lex = Lexer.prototype.lex
  const spy = vi.spyOn(Lexer.prototype, 'lex').mockImplementation(function* (this: Lexer, text, ...rest) {
    characters += text.length
    for (const token of lex.call(this, text, ...rest)) {
      tokens++
      yield token
    }
  })
  try {
    const result = read()
    return { result, characters, tokens }
  } finally {
    spy.mockRestore()
  }
}

describe('the budget of one file', () => {
  it('bounds what is read as YAML and what comes of it, whatever is in the file', () =>
    fc.assert(
      fc.property(hostileFile, (file) => {
        const { result, characters, tokens } = counting(() => parse(file))
        expect(tokens).toBeLessThanOrEqual(Math.min(1200, 400 + file.length / 2))
        expect(characters).toBeLessThanOrEqual(32_768)
        expect(JSON.stringify(result.frontmatter).length).toBeLessThanOrEqual(200_000)
        expect(result.findings.length).toBeLessThanOrEqual(101)
      }),
      { numRuns: 60 },
    ))

  it('is one budget for all the keys of a broken file', () => {
    const keys = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools', 'tags', 'keywords']
    const one = counting(() => parse(`---\nmetadata: [${'{a: [b]}, '.repeat(1600)}\n---\n`))
    const all = counting(() =>
      parse(`---\n${keys.map((key) => `${key}: [${'{a: [b]}, '.repeat(1600)}`).join('\n')}\n---\n`),
    )
    expect(one.tokens).toBeGreaterThan(700)
    expect(all.tokens).toBeLessThanOrEqual(1200)
  })

  it('leaves something for the keys after one that takes too much', () => {
    const { skill } = parse(
      `---\nname: x\nmetadata: [${'{a: [b]}, '.repeat(1600)}\ndescription: "d\\x21"\ntags: [a, b]\n---\n`,
    )
    expect(skill).toMatchObject({ description: 'd!', tags: ['a', 'b'] })
  })

  it('counts what aliases stand for', () => {
    const { status, findings } = parse(
      `---\nname: x\ndescription: d\na: &a ${'y'.repeat(2000)}\nb: [${'*a, '.repeat(20)}]\n---\n`,
    )
    expect(status).toBe('markdown_only')
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'frontmatter.too-large' }))
  })

  it.each([100, 101, 147])(
    'keeps at most 100 of %i findings, errors first, and says how many are left out',
    (count) => {
      const unknown = Array.from({ length: count - 1 }, (_, i) => `k${i}`).join(', ')
      const { findings } = parse(`---\n{name: x, description: [d], ${unknown}}\n---\n${'Words. '.repeat(500)}`)
      const kept = findings.filter(({ rule }) => rule !== 'file.findings-left-out')
      expect(kept).toHaveLength(100)
      expect(kept).toContainEqual(expect.objectContaining({ rule: 'description.type' }))
      const left = findings.filter(({ rule }) => rule === 'file.findings-left-out')
      expect(left.map(({ message }) => message)).toEqual(
        count === 100 ? [] : [`${count - 100} more findings are left out (0 errors, ${count - 100} warnings).`],
      )
    },
  )
})
