export const alertsEn = {
  title: 'Alerts',
  lead: 'What is wrong now. An alert disappears when its cause is gone.',
  none: 'Nothing is wrong.',
  batch: 'Time since the last batch',
  feed: 'Time that the oldest unpublished change has waited',
  events: 'Time that the oldest event has waited',
  lost: 'Events are lost',
  stored: (rate: number) =>
    `${rate.toLocaleString('en', { style: 'percent', maximumFractionDigits: 2 })} were stored within the last 7 days`,
  died: 'died before its end',
}

export type AlertsTexts = typeof alertsEn

export const jobsEn = {
  title: 'Jobs',
  lead: 'Each job with its schedule in UTC and its last run.',
  partOf: (whole: string) => `a step of ${whole}`,
  run: 'Run now',
  plan: 'How much is there to do?',
  runLead: 'A run takes up to a minute; the next one does the rest.',
  planned: 'What a run would find now',
  leaseHeld: 'Another run is at work, so a run would be refused now.',
  neverRan: 'It has not run in this period.',
  allRuns: 'All its runs',
  success: 'Runs that succeeded, in %',
  duration: 'Median duration, in ms',
  history: 'By UTC day, durations in ms',
}

export type JobsTexts = typeof jobsEn

export const statisticsEn = {
  title: 'Statistics',
  events: 'Events',
  rate: 'Stored within the last 7 days:',
  noEvents: 'No event came in this period.',
  received: 'Events received',
  dropped: 'Events dropped',
  perDay: 'By UTC day and site',
  anonymous: 'anonymous',
  categories: 'Categories',
}

export type StatisticsTexts = typeof statisticsEn
