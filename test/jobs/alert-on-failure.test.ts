import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readJobSettings } from '../../src/config.ts'
import { alertOnFailure } from '../../src/jobs/alert-on-failure.ts'
import type { LogFields } from '../../src/log.ts'
import type { RunReport } from '../../src/runs/job.ts'
import { createDatabase, type TestDatabase } from '../support/run/database.ts'

let at: TestDatabase
let told: string[]
let status: number
let lines: LogFields[]
let receiver: { url: string; stop: () => void }

beforeEach(async () => {
  at = await createDatabase()
  ;[told, lines, status] = [[], [], 200]
  const server = createServer(async (request, response) => {
    told.push(JSON.parse(await text(request)).text)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  receiver = { url: `http://127.0.0.1:${port}/a-secret-path`, stop: () => server.close() }
})
afterEach(() => receiver.stop())

const aReport = (job: string, p: Partial<RunReport> = {}): RunReport => ({
  ...{ runId: `run-of-${job}`, job, status: 'succeeded', counts: {}, errors: [], steps: [] },
  ...p,
})
const failed = (job: string, reason = 'It broke.') =>
  aReport(job, { status: 'failed', errors: [{ target: job, reason }] })
const alert = (report: RunReport, settings: Record<string, string> = { ALERT_WEBHOOK_URL: receiver.url }) =>
  alertOnFailure(report, {
    db: at.db,
    settings: readJobSettings(settings),
    log: (level, event, fields) => lines.push({ level, event, ...fields }),
  })

describe('an alert', () => {
  it('is posted for each job of a run that failed, and for no other', async () => {
    const steps = [aReport('normalize-events'), failed('score-skills', 'No lease.'), failed('build-snapshots')]
    await alert(aReport('batch', { status: 'partial', steps }))
    expect(told).toEqual([
      'Job score-skills (run run-of-score-skills): score-skills: No lease.',
      'Job build-snapshots (run run-of-build-snapshots): build-snapshots: It broke.',
    ])
  })

  it('is posted when too many raw events were dropped or retried', async () => {
    const counts = { normalized: 10, retried: 3, unknown_skill: 30, invalid_payload_json: 21 }
    await alert(aReport('batch', { steps: [aReport('normalize-events', { counts })] }))
    expect(told).toEqual([expect.stringContaining('dropped_total 51 exceeds ALERT_MAX_DROPPED_TOTAL 50')])
    await alert(
      aReport('batch', {
        steps: [aReport('normalize-events', { runId: 'b', counts: { ...counts, unknown_skill: 29 } })],
      }),
    )
    expect(told).toHaveLength(1)
  })

  it('comes at most once per job and hour, even from two ticks at once', async () => {
    await Promise.all([alert(failed('batch')), alert(failed('batch')), alert(failed('prune'))])
    await alert(failed('batch'))
    expect(told.toSorted()).toEqual([
      'Job batch (run run-of-batch): batch: It broke.',
      'Job prune (run run-of-prune): prune: It broke.',
    ])
    await at.db.execute(sql`update job_leases set expires_at = now() where key = 'alert:batch'`)
    await alert(failed('batch'))
    expect(told).toHaveLength(3)
  })

  it('reports a run that died, once the next run has found it', async () => {
    await alert(aReport('batch', { died: '20260210T143001Z-8f1c06d2a94b' }))
    expect(told).toEqual([
      expect.stringContaining('the previous run 20260210T143001Z-8f1c06d2a94b ended without reporting a result'),
    ])
  })

  it('that could not be sent is sent by the next run, and the log does not contain its address', async () => {
    status = 500
    await alert(failed('batch'))
    status = 200
    await alert(failed('batch'))
    expect(told).toHaveLength(2)
    expect(lines).toMatchObject([{ level: 'warn', event: 'alert_not_sent', job: 'batch' }])
    expect(JSON.stringify(lines)).not.toContain('a-secret-path')
  })

  it('is not posted without a webhook, and does no harm if the database is away', async () => {
    await alert(failed('batch'), {})
    await at.db.execute(sql`drop table job_leases`)
    await alert(failed('batch'))
    expect(told).toEqual([])
    expect(lines).toMatchObject([{ event: 'alert_not_sent' }])
  })

  it.each(['http://example.org/x', 'https://user:pass@example.org/x', 'ftp://example.org', 'no address'])(
    'is not sent to %s, which no setting may be',
    (url) => {
      expect(() => readJobSettings({ ALERT_WEBHOOK_URL: url })).toThrow('ALERT_WEBHOOK_URL')
    },
  )
})
