type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Record<string, unknown>
/** Writes one JSON object a line: `ts, level, event` and whatever identifies the request or run. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void

/** A log over `write`; `base` stands in every line (request_id, run_id). The doors bring the clock and the sink. */
export const jsonLog =
  (p: { write: (line: string) => void; now: () => Date; base?: LogFields }): Log =>
  (level, event, fields) =>
    p.write(JSON.stringify({ ts: p.now().toISOString(), level, event, ...p.base, ...fields }))

/** What may be logged of something thrown: its name, code and stack without the message of a database error. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const cause = error.cause instanceof Error ? error.cause : undefined
  const code = Reflect.get(cause ?? error, 'code')
  const isDatabase =
    error.name === 'DrizzleQueryError' || error.name === 'NeonDbError' || error.message.startsWith('Failed query')
  // A database error's message and stack hold the SQL and its parameters.
  if (isDatabase) return { error: cause?.name ?? error.name, code }
  return { error: error.name, message: error.message, stack: error.stack, code }
}
