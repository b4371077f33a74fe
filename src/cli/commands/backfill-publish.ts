import * as z from 'zod'
import { type BackfilledPage, backfillPage, countRows } from '../../db/feed/backfill.ts'
import { KINDS } from '../../domain/feed/publication.ts'
import { reasonOf } from '../../runs/run-job.ts'
import { type CommandContext, defineCommand } from '../runner/command.ts'

/** The most rows of a page. Other writers wait while the transaction of a page runs. */
const PAGE = 5000

const Input = z
  .object({
    kind: z.enum([...KINDS, 'all'], `must be one of: all, ${KINDS.join(', ')}`).default('all'),
    afterId: z.guid('must be a UUID').optional(),
  })
  .refine((o) => o.afterId === undefined || o.kind !== 'all', {
    path: ['afterId'],
    message: 'also needs the --kind of this row',
  })
type Input = z.output<typeof Input>

/** Publishes rows older than the feed or repaired by hand. A dry run shows whether the feed equals the tables. */
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
      ctx.tally.failure(each, `after ${done.last_id ?? 'the beginning'}: ${reasonOf(error)}`)
    }
  }
}

/** Yields pages until one is not full. */
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
