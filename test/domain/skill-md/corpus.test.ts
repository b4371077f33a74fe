import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseSkillMd } from '../../../src/domain/skill-md/skill-md.ts'

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus')
const isHere = existsSync(CORPUS)

const parsed = globSync('**/[Ss][Kk][Ii][Ll][Ll].md', { cwd: CORPUS }).map((path) => ({
  path,
  ...parseSkillMd(readFileSync(`${CORPUS}/${path}`), { folder: basename(dirname(path)) }),
}))
const under = (folder: string) => parsed.filter(({ path }) => path.startsWith(folder))

describe.skipIf(!isHere)(`real files${isHere ? '' : ' (skipped: ../shared/corpus is not here)'}`, () => {
  it('are all loaded', () => {
    expect(parsed).toHaveLength(245)
    expect(parsed.filter(({ skill }) => skill === null)).toEqual([])
  })

  it('have findings with a rule, a message and an existing line', () => {
    for (const { path, findings, text } of parsed) {
      const lines = text.split(/\r\n?|\n/).length
      for (const { rule, message, line } of findings) {
        expect(rule, path).toMatch(/^[a-z-]+\.[a-z0-9-]+$/)
        expect(message, path).not.toBe('')
        expect(line >= 1 && line <= lines, `${path}: ${line}`).toBe(true)
      }
    }
  })

  it('are valid in a tidy repository, apart from one description that is too long', () => {
    const tidy = under('K-Dense-AI/')
    expect(tidy).toHaveLength(130)
    expect(tidy.every(({ status }) => status === 'ok')).toBe(true)
    const broken = tidy.flatMap(({ findings }) =>
      findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
    )
    expect(broken).toEqual(['description.too-long'])
  })

  it('are sorted into valid, broken and plain Markdown files', () => {
    const count = (wanted: string) =>
      under('openclaw/').filter(({ status, valid }) => `${status} ${valid}` === wanted).length
    expect([count('ok true'), count('ok false'), count('markdown_only false')]).toEqual([73, 21, 21])
  })
})
