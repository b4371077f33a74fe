import { eq } from 'drizzle-orm'
import { oidcIssuers } from '../../../drizzle/authors.ts'
import type { Db } from '../connect.ts'

/** An issuer of tokens, and where its public keys are. */
export type OidcIssuer = { issuer: string; jwksUri: string; kind: string }

/** The issuer with exactly this name, or null if it is not trusted. */
export async function findIssuer(db: Db, issuer: string): Promise<OidcIssuer | null> {
  const { issuer: name, jwksUri, kind } = oidcIssuers
  const rows = await db.select({ issuer: name, jwksUri, kind }).from(oidcIssuers).where(eq(name, issuer))
  return rows[0] ?? null
}
