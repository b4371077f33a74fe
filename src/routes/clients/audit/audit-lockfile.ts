import type { Context } from 'hono'
import type * as z from 'zod'
import { auditEntries } from '../../../db/clients/audit-entries.ts'
import { entryLines } from '../../../domain/audit/entry-lines.ts'
import { judgeEntry, judgeOwnSkill } from '../../../domain/audit/judge-entry.ts'
import type { LockEntry } from '../../../domain/audit/lockfile.ts'
import { summaryOf } from '../../../domain/audit/summarise.ts'
import { findSkills, OWN_NAME } from '../../../domain/clients/find-skills.ts'
import { skillsHash } from '../../../domain/clients/skills-hash.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import type { Audit } from './audit-schema.ts'
import { readLockfile } from './read-lockfile.ts'

/** Audits the text of a lockfile, which stands `at` a place in the body. Throws Failure `malformed_json` or `invalid`. */
export async function auditLockfile(c: Context<AppEnv>, text: string, at = ''): Promise<z.input<typeof Audit>> {
  const { origin, host } = new URL(c.req.url)
  const { format, entries } = readLockfile(text, { host, at })
  const standings = entries.length > 0 ? await auditEntries(c.var.db, entries) : []
  const lines = entryLines(text)
  const mayBeOwn = c.var.config.ROOT_INDEX === 'own' && entries.some((entry) => namesOwnSkill(entry))
  const own = mayBeOwn ? await hashesOfOwnSkill(origin) : []
  const judged = entries.map((entry, n) => {
    const isOwn = mayBeOwn && namesOwnSkill(entry, standings[n] !== undefined)
    const isCurrent = [...entry.digests, ...entry.hashes].some((hash) => own.includes(hash))
    return {
      line: lines.get(format === 'list' ? String(n) : entry.name) ?? 1,
      ...(isOwn ? judgeOwnSkill(entry, isCurrent) : judgeEntry(entry, standings[n])),
    }
  })
  return { format, summary: summaryOf(judged), entries: judged }
}

/** True if an entry names the skill that the root offers. One of the same name in the catalogue is meant before it, unless it is from the root. */
function namesOwnSkill({ named }: LockEntry, isKnown = false): boolean {
  if (named === null || 'slug' in named || 'owner' in named || 'repo' in named) return false
  return named.name === OWN_NAME && (!isKnown || named.isAtRoot === true)
}

async function hashesOfOwnSkill(origin: string): Promise<string[]> {
  const { entry, bytes } = await findSkills(origin)
  return [entry.zipSha256, skillsHash([{ path: 'SKILL.md', bytes }])]
}
