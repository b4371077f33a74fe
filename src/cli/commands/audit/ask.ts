import * as z from 'zod'
import { LEVELS, RULE_IDS } from '../../../domain/audit/rules.ts'
import { type ClientContext, Refused } from '../../runner/command.ts'
import { fetchCode } from '../../runner/fetch-code.ts'

const TIMEOUT_MS = 30_000
const RETRIES = 3
/** The longest pause that a registry may ask for. */
const MAX_PAUSE_SEC = 60

const Level = z.enum(LEVELS)
const WorstLevel = z.enum([...LEVELS, 'none'])

/** What the command needs of an answer. */
const Answer = z.object({
  format: z.string(),
  summary: z.object({ level: WorstLevel, found: z.int(), rules: z.record(z.string(), z.int()) }),
  entries: z.array(
    z.object({
      name: z.string(),
      line: z.int(),
      version: z.string().nullable(),
      latest_version: z.string().nullable(),
      matched_by: z.string().nullable(),
      level: WorstLevel,
      findings: z.array(z.object({ rule: z.enum(RULE_IDS), level: Level, message: z.string() })),
    }),
  ),
})
export type Answer = z.output<typeof Answer>

const Problem = z.object({ detail: z.string() })

/** Sends a lockfile to a registry. Tries again where that can help. Throws Refused without an answer, or if the lockfile is refused. */
export async function askForAudit(
  { sleep, stopping, log }: Pick<ClientContext, 'sleep' | 'stopping' | 'log'>,
  origin: string,
  lockfile: string,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const { answer, reason, pauseSec } = await ask(origin, lockfile, stopping)
    if (answer) return answer
    if (pauseSec === null || attempt > RETRIES || stopping.aborted) throw new Refused(reason)
    log('warn', 'retry', { target: origin, reason })
    await sleep(1000 * Math.max(pauseSec, 2 ** attempt))
  }
}

/** `pauseSec`: after which it may be asked again. Null if that cannot help. */
type Asked =
  | { answer: Answer; reason?: never; pauseSec?: never }
  | { answer?: never; reason: string; pauseSec: number | null }

async function ask(origin: string, lockfile: string, stopping: AbortSignal): Promise<Asked> {
  try {
    const response = await fetch(new URL('/v1/audit', origin), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'agent-skills-audit/1' },
      body: lockfile,
      redirect: 'error',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    const asked = read(origin, response.status, await response.json().catch(() => null))
    const pauseSec = Number(response.headers.get('Retry-After')) || 0
    return asked.pauseSec === 0 ? { ...asked, pauseSec: Math.min(pauseSec, MAX_PAUSE_SEC) } : asked
  } catch (error) {
    return { reason: `--from: ${origin} does not answer${fetchCode(error)}.`, pauseSec: 0 }
  }
}

function read(origin: string, status: number, body: unknown): Asked {
  const answer = Answer.safeParse(body).data
  if (status === 200 && answer) return { answer }
  const detail = Problem.safeParse(body).data?.detail
  if ((status === 400 || status === 413) && detail) return { reason: `<lockfile>: ${detail}`, pauseSec: null }
  const reason = `--from: ${origin} answered ${status}: ${detail ?? 'this is not what a registry says.'}`
  return { reason, pauseSec: status === 429 || status >= 500 ? 0 : null }
}
