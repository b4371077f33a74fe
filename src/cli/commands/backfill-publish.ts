import { z } from 'zod'
import { type BackfilledPage, backfillPage, countRows } from '../../db/feed/backfill.ts'
import { KINDS } from '../../domain/feed/publication.ts'
import { reasonOf } from '../../runs/run-job.ts'
import { type CommandContext, defineCommand } from '../runner/command.ts'

/** Rows a page at the most: its payloads are written in one transaction, which keeps writers waiting. */
const PAGE = 5000

const Input = z
  .object({
    kind: z.enum([...KINDS, 'all'], `must be one of: all, ${KINDS.join(', ')}`).default('all'),
    afterId: z.guid('must be a UUID').optional(),
  })
  .refine((o) => o.afterId === undefined || o.kind !== 'all', {
    path: ['afterId'],
    message: 'needs the --kind that it is an id of',
  })
type Input = z.output<typeof Input>

/** For what was there before there was a feed, after a repair by hand, or as a look at whether the feed says what the tables say. */
export const backfillPublishCommand = defineCommand({
  input: Input,
  lease: ({ kind }) => ({ scope: kind, seconds: 300 }),
  run: backfillPublish,
})

async function backfillPublish(ctx: CommandContext, input: Input): Promise<void> {
  const { kind } = input
  const afterId: string | null = input.afterId ?? null
  const kinds = kind === 'all' ? KINDS : [kind]
  for (const each of kinds) ctx.tally.total += await countRows(ctx.db, each, afterId)
  for (const each of kinds) {
    if (!ctx.mayGoOn()) return
    const done = { rows: 0, differing: 0, last_id: afterId }
    ctx.tally.details[each] = done
    try {
      for await (const page of pages(ctx, each, afterId)) {
        done.rows += page.count
        done.differing += page.differing
        done.last_id = page.lastId ?? done.last_id
        ctx.tally.success(page.count)
      }
    } catch (error) {
      ctx.tally.failure(each, `behind ${done.last_id ?? 'the beginning'}: ${reasonOf(error)}`)
    }
  }
}

/** Page after page until one comes back short: one that is empty, where the last was just full. */
async function* pages(ctx: CommandContext, kind: (typeof KINDS)[number], afterId: string | null) {
  const { db, dryRun } = ctx
  const limit = Math.min(ctx.limit, PAGE)
  let page: BackfilledPage = { count: limit, differing: 0, lastId: afterId }
  while (page.count === limit && ctx.mayGoOn()) {
    await ctx.renew()
    page = await backfillPage(db, { kind, afterId: page.lastId, limit, dryRun })
    ctx.log('debug', 'page', { target: kind, count: page.count, differing: page.differing, last_id: page.lastId })
    yield page
  }
}
