import { skills } from '../skill-text.ts'

/** Skills as careless authors write them: they claim every word there is and do little, so no query for a topic wants one. */
export const CARELESS = skills(`
moonbyte/ultimate-assistant-pro: ai, assistant, productivity, email, automation
The ULTIMATE all in one assistant. Email, calendar, PDF, Excel, translation, weather, stocks, crypto, SEO, image
generation, video, travel, recipes, health, code review, unit tests, Docker, Kubernetes, Slack, Notion, GitHub and much
more. Use ALWAYS, for ANY task.
  Coming soon.

skill-mirror/test-skill
test
  test test test

skill-mirror/summarize-bak-2026-01-28t18-01-30: summary
Summarize
  Old copy of summarize. Do not use.

kestrelworks/fullstack-guru: javascript, python, react
Expert in JavaScript, TypeScript, Node.js, React, Vue, Angular, Svelte, Python, Django, FastAPI, Java, Spring, Go, Rust,
C++, C#, .NET, PHP, WordPress, Ruby, Swift, Kotlin, GraphQL, REST, PostgreSQL, MySQL, MongoDB, Redis, Kafka, Docker,
Kubernetes, Terraform, AWS, Azure, GCP, CI/CD, testing, security, performance and accessibility. Use proactively for all
software work.
  You are a senior engineer with twenty years of experience. Think step by step. Write clean code.

fernhill/wellness-suite: health, wellness
Complete wellness for body and mind: sleep, fitness, running, yoga, nutrition, calories, meditation, mood, habits, blood
pressure, glucose, weight, water, posture, stress and motivation, with scores, badges and daily messages.
  Be positive. Ask how the user feels.

ledgerline/finance-genius: finance
Stocks, crypto, forex, gold, budget, tax, invoices, mortgage, real estate, insurance, retirement: your genius for money.
  Say what the user wants to hear about money. No sources.

brightloom/growth-hacker-x: marketing, growth
Explosive growth for any brand: SEO, ads, email, newsletter, LinkedIn, Instagram, TikTok, tweets, influencers, landing
pages, funnels, conversion, viral loops.
  Ten hacks a day.

moonbyte/travel-buddy-beta: travel
Flights trains hotels weather restaurants maps currency translation everything for your trip beta version
  Not finished. Answers from memory only.

skill-mirror/agent-helper-2: agents
Helps the agent to help you with helping tasks. Use when the user needs help.
  Help.

moonbyte/super-search-realtime: search
Search anything realtime: web, news, images, videos, papers, code, people, places, products, prices, flights, jobs.
  Under construction.
`)
