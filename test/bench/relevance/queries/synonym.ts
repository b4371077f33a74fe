import { judged } from '../judged.ts'

/** Other words, abbreviations, and other languages than that of the skill. */
export const SYNONYM = judged(
  'synonym',
  `
  stt | 3 whisper-local | 2 call-transcripts | 1 voicemail-notes giji-roku
  tts | 3 text-to-speech | 2 audiobook-maker
  curriculum vitae | 3 cv-builder | 1 cover-letters bewerbung-schreiben
  i18n | 3 i18n-strings | 1 technical-translator
  a11y | 3 web-accessibility | 2 contrast-audit
  apartment to let | 3 flat-hunter | 2 wohnungssuche | 1 apateu-silgeoraeg rent-or-buy landlord-letters
  bill my clients | 3 invoice-maker | 2 stripe-billing | 1 rechnung-schreiben facturas-autonomos time-tracker
  hypertension | 3 blood-pressure-log
  vacation itinerary | 3 trip-planner | 1 viajes-baratos hotel-finder
  automobile repair | 3 car-maintenance
  tdd | 3 tdd-coach | 2 unit-tests
  iac | 3 terraform-modules | 2 ansible-playbooks
  dedupe pictures | 3 photo-dedupe
  rate my students' homework | 3 essay-feedback | 1 plagiarism-check moodle-courses
  gym | 3 workout-planner
  gemeinsame Termine finden | 3 meeting-scheduler | 2 calendar-events
  날씨 | 3 busan-weather | 2 weather
  회의록 | 3 hoeuirok-jeongni | 2 meeting-notes | 1 giji-roku
  이미지 생성 | 3 image-generator | 2 stable-diffusion-local | 1 gazo-seisei midjourney-prompts avatar-portraits
  이력서 작성 | 3 cv-builder | 2 jagi-sogaeseo | 1 cover-letters
  코드 리뷰 | 3 code-review | 2 pr-review | 1 kodo-review-ja
  번역 | 3 translate-documents | 2 deepl-translate technical-translator | 1 subtitle-translator honyaku-check
  주식 시세 조회 | 3 jusik-alrim | 2 stock-quotes yahoo-finance | 1 a-share-analysis
  여행 계획을 세워 줘 | 3 trip-planner | 1 viajes-baratos
  쿠버네티스 | 3 kubernetes-troubleshooter | 2 helm-charts k8s-cost-trimmer kube-backup
  수면 | 3 sleep-coach oura-ring | 1 baby-sleep apple-health-export
  맞춤법을 검사해 주세요 | 3 hangul-matchumbeop | 1 proofreader
  天气预报 | 3 weather
  股票行情 | 3 a-share-analysis | 2 stock-quotes yahoo-finance | 1 jusik-alrim
  翻译 | 3 translate-documents | 2 deepl-translate technical-translator | 1 subtitle-translator honyaku-check
  会议纪要 | 3 meeting-notes gongwen-writer | 2 feishu-docs | 1 hoeuirok-jeongni giji-roku
  火车票 | 3 train-tickets-12306 | 1 deutsche-bahn uk-trains ktx-yeyak
  简历 | 3 cv-builder | 1 cover-letters
  生成图片 | 3 image-generator | 2 stable-diffusion-local | 1 gazo-seisei midjourney-prompts
  議事録 | 3 giji-roku | 2 meeting-notes | 1 hoeuirok-jeongni
  電車の遅延 | 3 norikae-annai | 1 uk-trains deutsche-bahn train-delay-refund
  翻訳 | 3 honyaku-check translate-documents | 2 deepl-translate technical-translator | 1 subtitle-translator
  レシピ | 3 recipe-finder recipe-keeper | 2 kondate-keikaku meal-planner
  メールの整理 | 3 inbox-zero | 2 outlook-rules | 1 unsubscribe-helper
  Rechnung erstellen | 3 rechnung-schreiben | 2 invoice-maker
  Wohnung mieten | 3 wohnungssuche | 2 flat-hunter | 1 rent-or-buy
  Rezepte | 3 rezepte-der-woche | 2 recipe-finder recipe-keeper | 1 meal-planner
  Steuererklärung | 3 steuererklaerung | 2 tax-return-helper
  Übersetzung | 3 deepl-translate | 2 technical-translator translate-documents | 1 subtitle-translator
  Kalender | 3 calendar-events | 2 meeting-scheduler | 1 daily-planner gog
  recetas de cocina | 3 recetas-caseras | 2 recipe-finder | 1 recipe-keeper meal-planner
  contraseñas | 3 password-vault
  vuelos baratos | 3 viajes-baratos flight-search
  facturas | 3 facturas-autonomos | 2 invoice-maker
  plantas del jardín | 3 garden-plants | 1 plant-identifier
  météo | 3 weather
  traduire un document | 3 translate-documents | 2 deepl-translate technical-translator
  devoirs de mathématiques | 3 aide-aux-devoirs | 2 math-tutor
  korean spelling checker | 3 hangul-matchumbeop
  korean train tickets | 3 ktx-yeyak | 1 train-tickets-12306
  japanese business email politeness | 3 nihongo-keigo
  german tax return | 3 steuererklaerung | 2 tax-return-helper
  spanish invoices | 3 facturas-autonomos | 1 invoice-maker
  chinese stocks | 3 a-share-analysis | 1 stock-quotes yahoo-finance
  xhs notes | 3 xiaohongshu-writer
`,
)
