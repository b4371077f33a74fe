/** The exit codes of every command. `refused` means bad input or a bad environment. */
export const EXIT = { succeeded: 0, failed: 1, partial: 2, refused: 3 } as const

/** Returns `failed` if every target failed, `partial` if some did. */
export function exitCode(s: { succeeded_total: number; failed_total: number }): number {
  if (s.failed_total === 0) return EXIT.succeeded
  return s.succeeded_total === 0 ? EXIT.failed : EXIT.partial
}
