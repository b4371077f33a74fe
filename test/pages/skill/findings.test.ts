import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../../../src/domain/files/manifest.ts'
import { putFiles } from '../../../src/files/put-files.ts'
import { anIngestedSkill, aSkill } from '../../support/builders/builders.ts'
import { contentsOf } from '../../support/builders/folders.ts'
import { aSkillMd, openPages } from '../../support/pages/open-pages.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
})
afterAll(() => site.stop())

describe('what was found in a skill', () => {
  it('names rule and line, and leads to the line', async () => {
    const files = [await aSkillMd('found')]
    await putFiles({ db: site.db }, contentsOf(files))
    const folder = await makeFolder({ files, missing: [] })
    const message = 'must be shorter <b>\u202E'
    await anIngestedSkill(site.db, {
      name: 'found',
      folder,
      findings: [{ rule: 'description.too-long', severity: 'warning', message, line: 3 }],
    })
    const { answer, text, links } = await site.open('/en/skills/acme--found/findings')
    expect(answer.status).toBe(200)
    expect(text('findings')).toBe('Warning description.too-long SKILL.md:3 must be shorter <b>[U+202E]')
    const link = links.find((one) => one.endsWith('#L3')) ?? ''
    expect(link).toBe('/en/skills/acme--found/files/SKILL.md?version=1.0.0&plain=1#L3')
    const file = await site.open(link.slice(0, link.indexOf('#')))
    expect(file.all('span').filter(({ properties }) => properties.id === 'L3')).toHaveLength(1)
  })

  it('is nothing for a file that follows the specification, and unknown for a skill without a file', async () => {
    await anIngestedSkill(site.db, { name: 'clean' })
    expect((await site.open('/en/skills/acme--clean/findings')).text('good')).toBe('follows the specification')
    await aSkill(site.db, { name: 'no-file' })
    expect((await site.open('/en/skills/acme--no-file/findings')).texts('p')).toContain('has no file that was checked')
  })
})
