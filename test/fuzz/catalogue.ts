import { sql } from 'drizzle-orm'
import { createAlias } from '../../src/db/catalogue/taxonomy/admin-aliases.ts'
import type { Db } from '../../src/db/connect.ts'
import { createSource } from '../../src/db/intake/admin-sources.ts'
import { rejectRaws } from '../../src/db/intake/review.ts'
import { batch } from '../../src/jobs/batch.ts'
import { anAccount } from '../support/api/accounts.ts'
import {
  aCategory,
  anIngestedSkill,
  aSite,
  aSkill,
  someEvents,
  someRawEvents,
  TESTER,
} from '../support/builders/builders.ts'
import { aFile, aStoredFile } from '../support/builders/raw-files.ts'
import { runAt } from '../support/run/jobs.ts'
import { searchAll } from '../support/run/search.ts'

const HOUR = 3_600_000

/** Fills a small catalogue with rows of each kind in each state. Returns the senders of the requests. */
export async function fillCatalogue(db: Db) {
  const admin = await anAccount(db, { username: 'fuzz-admin' })
  const reviewer = await anAccount(db, { username: 'fuzz-reviewer', role: 'reviewer' })
  const changer = await anAccount(db, { username: 'fuzz-changer' })
  for (const [username, role] of [
    ['dana', 'admin'],
    ['lee', 'reviewer'],
    ['kim', 'reviewer'],
  ] as const)
    await anAccount(db, { username, role })
  const skills = await fillSkills(db)
  await fillFiles(db)
  const site = await fillSites(db)
  await fillSources(db)
  await fillEvents(db, skills, site.id)
  await runAt(db, batch)
  await searchAll(db)
  return { admin, reviewer, changer, site }
}

async function fillSkills(db: Db) {
  const skills = []
  for (const [i, name] of ['csv-profiling', 'code-review', 'weekly-report', '기술-정리', 'tag-model'].entries())
    skills.push(
      await aSkill(db, {
        name,
        owner: i % 2 ? 'acme' : 'harbor',
        tags: ['csv', 'review', `only-${i}`],
        category: i % 2 ? 'tools' : 'data',
        stars: i * 10,
      }),
    )
  const [first] = skills
  await aSkill(db, { name: 'csv-copy', owner: 'copies', contentHash: 'same', ...(first && { duplicateOf: first.id }) })
  for (const status of ['draft', 'pending', 'archived'] as const) await aSkill(db, { name: `a-${status}`, status })
  await anIngestedSkill(db, {
    name: 'ingested',
    findings: [{ rule: 'name.case', severity: 'warning', message: 'No.', line: 2 }],
  })
  await anIngestedSkill(db, { name: 'linked', contentPolicy: 'link_only' })
  await aCategory(db, 'empty')
  await aCategory(db, 'hidden', { active: false })
  return skills
}

/** Most files have the same text, so that a drawn id and a drawn hash often fit. */
async function fillFiles(db: Db) {
  for (let i = 0; i < 6; i++)
    await aStoredFile(db, { repo: 'acme/kit', path: `kit-${i}/same/SKILL.md`, text: aFile('same') })
  await aStoredFile(db, { repo: 'acme/kit', text: 'Neither name nor anything.' })
  await aStoredFile(db, { repo: 'acme/kit', text: new Uint8Array([0xff, 0xfe, 0, 0xd8]) })
  await aStoredFile(db, {
    text: aFile('filed', { more: 'metadata:\n  category: Deep Work\n' }),
    path: 'filed/SKILL.md',
  })
  const { id, file_hash: contentHash } = await aStoredFile(db)
  await rejectRaws(db, TESTER, [{ id, contentHash }], 'Not ours.')
}

async function fillSites(db: Db) {
  await aSite(db, { key: 'paused', status: 'paused' })
  await aSite(db, { key: 'archived', status: 'archived' })
  await aSite(db, { key: 'small', dailyQuota: 1, origins: ['https://docs.acme.example'] })
  return aSite(db, { key: 'docs', origins: ['https://docs.acme.example'] })
}

async function fillSources(db: Db) {
  const fields = {
    owner: null,
    auto_approve: false,
    crawl_interval_minutes: 60,
    crawl_interval_follows: false,
    status: 'active',
  }
  const raw = 'https://raw.githubusercontent.com'
  for (const [type, base_url] of [
    ['github', 'https://github.com/papercrane/subtitle-timing'],
    ['github', 'https://github.com/cobalt-forge'],
    ['catalog', raw],
    ['list', `${raw}/acme/kit/main/README.md`],
  ] as const)
    await createSource(db, TESTER, {
      ...fields,
      id: crypto.randomUUID(),
      type,
      base_url,
      name: `${type}:${base_url.slice(8)}`,
    })
  const { rows } = await db.execute<{ source: string; category: string }>(sql`
    select (select id from skill_sources where name = 'github:acme/kit') as source, (select id from categories where key = 'data') as category`)
  const [at] = rows
  if (!at) throw new Error('The source was not made.')
  for (const raw_category of ['Deep Work', '데이터'])
    await createAlias(db, TESTER, {
      id: crypto.randomUUID(),
      source_id: at.source,
      category_id: at.category,
      raw_category,
    })
}

async function fillEvents(db: Db, skills: readonly { id: string }[], siteId: string) {
  const at = (i: number) => new Date(Date.now() - i * 7 * HOUR).toISOString()
  const events = Array.from({ length: 60 }, (_, i) => ({
    skillId: skills[i % skills.length]?.id ?? '',
    session: `s-${i % 9}`,
    at: at(i),
  }))
  await someEvents(db, [
    ...events,
    ...events.map((event) => ({ ...event, type: 'view' as const })),
    ...events.slice(0, 9).map((event) => ({ ...event, type: 'favorite' as const, siteId })),
  ])
  await someRawEvents(
    db,
    events.slice(0, 5).map((event) => ({ ...event, session: 'waiting' })),
  )
}
