import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { yankVersion } from '../../../src/db/files/yank-version.ts'
import { freePort } from '../../../src/local/free-port.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { TESTER } from '../../support/builders/builders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { aFolder, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  at = await createDatabase()
  api = await serveApp(at)
  await aVersion(at.db, { name: 'fine' })
  const { slug } = await aVersion(at.db, { name: 'bad' })
  const [skill] = (await at.db.execute<{ id: string }>(sql`select id from skills where slug = ${slug}`)).rows
  await yankVersion(at.db, TESTER, { skillId: skill?.id ?? '', version: '1.0.0', reason: 'It deletes files.' })
})
afterAll(() => api.stop())

async function run(lockfile: unknown, ...more: string[]) {
  const folder = await aFolder({ 'skills.json': JSON.stringify(lockfile, null, 2) })
  const argv = ['audit', join(folder, 'skills.json'), '--from', api.origin, ...more]
  return { folder, ...(await ops({ url: '', endpoint: '' }, argv)) }
}
const named = (...names: string[]) => ({ skills: names.map((name) => ({ name, version: '1.0.0' })) })

describe('audit', () => {
  it('exits 0 if no entry is as bad as the limit', async () => {
    const { code, summary } = await run(named('fine', 'unknown'))
    expect(code).toBe(0)
    expect(summary()).toMatchObject({
      ...{ targets_total: 2, succeeded_total: 2, failed_total: 0, errors: [] },
      details: {
        ...{ format: 'list', level: 'warning', fail_on: 'error', found: 1, rules: { unknown: 1 } },
        entries: [
          { name: 'fine', level: 'none', version: '1.0.0', latest: '1.0.0', matched_by: 'version', findings: [] },
          { name: 'unknown', level: 'warning', version: null, latest: null, matched_by: null, findings: ['unknown'] },
        ],
      },
    })
  })

  it('exits 2 if some are, says which and why, and writes SARIF', async () => {
    const folder = await aFolder({})
    const { code, summary } = await run(named('fine', 'bad'), '--sarif', join(folder, 'audit.sarif'))
    expect(code).toBe(2)
    const reason = 'Version 1.0.0 was yanked: It deletes files. No other version can be installed.'
    expect(summary().errors).toEqual([{ target: 'bad', reason }])
    const sarif = JSON.parse(readFileSync(join(folder, 'audit.sarif'), 'utf8'))
    expect(sarif.runs[0].tool.driver.informationUri).toBe(api.origin)
    expect(sarif.runs[0].results).toMatchObject([
      {
        ...{ ruleId: 'yanked', level: 'error', message: { text: `bad: ${reason}` } },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'skills.json' }, region: { startLine: 7 } } }],
      },
    ])
  })

  it('exits 1 if all are', async () => {
    expect((await run(named('bad'))).code).toBe(1)
    expect((await run(named('unknown'), '--fail-on', 'warning')).code).toBe(1)
  })

  it('exits 0 for an empty lockfile', async () => {
    expect((await run({ skills: [] })).code).toBe(0)
  })

  it.each([
    [{ skills: 7 }, [], 'must be a lockfile'],
    [{ skills: [{}] }, [], '<lockfile>: body /skills/0/name: is required'],
    [{ skills: [] }, ['--fail-on', 'everything'], '--fail-on: must be one of: error, warning, note'],
    [{ skills: [] }, ['--from', 'https://skills.example/path'], '--from: must be an origin'],
    [{ skills: [] }, ['--sarif', '/no/such/folder/a.sarif'], '--sarif: must be a file'],
  ])('exits 3 for %j with %j', async (lockfile, more, message) => {
    const { code, stdout, stderr } = await run(lockfile, ...more)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain(message)
  })

  it('exits 3 without a lockfile, and without a registry that answers', async () => {
    const missing = await ops({ url: '', endpoint: '' }, ['audit', '/no/such/file', '--from', api.origin])
    expect([missing.code, missing.stderr]).toEqual([
      3,
      expect.stringContaining('<lockfile>: cannot read /no/such/file'),
    ])
    const nowhere = `http://127.0.0.1:${await freePort()}`
    const { code, stderr } = await run(named('fine'), '--from', nowhere)
    expect([code, stderr]).toEqual([3, expect.stringContaining(`--from: ${nowhere} does not answer (ECONNREFUSED)`)])
  })

  it('asks again where that can help', async () => {
    const answers = [429, 503]
    api.intercept(() => {
      const status = answers.shift()
      return status ? Response.json({ detail: 'Later.' }, { status, headers: { 'Retry-After': '7' } }) : null
    })
    const { code, lines } = await run(named('fine'))
    expect(code).toBe(0)
    expect(lines().filter(({ event }) => event === 'retry')).toMatchObject([
      { reason: `--from: ${api.origin} answered 429: Later.` },
      { reason: `--from: ${api.origin} answered 503: Later.` },
    ])
    api.intercept(() => Response.json({ hello: 'world' }))
    const other = await run(named('fine'))
    expect([other.code, other.stderr]).toEqual([3, expect.stringContaining('this is not what a registry says')])
    api.intercept()
  })
})
