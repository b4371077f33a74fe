import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CASES } from '../../../../src/cli/commands/smoke/cases/index.ts'
import { ACCOUNT, serveApp } from '../../../support/api/served-app.ts'
import { aLoginLimiter, readJunit, runSmoke, statuses } from '../../../support/api/smoke.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { publishAll } from '../../../support/oracles/feed-oracle.ts'
import { ops } from '../../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../../support/run/database.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
beforeEach(async () => {
  at = await createDatabase()
  api = await serveApp(at, { LOGIN_LIMITER: aLoginLimiter() })
})
afterEach(() => api.stop())

/** What stands in the tables under the names of smoke tests. */
async function traces() {
  const { rows } = await at.db.execute<{ what: string; status: string }>(sql`
    select 'skill' as what, status from skills where slug like 'smoke-%'
    union all select 'site', status from sites where key like 'smoke-%'
    union all select 'category', is_active::text from categories where key like 'smoke-%' order by what`)
  return rows.map(({ what, status }) => `${what} ${status}`)
}

describe('a smoke test', () => {
  it('of a working service passes every case, and removes its test data', async () => {
    for (const tags of [['csv'], ['pdf']]) await aSkill(at.db, { tags, category: 'science' })
    await publishAll(at.db)
    const { code, summary, cases, details } = await runSmoke(api.origin)
    expect([...cases().values()].filter(({ status }) => status !== 'passed')).toEqual([])
    expect([...cases().keys()]).toEqual([...CASES.map(({ name }) => name), 'clean-up'])
    expect(code).toBe(0)
    const total = CASES.length + 1
    expect(summary()).toMatchObject({
      targets_total: total,
      succeeded_total: total,
      errors: [],
      warnings: [],
      host: null,
    })
    expect(details().left).toMatchObject([
      { kind: 'skill', state: 'archived' },
      { kind: 'site', state: 'archived' },
    ])
    expect(await traces()).toEqual(['site archived', 'skill archived'])
  })

  it('of an empty catalogue passes as well, and again after the first', async () => {
    expect((await runSmoke(api.origin)).code).toBe(0)
    expect((await runSmoke(api.origin)).code).toBe(0)
  })

  it('keeps its test data with --keep-test-data', async () => {
    const { code, cases, details } = await runSmoke(api.origin, ['--keep-test-data'])
    expect(code).toBe(0)
    expect(await traces()).toEqual(['category false', 'site active', 'skill active'])
    const skipped = [...cases().values()].filter(({ status }) => status === 'skipped').map((result) => result.case)
    expect(skipped).toEqual(['skill.archive', 'skill.gone', 'site.archive', 'category.delete', 'clean-up'])
    expect((await api.fromApp(`/v1/skills/${(await skillOf(at, details().prefix)).slug}`)).status).toBe(200)
  })

  it('sends only GET requests in a dry run, and creates nothing', async () => {
    const methods = new Set<string>()
    api.intercept((_path, _headers, method) => {
      methods.add(method)
      return null
    })
    const { code, summary, cases } = await runSmoke(api.origin, ['--dry-run'])
    expect(code).toBe(0)
    expect(summary()).toMatchObject({ dry_run: true, failed_total: 0 })
    expect([...methods]).toEqual(['GET'])
    expect(statuses(cases())).toMatchObject({
      'feed.bootstrap': 'passed',
      'login.right': 'skipped',
      'login.me': 'skipped',
    })
    expect(await traces()).toEqual([])
  })

  describe('with all credentials and --verbose', () => {
    let own: TestDatabase
    let run: Awaited<ReturnType<typeof runSmoke>>
    const secrets = [ACCOUNT.password]
    beforeAll(async () => {
      own = await createDatabase()
      const service = await serveApp(own, { LOGIN_LIMITER: aLoginLimiter() })
      service.intercept(async (_path, headers) => {
        if (headers.authorization) secrets.push(headers.authorization.replace('Bearer ', ''))
        return null
      })
      const wrong = { ADMIN_USERNAME: 'somebody', ADMIN_PASSWORD: 'wrong wrong wrong' }
      const right = { SMOKE_USERNAME: ACCOUNT.username, SMOKE_PASSWORD: ACCOUNT.password }
      run = await runSmoke(service.origin, ['--verbose'], { ...wrong, ...right })
      await service.stop()
    })

    it('reports method, path, expected and actual result, and duration of each case', async () => {
      const { slug } = await skillOf(own, run.details().prefix)
      expect(run.cases().get('skill.read')).toEqual({
        case: 'skill.read',
        required: true,
        status: 'passed',
        method: 'GET',
        path: `/v1/skills/${slug}`,
        expected: '200 SkillDetail',
        got: '200 SkillDetail',
        elapsed_ms: expect.any(Number),
        message: null,
      })
    })

    it('writes JUnit XML with one test case for each case', async () => {
      const tests = CASES.length + 1
      expect(readJunit(await run.junit())).toEqual({
        stated: { tests, failures: 0, skipped: 0 },
        counted: { tests, failures: 0, skipped: 0 },
        failures: [],
      })
    })

    it('prefers SMOKE_USERNAME and SMOKE_PASSWORD to ADMIN_USERNAME and ADMIN_PASSWORD', () => {
      expect(run.code).toBe(0)
    })

    it('writes no password, token or site secret to any output', async () => {
      expect(new Set(secrets).size).toBeGreaterThan(4)
      const said = run.stdout + run.stderr + (await run.junit())
      for (const secret of secrets.filter((text) => text !== 'not the secret')) expect(said).not.toContain(secret)
    })
  })
})

describe('a smoke test is refused with exit code 3', () => {
  it.each([
    [['smoke'], '--base-url: is required'],
    [['smoke', '--base-url', 'nonsense'], '--base-url: must be an https origin'],
    [['smoke', '--base-url', 'http://skills.example'], '--base-url: must be an https origin'],
    [['smoke', '--base-url', 'https://skills.example/api'], '--base-url: must be an https origin'],
    [['smoke', '--base-url', 'http://127.0.0.1:1'], 'Set SMOKE_USERNAME and SMOKE_PASSWORD'],
  ])('for %j', async (argv, message) => {
    const { code, stdout, stderr } = await ops({ url: '', endpoint: '' }, argv)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain(message)
  })

  it('if nothing answers', async () => {
    const { code, stderr } = await runSmoke('http://127.0.0.1:1')
    expect(code).toBe(3)
    expect(stderr).toContain('--base-url: http://127.0.0.1:1 does not work. There was no answer')
  })
})

const skillOf = async ({ db }: TestDatabase, prefix: string) => {
  const { rows } = await db.execute<{ slug: string }>(sql`select slug from skills where owner = ${prefix}`)
  return rows[0] ?? { slug: 'none' }
}
