import { type SQL, sql } from 'drizzle-orm'
import { newestInstallable } from '../files/newest-version.ts'
import { WITHHELD } from '../files/withheld.ts'
import { CLIENT_NAME, HAS_VALID_ENTRY } from './client-name.ts'

const WITHHELD_BECAUSE = sql`case
  when latest.digest is null then 'No version of it can be installed: it has none, or each is incomplete, yanked or held back by its scan.'
  when latest.withheld = 'vanished' then 'Its source no longer has it.'
  when latest.withheld = 'link_only' then 'Its licence does not permit giving its files out. Its source has them.' end`

const BAD_ENTRY = sql`case when not (${HAS_VALID_ENTRY}) then
  'It has no description, or its name ' || ${CLIENT_NAME} || ' is not of at most 64 letters a to z, digits and single hyphens.' end`

const answer = (reason: SQL): SQL =>
  sql`(select json_build_object('ok', reason is null, 'reason', reason) from (select ${reason} as reason) r)`

/** Why a client cannot install skill `s`, by its newest version `latest` (digest, withheld, client_faults). NULL if it can. */
export const REFUSED_BECAUSE = {
  skills_cli: sql`coalesce(${WITHHELD_BECAUSE}, ${BAD_ENTRY}, latest.client_faults ->> 'skills_cli')`,
  clawhub: WITHHELD_BECAUSE,
  mcp: sql`coalesce(${WITHHELD_BECAUSE}, latest.client_faults ->> 'mcp')`,
}

/** The newest version of `s`, as `REFUSED_BECAUSE` reads it: a relation to be called `latest`. */
export const LATEST = newestInstallable(sql`v.digest, ${WITHHELD} as withheld, f.client_faults`)

export type Client = keyof typeof REFUSED_BECAUSE

/** Which clients can install skill `s`, and why others cannot. */
export const INSTALLABLE: SQL = sql`json_build_object(
  'skills_cli', ${answer(REFUSED_BECAUSE.skills_cli)}, 'clawhub', ${answer(REFUSED_BECAUSE.clawhub)}, 'mcp', ${answer(REFUSED_BECAUSE.mcp)})`
