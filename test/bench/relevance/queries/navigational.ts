import { judged } from '../judged.ts'

/** The name, slug or publisher of a skill, or several of them. */
export const NAVIGATIONAL = judged(
  'navigational',
  `
  pdf-tools | 3 pdf-tools | 1 pdf-forms
  things 3 | 3 things-3
  gog | 3 gog
  notion | 3 notion | 2 notion-database-sync notion-templates
  node.js-helper | 3 node.js-helper
  pinecall inbox zero | 3 inbox-zero
  fernhill | 3 oura-ring sleep-coach baby-sleep whoop-recovery apple-health-export workout-planner running-coach
    | 3 calorie-counter meditation-guide medication-reminder blood-pressure-log glucose-monitor mood-journal
    | 3 quit-smoking cycle-tracker doctor-visit-prep lab-results-explainer posture-breaks wellness-suite
  quartzline kubernetes | 3 kubernetes-troubleshooter k8s-cost-trimmer helm-charts | 1 kube-backup
  mossfield quiz | 3 quiz-from-reading | 1 moodle-courses
  cobalt forge | 3 container-slimming dependency-upgrade flaky-test-hunter incident-timeline sql-migration-review
    | 3 git-worktrees code-review tdd-coach refactoring-steps
  kestrelworks--pr-review | 3 pr-review
  deepl translate | 3 deepl-translate | 1 translate-documents technical-translator
  oura | 3 oura-ring
  Home Assistant | 3 home-assistant
  moonbyte weather | 3 weather
  harbor-lab csv | 3 csv-profiling | 2 flat-file-import duckdb-queries | 1 data-cleaning
  code-review | 3 code-review | 2 pr-review | 1 kodo-review-ja
  hanul code review | 3 code-review
  yahoo finance | 3 yahoo-finance | 1 stock-quotes
  ledgerline real estate | 3 rent-or-buy property-valuation mortgage-calculator landlord-letters | 1 flat-hunter
  docker compose | 3 docker-compose-writer
  brightloom seo | 3 seo-audit keyword-research meta-tags backlink-finder
  wechat article | 3 wechat-article
  summarize | 3 summarize | 2 youtube-summary
`,
)
