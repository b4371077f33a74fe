/** Why a source could not be read: closed, so that whoever asks can say what it means to them. `gone`: there is no such thing any more. */
export type SourceFaultKind =
  | 'refused'
  | 'too_large'
  | 'timed_out'
  | 'unreachable'
  | 'rate_limited'
  | 'failed'
  | 'unreadable'
  | 'gone'

/** A source that did not give what it was asked for. `retryAfterS` is when it may be asked again, where that is known. */
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

/** A run has no time or no requests left: what it did stands, and the next one goes on from there. No fault of anybody. */
export class CutOff extends Error {
  override name = 'CutOff'
}
