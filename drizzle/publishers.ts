import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, text, unique, uniqueIndex, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Whose skills they are. */
export const publishers = pgTable(
  'publishers',
  {
    id: uuid('id').primaryKey(),
    /** `github`, `site` (a catalogue's host) or `local` (what an operator or an admin brings in). */
    kind: varchar('kind', { length: 20 }).notNull(),
    /** The login at GitHub, the host, or the owner as an operator or admin writes it. */
    name: varchar('name', { length: 200 }).notNull(),
    /** The name in the API and in `skills.owner`: `name`, with a number behind it if another publisher has that name. */
    handle: varchar('handle', { length: 200 }).notNull(),
    /** GitHub's id of the account, which survives its renames. NULL until GitHub has told it, and for other kinds. */
    githubId: bigint('github_id', { mode: 'number' }),
    /** Who has to be proven to speak for it: an account by GitHub's id, or a host. NULL if nobody can. */
    ownerKey: text('owner_key').generatedAlwaysAs(
      sql.raw(`case kind when 'github' then 'github:' || github_id::text when 'site' then 'site:' || lower(name) end`),
    ),
    /** The first part of the slugs of its skills. Never changes, so that no address does. */
    slugPart: varchar('slug_part', { length: 120 }).notNull(),
    /** `active`, or `gone` since GitHub no longer has the account. */
    status: varchar('status', { length: 20 }).notNull().default('active'),
    /** Since when its own workflows or its own catalogue publish. NULL if none has. */
    verifiedAt: time('verified_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [
    unique('uq_publishers_github_id').on(t.githubId),
    unique('uq_publishers_slug_part').on(t.slugPart),
    uniqueIndex('uq_publishers_handle').on(sql`lower(${t.handle})`),
    // By their bytes in any collation: for the handles that begin with some letters.
    index('ix_publishers_handle_prefix').on(sql`lower(${t.handle}) text_pattern_ops`),
    index('ix_publishers_verified').on(t.verifiedAt, t.id).where(sql`${t.verifiedAt} is not null`),
    index('ix_publishers_owner_key').on(t.ownerKey),
    index('ix_publishers_name').on(sql`lower(${t.name})`),
  ],
)
