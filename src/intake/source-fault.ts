/** Why a source could not be read. `gone`: it no longer exists. */
export type SourceFaultKind =
  | 'refused'
  | 'too_large'
  | 'timed_out'
  | 'unreachable'
  | 'rate_limited'
  | 'failed'
  | 'unreadable'
  | 'gone'

/** A source could not be read. `retryAfterS`: seconds after which it may be asked again, if known. */
export class SourceFault extends Error {
  override name = 'SourceFault'
  readonly kind: SourceFaultKind
  readonly retryAfterS: number | undefined

  constructor(kind: SourceFaultKind, message: string, more: { retryAfterS?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause })
    this.kind = kind
    this.retryAfterS = more.retryAfterS
  }
}

/**
 * A run has no time or requests left. What it did stands, and the next run continues from there. This is not a fault.
 */
export class CutOff extends Error {
  override name = 'CutOff'
}
