import { describe, expect, it } from 'vitest'
import { isBot } from '../../../src/domain/events/bot.ts'

describe('a bot', () => {
  it.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
    'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
    'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
    'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
    'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)',
  ])('is %s', (userAgent) => expect(isBot(userAgent)).toBe(true))

  it.each([
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:124.0) Gecko/20100101 Firefox/124.0',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0.0.0 Mobile Safari/537.36',
  ])('is not the browser %s', (userAgent) => expect(isBot(userAgent)).toBe(false))

  it.each([
    'curl/8.7.1',
    'Wget/1.24.5',
    'python-requests/2.32.3',
    'python-httpx/0.28.0',
    'Python-urllib/3.13',
    'Python/3.12 aiohttp/3.9.5',
    'node',
    'node-fetch',
    'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
    'Claude-User (claude-code/2.1; +https://support.anthropic.com/)',
    'undici',
    'axios/1.7.2',
    'Go-http-client/1.1',
    'reqwest/0.12.4',
    'okhttp/4.12.0',
    'Bun/1.1.29',
    'Deno/2.1.4',
    'claude-code/2.0.14',
    'Java/17.0.1',
  ])('is not the agent or library %s', (userAgent) => expect(isBot(userAgent)).toBe(false))

  it('is not a client without a user agent', () => {
    expect(isBot(undefined)).toBe(false)
    expect(isBot('')).toBe(false)
  })
})
