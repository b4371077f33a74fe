import { bigint, integer, pgTable, unique, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Commits that the workflows of their own repositories have published. */
export const publications = pgTable(
  'publications',
  {
    id: uuid('id').primaryKey(),
    /** Who vouches for the run: the issuer of its token. */
    issuer: varchar('issuer', { length: 300 }).notNull(),
    /** GitHub's ids of the repository and its owner, and the name that it had. */
    repositoryId: bigint('repository_id', { mode: 'number' }).notNull(),
    ownerId: bigint('owner_id', { mode: 'number' }).notNull(),
    repository: varchar('repository', { length: 300 }).notNull(),
    commitSha: varchar('commit_sha', { length: 64 }).notNull(),
    ref: varchar('ref', { length: 500 }).notNull(),
    workflow: varchar('workflow', { length: 500 }).notNull(),
    runId: varchar('run_id', { length: 20 }).notNull(),
    runAttempt: integer('run_attempt').notNull(),
    event: varchar('event', { length: 100 }).notNull(),
    publishedAt: time('published_at').notNull(),
  },
  (t) => [unique('uq_publications_commit').on(t.repositoryId, t.commitSha)],
)
