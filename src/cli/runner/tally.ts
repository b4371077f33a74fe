import type { RunError } from '../../runs/job.ts'

/** Counts the targets of a running command. */
export class Tally {
  total = 0
  succeeded = 0
  readonly errors: RunError[] = []
  readonly warnings: string[] = []
  /** One for each target. Left out of the summary if the command has none. */
  items: readonly Record<string, unknown>[] | undefined
  details: Record<string, unknown> = {}
  readonly #onStep: (tally: Tally) => void

  constructor(onStep: (tally: Tally) => void = () => {}) {
    this.#onStep = onStep
  }

  get processed() {
    return this.succeeded + this.errors.length
  }

  success(count = 1) {
    this.succeeded += count
    this.#onStep(this)
  }

  failure(target: string, reason: string) {
    this.errors.push({ target, reason })
    this.#onStep(this)
  }
}
