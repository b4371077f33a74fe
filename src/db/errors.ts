import { NeonDbError } from '@neondatabase/serverless'

const driverError = (error: unknown): NeonDbError | undefined => {
  if (error instanceof NeonDbError) return error
  return error instanceof Error && error.cause instanceof NeonDbError ? error.cause : undefined
}

// Classes of SQLSTATE that say the work may be tried again: connection, deadlock, resources, operator intervention.
const PASSING_STATES = /^(08|40|53|57)/

/** True when the database could not be reached or had no room, as opposed to having refused a statement. */
export function isUnavailable(error: unknown): boolean {
  const found = driverError(error)
  if (!found) return false
  return found.code ? PASSING_STATES.test(found.code) : true
}

// A row that is met twice, data exceptions, violated constraints, a value too long for its index, and what a trigger or function raised: the
// fault of a row, not of a schema or a server.
const ROW_STATES = /^(21|22|23|54000|P0)/

/** True when the database refused a statement because of the values in it. */
export function isRowFault(error: unknown): boolean {
  return ROW_STATES.test(driverError(error)?.code ?? '')
}

/** What the database said, without the statement and its values, which a query's own message holds. */
export function describeDatabaseError(error: unknown): string {
  const told = driverError(error) ?? error
  return told instanceof Error ? told.message : String(told)
}
