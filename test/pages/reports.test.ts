import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVersion } from '../support/builders/versions.ts'
import { aSkillMd, openPages } from '../support/pages/open-pages.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
  await aVersion(site.db, { name: 'tidy', files: [await aSkillMd('tidy')] })
})
afterAll(() => site.stop())

const FORM = '/en/skills/acme--tidy/report'
const send = (fields: Record<string, string>, from = 'same-origin') =>
  site.fromApp(FORM, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' as const },
    headers: { 'Sec-Fetch-Site': from },
  })

describe('the form that reports a skill', () => {
  it('is one link away from what is known of the skill', async () => {
    expect((await site.open('/en/skills/acme--tidy/findings')).links).toContain(FORM)
    const { answer, html } = await site.open(FORM)
    expect(answer.status).toBe(200)
    expect(html).toContain('value="malware"')
  })

  it('leads to a page that shows how the report stands, and keeps its words to itself', async () => {
    const answer = await send({ kind: 'spam', version: '', details: 'It sells <b>watches</b>.' })
    expect(answer.status).toBe(303)
    const { text, html } = await site.open(answer.headers.get('Location') ?? '')
    expect(text('known')).toMatch(/acme--tidy 1\.0\.0 .* State open/)
    expect(html).not.toContain('watches')
  })

  it('shows again what was written, and says what is wrong with it', async () => {
    const answer = await send({ kind: 'spam', version: '9.9.9', details: 'It sells watches.' })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('is not a version of the skill')
    expect(html).toContain('It sells watches.')
  })

  it('is taken from our own page only, so that no other site reports in the name of its visitors', async () => {
    expect((await send({ kind: 'spam', details: 'It is.' }, 'cross-site')).status).toBe(403)
  })

  it('is missing for a skill that does not exist', async () => {
    expect((await site.open('/en/skills/acme--nothing/report')).answer.status).toBe(404)
  })
})

describe('the page of decisions about reports', () => {
  it('has what was decided with its reason, and what authors said', async () => {
    expect((await site.open('/en/reports')).html).toContain('Nothing has been decided yet.')
    await site.db.execute(sql`
      insert into reports (id, kind, skill_id, version, rules, details, appellant, created_at, due_at, outcome, reason, decided_by, decided_at)
      select gen_random_uuid(), 'appeal', id, '1.0.0', '["lure"]', 'The host is <i>ours</i>.', 'github:acme/skills', now(), now(), 'upheld', 'It is.', 'rhea', now()
      from skills where slug = 'acme--tidy'`)
    const { html, text } = await site.open('/en/reports')
    expect(text('known')).toMatch(
      /State upheld .* Reason It is\. Author acme\/skills Rules lure .*The host is <i>ours<\/i>\./,
    )
    expect(html).not.toContain('rhea')
    const korean = await site.open('/ko/reports')
    expect(korean.text('known')).toContain('인정')
  })
})
