/** A problem on this machine that the user can fix. The message says how: print it without the stack. */
export class LocalError extends Error {
  override name = 'LocalError'
}
