import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aCrawl, aSource, type CrawlSetup, skillText } from '../../support/builders/crawls.ts'

let c: CrawlSetup
beforeEach(async () => {
  c = await aCrawl()
})
afterEach(() => c.stop())

it('crawls two files that are called SKILL.md but for their case, each with a folder that has its text', async () => {
  await c.write('acme/kit/skills/pdf/SKILL.md', skillText('pdf', 'The good one.'))
  await c.write('acme/kit/skills/pdf/SKILL.MD', skillText('pdf', 'The bad one.'))
  await aSource(c.db, { url: 'https://github.com/acme/kit' })
  expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [] })
  const { rows } = await c.db.execute(sql`
    select r.skill_path, ff.path, encode(ff.sha256, 'hex') = r.content_hash as is_own
    from raw_skills r join folder_files ff on ff.digest = r.folder_digest order by r.skill_path collate "C", ff.path`)
  expect(rows).toEqual([
    { skill_path: 'skills/pdf/SKILL.MD', path: 'SKILL.MD', is_own: true },
    { skill_path: 'skills/pdf/SKILL.md', path: 'SKILL.md', is_own: true },
  ])
})
