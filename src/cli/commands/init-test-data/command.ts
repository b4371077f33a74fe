import { countTestData, deleteTestData, type TestDataIds } from '../../../db/operations/test-data.ts'
import { type CommandContext, defineCommand } from '../../runner/command.ts'
import { Input } from './input.ts'
import { makeTestData } from './make.ts'
import { idOf, PROFILES, tagOf } from './profiles.ts'

export const initTestDataCommand = defineCommand({
  name: 'init-test-data',
  summary:
    'make a set of test data: an admin, a source, a site, skills and events; the same one again makes nothing twice',
  args: [],
  options: [
    [
      '--profile <name>',
      `${Object.keys(PROFILES).join(', ')}: how much, and what of it is counted or ranked (minimal)`,
    ],
    ['--prefix <prefix>', 'what all of it is named by, and removed by (required)'],
    ['--email <name>', 'user name of the admin (PREFIX-admin)'],
    ['--password <text>', 'of the admin; without it no account is made. Never one that is used elsewhere'],
    ['--org-slug <slug>', 'name of the source and owner of the skills (PREFIX-org)'],
    ['--site-url <origin>', 'origin of the site (https://PREFIX.example)'],
    ['--cleanup', 'remove exactly what the prefix has made, and say what'],
  ],
  input: Input,
  byOrg: false,
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
  if (removed.skills)
    tally.warnings.push('Boards that were built before still have places of these skills; the next build has not.')
  tally.success()
}
