import { judged } from '../judged.ts'

export const KEYWORD = judged(
  'keyword',
  `
  pdf form fields | 3 pdf-forms | 1 pdf-tools
  merge pdf | 3 pdf-tools
  kubernetes pods | 3 kubernetes-troubleshooter | 1 k8s-cost-trimmer kube-backup helm-charts
  stock prices | 3 stock-quotes yahoo-finance | 2 technical-charts
    | 1 portfolio-tracker earnings-calendar a-share-analysis jusik-alrim
  image generation | 3 image-generator stable-diffusion-local | 2 midjourney-prompts gazo-seisei
    | 1 avatar-portraits comic-strips product-photos
  train times | 3 uk-trains deutsche-bahn | 2 norikae-annai ktx-yeyak train-tickets-12306
    | 1 metro-navigator train-delay-refund
  unit tests | 3 unit-tests | 2 pytest-fixtures tdd-coach | 1 playwright-e2e flaky-test-hunter api-mocking
  smart home | 3 home-assistant | 2 hue-lights thermostat robot-vacuum doorbell-camera | 1 energy-monitor sonos-speakers
  sleep tracking | 3 oura-ring | 2 sleep-coach apple-health-export | 1 baby-sleep whoop-recovery
  seo | 3 seo-audit keyword-research meta-tags backlink-finder | 2 local-business-listing
  recipes | 3 recipe-finder recipe-keeper | 2 meal-planner bread-baker
    | 1 cocktail-mixer recetas-caseras rezepte-der-woche kondate-keikaku
  commit message | 3 git-commits | 2 git-keomit | 1 changelog-writer
  web scraping | 3 web-scraper | 2 browser-pilot | 1 table-extract web-search
  speech to text | 3 whisper-local call-transcripts | 2 voicemail-notes giji-roku | 1 voice-assistant-wake meeting-notes
  translate documents | 3 translate-documents | 2 deepl-translate technical-translator
    | 1 subtitle-translator honyaku-check
  expense receipts | 3 receipt-scanner expense-report | 1 household-budget
  docker image size | 3 container-slimming | 1 image-vulnerabilities docker-compose-writer
  password manager | 3 password-vault
  slack summary | 3 slack-digest | 1 slack-bot-builder
  pull request review | 3 pr-review | 2 code-review kodo-review-ja | 1 sql-migration-review
  flight status | 3 flight-tracker | 1 flight-search
  dependency vulnerabilities | 3 dependency-audit | 2 image-vulnerabilities | 1 dependency-upgrade
  house prices | 3 property-valuation | 2 rent-or-buy mortgage-calculator | 1 apateu-silgeoraeg flat-hunter
  crypto wallet | 3 bitcoin-wallet | 1 evm-transactions coin-prices defi-yields
  clean csv data | 3 data-cleaning csv-profiling | 1 duckdb-queries table-extract bank-statement-import
  flashcards | 3 anki-flashcards | 1 exam-planner
  email newsletter | 3 newsletter-writer | 2 email-templates | 1 unsubscribe-helper
  marathon training | 3 running-coach | 1 workout-planner
  llm fine tuning | 3 model-training | 1 ollama-local llm-evals prompt-engineer
  crm contacts | 3 hubspot-crm | 2 pipedrive-deals | 1 lead-finder google-contacts-cleanup
  npm package | 3 npm-publish | 2 node.js-helper | 1 dependency-audit dependency-upgrade
  power plant | 3 power-plant-data
  house plants | 3 garden-plants | 2 plant-identifier
  meeting minutes | 3 meeting-notes hoeuirok-jeongni | 2 giji-roku | 1 call-transcripts teams-standup
`,
)
