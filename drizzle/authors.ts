import { sql } from 'drizzle-orm'
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid, varchar } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'
import { publications } from './publications.ts'
import { skillVersions } from './versions.ts'

/** Whose tokens prove that a workflow runs in a repository. Nobody else's keys are ever fetched. */
export const oidcIssuers = pgTable(
  'oidc_issuers',
  {
    /** The `iss` of its tokens. */
    issuer: varchar('issuer', { length: 300 }).primaryKey(),
    /** Where its public keys are. */
    jwksUri: varchar('jwks_uri', { length: 500 }).notNull(),
    /** What its sources are called. Those of `github` are compared with what GitHub says, and can be read. */
    kind: varchar('kind', { length: 20 }).notNull(),
    /** By which names its claims are read, and which tokens are refused. */
    rules: jsonb('rules').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [check('ck_oidc_issuers_https', sql`${t.issuer} like 'https://%' and ${t.jwksUri} like 'https://%'`)],
)

/** The tokens that have published, until they expire: each is good once. */
export const usedTokens = pgTable(
  'used_tokens',
  {
    issuer: varchar('issuer', { length: 300 }).notNull(),
    jti: varchar('jti', { length: 200 }).notNull(),
    /** What it proves: `skill_sources.proof_key`. */
    proofKey: text('proof_key').notNull(),
    usedAt: time('used_at').notNull(),
    expiresAt: time('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_used_tokens', columns: [t.issuer, t.jti] }),
    index('ix_used_tokens_proof').on(t.proofKey, t.usedAt),
  ],
)

/** Random texts that authors put into their repositories or catalogues to prove that these are theirs. */
export const authorChallenges = pgTable(
  'author_challenges',
  {
    id: uuid('id').primaryKey(),
    /** What is to be proven: `skill_sources.proof_key`. */
    proofKey: text('proof_key').notNull(),
    challenge: text('challenge').notNull(),
    createdAt: time('created_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    /** When the file was last asked for. */
    checkedAt: time('checked_at'),
    provenAt: time('proven_at'),
  },
  (t) => [index('ix_author_challenges_expires').on(t.expiresAt)],
)

/** Which versions have the files of a commit that their own repository's workflow has published. */
export const versionProvenance = pgTable(
  'version_provenance',
  {
    versionId: uuid('version_id').primaryKey(),
    publicationId: uuid('publication_id').notNull(),
  },
  (t) => [
    index('ix_version_provenance_publication').on(t.publicationId),
    foreignKey({
      name: 'version_provenance_version_id_fkey',
      columns: [t.versionId],
      foreignColumns: [skillVersions.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'version_provenance_publication_id_fkey',
      columns: [t.publicationId],
      foreignColumns: [publications.id],
    }),
  ],
)
