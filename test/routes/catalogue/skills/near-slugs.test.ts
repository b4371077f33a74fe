import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { searchAll } from '../../../support/run/search.ts'

let api: Api

async function suggested(ref: string, part = '') {
  const response = await api.call(`/v1/skills/${encodeURIComponent(ref)}${part}`)
  const { status, code, detail, suggestions } = await readProblem(response)
  expect([status, code]).toEqual([404, 'not_found'])
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  return { detail, suggestions }
}

beforeAll(async () => {
  api = await startApi()
  await aSkill(api.db, { name: 'csv-profiling', owner: 'harbor-lab', score: 5 })
  await aSkill(api.db, { name: 'csv-profiling', owner: 'zeta', score: 9 })
  await aSkill(api.db, { name: 'plate-reader', owner: 'harbor-lab' })
  await aSkill(api.db, { name: 'withdrawn-profiling', owner: 'harbor-lab', status: 'archived' })
  await searchAll(api.db)
})

describe('a 404 on the slug of a skill', () => {
  it('says which slugs may be meant', async () => {
    expect(await suggested('harbor-lab--plate-raeder')).toEqual({
      detail: "There is no skill 'harbor-lab--plate-raeder'; did you mean 'harbor-lab--plate-reader'?",
      suggestions: ['harbor-lab--plate-reader'],
    })
  })

  it.each([
    ['harbor-lab--csv-profilng', ['harbor-lab--csv-profiling', 'zeta--csv-profiling']],
    ['habor-lab--csv-profiling', ['harbor-lab--csv-profiling', 'zeta--csv-profiling']],
    ['nobody--csv-profiling', ['zeta--csv-profiling', 'harbor-lab--csv-profiling']],
    ['nobody--cvs-profiling', ['zeta--csv-profiling', 'harbor-lab--csv-profiling']],
    ['harbor-lab/plate-reader', ['harbor-lab--plate-reader']],
    ['Plate-Reader', ['harbor-lab--plate-reader']],
  ])('suggests for %s the nearest names, those of the same publisher first', async (ref, slugs) => {
    expect((await suggested(ref)).suggestions).toEqual(slugs)
  })

  it.each(['/counts', '/score', '/history', '/similar', '/versions'])('suggests them for %s too', async (part) => {
    expect((await suggested('harbor-lab--plate-readr', part)).suggestions).toEqual(['harbor-lab--plate-reader'])
  })

  it('suggests nothing for a skill that was withdrawn, nor such a skill', async () => {
    expect((await suggested('harbor-lab--withdrawn-profiling')).suggestions).toBeUndefined()
    expect((await suggested('harbor-lab--withdrawn-profilin')).suggestions).toBeUndefined()
  })

  it.each([crypto.randomUUID(), 'acme--xylophone', '--', "acme--'; drop table skills", '%', 'ⓘ'.repeat(200)])(
    'suggests nothing for %s',
    async (ref) => {
      const { detail, suggestions } = await suggested(ref)
      expect(suggestions).toBeUndefined()
      expect(detail).toBe(`There is no skill '${ref.slice(0, 200)}'.`)
    },
  )

  it('finds a skill among very many of its publisher and of its name', async () => {
    await api.db.execute(sql`
      insert into skills (id, slug, owner, publisher_id, name, status, created_at, updated_at)
      select gen_random_uuid(), p.slug_part || '--' || n.name, p.handle, p.id, n.name, 'active', now(), now()
      from publishers p, (select 'plate-' || chr(97 + i % 26) || '-' || i as name from generate_series(1, 600) i) n where p.handle = 'zeta'`)
    await api.db.execute(sql`
      insert into skill_popularity (skill_id, score_updated_at) select id, now() from skills on conflict do nothing`)
    expect((await suggested('harbor-lab--plate-raeder')).suggestions?.[0]).toBe('harbor-lab--plate-reader')
    expect((await suggested('zeta--plate-y-3883')).suggestions?.[0]).toBe('zeta--plate-y-388')
  })
})
