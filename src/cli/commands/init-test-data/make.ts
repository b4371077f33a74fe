import { createAccount, findAccount } from '../../../db/accounts/admin-users.ts'
import { createSite } from '../../../db/events/admin-sites.ts'
import { storeRawEvents } from '../../../db/events/raw-events.ts'
import { findSiteByKey } from '../../../db/events/sites.ts'
import { storeRawSkills } from '../../../db/intake/raw-skills.ts'
import {
  countTestData,
  ensureTestSource,
  listTestSkills,
  storedEventIds,
  type TestDataIds,
} from '../../../db/operations/test-data.ts'
import { sha256Hex } from '../../../domain/text/hash.ts'
import { hashPassword } from '../../../http/auth/password.ts'
import { approveWaiting } from '../../../intake/approve.ts'
import { readRawFile } from '../../../intake/raw-file.ts'
import { JOBS } from '../../../jobs/index.ts'
import { reasonOf, runJob } from '../../../runs/run-job.ts'
import { type CommandContext, Refused } from '../../runner/command.ts'
import type { Input } from './input.ts'
import { PROFILES, skillFiles, testEvents } from './profiles.ts'

/** How many rows of each kind a step created. */
type Made = Record<string, number>
type Step = { target: string; make: () => Promise<Made> }

/** Creates what is missing of a set, one kind after the other. */
export async function makeTestData(ctx: CommandContext, ids: TestDataIds, input: Input): Promise<void> {
  const { tally } = ctx
  const steps = stepsOf(ctx, ids, input)
  tally.total = steps.length
  if (input.password === undefined) tally.warnings.push('No account is created, because --password is missing.')
  if (ctx.dryRun) {
    tally.details = { would_create: await missing(ctx, ids, input) }
    return
  }
  const created: Made = {}
  tally.details = { created }
  for (const { target, make } of steps) {
    if (!ctx.mayGoOn()) return
    const began = ctx.clock().getTime()
    const logEnd = (status: string, more = {}) =>
      ctx.log(status === 'failed' ? 'error' : 'info', 'target', {
        ...{ target, status, elapsed_ms: ctx.clock().getTime() - began },
        ...more,
      })
    try {
      const made = await make()
      Object.assign(created, made)
      logEnd('succeeded', made)
      tally.success()
    } catch (error) {
      // Once something was created, the run has to be in the history.
      if (error instanceof Refused && tally.succeeded === 0) throw error
      logEnd('failed', { reason: reasonOf(error) })
      tally.failure(target, reasonOf(error))
    }
  }
}

function stepsOf(ctx: CommandContext, ids: TestDataIds, input: Input): Step[] {
  const { jobs } = PROFILES[input.profile]
  return [
    ...(input.password === undefined ? [] : [{ target: 'account', make: () => makeAccount(ctx, ids, input) }]),
    { target: 'source', make: () => makeSource(ctx, ids, input) },
    { target: 'site', make: () => makeSite(ctx, ids, input) },
    { target: 'skills', make: () => makeSkills(ctx, ids, input) },
    { target: 'events', make: () => makeEvents(ctx, ids, input) },
    ...jobs.map((name) => ({ target: name, make: () => runStep(ctx, name) })),
  ]
}

const editorOf = (ctx: CommandContext) => ({ name: ctx.actor, requestId: ctx.runId })
const orgOf = ({ orgSlug, prefix }: Input) => orgSlug ?? `${prefix}-org`

/** Returns how many of each kind are missing. */
async function missing(ctx: CommandContext, ids: TestDataIds, input: Input): Promise<Made> {
  const { skills, events } = PROFILES[input.profile]
  const there = await countTestData(ctx.db, ids)
  const stored = await storedEventIds(ctx.db, ids.site)
  return {
    ...(input.password !== undefined && { accounts: 1 - ((await findAccount(ctx.db, ids.account)) === null ? 0 : 1) }),
    sources: 1 - (there.sources ?? 0),
    sites: 1 - (there.sites ?? 0),
    skills: Math.max(0, skills - (there.skills ?? 0)),
    events: Math.max(0, events - stored.size),
  }
}

