import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCrawl, aSource, type CrawlSetup, skillText } from '../../support/builders/crawls.ts'
import { ops } from '../../support/run/cli.ts'

let c: CrawlSetup
beforeEach(async () => {
  c = await aCrawl()
  for (const name of ['a', 'b']) await c.write(`acme/${name}/x/SKILL.md`, skillText('x', `Of ${name}.`))
  for (const name of ['a', 'b']) await aSource(c.db, { url: `https://github.com/acme/${name}` })
})
afterEach(() => c.stop())

const run = (...more: string[]) => ops(c, ['run-job', 'crawl-sources', ...more], c.settings)

describe('ops run-job crawl-sources', () => {
  it('sums up the crawls of all sources, and a dry run says how many are due', async () => {
    expect((await run('--dry-run')).summary().details).toMatchObject({ would: { due: 2 } })
    expect(c.github.asked).toEqual([])
    const { code, summary } = await run()
    expect(code).toBe(0)
    expect(summary()).toMatchObject({
      ...{ targets_total: 2, succeeded_total: 2 },
      details: { 'crawl-sources': { status: 'succeeded', sources: 2, created: 2, requests: 8 } },
    })
  })

  it('exits with 2 if a source failed, and names the source', async () => {
    c.github.intercept((path) => (path.startsWith('/repos/acme/b') ? { status: 500 } : null))
    const { code, summary } = await run()
    expect(code).toBe(2)
    expect(summary()).toMatchObject({
      ...{ succeeded_total: 1, failed_total: 1 },
      errors: [{ target: 'github:acme/b', reason: 'GitHub answered with status 500.' }],
    })
  })

  it('refuses an invalid SOURCE_ORIGINS', async () => {
    c.settings.SOURCE_ORIGINS = 'https://10.0.0.1'
    const { code, stderr } = await run()
    expect(code).toBe(3)
    expect(stderr).toContain('SOURCE_ORIGINS')
  })
})
