/** Returns a code such as ` (ECONNREFUSED)`, which `fetch` keeps in the cause of its error, or nothing. */
export function fetchCode(error: unknown): string {
  const code = error instanceof Error && error.cause instanceof Error ? Reflect.get(error.cause, 'code') : undefined
  return typeof code === 'string' ? ` (${code})` : ''
}
