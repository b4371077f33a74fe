import type { Waiting } from '../trust/gate.ts'

/** Why a published file is not listed at once. `repaired`: only a lenient client would load it. `later`: the next crawl lists it. */
export type WhyNot =
  | Waiting
  | 'repaired'
  | 'invalid'
  | 'rejected'
  | 'rejected_before'
  | 'handed_over'
  | 'hidden'
  | 'taken'
  | 'unloadable'
  | 'refused'
  | 'assigned'
  | 'unproven'
  | 'later'

/** What authors are told, and what they can do. */
export const WHY_NOT: Record<WhyNot, string> = {
  unscanned: 'It has not been scanned yet. The next run of the scan does it.',
  malicious: 'A reviewer has called it, or an earlier version of it, malicious.',
  warn: 'The scan warns of it. A reviewer has to accept the risk, or you mend what was found.',
  review: 'The scan found something that a reviewer has to look at.',
  worse: 'Its verdict is worse than that of the version before. A reviewer looks at it.',
  network: 'It asks for the network, which the version before did not. A reviewer looks at it.',
  execution: 'It runs something that the version before did not. A reviewer looks at it.',
  repaired: 'Its SKILL.md had to be repaired to be read. Mend what the report names, or wait for a reviewer.',
  invalid: 'No client could load its SKILL.md. The report says where and why.',
  rejected: 'A reviewer has rejected it as it is. The report says why.',
  rejected_before: 'A reviewer has rejected an earlier state of it. A reviewer looks at it again.',
  handed_over:
    'Its skill was handed over to another publisher. A reviewer decides whether it may become a skill of its own.',
  hidden: 'Its skill is hidden or archived.',
  taken: 'Another skill has its name.',
  unloadable: 'It has nothing that a client could load.',
  refused: 'The database refused its content.',
  assigned: 'An admin has assigned the source to another publisher, so a reviewer looks at it.',
  unproven: 'Only a folder of the site was proven, not the site. A reviewer looks at it.',
  later: 'There was no time left. The next tick lists it.',
}
