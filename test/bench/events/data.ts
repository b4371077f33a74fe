import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'

/** A number in [0, 1) that is the same in every run, for column or expression `n`; each `salt` gives another. */
const draw = (n: string, salt: number) =>
  sql.raw(`((hashint8extended(${n}, ${salt}) & 2147483647) / 2147483648.0::float8)`)

const hash = (expression: string) => sql.raw(`md5(${expression}) || md5('${expression.length}' || ${expression})`)

/**
 * A month of `count` raw events up to `now`, oldest first, in `source_events` of the shape of `raw_events`, for the skills that
 * exist. Sites' servers send a quarter of it, nobody in particular the rest. Few skills get most of it; 93 % are views and uses and 5 % favourites, 2 % of it all by bots; 1 % is about unknown
 * skills and 1 % of no known type; 15 % repeat what an actor did (or take a favourite back), and 2 % were sent before.
 */
export async function generateRawEvents(db: Db, p: { count: number; now: Date }): Promise<void> {
  await db.execute(sql`
    insert into sites (id, key, name, status, secret_hash, created_at, updated_at)
    select md5('site ' || n)::uuid, 'site-' || n, 'Site ' || n, 'active', md5(n::text), now(), now() from generate_series(1, 5) n`)
  await db.execute(sql`create table source_events (like raw_events)`)
  await db.execute(sql`
    insert into source_events (id, site_id, payload, ip_hash, ua_hash, is_bot, received_at, normalized, retry_count, address_hash, vouched)
    with listed as (
      select array_agg(id order by slug) as ids, array_agg(slug order by slug) as slugs, count(*)::int as skills from skills
    ),
    -- what is as it was in an event up to 500 before, which is some hours: actor, skill and kind, or all that was sent
    origins as (
      select n, case when ${draw('n', 1)} < 0.17 then greatest(1, n - 1 - floor(500 * ${draw('n', 2)})::bigint) else n end as origin,
        ${draw('n', 1)} < 0.02 as is_resent
      from generate_series(1, ${p.count}::bigint) n
    ), drawn as (
      select n, origin, is_resent, ${draw('origin', 5)} as kind, 1 + floor(skills * ${draw('origin', 6)} ^ 3)::int as place,
        floor(20000 * ${draw('origin', 7)} ^ 2)::int as visitor, ids, slugs,
        ${p.now.toISOString()}::timestamptz - interval '29 days' * (1 - n / ${p.count}::float8) - interval '10 minutes' * ${draw('n', 8)} as at
      from origins cross join listed
    )
    select n, case when sender = 'server' then md5('site ' || 1 + visitor % 5)::uuid end,
      jsonb_strip_nulls(jsonb_build_object(
        'event_id', 'event-' || case when is_resent then origin else n end,
        'event_type', case when kind < 0.05 and origin < n then 'unfavorite' when kind < 0.05 then 'favorite' when kind < 0.06 then 'stare'
          when kind < 0.75 then 'view' else 'use' end,
        'skill_id', case when n % 2 = 0 and kind not between 0.06 and 0.07 then ids[place] end,
        'slug', case when kind between 0.06 and 0.07 then 'nobody--nothing-' || place when n % 2 = 1 then slugs[place] end,
        'session_hash', case when kind < 0.05 or visitor % 10 > 0 then ${hash("'session ' || visitor || sender")} end,
        'occurred_at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
      ${hash("'address ' || visitor || sender")}, ${hash("'agent ' || visitor % 50")}, ${draw('n', 9)} < 0.02, at, false, 0,
      ${hash("'address ' || visitor")}, sender = 'server'
    from drawn, lateral (select case when kind < 0.05 or kind > 0.8 then 'server' else 'nobody' end as sender) by_whom`)
}
