import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AdminSource } from '../../../../src/routes/admin/intake/source-schema.ts'
import { RunReport } from '../../../../src/routes/admin/operations/job-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile } from '../../../support/builders/raw-files.ts'
import { aGithub, gitIdOf } from '../../../support/outside/github.ts'
import { logOf } from '../../../support/run/log.ts'

const TOKEN = 'ghp_a-token-that-nobody-may-see'

let api: Api
let admin: { Authorization: string }
let id: string
beforeEach(async () => {
  api = await startApi({ GITHUB_TOKEN: TOKEN })
  admin = await api.logIn()
  const body = { type: 'github', base_url: 'https://github.com/acme/kit' }
  id = AdminSource.parse(await (await api.send('POST', '/v1/admin/sources', body, admin)).json()).id
})
afterEach(() => {
  vi.restoreAllMocks()
})

const crawl = (of = id) => api.send('POST', `/v1/admin/sources/${of}/crawl`, undefined, admin)
const read = async () => AdminSource.parse(await (await api.call(`/v1/admin/sources/${id}`, { headers: admin })).json())

describe('POST /v1/admin/sources/{id}/crawl', () => {
  it('crawls at once and answers with the report, which becomes the source’s last run', async () => {
    aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf') } } })
    const response = await crawl()
    expect(response.status).toBe(201)
    const report = RunReport.parse(await response.json())
    expect(report).toMatchObject({
      ...{ job: 'crawl-sources', status: 'succeeded', errors: [], steps: [] },
      counts: { files: 1, created: 1, requests: 4 },
    })
    expect(response.headers.get('Location')).toBe(`/v1/admin/jobs/runs/${report.run_id}`)
    expect(await read()).toMatchObject({
      ...{ is_due: false, files: { total: 1, new: 1 } },
      last_run: { run_id: report.run_id, trigger: 'admin', status: 'succeeded', counts: report.counts },
    })
    const { rows } = await api.db.execute(sql`
      select actor, target_type, target_id, after from audit_log where request_id = ${response.headers.get('X-Request-Id')}`)
    expect(rows).toEqual([{ actor: 'admin', target_type: 'source', target_id: id, after: { run_id: report.run_id } }])
  })

  it('is refused while another crawl of the source is running, and succeeds after it', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf') } } })
    let second: Response | undefined
    const blob = `/repos/acme/kit/git/blobs/${gitIdOf(aFile('pdf'))}`
    github.answer(blob, async () => {
      second = await crawl()
      return new Response(aFile('pdf'))
    })
    expect((await crawl()).status).toBe(201)
    if (!second) throw new Error('There was no second crawl.')
    const problem = await readProblem(second)
    expect(problem).toMatchObject({ status: 409, code: 'conflict' })
    expect(problem.detail).toContain('by admin has held the lease')
    expect(github.asked.filter((path) => path === '/repos/acme/kit')).toHaveLength(1)
    expect((await crawl()).status).toBe(201)
  })

  it('is one crawl of the source, whatever the case of its id', async () => {
    const github = aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf') } } })
    let second: Response | undefined
    github.answer(`/repos/acme/kit/git/blobs/${gitIdOf(aFile('pdf'))}`, async () => {
      second = await crawl(id.toUpperCase())
      return new Response(aFile('pdf'))
    })
    expect((await crawl()).status).toBe(201)
    expect(second?.status).toBe(409)
  })

  it('reports a failure without secrets, in the answer, the source and the log', async () => {
    const github = aGithub()
    github.answer('/repos/acme/kit', () => new Response(TOKEN, { status: 500, headers: { 'X-Echo': TOKEN } }))
    let response: Response | undefined
    const lines = await logOf(async () => {
      response = await crawl()
    })
    expect(github.headers[0]?.get('Authorization')).toBe(`Bearer ${TOKEN}`)
    const report = RunReport.parse(await response?.json())
    expect(report).toMatchObject({ status: 'partial', errors: [{ reason: 'GitHub answered with status 500.' }] })
    const source = await read()
    expect(source).toMatchObject({
      status: 'error',
      crawl_error: 'GitHub answered with status 500.',
      crawl_failures: 1,
    })
    const { rows } = await api.db.execute(sql`
      select jsonb_agg(to_jsonb(s))::text || (select jsonb_agg(to_jsonb(r))::text from job_runs r) || (select jsonb_agg(to_jsonb(a))::text from audit_log a) as all
      from skill_sources s`)
    expect(JSON.stringify([report, source, lines, rows])).not.toContain('ghp_')
  })

  it('answers an unknown id with a 404 problem', async () => {
    id = crypto.randomUUID()
    expect(await readProblem(await crawl())).toMatchObject({ status: 404, code: 'not_found' })
  })
})
