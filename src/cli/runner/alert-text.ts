import type { Summary } from './summary.ts'

/** A failed run in words, for people. */
export const alertText = ({ script, run_id, errors, details }: Summary): string =>
  `${script} failed (run ${run_id}): ${errors.map(({ target, reason }) => `${target}: ${reason}`).join('; ')}. ${JSON.stringify(details)}`
