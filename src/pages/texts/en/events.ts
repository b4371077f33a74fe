export const eventsEn = {
  link: 'What has happened',
  titleFor: (name: string) => `What has happened to ${name}`,
  kept: 'Of the last 30 days. Webhooks tell the same at once.',
  docs: 'How to be told',
  none: 'Nothing in the last 30 days.',
  older: 'Older',
  kinds: {
    act: 'Its author has decided something',
    changed: 'A skill has changed',
    version: 'A version has come or has changed',
    rank: 'The tier of a skill has changed',
    crawled: 'A file is new, has changed or is gone',
    finding: 'The scan has found something in a file',
    review: 'A file was reviewed',
    report: 'An author has appealed',
    decision: 'A reviewer has decided about a report or an appeal',
  },
}

export type EventsTexts = typeof eventsEn
