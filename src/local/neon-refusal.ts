import pg from 'pg'

/** A request that the endpoint itself refuses, with this status. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const DETAILS = [
  ...(['severity', 'code', 'detail', 'hint', 'position', 'internalPosition', 'internalQuery', 'where'] as const),
  ...(['schema', 'table', 'column', 'dataType', 'constraint', 'file', 'line', 'routine'] as const),
]

/** Returns status and body for an error: 400 with all fields of an error from PostgreSQL, a refusal's own status, or else 500. */
export function describeError(error: unknown): { status: number; body: object } {
  if (error instanceof Refusal) return { status: error.status, body: { message: error.message } }
  if (error instanceof pg.DatabaseError) {
    const details = Object.fromEntries(DETAILS.map((name) => [name, error[name] ?? null]))
    return { status: 400, body: { message: error.message, ...details } }
  }
  return { status: 500, body: { message: error instanceof Error ? error.message : String(error) } }
}
