import type { Db } from '../../db/connect.ts'
import type { Log } from '../../log.ts'
import type { JobContext } from '../../runs/job.ts'
import { reasonOf, runJob } from '../../runs/run-job.ts'
import { newTick, recordEndsLater } from '../../runs/tick.ts'
import { type ClientContext, type CommandContext, type DatabaseCommand, type Named, Refused } from './command.ts'

/** Runs a command. Throws Refused; records any other error in the tally as a failure of the whole command. */
export async function execute(
  command: Named,
  input: unknown,
  { db, ...ctx }: ClientContext & { db: Db | null },
): Promise<void> {
  if ('runOutside' in command) await toTally(command, ctx, command.runOutside(ctx, input))
  else if (db) await onDatabase(command, input, { ...ctx, db, renew: async () => {} })
}

const toTally = ({ name }: Named, { tally }: ClientContext, run: Promise<void>) =>
  run.catch((error: unknown) => {
    if (error instanceof Refused) throw error
    tally.failure(name, reasonOf(error))
  })

/** What the log of a run says about its end. The command itself reports that, so without --verbose it would be said twice. */
const ENDS: readonly string[] = ['job_ended', 'job_skipped']

const withoutEnds =
  (log: Log): Log =>
  (level, event, fields) =>
    log(ENDS.includes(event) ? 'debug' : level, event, fields)

/** Runs the command under its lease and with a row in the history. A dry run leaves no trace. */
async function onDatabase(command: Named<DatabaseCommand>, input: unknown, ctx: CommandContext): Promise<void> {
  await command.check?.(ctx.db, input)
  const lease = command.lease?.(input)
  if (!lease || ctx.dryRun) return toTally(command, ctx, command.run(ctx, input))
  const tick = newTick(ctx.random)
  let refused: Refused | undefined
  const run = async (job: JobContext) => {
    await command
      .run(
        {
          ...ctx,
          tick,
          mayGoOn: () => ctx.mayGoOn() && (job.timeLeft() > 0 || ctx.stopFor('its lease is about to expire')),
          renew: job.renew,
        },
        input,
      )
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error
        refused = error
      })
    if (refused) return { counts: {}, refused: refused.message }
    const { total, succeeded, errors } = ctx.tally
    return { counts: { total, succeeded, failed: errors.length }, errors }
  }
  const job = { name: command.name, leaseSeconds: lease.seconds, run }
  const request = { trigger: 'cli', actor: ctx.actor, scope: lease.scope, runId: ctx.runId } as const
  const report = await runJob(job, request, { ...ctx, tick, log: withoutEnds(ctx.log) })
  await recordEndsLater(ctx.db, tick, ctx.sleep)
  if (refused) throw refused
  if (report.status === 'skipped') {
    const slot = ctx.clock().toISOString().slice(0, 13).replace('T', '-')
    throw new Refused(
      `Another run of ${report.job} is in progress (script:${report.job}:${lease.scope}:${slot}); nothing was changed.`,
    )
  }
  if (report.status === 'failed') for (const { target, reason } of report.errors) ctx.tally.failure(target, reason)
}
