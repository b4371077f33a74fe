import pg from 'pg'

/** A request that is answered with a status of its own, before or beside PostgreSQL. */
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

/** Status and body for whatever was thrown: 400 with all of PostgreSQL's fields for its errors, a 500 for what is neither. */
export function describeError(error: unknown): { status: number; body: object } {
  if (error instanceof Refusal) return { status: error.status, body: { message: error.message } }
  if (error instanceof pg.DatabaseError) {
    const details = Object.fromEntries(DETAILS.map((name) => [name, error[name] ?? null]))
    return { status: 400, body: { message: error.message, ...details } }
  }
  return { status: 500, body: { message: error instanceof Error ? error.message : String(error) } }
}
