import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  uuid,
  varchar,
} from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Where skills come from: a GitHub repository or owner, another site's catalogue, a list. */
export const skillSources = pgTable(
  'skill_sources',
  {
    id: uuid('id').primaryKey(),
    name: varchar('name', { length: 200 }).notNull(),
    /** `github`, `catalog`, `list`; `folder` is what the command line reads. */
    type: varchar('type', { length: 40 }).notNull(),
    baseUrl: text('base_url'),
    apiUrl: text('api_url'),
    /** `active`, `paused`, or `error` if the last crawl failed. */
    status: varchar('status', { length: 40 }).notNull().default('active'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    /** The list or owner that this repository was found in. */
    parentId: uuid('parent_id'),
    /** The handle of the publisher of its skills, if it is not the one in the address. */
    owner: varchar('owner', { length: 100 }),
    /** True if the crawl itself approves files without parse errors. */
    autoApprove: boolean('auto_approve').notNull().default(false),
    /** NULL if nobody follows the source. Then no crawl is scheduled. */
    crawlIntervalMinutes: integer('crawl_interval_minutes'),
    /** The smoothed minutes between changes, which the interval follows. NULL if an admin has set the interval. */
    changeGapMinutes: real('change_gap_minutes'),
    /** When a crawl last saw a change. Kept for sources whose interval follows it. */
    changedAt: time('changed_at'),
    /** When GitHub had the last push, as the last complete crawl found it. NULL if that crawl did not take everything. */
    pushedAt: time('pushed_at'),
    nextCrawlAt: time('next_crawl_at'),
    /** When somebody last asked for a crawl at once: a submission, a push, a publication. NULL once that crawl has ended. */
    askedAt: time('asked_at'),
    /** When the last complete crawl ended. */
    lastCrawledAt: time('last_crawled_at'),
    /** When a crawl last saw that all its files that have not vanished are there. */
    seenAt: time('seen_at'),
    /** Where a crawl of many pages continues. */
    crawlCursor: varchar('crawl_cursor', { length: 300 }),
    /** The ETag for the next crawl. Only complete crawls store it. */
    crawlEtag: varchar('crawl_etag', { length: 200 }),
    crawlError: text('crawl_error'),
    crawlFailures: integer('crawl_failures').notNull().default(0),
    /** GitHub's ids of the repository or account that it follows, and of the repository's owner. NULL until a crawl has seen them. */
    githubId: bigint('github_id', { mode: 'number' }),
    githubOwnerId: bigint('github_owner_id', { mode: 'number' }),
    /** What has to be proven to own what it has: the repository and its owner by GitHub's ids, or the address of a catalogue. */
    proofKey: text('proof_key').generatedAlwaysAs(
      sql.raw(
        `case type when 'github' then 'github:' || github_id::text || '/' || github_owner_id::text when 'catalog' then 'catalog:' || base_url end`,
      ),
    ),
    /** When the proven owner of a catalogue last published it. NULL once the crawl for that has ended. */
    publishedAt: time('published_at'),
    /** What the repository's own `.agent-skills.yml` says, as last read, with git's id of that file. NULL if it has none. */
    settings: jsonb('settings'),
    /** When its list or owner was first found not to name it any more. */
    vanishedAt: time('vanished_at'),
    /** True if a live search made it. What nobody has reviewed or followed of it is deleted after a while. */
    fromSearch: boolean('from_search').notNull().default(false),
    /** When somebody without an account last submitted it. NULL if nobody has, or if its own workflow publishes it. */
    submittedAt: time('submitted_at'),
    /** The points earned by improvements of its skills. */
    rewardPoints: integer('reward_points').notNull().default(0),
  },
  (t) => [
    foreignKey({ name: 'skill_sources_parent_id_fkey', columns: [t.parentId], foreignColumns: [t.id] }).onDelete(
      'set null',
    ),
    index('ix_skill_sources_parent_id').on(t.parentId),
    index('ix_skill_sources_github_id').on(t.githubId),
    // A hash, as an address may be longer than a B-tree takes.
    index('ix_skill_sources_proof_key').using('hash', t.proofKey),
    index('ix_skill_sources_name').on(t.name),
    // A hash, as an address may be longer than a B-tree takes.
    index('ix_skill_sources_base_url').using('hash', sql`lower(${t.baseUrl})`),
    index('ix_skill_sources_submitted').on(t.submittedAt).where(sql`${t.submittedAt} is not null`),
    // In the order in which they were asked for.
    index('ix_skill_sources_asked').on(t.askedAt, t.id).where(sql`${t.askedAt} is not null`),
    // In the order in which sources are due. Those that have vanished are due, too, while they have files.
    index('ix_skill_sources_due')
      .on(sql`coalesce(${t.nextCrawlAt}, '-infinity')`, t.id)
      .where(sql`${t.crawlIntervalMinutes} is not null`),
  ],
)
