import { type SQL, sql } from 'drizzle-orm'
import { actorOf, keyOf } from '../../../drizzle/schema.ts'
import type { Db } from '../../../src/db/connect.ts'
import { KEY_PERIOD_DAYS, keyPeriodsOf } from '../../../src/domain/events/event-keys.ts'
import { withoutIndexes } from './indexes.ts'

/** The amount of data: events over `DAYS` up to `until`. */
export type Size = { skills: number; categories: number; events: number }

export const DAYS = 60
/** A statement of minutes would outlast the patience of the client. */
const SKILLS_AT_ONCE = 50_000
const EVENTS_AT_ONCE = 1_000_000

/** A number in [0, 1) for the expression `n`, the same in every run. Each `salt` gives a different one. */
const draw = (n: string, salt: number) => `((hashint8extended(${n}, ${salt}) & 2147483647) / 2147483648.0::float8)`

const hash = (text: string) => `md5(${text}) || md5('again ' || ${text})`

/** A few skills get most events: the first of 100,000 gets one in fifty, and the first eighth gets half of them. */
const place = (size: Size) => `1 + floor(${size.skills} * ${draw('n', 1)} ^ 3)::int`

// Removes favourites only from skills that have enough.
const eventType = (size: Size) =>
  `case when kind < 0.04 then 'favorite' when kind < 0.05 and place <= ${size.skills / 10_000} then 'unfavorite' when kind < 0.75 then 'view' else 'use' end`

/** Skills with texts of about a kilobyte. Most are in a few categories, and few have many stars. */
export async function generateCatalogue(db: Db, size: Size): Promise<void> {
  await db.execute(sql`
    insert into categories (id, key, name, sort_order, created_at, updated_at)
    select md5('category ' || n)::uuid, 'category-' || n, 'Category ' || n, n, now(), now() from generate_series(1, ${size.categories}::int) n`)
  await withoutIndexes(db, 'skills', () =>
    inChunks(
      db,
      { total: size.skills, atOnce: SKILLS_AT_ONCE },
      (from, to) => sql`
    insert into skills (id, name, owner, slug, summary, description_md, category_id, status, license, content_policy, content_hash, created_at, updated_at)
    select md5('skill ' || n)::uuid, 'skill-' || n, 'owner-' || n % 1000, 'owner-' || n % 1000 || '--skill-' || n, left(words, 200), words,
      md5('category ' || 1 + floor(${size.categories}::int * ${sql.raw(draw('n', 2))} ^ 2)::int)::uuid, 'active', 'MIT', 'full', md5(n::text) || md5(words),
      now() - n % 1000 * interval '1 day', now() - n * interval '1 minute'
    from generate_series(${from}::bigint, ${to}::bigint) n
      cross join lateral (select string_agg(left(md5((n * 120 + i)::text), 3), ' ') as words from generate_series(1, 120) i) w`,
    ),
  )
  await db.execute(sql`
    insert into skill_popularity (skill_id, github_stars, github_forks, score_updated_at)
    select md5('skill ' || n)::uuid, stars, stars / 5, now()
    from generate_series(1, ${size.skills}::bigint) n cross join lateral (select floor(3 / (${sql.raw(draw('n', 3))} + 0.00005))::int as stars) s`)
}

