import { judged } from '../judged.ts'

/** What a person remembers of one skill. */
export const KNOWN = judged(
  'known',
  `
  empty crowded inbox after holiday | 3 inbox-zero
  polite follow-ups to strangers | 3 cold-outreach
  message rejected blocklist | 3 mail-deliverability
  old text messages on my mac | 3 imessage-search
  clean up address book duplicates | 3 google-contacts-cleanup
  watermark and rotate pages | 3 pdf-tools
  dates that turned into text | 3 xlsx-formulas
  rename messy downloads folder | 3 file-organizer
  asks questions every morning teams | 3 teams-standup
  remembers facts and preferences | 3 second-brain
  sits with you tiny steps | 3 adhd-body-double
  lost branch force push | 3 git-rescue
  publish with two-factor and types | 3 npm-publish
  test patterns against backtracking | 3 regex-builder
  scripts spaces in file names | 3 shell-scripts
  explain old programs move to java | 3 legacy-cobol
  pods pending or unreachable | 3 kubernetes-troubleshooter
  invoice from amazon line by line | 3 aws-bill-detective
  alerts only when users suffer | 3 prometheus-alerts
  attacker data flow worst risks | 3 threat-model
  check skill before installing | 3 skill-vetter
  incremental loads late data | 3 etl-pipelines
  carbon intensity of electricity | 3 power-plant-data
  transparent png in bulk | 3 background-remover
  offline voice raspberry | 3 voice-assistant-wake
  envelopes until payday | 3 household-budget
  sort bank transactions by rules | 3 bank-statement-import
  mentions of my product in subreddits | 3 reddit-monitor
  remove em dashes from writing | 3 humanizer
  starter folding and oven | 3 bread-baker
  plugs and prices on the route | 3 ev-charging
  sell second-hand with photos | 3 used-goods-seller
  is this mushroom poisonous | 3 plant-identifier
  neck and eyes exercises | 3 posture-breaks
  which week money gets tight | 3 cash-flow-forecast
  blanks and standards wells | 3 plate-reader-curves
  write the test before code | 3 tdd-coach
  next person on call | 3 on-call-handover
  typed text from handwritten pages | 3 handwriting-notes
  pills run out reminder | 3 medication-reminder
  negative keywords and bids | 3 google-ads
  who rang at the door | 3 doorbell-camera
  cheaper than usual alarm | 3 price-watch
  questions for a doctor's appointment | 3 doctor-visit-prep
  several branches side by side | 3 git-worktrees
  recorded answers of web services | 3 api-mocking
  realistic customers and orders | 3 fake-data
  deals gone cold | 3 pipedrive-deals
  answers from the help centre | 3 support-tickets
  short talk at a wedding | 3 speech-writer
  names that work abroad | 3 product-naming
  screen reader and keyboard check | 3 web-accessibility
  slides with speaker notes | 3 slide-decks
  deposit and notice to quit | 3 landlord-letters
  jump host forwarding | 3 ssh-tunnels
  certificate not trusted by browser | 3 tls-certificates
  domain moved but not visible | 3 dns-and-domains
  one fact a card | 3 anki-flashcards
  deductions and forms explained | 3 tax-return-helper
  minutes with owner and date | 3 meeting-notes
  quiet roads without cars | 3 bike-routes
  chess game mistakes | 3 chess-coach
  loudness of an interview recording | 3 podcast-cleanup
  shared accounts before an audit | 3 access-review
  captions flash by too late | 3 subtitle-timing
  outage minute by minute | 3 incident-timeline
  moving scheduled jobs off a server | 3 cron-to-workflow
  screening abstracts | 3 literature-triage
  friday half hour review | 3 weekly-planning
`,
)
