/** What the scan of a version found. */
export const scanEn = {
  title: (version: string) => `The scan of version ${version}`,
  notScanned: 'not scanned yet',
  verdicts: {
    pass: 'passed the scan',
    review: 'needs a look',
    warn: 'warning',
    malicious: 'malicious',
  },
  warned: 'The scan of its newest version gave a warning. Read what was found before you install it.',
  answers: 'What its author says',
  nothing: 'The scan found nothing.',
  risk: 'What it could do',
  risks: { low: 'little', medium: 'some', high: 'a lot' },
  powers: {
    network: 'use the network',
    files: 'change files',
    credentials: 'read secrets',
    execution: 'run programs',
    persistence: 'keep running afterwards',
  },
  coverage: 'What was read',
  coverages: { complete: 'all of its text files', partial: 'not all of its files' },
  unread: {
    too_large: 'too large',
    binary: 'not text',
    too_deep: 'nested too deeply',
    budget: 'the scan reached its limit',
  },
  scanned: 'Scanned',
  ruleSet: (version: number) => `rule set ${version}`,
  severities: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  confidence: { low: 'an uncertain match', medium: 'a likely match', high: 'a certain match' },
  notReferred: 'nothing refers to this file',
  fix: 'What to do:',
  decisions: {
    malicious: 'malicious.',
    false_positive: 'a false alarm.',
    accepted_risk: 'an accepted risk.',
  },
  revoked: 'Revoked',
}

export type ScanTexts = typeof scanEn
