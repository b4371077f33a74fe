import { type Relation, relations } from './relation.ts'
import { WIKIPEDIA } from './sources.ts'

/**
 * What people call a kind of thing, and the best-known ones of that kind. Who names a product wants that product, and who names the kind is
 * glad of any.
 */
export const KINDS: readonly Relation[] = relations(
  WIKIPEDIA,
  `
  smart home, home automation, smart device > home assistant, homekit, alexa, tuya, smartthings
  light, lamp, lights > hue, lifx, govee, wled, nanoleaf
  thermostat, heating > nest, ecobee, tado
  speaker, speakers, multi-room audio > sonos, bluesound, homepod
  sleep, sleeping > oura, whoop, fitbit, garmin, eight sleep
  fitness tracker, wearable, steps, heart rate, smartwatch > oura, whoop, fitbit, garmin, apple watch, withings, healthkit
  running, run, ride, workout, cycling > strava, garmin, hevy
  nutrition, calories, food log > myfitnesspal, cronometer
  blood sugar, glucose > dexcom, nightscout, libre
  music, song, songs, playlist > spotify, apple music, sonos, youtube music
  movie, movies, tv show, film, series > plex, jellyfin, radarr, sonarr, trakt, netflix, tmdb
  book, books, reading list > goodreads, kindle, calibre, audible, openlibrary
  video editing, edit a video, cut a video > ffmpeg, remotion, capcut, premiere, davinci resolve
  image generation, generate an image, generate images, text to image > midjourney, stable diffusion, dall-e, flux, comfyui, imagen, nano banana
  video generation, generate a video, text to video > sora, veo, runway, kling, luma
  transcribe, transcription, speech to text, dictation > whisper, deepgram, assemblyai, parakeet
  text to speech, read aloud, voice over, voiceover > elevenlabs, piper, kokoro, edge-tts
  ocr, text recognition > tesseract, paddleocr
  translate, translation > deepl, google translate
  email, mail, inbox > gmail, outlook, imap, fastmail, himalaya, protonmail
  calendar, appointment, appointments > google calendar, caldav, outlook, ical, calendly, cal.com
  task, tasks, todo, to-do list, reminder, reminders > todoist, things, ticktick, apple reminders, google tasks, microsoft to do
  project management, issue tracker, ticket, tickets > jira, linear, asana, trello, clickup, monday
  note, notes, note taking > obsidian, notion, bear, evernote, apple notes, joplin, logseq, roam
  spreadsheet > excel, google sheets, airtable, csv
  presentation, slides > powerpoint, google slides, keynote, gamma, reveal.js, marp
  document, documents > word, google docs, docx
  cloud storage, file storage, file sync > google drive, dropbox, onedrive, nextcloud, s3
  chat, messenger, team chat, instant message > slack, telegram, discord, whatsapp, signal, microsoft teams, imessage, matrix, line, kakaotalk
  text message, sms > twilio, imessage
  phone call, phone calls, call > twilio, vapi, bland
  video call, video meeting, online meeting, meeting > zoom, google meet, microsoft teams, webex
  social media, social network, post > twitter, instagram, linkedin, facebook, tiktok, bluesky, mastodon, threads, reddit
  crm, customer relationship management > hubspot, salesforce, pipedrive, attio
  customer support, helpdesk > zendesk, intercom, freshdesk
  newsletter, email marketing > mailchimp, substack, beehiiv, convertkit, klaviyo
  web analytics, website traffic, visitors > google analytics, ga4, plausible, posthog, mixpanel, umami
  advertising, ads > google ads, meta ads, facebook ads
  online shop, ecommerce, online store > shopify, woocommerce, amazon, ebay, etsy
  website builder, cms, blog > wordpress, ghost, webflow, squarespace, wix
  payment, payments, checkout > stripe, paypal, square, adyen
  accounting, bookkeeping > quickbooks, xero, freshbooks, datev, sage
  budget, personal finance, spending > ynab, monarch, actual, lunch money, copilot money
  time tracking, timesheet > toggl, harvest, clockify
  signature, e-signature, sign a contract > docusign, hellosign
  stock, stocks, share price, stock market > yahoo finance, alpaca, finnhub, alpha vantage
  crypto exchange, crypto, cryptocurrency > bitcoin, ethereum, solana, binance, coinbase, kraken, coingecko
  prediction market, prediction markets > polymarket, kalshi, manifold
  flat, apartment, house, housing, rent, real estate, property > idealista, zillow, rightmove, immobilienscout24, zoopla, redfin
  second hand, used goods, classifieds, secondhand > ebay, wallapop, craigslist, kleinanzeigen, vinted, leboncoin, facebook marketplace
  grocery, groceries > instacart, picnic, rewe, tesco
  takeaway, food delivery > doordash, deliveroo, uber eats, foodora
  taxi, cab, ride hailing > uber, lyft, grab
  flight, flights, airfare > skyscanner, amadeus, google flights, flightaware
  hotel, accommodation > airbnb, booking.com
  electric car, ev > tesla
  train, trains, railway > deutsche bahn, sncf, ktx, 12306, amtrak, national rail
  map, maps, directions, places nearby > google maps, openstreetmap
  weather, forecast > open-meteo, openweathermap, wttr
  news, headlines > hacker news, rss, reuters
  paper, papers, research paper, scientific paper, literature review > arxiv, pubmed, semantic scholar, openalex, crossref, zotero
  web search, search the web, internet search > brave, tavily, exa, serpapi, perplexity, searxng, duckduckgo, kagi
  web scraping, crawl, crawler, scraper > firecrawl, apify, scrapy, playwright, beautifulsoup
  browser automation, automate a browser, control a browser > playwright, puppeteer, selenium, browserbase
  language model, llm > openai, claude, gemini, ollama, openrouter, llama, deepseek, qwen
  local model, run a model locally > ollama, llama.cpp, lm studio, mlx
  coding agent, coding assistant > claude code, codex, cursor, copilot, aider, opencode
  agent framework, multi agent > langchain, langgraph, crewai, autogen
  vector database, vector store, embeddings > pinecone, qdrant, chroma, weaviate, milvus, pgvector, lancedb
  database > postgresql, mysql, sqlite, mongodb, supabase, redis, duckdb
  data warehouse > snowflake, bigquery, redshift, databricks, dbt
  message queue, event streaming > kafka, rabbitmq, nats, sqs
  cloud, cloud provider > aws, azure, google cloud, cloudflare, hetzner, digitalocean
  infrastructure as code, iac, provisioning > terraform, ansible, pulumi, cloudformation, cdk
  container, containers > docker, podman, kubernetes
  ci, continuous integration, ci/cd, build pipeline > github actions, gitlab ci, jenkins, circleci
  deploy, hosting, host a website > vercel, netlify, cloudflare, railway, fly.io, dokku, heroku, render
  monitoring, observability, alerting > grafana, prometheus, datadog, sentry, uptime kuma, opentelemetry
  error tracking, crash reports > sentry, bugsnag, rollbar
  serverless > lambda, cloud functions, cloudflare workers
  vpn, private network > tailscale, wireguard, openvpn
  ad blocker, dns filter > pi-hole, adguard
  password, passwords, password manager, secrets > 1password, bitwarden, keepass, vault
  unit test, unit tests, test framework > jest, vitest, pytest, junit, mocha
  e2e, end to end test, browser test > playwright, cypress, selenium
  frontend, web app, user interface > react, vue, svelte, angular, next.js, tailwind
  backend, web framework > django, fastapi, express, nestjs, rails, laravel, spring
  mobile app, phone app > react native, flutter, swiftui, expo, android, ios, kotlin
  game development, game engine, make a game > unity, godot, unreal, phaser
  design, mockup, wireframe, prototype > figma, sketch, canva, penpot
  diagram, flowchart, architecture diagram > mermaid, excalidraw, plantuml, drawio, graphviz
  chart, plot, data visualization > matplotlib, plotly, d3, vega, echarts
  data analysis, dataframe > pandas, polars, duckdb, jupyter
  package manager, dependencies > npm, pip, uv, pnpm, yarn, cargo, homebrew
  workflow automation, automation > n8n, zapier, make.com, ifttt
  knowledge base, second brain, wiki > obsidian, notion, confluence, logseq
  flashcard, flashcards, spaced repetition, vocabulary > anki, quizlet, duolingo
  language learning, learn a language > duolingo, anki
  3d printer, 3d printing > bambu, octoprint, prusa, klipper
  tv, television > apple tv, chromecast, roku, samsung tv, lg tv
  security camera, camera > unifi, frigate, ring, reolink
  robot vacuum, vacuum cleaner > roborock, roomba, dreame
  parcel, package tracking, track a package, shipment > 17track, fedex, ups, dhl, usps
  price drop, cheaper, price alert, price tracking, price watch > camelcamelcamel, keepa
  home server, self hosted, nas > synology, proxmox, unraid, truenas, docker
  penetration test, pentest, hacking > metasploit, burp, nmap, kali
`,
)
