import { writeFileSync } from 'node:fs'
import * as z from 'zod'
import { type ClientContext, defineCommand, Refused } from '../../runner/command.ts'
import { EXIT } from '../../runner/exit-code.ts'
import { OutputFile } from '../../runner/output-file.ts'
import { maskSecrets } from '../../terminal/mask.ts'
import type { CaseResult, SmokeCase } from './case.ts'
import { CASES } from './cases/index.ts'
import { cleanUp } from './clean-up.ts'
import { type Client, clientOf } from './client.ts'
import { junitOf } from './junit.ts'
import { runCase, skipped } from './run-case.ts'

const CLEAN_UP = 'clean-up'
const STOPPED = 'The run was stopped before this case.'

/** The origin gets a password, so it must use https or be on this machine. */
function isSafeOrigin(address: string): boolean {
  const url = URL.parse(address)
  if (!url || `${url.origin}/` !== url.href) return false
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
  )
}

const Input = z.object({
  baseUrl: z
    .string()
    .refine(isSafeOrigin, 'must be an https origin without a path, or http on this machine')
    .transform((address) => new URL(address).origin),
  junitOutput: OutputFile.optional(),
  keepTestData: z.boolean().default(false),
})
type Input = z.output<typeof Input>

/** Checks from outside whether a service works for its users, sites and admins. */
export const smokeCommand = defineCommand({
  input: Input,
  exitCode: ({ errors }) => {
    const mayFail = new Set([CLEAN_UP, ...CASES.filter(({ optional }) => optional).map(({ name }) => name)])
    if (errors.length === 0) return EXIT.succeeded
    return errors.every(({ target }) => mayFail.has(target)) ? EXIT.partial : EXIT.failed
  },
  columns: { cases: ['case', 'status', 'elapsed_ms', 'message'] },
  runOutside: smoke,
})

async function smoke(ctx: ClientContext, input: Input): Promise<void> {
  const prefix = `smoke-${ctx.runId.toLowerCase()}`
  const client = clientOf(input.baseUrl)
  const startedAt = ctx.clock()
  const known: Record<string, string> = { prefix, wrong_secret: 'not the secret', ...credentialsOf(ctx) }
  await requireAnswer(client, input)
  const results: CaseResult[] = []
  ctx.tally.details = { base_url: input.baseUrl, prefix, cases: results, left: [] }
  const record = (result: CaseResult) => {
    results.push(result)
    count(ctx, result)
  }
  const cases = CASES.slice(0, ctx.limit)
  ctx.tally.total = cases.length + 1
  try {
    for (const smokeCase of cases) {
      const reason = ctx.mayGoOn() ? skipReason(smokeCase, results, ctx, input) : STOPPED
      if (reason !== null) record(skipped(smokeCase, known, reason))
      else {
        const { result, kept } = await runCase(smokeCase, { client, known, stopping: ctx.stopping })
        Object.assign(known, kept)
        record(result)
      }
    }
    if (results.some(({ message }) => message === STOPPED))
      ctx.tally.failure('smoke', 'The run was stopped before its end.')
  } finally {
    record(await removeTestData(ctx, input, { client, prefix, token: known.token }))
    if (input.junitOutput) writeFileSync(input.junitOutput, junitOf(masked(results, ctx), startedAt))
  }
}

/** Masks secrets before XML escapes their characters. */
const masked = (results: readonly CaseResult[], { environment }: ClientContext): CaseResult[] =>
  JSON.parse(maskSecrets(environment)(JSON.stringify(results)))

function credentialsOf({
  environment: { SMOKE_USERNAME, SMOKE_PASSWORD, ADMIN_USERNAME, ADMIN_PASSWORD },
}: ClientContext) {
  const [username, password] = SMOKE_USERNAME ? [SMOKE_USERNAME, SMOKE_PASSWORD] : [ADMIN_USERNAME, ADMIN_PASSWORD]
  if (username && password) return { username, password }
  throw new Refused(
    'Set SMOKE_USERNAME and SMOKE_PASSWORD, or ADMIN_USERNAME and ADMIN_PASSWORD, to the credentials of an admin.',
  )
}

async function requireAnswer(client: Client, { baseUrl }: Input): Promise<void> {
  await client({ method: 'GET', path: '/health' }).catch((error: Error) => {
    throw new Refused(`--base-url: ${baseUrl} does not work. ${error.message}`)
  })
}

/** Returns why a case must not run, or null. */
function skipReason(
  { method, needs = [], removes }: SmokeCase,
  results: readonly CaseResult[],
  { dryRun }: ClientContext,
  { keepTestData }: Input,
): string | null {
  if (dryRun && method !== 'GET') return 'This is a dry run.'
  if (removes && keepTestData) return '--keep-test-data was given.'
  const missing = needs
    .map((need) => results.find((result) => result.case === need))
    .find((r) => r?.status !== 'passed')
  return missing ? `${missing.case} ${missing.status === 'failed' ? 'failed' : 'was skipped'}.` : null
}

function count({ tally, log }: ClientContext, result: CaseResult): void {
  const { case: target, status, got, message, elapsed_ms } = result
  if (status === 'passed') tally.success()
  if (status === 'failed') tally.failure(target, message ?? 'It failed.')
  // The request was sent, but its answer proves nothing.
  if (status === 'skipped' && got !== null) tally.warnings.push(`${target} was skipped: ${message}`)
  log(status === 'failed' ? 'error' : 'debug', `case_${status}`, { target, reason: message, elapsed_ms })
}

async function removeTestData(
  { tally, dryRun }: ClientContext,
  { keepTestData }: Input,
  { client, prefix, token }: { client: Client; prefix: string; token: string | undefined },
): Promise<CaseResult> {
  const result = {
    case: CLEAN_UP,
    required: false,
    method: 'DELETE',
    path: '/v1/admin/…',
    expected: `nothing active is named ${prefix}`,
    got: null,
    elapsed_ms: 0,
  }
  if (keepTestData) return { ...result, status: 'skipped', message: '--keep-test-data was given.' }
  if (token === undefined || dryRun) return { ...result, status: 'skipped', message: 'Nothing was created.' }
  const begun = performance.now()
  const { left, faults } = await cleanUp({ client, prefix, token })
  tally.details.left = left
  const elapsed_ms = Math.round(performance.now() - begun)
  if (faults.length > 0) return { ...result, elapsed_ms, status: 'failed', message: faults.join('; ') }
  return { ...result, elapsed_ms, status: 'passed', got: result.expected, message: null }
}
