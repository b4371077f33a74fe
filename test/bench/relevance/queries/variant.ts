import { judged } from '../judged.ts'

/** Typing errors, British and American spelling, joined and split words, and symbols that are words. */
export const VARIANT = judged(
  'variant',
  `
  kuberentes troubleshoting | 3 kubernetes-troubleshooter | 1 k8s-cost-trimmer helm-charts kube-backup
  trasncribe audio | 3 whisper-local | 2 call-transcripts voicemail-notes | 1 giji-roku meeting-notes
  recepies | 3 recipe-finder recipe-keeper | 2 meal-planner bread-baker
    | 1 cocktail-mixer recetas-caseras rezepte-der-woche kondate-keikaku
  calender appointments | 3 calendar-events | 2 meeting-scheduler | 1 gog daily-planner
  word press | 3 wordpress-plugins
  smarthome | 3 home-assistant | 2 hue-lights thermostat robot-vacuum doorbell-camera | 1 energy-monitor sonos-speakers
  c++ | 3 c++-modern
  c# | 3 csharp-dotnet | 2 unity-games
  .net | 3 csharp-dotnet
  node.js | 3 node.js-helper | 1 npm-publish
  nodejs | 3 node.js-helper | 1 npm-publish
  k8s | 3 kubernetes-troubleshooter k8s-cost-trimmer | 2 helm-charts kube-backup
  ci/cd | 3 ci-cd-pipelines github-actions | 1 vercel-deploy
  colour palette | 3 color-palettes | 2 contrast-audit
  summarise | 3 summarize | 2 youtube-summary | 1 slack-digest meeting-notes youtube-yoyak
  e mail | 3 inbox-zero imap-terminal
    | 2 gog cold-outreach email-templates mail-deliverability outlook-rules unsubscribe-helper
    | 1 newsletter-writer phishing-check
  scaned documents ocr | 3 ocr-scans | 2 scan-to-archive | 1 receipt-scanner handwriting-notes
  psotgres slow query | 3 postgres-admin | 1 mysql-tuning performance-profiler sql-migration-review
  anki flash cards | 3 anki-flashcards
  vidoe editing | 3 video-editor | 2 remotion-videos | 1 gif-maker screen-recorder
  texttospeech | 3 text-to-speech | 2 audiobook-maker
  git hub actions | 3 github-actions | 1 ci-cd-pipelines cron-to-workflow
  invocie | 3 invoice-maker | 2 rechnung-schreiben facturas-autonomos | 1 stripe-billing invoice-reconciliation
  localisation | 3 i18n-strings | 2 technical-translator
  tailwindcss | 3 tailwind-css | 1 frontend-design
  refactering legacy code | 3 refactoring-steps | 1 legacy-cobol
  backround remover | 3 background-remover | 1 product-photos
  pyhton packaging | 3 python-packaging
  sub titles | 3 subtitle-timing subtitle-translator | 1 video-downloader
  yotube downloader | 3 video-downloader | 1 youtube-summary
  a/b testing | 3 ab-test-reader | 1 statistics-advisor
  obsidain vault | 3 obsidian-vault
  promethues alert rules | 3 prometheus-alerts | 1 grafana-dashboards
  meditaton | 3 meditation-guide
  3 d printer | 3 3d-printing
  s3 | 3 aws-s3-buckets
  web site accessability | 3 web-accessibility | 2 contrast-audit
  spread sheet formula | 3 xlsx-formulas
  fligths | 3 flight-search flight-tracker | 2 viajes-baratos
  moodjournal | 3 mood-journal
`,
)
