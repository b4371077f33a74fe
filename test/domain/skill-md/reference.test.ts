import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { validate } from 'skills-ref'
import { describe, expect, it } from 'vitest'
import { parseSkillMd } from '../../../src/domain/skill-md/skill-md.ts'

const ROOT = join(import.meta.dirname, '../../..')
const CORPUS = join(ROOT, '../shared/corpus')

type Disagreement = { path: string; ours: string; theirs: string }

/** Where our strict verdict differs from that of the reference validator. */
async function disagreementsIn(root: string): Promise<Disagreement[]> {
  const found: Disagreement[] = []
  for (const path of globSync('**/SKILL.md', { cwd: root }).toSorted()) {
    const folder = dirname(join(root, path))
    const { valid, findings } = parseSkillMd(readFileSync(join(root, path)), { folder: basename(folder) })
    const theirs = await validate(folder)
    if (valid === (theirs.length === 0)) continue
    found.push({ path, ours: findings.map(({ rule }) => rule).join(' '), theirs: theirs.join(' ') })
  }
  return found
}

// It refuses every field that the specification does not name. Clients read some of them, so to us they are worth a warning.
const isUnknownKey = ({ ours, theirs }: Disagreement) =>
  ours.includes('frontmatter.unknown-key') &&
  /^Unexpected fields in frontmatter: [^.]+\. Only [^.]+ are allowed\.$/.test(theirs)

describe('the strict verdict and that of the reference validator', () => {
  it('agree on our samples but for fields that the specification does not name', async () => {
    const found = await disagreementsIn(join(ROOT, 'src/local/samples'))
    expect(found.filter((one) => !isUnknownKey(one))).toEqual([])
  })

  it.skipIf(!existsSync(CORPUS))('agree on real files but for such fields', async () => {
    const found = await disagreementsIn(CORPUS)
    expect(found.filter((one) => !isUnknownKey(one))).toEqual([])
    expect(found.filter(isUnknownKey)).toHaveLength(20)
  })
})
