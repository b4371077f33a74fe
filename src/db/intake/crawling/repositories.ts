import { type SQL, sql } from 'drizzle-orm'
import { githubRepoCache } from '../../../../drizzle/github.ts'
import { change, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { enqueueRows, POPULARITY_ROW } from '../../feed/outbox.ts'
import { lockPopularity } from '../../locks.ts'

/** GitHub's figures of a repository. */
export type RepositoryStats = {
  fullName: string
  id: number | null
  ownerId: number | null
  stars: number
  forks: number
  license: string | null
  pushedAt: string | null
  etag: string | null
}

/** Keeps GitHub's figures of a repository, for the licence and stars of future skills. */
export async function cacheRepository(db: Db, repository: RepositoryStats): Promise<void> {
  await cached(db, repository)
}

/**
 * As `cacheRepository`, and sets the stars of existing skills. The next count of popularity scores them. The skills of
 * whoever had the name of the repository before get none of them.
 */
export async function storeRepository(db: Db, repository: RepositoryStats): Promise<void> {
  const { fullName, ownerId, stars, forks, pushedAt } = repository
  const login = fullName.split('/')[0] ?? ''
  await change(db, {
    lock: lockPopularity,
    write: {
      cached: cached(db, repository),
      fetched: sql`
        with fetched as (
          update skill_popularity p set github_stars = ${stars}::int, github_forks = ${forks}::int,
            github_last_updated = ${pushedAt}::timestamptz, last_fetched_at = now()
          from skills s join skill_popularity was on was.skill_id = s.id left join publishers o on o.id = s.publisher_id
          where p.skill_id = s.id and lower(s.canonical_repo) in (${addressesOf(fullName)})
            -- an admin may have given a skill to another publisher
            and coalesce(o.github_id = ${ownerId}::bigint or s.curated and lower(o.name) <> lower(${login}), true)
          returning was.github_stars as was_stars, was.github_forks as was_forks, ${POPULARITY_ROW}
        ) ${enqueueRows('popularity', sql`select * from fetched where (github_stars, github_forks) <> (was_stars, was_forks)`)}`,
    },
    announce: without('Only the statement itself knows which rows have changed, so it enqueues them.'),
    record: without('GitHub counts the stars.'),
  })
}

function cached(db: Db, { fullName, id, license, ...stats }: RepositoryStats) {
  const row = { ...stats, githubId: id, licenseSpdx: license, fetchedAt: sql`now()` }
  return db
    .insert(githubRepoCache)
    .values({ id: sql`gen_random_uuid()`, repoFullName: fullName, ...row })
    .onConflictDoUpdate({ target: githubRepoCache.repoFullName, set: row })
}

/** All spellings of a repository, in lower case: earlier catalogues kept its address instead of its name. */
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
