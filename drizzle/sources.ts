import { boolean, foreignKey, index, integer, pgTable, text, uuid, varchar } from 'drizzle-orm/pg-core'
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
    /** `active`, `paused`, or `error` since a crawl failed. */
    status: varchar('status', { length: 40 }).notNull().default('active'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    /** The list or owner that this repository was found in. */
    parentId: uuid('parent_id'),
    /** Who publishes its skills, where that is not who the address names. */
    owner: varchar('owner', { length: 100 }),
    /** What parses well is approved by the crawl itself. */
    autoApprove: boolean('auto_approve').notNull().default(false),
    /** NULL: nobody has asked to follow it, so it is not crawled by itself. */
    crawlIntervalMinutes: integer('crawl_interval_minutes'),
    nextCrawlAt: time('next_crawl_at'),
    /** The last crawl that came to its end. */
    lastCrawledAt: time('last_crawled_at'),
    /** Where a crawl of many pages goes on. */
    crawlCursor: varchar('crawl_cursor', { length: 300 }),
    /** What to ask again with; kept by a crawl that came to its end alone. */
    crawlEtag: varchar('crawl_etag', { length: 200 }),
    crawlError: text('crawl_error'),
    crawlFailures: integer('crawl_failures').notNull().default(0),
    /** Its list or owner does not name it any more. */
    vanishedAt: time('vanished_at'),
    /** What improvements of its skills have earned it. */
    rewardPoints: integer('reward_points').notNull().default(0),
  },
  (t) => [
    foreignKey({ name: 'skill_sources_parent_id_fkey', columns: [t.parentId], foreignColumns: [t.id] }).onDelete(
      'set null',
    ),
    index('ix_skill_sources_parent_id').on(t.parentId),
  ],
)
