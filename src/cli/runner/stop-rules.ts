import type { ClientContext } from './command.ts'
import type { CommonInput } from './common-input.ts'
import type { RunnerDeps } from './deps.ts'
import type { Tally } from './tally.ts'

const TIME_UP = '--timeout-sec was reached'

/** Decides when a command starts no further target: after a signal, at the time limit, or after a failure with --fail-fast. */
export function stopRules(
  common: CommonInput,
  tally: Tally,
  startedAt: Date,
  deps: RunnerDeps,
): Pick<ClientContext, 'mayGoOn' | 'stopFor' | 'stopping'> {
  const signalled = new AbortController()
  let reason: string | undefined
  const stopFor = (why: string): false => {
    if (reason === undefined) tally.warnings.push(`Stopped before the end: ${why}.`)
    reason ??= why
    return false
  }
  deps.onSignal(() => {
    stopFor('a signal arrived')
    signalled.abort()
  })
  const mayGoOn = () => {
    const elapsed = deps.clock().getTime() - startedAt.getTime()
    if (common.timeoutSec && elapsed >= common.timeoutSec * 1000) stopFor(TIME_UP)
    if (common.failFast && tally.errors.length > 0) stopFor('a target failed, and --fail-fast was given')
    return reason === undefined
  }
  const timeUp = common.timeoutSec ? [AbortSignal.timeout(common.timeoutSec * 1000)] : []
  for (const signal of timeUp) signal.addEventListener('abort', () => stopFor(TIME_UP))
  return { mayGoOn, stopFor, stopping: AbortSignal.any([signalled.signal, ...timeUp]) }
}
