import { NeonDbError } from '@neondatabase/serverless'

const driverError = (error: unknown): NeonDbError | undefined => {
  if (error instanceof NeonDbError) return error
  return error instanceof Error && error.cause instanceof NeonDbError ? error.cause : undefined
}

// SQLSTATE classes that allow a retry: connection, deadlock, resources, operator intervention.
const PASSING_STATES = /^(08|40|53|57)/

/** True if the database was unreachable or overloaded. False if it refused a statement. */
export function isUnavailable(error: unknown): boolean {
  const found = driverError(error)
  if (!found) return false
  return found.code ? PASSING_STATES.test(found.code) : true
}

// Faults of a row, not of a schema or server: a row that one statement would write twice, data exceptions, violated
// constraints, a value too long for its index, and errors raised by a trigger or function.
const ROW_STATES = /^(21|22|23|54000|P0)/

/** True if the database refused a statement because of its values. */
export function isRowFault(error: unknown): boolean {
  return ROW_STATES.test(driverError(error)?.code ?? '')
}

/** The database's own message. That of the query error would show the statement and its values. */
export function describeDatabaseError(error: unknown): string {
  const cause = driverError(error) ?? error
  return cause instanceof Error ? cause.message : String(cause)
}
