import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { fileDispute } from '../../../src/db/trust/disputes/file-dispute.ts'
import { REPORT_LIMITS } from '../../../src/domain/trust/disputes.ts'
import { ReviewedReport, ReviewedReportList } from '../../../src/routes/admin/trust/report-schema.ts'
import { Dispute, DisputeList } from '../../../src/routes/trust/dispute-schema.ts'
import { Report } from '../../../src/routes/trust/report-schema.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aReport } from '../../support/builders/reports.ts'
import { aVersion } from '../../support/builders/versions.ts'

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

let made = 0

/** A skill with one version, of which a scan says this. */
async function aSkill(found: Parameters<typeof aReport>[2] = {}) {
  const name = `skill-${++made}`
  const files = [await aFile('SKILL.md', `---\nname: ${name}\ndescription: Does things.\n---\n`)]
  const { digest } = await aVersion(api.db, { name, files })
  await aReport(api.db, digest, found)
  const slug = `acme--${name}`
  const { rows } = await api.db.execute<{ id: string }>(sql`select id from skills where slug = ${slug}`)
  return { slug, digest, id: rows[0]?.id ?? '' }
}

const post = (body: Record<string, unknown>, from: string = crypto.randomUUID()) =>
  api.send('POST', '/v1/reports', { kind: 'spam', details: 'It sells watches.', ...body }, { 'CF-Connecting-IP': from })
async function report(body: Record<string, unknown>, from?: string) {
  const response = await post(body, from)
  expect(response.status).toBe(202)
  const filed = Dispute.parse(await response.json())
  expect(response.headers.get('Location')).toBe(`/v1/reports/${filed.id}`)
  return filed
}
const read = async (id: string) => Dispute.parse(await (await api.call(`/v1/reports/${id}`)).json())
async function anAppeal(skillId: string, rules?: string[]) {
  const filed = await fileDispute(api.db, {
    ...{ id: crypto.randomUUID(), kind: 'appeal', skillId, version: null, appellant: 'github:acme/skills' },
    ...{ details: 'The address is our own.', ...(rules && { rules }) },
  })
  if (!('id' in filed)) throw new Error(filed.is)
  return filed.id
}
const decide = (id: string, body: Record<string, unknown>) =>
  api.send('POST', `/v1/admin/reports/${id}/decision`, { outcome: 'upheld', reason: 'So it is.', ...body }, admin)
async function decided(id: string, body: Record<string, unknown>) {
  const response = await decide(id, body)
  expect(response.status).toBe(200)
  return ReviewedReport.parse(await response.json())
}
async function queue(query = '') {
  const response = await api.call(`/v1/admin/reports?size=100${query}`, { headers: admin })
  expect(response.status).toBe(200)
  return ReviewedReportList.parse(await response.json()).items
}

describe('a report', () => {
  it('is answered with where it stands, and never with its words or its sender', async () => {
    const { slug, digest } = await aSkill()
    const filed = await report({ skill: slug, kind: 'malware', details: 'It reads my keys.' })
    expect(filed).toMatchObject({
      ...{ kind: 'malware', skill: slug, version: '1.0.0', digest: `sha256:${digest}`, state: 'open' },
      ...{ decided_at: null, reason: null, appeal: null },
    })
    expect(Date.parse(filed.due_at) - Date.parse(filed.created_at)).toBe(24 * 3_600_000)
    expect(await read(filed.id)).toEqual(filed)
    const { items } = DisputeList.parse(await (await api.call(`/v1/reports?skill=${slug}`)).json())
    expect(items).toEqual([])
  })

  it('is there once, however often one sender sends it, also at the same time', async () => {
    const { slug } = await aSkill()
    const sent = await Promise.all(Array.from({ length: 5 }, () => report({ skill: slug }, '192.0.2.7')))
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
    expect((await report({ skill: slug }, '192.0.2.8')).id).not.toBe(sent[0]?.id)
    expect(await queue(`&skill=${slug}`)).toHaveLength(2)
  })

  it('is refused over what one sender may send in a day, and over what may be open of a skill', async () => {
    for (let i = 0; i < REPORT_LIMITS.ofSenderADay; i++) await report({ skill: (await aSkill()).slug }, '192.0.2.9')
    const one = await post({ skill: (await aSkill()).slug }, '192.0.2.9')
    expect(await readProblem(one)).toMatchObject({ status: 429, detail: 'A sender may send 10 reports a day.' })
    const { slug, id } = await aSkill()
    await api.db.execute(sql`
      insert into reports (id, kind, skill_id, details, sender_hash, created_at, due_at)
      select gen_random_uuid(), 'spam', ${id}::uuid, 'x', n::text, now(), now() from generate_series(1, ${REPORT_LIMITS.openOfSkill}::int) n`)
    expect(await readProblem(await post({ skill: slug }))).toMatchObject({ status: 429 })
  })

  it('names the field that is wrong', async () => {
    const { slug } = await aSkill()
    for (const [body, pointer] of [
      [{ skill: 'nobody--nothing' }, '/skill'],
      [{ skill: slug, version: '9.9.9' }, '/version'],
      [{ skill: slug, kind: 'appeal' }, '/kind'],
      [{ skill: slug, details: '  ' }, '/details'],
    ] as const) {
      const { status, errors } = await readProblem(await post(body))
      expect(status, pointer).toBe(400)
      expect(errors).toMatchObject([{ in: 'body', pointer }])
    }
  })
})

