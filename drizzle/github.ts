import { bigint, index, integer, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** GitHub's last answer about a repository, with its ETag for the next request. */
export const githubRepoCache = pgTable(
  'github_repo_cache',
  {
    id: uuid('id').primaryKey(),
    repoFullName: varchar('repo_full_name', { length: 300 }).notNull(),
    /** GitHub's ids of the repository and of its owner, which survive renames. NULL until GitHub has told them. */
    githubId: bigint('github_id', { mode: 'number' }),
    ownerId: bigint('owner_id', { mode: 'number' }),
    stars: integer('stars').notNull().default(0),
    forks: integer('forks').notNull().default(0),
    licenseSpdx: varchar('license_spdx', { length: 40 }),
    pushedAt: time('pushed_at'),
    etag: varchar('etag', { length: 200 }),
    fetchedAt: time('fetched_at').notNull(),
  },
  (t) => [
    unique('uq_github_repo_full_name').on(t.repoFullName),
    index('ix_github_repo_cache_github_id').on(t.githubId),
  ],
)
