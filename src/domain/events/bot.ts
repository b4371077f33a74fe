import { createIsBotFromList, list } from 'isbot'

/** User agents of programs that install or use skills and report it. `isbot` counts every non-browser as a bot. */
const REPORTERS = [
  'agent-skills-cli/1.0',
  'aiohttp/3.9',
  'axios/1.6',
  'Bun/1.1',
  'claude-code/1.2',
  'Claude-User (claude-code/2.0; +https://support.anthropic.com/)',
  'codex/1.0',
  'Cursor/1.0',
  'curl/8.5',
  'Deno/2.0',
  'Go-http-client/2.0',
  'Java/21',
  'node',
  'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
  'libwww-perl/6.7',
  'okhttp/4.9',
  'opencode/1.0',
  'PHP/8.2',
  'PostmanRuntime/7.4',
  'python-httpx/0.27',
  'python-requests/2.31',
  'Python-urllib/3.12',
  'reqwest/0.11',
  'rest-client/2.1.0 (linux x86_64) ruby/3.2',
  'RestSharp/106',
  'undici',
  'Wget/1.21',
]

/** Crawlers and monitors that only the patterns filtered out below would recognise. */
const CRAWLERS = ['scrapy', 'heritrix', 'lighthouse', 'puppeteer', 'zabbix', 'check_http', 'chatgpt-user']

const namesReporter = (pattern: string) => REPORTERS.some((name) => new RegExp(pattern, 'i').test(name))

const isCrawler = createIsBotFromList([...list.filter((pattern) => !namesReporter(pattern)), ...CRAWLERS])

/**
 * True for the user agent of a crawler, a monitor or a remote-controlled browser. False for an agent or an HTTP
 * library.
 */
export const isBot = (userAgent: string | undefined): boolean => isCrawler(userAgent)
