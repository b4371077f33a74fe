import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { enqueueRows, POPULARITY_ROW } from '../feed/outbox.ts'
import { lockPopularity } from '../locks.ts'

/** What GitHub says of a repository. */
export type RepositoryStats = {
  fullName: string
  stars: number
  forks: number
  license: string | null
  pushedAt: string | null
  etag: string | null
}

/** Keeps what GitHub says of a repository, for the licence and stars of skills that are to come. */
export async function cacheRepository(db: Db, repository: RepositoryStats): Promise<void> {
  await db.execute(cached(repository))
}

/** As `cacheRepository`, and gives the stars to the skills that are there; the next count of popularity scores them. */
export async function storeRepository(db: Db, repository: RepositoryStats): Promise<void> {
  const { fullName, stars, forks, pushedAt } = repository
  await db.batch([
    db.execute(lockPopularity),
    db.execute(cached(repository)),
    db.execute(sql`
    with fetched as (
      update skill_popularity p set github_stars = ${stars}::int, github_forks = ${forks}::int,
        github_last_updated = ${pushedAt}::timestamptz, last_fetched_at = now()
      from skills s join skill_popularity was on was.skill_id = s.id
      where p.skill_id = s.id and lower(s.canonical_repo) in (${addressesOf(fullName)})
      returning was.github_stars as was_stars, was.github_forks as was_forks, ${POPULARITY_ROW}
    ) ${enqueueRows('popularity', sql`select * from fetched where (github_stars, github_forks) <> (was_stars, was_forks)`)}`),
  ])
}

const cached = (p: RepositoryStats): SQL => sql`
  insert into github_repo_cache as g (id, repo_full_name, stars, forks, license_spdx, pushed_at, etag, fetched_at)
  values (gen_random_uuid(), ${p.fullName}, ${p.stars}::int, ${p.forks}::int, ${p.license}, ${p.pushedAt}::timestamptz, ${p.etag}, now())
  on conflict (repo_full_name) do update set stars = excluded.stars, forks = excluded.forks, license_spdx = excluded.license_spdx,
    pushed_at = excluded.pushed_at, etag = excluded.etag, fetched_at = excluded.fetched_at`

/** The ways in which a repository is named, in lower case: earlier catalogues kept its address. */
export function addressesOf(repo: string): SQL {
  const name = repo.toLowerCase()
  const prefixes = [
    '',
    'github.com/',
    'https://github.com/',
    'http://github.com/',
    'https://www.github.com/',
    'git@github.com:',
  ]
  const forms = prefixes.flatMap((prefix) => [`${prefix}${name}`, `${prefix}${name}.git`, `${prefix}${name}/`])
  return sql.join(
    forms.map((form) => sql`${form}`),
    sql`, `,
  )
}
