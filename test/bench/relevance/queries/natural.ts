import { judged } from '../judged.ts'

export const NATURAL = judged(
  'natural',
  `
  why does my pod keep restarting | 3 kubernetes-troubleshooter
  I have 800 unread emails and no idea where to start | 3 inbox-zero | 2 unsubscribe-helper
    | 1 outlook-rules gog imap-terminal
  help me find a cheap flight to Lisbon | 3 flight-search | 2 viajes-baratos | 1 trip-planner flight-tracker
  how do I stop my mails from ending up in the spam folder | 3 mail-deliverability
  what should I cook tonight with what is in the fridge | 3 recipe-finder
    | 2 meal-planner recetas-caseras kondate-keikaku | 1 recipe-keeper
  turn this recording of our call into text | 3 call-transcripts whisper-local | 2 voicemail-notes
    | 1 meeting-notes giji-roku
  can you check whether this contract has anything risky in it | 3 contract-review
  my program is slow, please find out why | 3 performance-profiler | 1 bug-hunter
  I need something that turns the lights off when I leave the house | 3 home-assistant hue-lights
  where is my parcel and when will it arrive | 3 parcel-tracker
  I lie awake at night and cannot sleep | 3 sleep-coach | 1 oura-ring meditation-guide
  write a letter telling my landlord that the heating is broken | 3 landlord-letters | 1 reply-ghostwriter
  which of the subscriptions I pay for am I not using | 3 subscription-cancel | 1 household-budget
  make my resume fit this job posting | 3 cv-builder | 2 cover-letters | 1 bewerbung-schreiben job-interview-coach
  I pushed an API key to GitHub by accident, what now | 3 secret-leak-response | 2 secret-scanner | 1 git-rescue
  is this email from my bank a scam | 3 phishing-check
  tell me every morning what is on my calendar and what matters today | 3 daily-planner | 2 calendar-events
    | 1 gog task-scheduler-bot
  get the tables out of this pdf report into a spreadsheet | 3 table-extract | 1 ocr-scans pdf-tools
  my tests sometimes fail for no reason | 3 flaky-test-hunter | 1 pytest-fixtures playwright-e2e bug-hunter
  how much is my apartment worth | 3 property-valuation | 1 apateu-silgeoraeg rent-or-buy
  I want to have long articles read out loud to me | 3 text-to-speech | 2 audiobook-maker
  summarise this podcast episode for me | 3 summarize | 2 youtube-summary | 1 whisper-local
  my train was cancelled, can I get my money back | 3 train-delay-refund | 1 uk-trains deutsche-bahn
  show me how much electricity our house uses | 3 energy-monitor | 2 home-assistant
  what do the values of my blood test mean | 3 lab-results-explainer | 1 doctor-visit-prep
  I did a bad rebase and lost my branch | 3 git-rescue
  plan a week in Portugal for two adults and a small child | 3 trip-planner | 1 viajes-baratos hotel-finder
  make this text sound less like a robot wrote it | 3 humanizer | 1 plain-language-edit brand-voice
  I need to black out names in a document before I send it | 3 pdf-redact
  tell our customers what is new in this release | 3 changelog-writer
  find a time for a meeting with people in Tokyo and Berlin | 3 meeting-scheduler | 2 calendar-events
  explain this regular expression to me | 3 regex-builder
  how can I lower our cloud bill | 3 aws-bill-detective k8s-cost-trimmer | 1 gcp-bigquery
  let me know when the website is down | 3 uptime-watch | 1 prometheus-alerts
`,
)