async function makeAccount(ctx: CommandContext, { account }: TestDataIds, input: Input): Promise<Made> {
  if ((await findAccount(ctx.db, account)) !== null) return { accounts: 0 }
  const username = input.email ?? `${input.prefix}-admin`
  const passwordHash = await hashPassword(input.password ?? '', account)
  const made = await createAccount(ctx.db, editorOf(ctx), { id: account, username, role: 'admin', passwordHash })
  if (made === 'taken') throw new Refused(`--email: another account is already named '${username}'.`)
  return { accounts: 1 }
}

async function makeSource(ctx: CommandContext, ids: TestDataIds, input: Input): Promise<Made> {
  const { sources = 0 } = await countTestData(ctx.db, ids)
  const name = orgOf(input)
  if (!(await ensureTestSource(ctx.db, { id: ids.source, name, owner: name })))
    throw new Refused(`--org-slug: another source is named '${name}', or this prefix has a source of another name.`)
  return { sources: 1 - sources }
}

async function makeSite(ctx: CommandContext, ids: TestDataIds, { prefix, siteUrl }: Input): Promise<Made> {
  const key = `${prefix}-site`
  const made = await createSite(ctx.db, editorOf(ctx), {
    ...{ id: ids.site, key, name: `Test data of ${prefix}`, daily_quota: null, status: 'active' },
    allowed_origins: [siteUrl ?? `https://${prefix}.example`],
    // A random secret that nobody knows. An admin can issue a new one.
    secretHash: await sha256Hex(crypto.randomUUID() + crypto.randomUUID()),
  })
  if (made !== null) return { sites: 1 }
  if ((await findSiteByKey(ctx.db, key))?.id !== ids.site)
    throw new Refused(`--prefix: another site already has the key '${key}'.`)
  return { sites: 0 }
}

async function makeSkills(ctx: CommandContext, ids: TestDataIds, input: Input): Promise<Made> {
  const before = (await listTestSkills(ctx.db, ids)).length
  const files = skillFiles(input.prefix, PROFILES[input.profile].skills)
  // Storing them again would refresh last_seen_at.
  if (before >= files.length) return { skills: 0 }
  const owner = orgOf(input)
  const encoder = new TextEncoder()
  const raws = await Promise.all(
    files.map(
      async ({ path, folder, text }) =>
        (await readRawFile(encoder.encode(text), { path, folder, owner, repo: null })).raw,
    ),
  )
  await storeRawSkills(ctx.db, ids.source, raws)
  await approveWaiting({ db: ctx.db }, ids.source, ctx.mayGoOn)
  return { skills: (await listTestSkills(ctx.db, ids)).length - before }
}

async function makeEvents(ctx: CommandContext, ids: TestDataIds, { prefix, profile }: Input): Promise<Made> {
  const skillIds = await listTestSkills(ctx.db, ids)
  const events = await testEvents(prefix, { skillIds, count: PROFILES[profile].events, now: ctx.clock() })
  const stored = await storedEventIds(ctx.db, ids.site)
  const fresh = events.filter(({ event_id }) => !stored.has(event_id))
  if (fresh.length > 0)
    await storeRawEvents(ctx.db, {
      ...{ siteId: ids.site, vouched: true, ipHash: null, uaHash: null, addressHash: null, isBot: false },
      ...{ receivedAt: ctx.clock().toISOString(), events: fresh },
    })
  return { events: fresh.length }
}

async function runStep(ctx: CommandContext, name: string): Promise<Made> {
  const job = JOBS.get(name)
  if (!job) throw new Error(`There is no job ${name}.`)
  await ctx.renew()
  const report = await runJob(job, { trigger: 'cli', actor: ctx.actor }, ctx)
  if (report.status === 'skipped') ctx.tally.warnings.push(`${name}: another run is in progress.`)
  if (report.status === 'failed') throw new Error(report.errors.map(({ reason }) => reason).join('; '))
  return {}
}