describe('the queue of reviewers', () => {
  it('has the most urgent first, says what the senders wrote, and how many say the same', async () => {
    const { slug } = await aSkill()
    await report({ skill: slug, details: 'One.' })
    await report({ skill: slug, details: 'Two.' })
    await report({ skill: slug, kind: 'malware', details: 'Three.' })
    const found = await queue(`&skill=${slug}`)
    expect(found.map(({ details, alike }) => [details, alike])).toEqual([
      ['Three.', 0],
      ['One.', 1],
      ['Two.', 1],
    ])
  })

  it('says which are overdue', async () => {
    const { slug } = await aSkill()
    const { id } = await report({ skill: slug })
    await api.db.execute(sql`update reports set due_at = now() - interval '1 hour' where id = ${id}::uuid`)
    expect(await queue(`&skill=${slug}`)).toMatchObject([{ is_overdue: true }])
  })

  it('is for reviewers alone', async () => {
    expect((await api.call('/v1/admin/reports')).status).toBe(401)
  })
})

describe('a decision about a report', () => {
  it('is public with its reason, decides all of the kind about the skill, and stays as it is', async () => {
    const { slug } = await aSkill()
    const [first, second, other] = [
      await report({ skill: slug }),
      await report({ skill: slug }),
      await report({ skill: slug, kind: 'license' }),
    ]
    await decided(first.id, { outcome: 'dismissed', reason: 'Watches are what it is about.' })
    for (const { id } of [first, second])
      expect(await read(id)).toMatchObject({ state: 'dismissed', reason: 'Watches are what it is about.' })
    expect(await read(other.id)).toMatchObject({ state: 'open' })
    const { items } = DisputeList.parse(await (await api.call(`/v1/reports?skill=${slug}`)).json())
    expect(items.map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted())
    expect(await readProblem(await decide(first.id, {}))).toMatchObject({ status: 409 })
    const { rows } = await api.db.execute(
      sql`select action, after ->> 'outcome' as outcome from audit_log where target_type = 'report' and target_id = ${first.id}`,
    )
    expect(rows).toEqual([{ action: 'report.decide', outcome: 'dismissed' }])
  })

  it('is about the files that were reported, and not about those of another version', async () => {
    const { slug } = await aSkill()
    const first = await report({ skill: slug, kind: 'malware' })
    const files = [await aFile('SKILL.md', `---\nname: ${slug.replace('acme--', '')}\ndescription: Later.\n---\n`)]
    await aVersion(api.db, { name: slug.replace('acme--', ''), files })
    const second = await report({ skill: slug, kind: 'malware', version: '1.0.1' })
    await decided(first.id, { outcome: 'dismissed', reason: '1.0.0 is clean.' })
    expect(await read(second.id)).toMatchObject({ version: '1.0.1', state: 'open' })
  })

  it('can archive the skill, which then leaves the catalogue and the feed', async () => {
    const { slug, id } = await aSkill()
    await decided((await report({ skill: slug, kind: 'impersonation' })).id, { act: 'archive' })
    expect((await api.call(`/v1/skills/${slug}`)).status).toBe(404)
    const { rows } = await api.db.execute(
      sql`select deleted from published_items where kind = 'skill' and source_id = ${id}::uuid`,
    )
    expect(rows).toEqual([{ deleted: true }])
  })

  it('can call the version malicious, which withholds its files', async () => {
    const { slug } = await aSkill()
    const { decision_id } = await decided((await report({ skill: slug, kind: 'malware' })).id, { act: 'malicious' })
    expect(decision_id).not.toBeNull()
    expect((await api.call(`/v1/skills/${slug}/versions/1.0.0/archive.zip`)).status).toBe(410)
  })

  it('refuses an act that has nothing to act on, and a dismissal with an act', async () => {
    const { slug } = await aSkill()
    const { id } = await report({ skill: slug })
    for (const body of [{ act: 'revoke' }, { outcome: 'dismissed', act: 'archive' }])
      expect(await readProblem(await decide(id, body))).toMatchObject({ status: 400, errors: [{ pointer: '/act' }] })
    expect(await read(id)).toMatchObject({ state: 'open' })
  })
})

describe('an appeal', () => {
  const verdictOf = async (slug: string) =>
    Report.parse(await (await api.call(`/v1/skills/${slug}/versions/latest/report`)).json()).verdict

  it('shows what the author says, and is open once for a skill', async () => {
    const { id, slug } = await aSkill({ lure: 'warn' })
    const [one, two] = await Promise.all([anAppeal(id, ['lure']), anAppeal(id)])
    expect(one).toBe(two)
    expect(await read(one)).toMatchObject({ kind: 'appeal', skill: slug, appeal: { by: 'github:acme/skills' } })
  })

  it('that is upheld clears its rules in all versions of the skill, so that the next scan respects it', async () => {
    const { id, slug } = await aSkill({ lure: 'warn' })
    expect(await verdictOf(slug)).toBe('warn')
    await decided(await anAppeal(id, ['lure']), { act: 'false_positive', reason: 'The host is the vendor’s.' })
    expect(await verdictOf(slug)).toBe('pass')
    const files = [await aFile('SKILL.md', `---\nname: ${slug.replace('acme--', '')}\ndescription: Later.\n---\n`)]
    const { digest } = await aVersion(api.db, { name: slug.replace('acme--', ''), files })
    await aReport(api.db, digest, { lure: 'warn' })
    expect(await verdictOf(slug)).toBe('pass')
  })

  it('against a decision that called the version malicious can end it', async () => {
    const { id, slug } = await aSkill()
    const { decision_id: malicious } = await decided((await report({ skill: slug, kind: 'malware' })).id, {
      act: 'malicious',
    })
    const appeal = await decided(await anAppeal(id), { act: 'revoke', reason: 'The report was wrong.' })
    expect(appeal.decision_id).toBe(malicious)
    expect((await api.call(`/v1/skills/${slug}/versions/1.0.0/archive.zip`)).status).toBe(200)
  })
})
