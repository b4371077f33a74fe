import { countTestData, deleteTestData, type TestDataIds } from '../../../db/operations/test-data.ts'
import { type CommandContext, defineCommand } from '../../runner/command.ts'
import { Input } from './input.ts'
import { makeTestData } from './make.ts'
import { idOf, tagOf } from './profiles.ts'

export const initTestDataCommand = defineCommand({
  input: Input,
  lease: ({ prefix }) => ({ scope: prefix, seconds: 600 }),
  async run(ctx, input) {
    const { prefix } = input
    const ids = {
      account: await idOf('test-data', prefix, 'account'),
      source: await idOf('test-data', prefix, 'source'),
      site: await idOf('test-data', prefix, 'site'),
      tag: tagOf(prefix),
    }
    return input.cleanup ? cleanUp(ctx, ids) : makeTestData(ctx, ids, input)
  },
})

async function cleanUp(ctx: CommandContext, ids: TestDataIds): Promise<void> {
  const { tally } = ctx
  tally.total = 1
  if (ctx.dryRun) {
    tally.details = { would_remove: await countTestData(ctx.db, ids) }
    return
  }
  const removed = await deleteTestData(ctx.db, { name: ctx.actor, requestId: ctx.runId }, ids)
  tally.details = { removed }
  ctx.log('info', 'test_data_removed', { target: ids.tag, status: 'succeeded', ...removed })
  if (removed.skills) tally.warnings.push('Boards built earlier still list these skills; the next build drops them.')
  tally.success()
}
