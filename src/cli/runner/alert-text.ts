import type { Summary } from './summary.ts'

/** Formats a failed run as the text of an alert. */
export const alertText = ({ script, run_id, errors, details }: Summary): string =>
  `${script} failed (run ${run_id}): ${errors.map(({ target, reason }) => `${target}: ${reason}`).join('; ')}. ${JSON.stringify(details)}`
