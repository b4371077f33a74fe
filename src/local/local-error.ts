/** Something on this machine stands in the way, said so that whoever reads it can clear it. Print the message, no stack. */
export class LocalError extends Error {
  override name = 'LocalError'
}
