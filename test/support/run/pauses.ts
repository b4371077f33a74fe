import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'

/**
 * Lets the code under test go on at once where it would pause for one of these milliseconds, in all tests of this file or
 * `describe`. Returns the pauses that the current test skipped.
 */
export function skipPauses(...lengths: readonly number[]): number[] {
  const skipped: number[] = []
  const { setTimeout: later } = globalThis
  const { setTimeout: pause } = timers
  const shortened = (ms = 0) => {
    if (!lengths.includes(ms)) return ms
    skipped.push(ms)
    return 0
  }
  // Not `vi.mock`: other files may have loaded the code before this one.
  beforeAll(() => {
    const laterAtOnce = (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
      later(() => run(...args), shortened(ms))
    const pauseAtOnce: typeof pause = (ms, value, options) => pause(shortened(ms), value, options)
    vi.spyOn(globalThis, 'setTimeout').mockImplementation(laterAtOnce as never)
    vi.spyOn(timers, 'setTimeout').mockImplementation(pauseAtOnce as never)
    syncBuiltinESMExports()
  })
  beforeEach(() => {
    skipped.length = 0
  })
  afterAll(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
  })
  return skipped
}
