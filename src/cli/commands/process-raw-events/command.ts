import * as z from 'zod'
import { isWebhook } from '../../../config.ts'
import { type Outcomes, rehearseRound } from '../../../db/events/normalize-events.ts'
import { countPending } from '../../../db/events/pending-events.ts'
import { findSiteKey } from '../../../db/events/sites.ts'
import { failedGates, figuresOf } from '../../../jobs/ranking/gates.ts'
import { normalizeInRounds, sumOf } from '../../../jobs/ranking/normalize-events.ts'
import { type CommandContext, defineCommand, Refused } from '../../runner/command.ts'

const MOST = { limit: 10_000, rounds: 1000 }

// No coercion: it would turn an empty text into 0.
const whole = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`
  return z.string().regex(/^\d+$/, rule).transform(Number).pipe(z.number().min(min, rule).max(max, rule))
}
const PERCENT = 'must be a number from 0 to 100'

const Input = z.object({
  siteId: z.uuid('must be a UUID').optional(),
  limit: whole(1, MOST.limit).default(250),
  rounds: whole(1, MOST.rounds).default(1),
  maxDroppedTotal: whole(0, MOST.limit * MOST.rounds).default(50),
  maxRetryRatioPct: z
    .string()
    .regex(/^\d+(\.\d+)?$/, PERCENT)
    .transform(Number)
    .pipe(z.number().max(100, PERCENT))
    .default(20),
  alertWebhook: z
    .string()
    .refine(isWebhook, 'must be an https URL, or http on localhost, without a password')
    .optional(),
})
type Input = z.output<typeof Input>

const OPTIONS = { maxDroppedTotal: '--max-dropped-total', maxRetryRatioPct: '--max-retry-ratio-pct' }

/** Runs the cron's normaliser by hand, and checks the result against limits. Both may run at once: their rounds take turns. */
export const processRawEventsCommand = defineCommand({
  input: Input,
  alertTo: ({ alertWebhook }) => alertWebhook,
  lease: ({ siteId }) => ({ scope: siteId ?? 'all', seconds: 300 }),
  async check(db, { siteId }) {
    if (siteId && !(await findSiteKey(db, siteId)))
      throw new Refused(`--site-id: there is no site with the id ${siteId}.`)
  },
  run: processRawEvents,
})

async function processRawEvents(ctx: CommandContext, input: Input): Promise<void> {
  const { tally } = ctx
  const target = (input.siteId && (await findSiteKey(ctx.db, input.siteId))) || 'all'
  const pending = await countPending(ctx.db, input.siteId)
  tally.total = 1

  let figures = figuresOf({ normalized: 0, retried: 0, dropped: {} }, 0)
  try {
    await (ctx.dryRun ? rehearse : normalise)(ctx, input, (outcomes, rounds) => {
      figures = figuresOf(outcomes, rounds)
    })
  } finally {
    tally.details = { ...figures, pending_before: pending }
  }
  ctx.log('info', 'raw_events_processed', { target, dry_run: ctx.dryRun, ...figures })

  const gates = failedGates(figures, input, OPTIONS)
  if (ctx.dryRun) tally.warnings.push(...gates.map((gate) => `The real run would fail: ${gate}.`))
  if (ctx.dryRun || gates.length === 0) return tally.success()
  tally.failure(target, gates.join('; '))
}

/** Takes the outcomes of all rounds so far. They stand even if a later round throws. */
type Note = (outcomes: Outcomes, rounds: number) => void

async function normalise(ctx: CommandContext, { limit, rounds, siteId }: Input, note: Note): Promise<void> {
  let round = 0
  if (!ctx.mayGoOn()) return
  await normalizeInRounds({
    db: ctx.db,
    now: ctx.clock(),
    limit,
    siteId,
    onRound: (done, total) => {
      note(total, ++round)
      ctx.log('debug', 'round_done', { round, ...done })
    },
    mayGoOn: async () => {
      if (round >= rounds || !ctx.mayGoOn()) return false
      await ctx.renew()
      return true
    },
  })
}

/** Rehearses all rounds as one large round: each begins where the last one ended. */
async function rehearse(ctx: CommandContext, { limit, rounds, siteId }: Input, note: Note): Promise<void> {
  const outcomes = await rehearseRound(ctx.db, { now: ctx.clock(), limit: limit * rounds, siteId })
  note(outcomes, Math.min(rounds, Math.floor(sumOf(outcomes) / limit) + 1))
}