/** Normalised events, with the keys by which they are known and their hour counters. One event in twenty does not count. */
export async function generateHistory(db: Db, size: Size, until: Date): Promise<void> {
  const last = sql`(${until.toISOString()}::timestamptz at time zone 'UTC')::date`
  await db.execute(sql`select make_partitions('skill_events', ${last} - ${DAYS}::int, ${last}, interval '1 day')`)
  await withoutIndexes(db, 'skill_events', () =>
    inChunks(
      db,
      { total: size.events, atOnce: EVENTS_AT_ONCE },
      (from, to) => sql`
        insert into skill_events (id, event_id, skill_id, event_type, session_hash, ip_hash, ua_hash, created_at, excluded_reason)
        select md5('event ' || n)::uuid, 'event-' || n, md5('skill ' || place)::uuid, ${sql.raw(eventType(size))}, ${sql.raw(hash("'session ' || n"))},
          ${sql.raw(hash("'address ' || n % 500000"))}, ${sql.raw(hash("'agent ' || n % 50"))},
          ${until.toISOString()}::timestamptz - ${DAYS}::int * interval '1 day' * (1 - n / ${size.events}::float8), case when n % 20 = 0 then 'bot' end
        from generate_series(${from}::bigint, ${to}::bigint) n
          cross join lateral (select ${sql.raw(place(size))} as place, ${sql.raw(draw('n', 4))} as kind) d`,
    ),
  )
  const { current } = keyPeriodsOf(until)
  await db.execute(
    sql`select make_partitions('event_keys', ${current}::date, ${current}::date, ${`${KEY_PERIOD_DAYS} days`}::interval)`,
  )
  await withoutIndexes(db, 'event_keys', () =>
    run(
      db,
      sql`insert into event_keys (key, period) select ${keyOf()}, ${current}::date from skill_events where created_at >= ${current}::date`,
    ),
  )
  await withoutIndexes(db, 'skill_event_hours', () =>
    run(
      db,
      sql`
    insert into skill_event_hours (skill_id, hour, event_type, outcome, events, anonymous)
    select skill_id, date_trunc('hour', created_at, 'UTC') as hour, event_type, coalesce(excluded_reason, 'counted'), count(*), count(*)
    from skill_events group by 1, 2, 3, 4 order by 2`,
    ),
  )
  await withoutIndexes(db, 'skill_favorites', () => generateFavorites(db))
  await db.execute(sql`vacuum analyze`)
}

/** Who has which favourite, as the events leave it: of each skill, as many of the first ones are gone as were taken back. */
export const generateFavorites = (db: Db): Promise<void> =>
  run(
    db,
    sql`
    with counted as (
      select skill_id, ${actorOf()} as actor, event_type, created_at from skill_events where event_type in ('favorite', 'unfavorite') and excluded_reason is null
    ), given as (select *, row_number() over (partition by skill_id order by created_at, actor) as nth from counted where event_type = 'favorite')
    insert into skill_favorites (skill_id, actor, favorite, changed_at)
    select skill_id, actor, nth > coalesce(gone, 0), created_at
    from given left join (select skill_id, count(*) as gone from counted where event_type = 'unfavorite' group by skill_id) t using (skill_id)`,
  )

/** Raw events received in the ten minutes before `now`, each of a different session. One in fifty arrives twice. */
export async function generateRawEvents(db: Db, size: Size, p: { count: number; now: Date }): Promise<void> {
  await db.execute(sql`
    insert into raw_events (payload, ip_hash, ua_hash, received_at)
    select jsonb_build_object('event_id', ${p.now.getTime()}::text || '-' || n - case when n % 50 = 0 then 1 else 0 end, 'event_type', ${sql.raw(eventType(size))},
        'skill_id', md5('skill ' || place)::uuid, 'session_hash', ${sql.raw(hash("'session ' || n"))},
        'occurred_at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      ${sql.raw(hash("'address ' || n % 500000"))}, ${sql.raw(hash("'agent ' || n % 50"))}, at
    from generate_series(${p.now.getTime()}::bigint, ${p.now.getTime() + p.count - 1}::bigint) n
      cross join lateral (select ${sql.raw(place(size))} as place, ${sql.raw(draw('n', 4))} as kind,
        ${p.now.toISOString()}::timestamptz - interval '10 minutes' * ${sql.raw(draw('n', 5))} as at) d`)
}

/** Runs a statement for the numbers from 1 to `total`, some at once. */
async function inChunks(
  db: Db,
  p: { total: number; atOnce: number },
  statement: (from: number, to: number) => SQL,
): Promise<void> {
  for (let from = 1; from <= p.total; from += p.atOnce) {
    await run(db, statement(from, Math.min(from + p.atOnce - 1, p.total)))
  }
}

const run = async (db: Db, statement: SQL): Promise<void> => {
  await db.execute(statement)
}
