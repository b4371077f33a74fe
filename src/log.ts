type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Record<string, unknown>
/** Writes one JSON object per line: `ts`, `level`, `event`, and the fields that identify the request or run. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void

/** Creates a log that writes to `write`. Every line contains the fields of `base`, such as request_id or run_id. */
export const jsonLog =
  (p: { write: (line: string) => void; now: () => Date; base?: LogFields }): Log =>
  (level, event, fields) =>
    p.write(JSON.stringify({ ts: p.now().toISOString(), level, event, ...p.base, ...fields }))

/**
 * Returns what may be logged of an error: name, code, message and stack, but neither message nor stack of a database
 * error.
 */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const cause = error.cause instanceof Error ? error.cause : undefined
  const code = Reflect.get(cause ?? error, 'code')
  const isDatabase =
    error.name === 'DrizzleQueryError' || error.name === 'NeonDbError' || error.message.startsWith('Failed query')
  // The message and stack of a database error contain the SQL and its parameters.
  if (isDatabase) return { error: cause?.name ?? error.name, code }
  return { error: error.name, message: error.message, stack: error.stack, code }
}
