import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SkillFilter } from '../../../src/db/catalogue/skill-filter.ts'
import type { Db } from '../../../src/db/connect.ts'
import { searchSkills } from '../../../src/db/search/search-skills.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { createDatabase } from '../../support/run/database.ts'
import { searchAll } from '../../support/run/search.ts'

let db: Db
const MANY = 2500

beforeAll(async () => {
  ;({ db } = await createDatabase())
  const { id } = await aSkill(db, { name: 'kettle', owner: 'crowd', summary: 'A kettle.', tags: ['hot'] })
  // Far more skills have the word, in their name, than a search reads.
  await db.execute(sql`
    insert into skills (id, slug, name, summary, owner, publisher_id, status, created_at, updated_at, context_tokens)
    select gen_random_uuid(), 'crowd--kettle-' || n, 'kettle-' || n, 'A kettle.', 'crowd', publisher_id, 'active', now(), now(), 5000
    from skills, generate_series(1, ${MANY}) n where id = ${id}::uuid`)
  await db.execute(sql`
    insert into skill_popularity (skill_id, popularity_score, score_updated_at)
    select id, 10, now() from skills where not exists (select from skill_popularity where skill_id = skills.id)`)
  await aVersion(db, {
    name: 'small',
    owner: 'lonely',
    files: [await aFile('SKILL.md', '---\nname: small\ndescription: Small.\n---\nOnce says kettle.')],
  })
  await db.execute(
    sql`update skills set license = 'ISC', context_tokens = 10, description_md = 'Once says kettle.' where name = 'small'`,
  )
  await searchAll(db)
})

const names = async (filter: SkillFilter) => {
  const { body } = await searchSkills(db, { q: 'kettle', ...filter }, 'relevance', { size: 100 })
  return (JSON.parse(body).items as { name: string }[]).map(({ name }) => name)
}

describe('a search for a word that thousands of skills have', () => {
  it('finds the most telling ones', async () => {
    expect((await names({})).length).toBe(100)
  })

  it.each([{ owner: 'lonely' }, { license: 'ISC' }])('finds the only one with %o', async (filter) => {
    expect(await names(filter)).toEqual(['small'])
  })

  it('finds the only one with a digest', async () => {
    const { rows } = await db.execute(sql`select encode(digest, 'hex') as digest from skill_versions`)
    expect(await names({ digest: String(rows[0]?.digest) })).toEqual(['small'])
  })
})
