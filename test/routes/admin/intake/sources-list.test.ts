import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { listOf } from '../../../../src/http/answers.ts'
import { AdminSourceItem } from '../../../../src/routes/admin/intake/source-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  await api.db.execute(sql`
    insert into skill_sources (id, name, type, base_url, status, crawl_interval_minutes, next_crawl_at, created_at, updated_at)
    select gen_random_uuid(), 'source-' || n, case when n = 7 then 'list' else 'github' end, 'https://github.com/acme/kit-' || n,
      case when n = 6 then 'paused' when n = 5 then 'error' else 'active' end, case when n < 9 then 60 end,
      case when n > 2 then '2100-01-01'::timestamptz end, timestamptz '2026-01-01' + n * interval '1 minute', now()
    from generate_series(1, 9) n`)
  await api.db.execute(
    sql`update skill_sources set parent_id = (select id from skill_sources where name = 'source-7') where name in ('source-1', 'source-3')`,
  )
})

const get = (query: string) => api.call(`/v1/admin/sources${query}`, { headers: admin })
async function names(query = '') {
  const response = await get(query)
  expect(response.status).toBe(200)
  const { items } = listOf(AdminSourceItem).parse(await response.json())
  return items.map(({ name }) => name.replace('source-', '')).join('')
}

describe('GET /v1/admin/sources', () => {
  it('lists the newest first', async () => {
    expect(await names()).toBe('987654321')
  })

  it.each([
    ['?status=error', '5'],
    ['?status=paused', '6'],
    ['?type=list', '7'],
    ['?q=KIT-8', '8'],
    ['?q=Source-8', '8'],
    ['?due=true', '21'],
    ['?due=false', '9876543'],
    ['?due=true&q=kit-1', '1'],
  ])('filters by %s', async (query, expected) => {
    expect(await names(query)).toBe(expected)
  })

  it('filters by the list in which sources were found', async () => {
    const { rows } = await api.db.execute<{ id: string }>(sql`select id from skill_sources where name = 'source-7'`)
    expect(await names(`?parent_id=${rows[0]?.id}`)).toBe('31')
  })
})
