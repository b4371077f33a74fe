import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { findWrongPlaces, recountPlaces } from '../../../src/db/ranking/buckets.ts'
import { NO_CATEGORY } from '../../../src/db/ranking/grading.ts'
import { orderBy, placeOf } from '../../../src/db/ranking/places.ts'
import { readBoard } from '../../../src/db/ranking/rankings.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { aCategory } from '../../support/builders/builders.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const NOON = new Date('2026-02-10T12:00:00Z')
const SKILLS = 9000

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
  const category = await aCategory(db, 'tools')
  // Half of them tie in score and time, so that only their ids order them.
  await db.execute(sql`
    with made as (
      insert into skills (id, slug, owner, name, status, category_id, created_at, updated_at)
      select md5(n::text)::uuid, 'o--' || n, 'o', n::text, 'active', case when n % 3 > 0 then ${category}::uuid end, timestamptz '2026-01-01',
        timestamptz '2026-01-01' + case when n % 2 = 0 then n else 0 end * interval '1 minute'
      from generate_series(1, ${SKILLS}::int) n returning id, name
    ) insert into skill_popularity (skill_id, github_stars, popularity_score, score_updated_at)
      select id, n, ln(1 + n), now() from (select id, case when name::int % 2 = 0 then name::int % 50 else 0 end as n from made) m`)
  await runAt(db, scoreSkillsJob, NOON)
})

const sizes = async () => {
  const { rows } = await db.execute<{ board: string; buckets: number; most: number; members: number }>(sql`
    select by || case when board_id = '00000000-0000-0000-0000-000000000000' then '' else ' of tools' end as board, count(*)::int as buckets,
      max(members) as most, sum(members)::int as members
    from board_buckets group by board_id, by order by 1`)
  return rows
}

/** The counted places of every 97th skill that differ from their number in the order. */
async function wrongPlaces(): Promise<unknown[]> {
  const { rows } = await db.execute(sql`
    with numbered as (
      select *, row_number() over (order by ${orderBy('popularity')}) as one, row_number() over (order by ${orderBy('power')}) as two,
        row_number() over (partition by category_id order by ${orderBy('popularity')}) as three,
        row_number() over (partition by category_id order by ${orderBy('power')}) as four
      from skill_popularity where listed
    ), counted as (
      select one, two, three, four, ${placeOf('popularity', NO_CATEGORY, 'p')} as c1, ${placeOf('power', NO_CATEGORY, 'p')} as c2,
        case when category_id is not null then ${placeOf('popularity', sql`category_id`, 'p')} else three end as c3,
        case when category_id is not null then ${placeOf('power', sql`category_id`, 'p')} else four end as c4
      from numbered p where one % 97 = 0
    ) select * from counted where (one, two, three, four) <> (c1, c2, c3, c4)`)
  return rows
}

const isRight = async () => {
  expect(await findWrongPlaces(db, 5)).toEqual([])
  expect(await wrongPlaces()).toEqual([])
}

describe('the buckets of a board', () => {
  it('are at most 500 entries large, and places are counted by them, also where thousands tie', async () => {
    const members = { '': SKILLS, ' of tools': (SKILLS * 2) / 3 }
    expect(await sizes()).toEqual(
      ['popularity', 'popularity of tools', 'power', 'power of tools'].map((board) => ({
        board,
        buckets: expect.any(Number),
        most: expect.any(Number),
        members: members[board.endsWith('tools') ? ' of tools' : ''],
      })),
    )
    for (const { buckets, most } of await sizes()) {
      expect(most).toBeLessThanOrEqual(500)
      expect(buckets).toBeGreaterThan(1)
    }
    await isRight()
  })

  it.each(['popularity', 'power'] as const)(
    'lead a page of the board by %s to any place, with both places of its skills',
    async (by) => {
      for (const after of [100, 499, 2600, SKILLS - 5, SKILLS]) {
        const page = JSON.parse((await readBoard(db, { by }, { size: 20, after, page: 1 })) ?? 'null')
        const { rows } = await db.execute(sql`
        select skill_id as id, one::int as rank, two::int as power_position from (
          select *, row_number() over (order by ${orderBy('popularity')}) as one, row_number() over (order by ${orderBy('power')}) as two
          from skill_popularity where listed) numbered order by ${sql.raw(by === 'power' ? 'two' : 'one')} offset ${after}::int limit 20`)
        const shown = page.items.map(({ id, rank, power_position }: Record<string, unknown>) => ({
          id,
          rank,
          power_position,
        }))
        expect({ after, shown, total: page.total }).toEqual({ after, shown: rows, total: SKILLS })
      }
    },
  )

  it('follow skills that move, come and go, and small ones are joined', async () => {
    const before = await sizes()
    await db.execute(sql`update skill_popularity set popularity_score = 0 where popularity_score > 2`)
    await db.execute(sql`update skills set status = 'archived' where name::int % 5 = 0`)
    await db.execute(sql`delete from skills where name::int % 7 = 0`)
    await runAt(db, scoreSkillsJob, NOON)
    for (const [i, { buckets }] of (await sizes()).entries())
      expect(buckets).toBeLessThanOrEqual(before[i]?.buckets ?? 0)
    await isRight()
  })

  it('are the same after a recount from nothing', async () => {
    const { rows } = await db.execute(sql`update board_buckets set members = members + 1 returning 1`)
    expect(await findWrongPlaces(db, 100)).not.toEqual([])
    expect(rows.length).toBeGreaterThan(4)
    await recountPlaces(db)
    await isRight()
  })
})
