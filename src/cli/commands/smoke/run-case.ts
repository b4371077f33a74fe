import { setTimeout as pause } from 'node:timers/promises'
import { reasonOf } from '../../../runs/run-job.ts'
import { type CaseResult, type Known, pathOf, type SmokeCase } from './case.ts'
import { type Answer, type Client, statusOf } from './client.ts'

type Outcome = Pick<CaseResult, 'status' | 'got' | 'message'> & { kept?: Record<string, string> }

/** Runs one case. `kept` holds the values for later cases. Never throws. */
export async function runCase(
  smokeCase: SmokeCase,
  p: { client: Client; known: Known; stopping: AbortSignal },
): Promise<{ result: CaseResult; kept: Record<string, string> }> {
  const begun = performance.now()
  const { kept = {}, ...outcome } = await outcomeOf(smokeCase, p).catch(
    (error: unknown): Outcome => ({ status: 'failed', got: null, message: reasonOf(error) }),
  )
  const elapsed_ms = Math.round(performance.now() - begun)
  return { result: { ...described(smokeCase, p.known), ...outcome, elapsed_ms }, kept }
}

export const skipped = (smokeCase: SmokeCase, known: Known, message: string): CaseResult => ({
  ...described(smokeCase, known),
  status: 'skipped',
  got: null,
  elapsed_ms: 0,
  message,
})

const described = (smokeCase: SmokeCase, known: Known) => ({
  case: smokeCase.name,
  required: !smokeCase.optional,
  method: smokeCase.method,
  path: pathOf(smokeCase, known),
  expected: expectedOf(smokeCase),
})

function expectedOf({ status, schema }: SmokeCase): string {
  const name = schema?.meta()?.ref
  return typeof name === 'string' ? `${status} ${name}` : `${status}`
}

async function outcomeOf(
  smokeCase: SmokeCase,
  { client, known, stopping }: { client: Client; known: Known; stopping: AbortSignal },
): Promise<Outcome> {
  const { method, as, again } = smokeCase
  const ask = () =>
    client({
      method,
      path: pathOf(smokeCase, known),
      token: as === undefined ? undefined : known[as],
      headers: smokeCase.headers?.(known),
      body: smokeCase.body?.(known),
      timeoutSec: smokeCase.timeoutSec,
    })
  let answer = await ask()
  for (let times = 0; again?.when(answer) && times < again.times && !stopping.aborted; times++) {
    // A stop during the pause leads to a verdict on the last answer.
    await pause(again.afterSec(answer) * 1000, undefined, { signal: stopping }).catch(() => {})
    if (!stopping.aborted) answer = await ask()
  }
  return judge(smokeCase, answer, known)
}

async function judge(smokeCase: SmokeCase, answer: Answer, known: Known): Promise<Outcome> {
  const { status, schema, check, skip, keep } = smokeCase
  const got = statusOf(answer)
  const failed = (message: string): Outcome => ({ status: 'failed', got, message })
  const reason = skip?.(answer) ?? null
  if (reason !== null) return { status: 'skipped', got, message: reason }
  if (answer.status !== status) return failed(`expected ${expectedOf(smokeCase)}, got ${got}`)
  const parsed = schema?.safeParse(answer.body)
  if (parsed?.error) return failed(parsed.error.issues.map((i) => `/${i.path.join('/')}: ${i.message}`).join('; '))
  const body = parsed?.data
  try {
    const fault = (await check?.(body, known, answer)) ?? null
    if (fault !== null) return failed(fault)
  } catch (error) {
    return failed(reasonOf(error))
  }
  return { status: 'passed', got: expectedOf(smokeCase), message: null, kept: keep?.(body) ?? {} }
}
