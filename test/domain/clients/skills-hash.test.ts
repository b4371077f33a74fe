import { describe, expect, it } from 'vitest'
import { skillsHash } from '../../../src/domain/clients/skills-hash.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'
import { aFile } from '../../support/builders/folders.ts'

const named = (...paths: string[]) => Promise.all(paths.map((path) => aFile(path, `<${path}>`)))

describe("the hash in the skills command line's lockfile", () => {
  it('is over path and bytes of each file, in the order of people', async () => {
    const files = await named('SKILL.md', 'references/a', 'B', '.env', 'a')
    expect(skillsHash(files)).toBe(await sha256Hex('.env<.env>a<a>B<B>references/a<references/a>SKILL.md<SKILL.md>'))
  })
})
