import { eq, sql } from 'drizzle-orm'
import { oidcIssuers } from '../../../drizzle/authors.ts'
import { type Editor, recordAct } from '../accounts/record-audit.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'

/** An issuer of tokens, where its public keys are, and how its tokens are read. Nothing has checked the rules yet. */
export type IssuerRow = { issuer: string; jwksUri: string; kind: string; rules: unknown }

/** The issuer with exactly this name, or null if it is not trusted. */
export async function findIssuer(db: Db, issuer: string): Promise<IssuerRow | null> {
  const { issuer: name, jwksUri, kind, rules } = oidcIssuers
  const rows = await db.select({ issuer: name, jwksUri, kind, rules }).from(oidcIssuers).where(eq(name, issuer))
  return rows[0] ?? null
}

/** Trusts an issuer from now on, or changes how its tokens are read. Safe to repeat. */
export const trustIssuer = (db: Db, editor: Editor, { issuer, jwksUri, kind, rules }: IssuerRow) =>
  batch(db, {
    trusted: sql`
      insert into oidc_issuers (issuer, jwks_uri, kind, rules, created_at) values (${issuer}, ${jwksUri}, ${kind}, ${JSON.stringify(rules)}::jsonb, now())
      on conflict (issuer) do update set jwks_uri = excluded.jwks_uri, kind = excluded.kind, rules = excluded.rules`,
    told: recordAct(editor, 'issuer.trust', { type: 'oidc_issuer', id: issuer }, { jwksUri, kind, rules }),
  })
