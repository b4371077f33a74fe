import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FORMER_SLUGS_A_SKILL } from '../../../src/db/authors/rename-skill.ts'
import { normalizeEvents } from '../../../src/jobs/ranking/normalize-events.ts'
import { skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, refusal } from '../../support/outside/authors.ts'
import { runAt } from '../../support/run/jobs.ts'

const OLD = 'acme--pdf'
const NOW = 'acme--forms'

let a: AuthorsApi
let token: string
beforeAll(async () => {
  a = await anAuthorsApi()
  await a.write('acme/kit.json', JSON.stringify({ license: { spdx_id: 'MIT' } }))
  await a.write('acme/kit/skills/pdf/SKILL.md', skillText('pdf'))
  await a.write('acme/kit/skills/csv/SKILL.md', skillText('csv'))
  expect((await a.post('/v1/publish', { token: await a.aToken('acme/kit') })).status).toBe(200)
  const exchanged = await a.post('/v1/authors/token', { token: await a.aToken('acme/kit') })
  token = ((await exchanged.json()) as { access_token: string }).access_token
  const renamed = await a.send('PUT', `/v1/authors/skills/${OLD}/name`, { token, body: { name: 'forms' } })
  expect(renamed.status).toBe(200)
})
afterAll(() => a.stop())

const json = async <T>(answer: Response | Promise<Response>): Promise<T> => (await (await answer).json()) as T

describe('a list of skills', () => {
  const list = async (skills: string[]) => {
    const answer = await a.post('/v1/lists', { body: { skills } })
    expect(answer.status).toBeLessThan(300)
    return json<{ url: string; skills: number }>(answer)
  }

  it('takes the slug that a skill had, and is the same list as with its present one', async () => {
    const [old, now, both] = [await list([OLD, 'acme--csv']), await list([NOW, 'acme--csv']), await list([OLD, NOW])]
    expect(old).toEqual(now)
    expect(both).toMatchObject({ skills: 1 })
  })

  it('has it under its present name', async () => {
    const { url } = await list([OLD])
    const index = await a.app.fromApp(`${new URL(url).pathname}/.well-known/agent-skills/index.json`, {})
    expect(await json(index)).toMatchObject({ skills: [{ name: 'forms' }] })
  })
})

describe('a lockfile', () => {
  type Entry = { skill: { slug: string } | null; findings: { rule: string }[] }
  const audited = async (entry: object) => {
    const { entries } = await json<{ entries: Entry[] }>(a.post('/v1/audit', { body: { skills: [entry] } }))
    return entries[0]?.skill?.slug
  }

  it.each([
    ['its scope', { name: 'pdf', source: 'http://api.test/s/acme--pdf' }],
    ['its publisher’s scope and its name', { name: 'pdf', source: 'http://api.test/p/acme' }],
    ['the root and its name', { name: 'pdf', source: 'http://api.test' }],
    ['its slug', { name: 'acme--pdf', source: '@acme/pdf' }],
    ['its owner and name', { name: 'pdf', source: '@acme/pdf' }],
    ['its name alone', { name: 'pdf' }],
    ['its repository and name', { name: 'pdf', source: 'acme/kit' }],
    ['its repository and folder', { name: 'pdf', source: 'https://github.com/acme/kit/tree/main/skills/pdf' }],
  ])('that names a skill as it was called, by %s, is answered with the present slug', async (_, entry) => {
    expect(await audited({ ...entry, version: '1.0.0' })).toBe(NOW)
  })

  it('of clawhub or skills, too', async () => {
    const clawhub = { version: 1, skills: { '@acme/pdf': { version: '1.0.0', installedAt: 1 } } }
    const skills = {
      version: 1,
      skills: { pdf: { source: 'http://api.test/s/acme--pdf', sourceType: 'well-known', computedHash: 'x' } },
    }
    for (const lock of [clawhub, skills]) {
      const { entries } = await json<{ entries: Entry[] }>(a.post('/v1/audit', { body: lock }))
      expect(entries).toMatchObject([{ skill: { slug: NOW } }])
    }
  })

  it('prefers the skill that is called so now to one that was', async () => {
    await a.write('other/kit/pdf/SKILL.md', skillText('pdf', '# Another one'))
    expect((await a.post('/v1/publish', { token: await a.aToken('other/kit') })).status).toBe(200)
    expect(await audited({ name: 'pdf' })).toBe('other--pdf')
    expect(await audited({ name: 'pdf', source: '@acme/pdf' })).toBe(NOW)
    await a.db.execute(sql`update skills set status = 'archived' where slug = 'other--pdf'`)
  })

  it('is answered for a name that several skills have now by none, also if one other was called so', async () => {
    for (const owner of ['third', 'fourth']) {
      await a.write(`${owner}/kit/pdf/SKILL.md`, skillText('pdf', `# That of ${owner}`))
      expect((await a.post('/v1/publish', { token: await a.aToken(`${owner}/kit`) })).status).toBe(200)
    }
    expect(await audited({ name: 'pdf' })).toBeUndefined()
  })
})

describe('clawhub', () => {
  it.each([
    ['/api/v1/skills/pdf?ownerHandle=acme'],
    ['/api/v1/skills/acme--pdf'],
    ['/api/v1/skills/acme--pdf/versions'],
    ['/api/v1/skills/pdf/versions/1.0.0?ownerHandle=acme'],
    [`/api/v1/resolve?slug=acme--pdf&hash=${'0'.repeat(64)}`],
  ])('finds it at %s', async (path) => {
    expect((await a.send('GET', path)).status).toBe(200)
  })

  it('downloads it by its old name', async () => {
    const answer = await a.send('GET', '/api/v1/download?slug=pdf&ownerHandle=acme')
    expect(answer.status).toBe(200)
    await answer.arrayBuffer()
  })
})

describe('other addresses with the old slug', () => {
  it.each([
    '/v1/skills/acme--pdf/score',
    '/v1/skills/acme--pdf/events',
    '/v1/skills/acme--pdf/versions/1.0.0/report',
    '/s/acme--pdf/.well-known/skills/index.json',
    '/badge/acme--pdf.svg',
    '/en/skills/acme--pdf/findings',
    '/en/skills/acme--pdf/events.atom',
    '/ko/skills/acme--pdf/files/SKILL.md',
    '/en/embed/acme--pdf',
  ])('lead to the present one: %s', async (path) => {
    const answer = await a.send('GET', path)
    expect([301, 308]).toContain(answer.status)
    expect(answer.headers.get('Location')).toBe(path.replace(OLD, NOW))
  })

  it('keep giving out what an index of then names', async () => {
    const index = await a.send('GET', `/s/${NOW}/.well-known/agent-skills/index.json`)
    const { skills } = await json<{ skills: { url: string }[] }>(index)
    const { pathname } = new URL(skills[0]?.url ?? '', `http://api.test/s/${OLD}/.well-known/agent-skills/index.json`)
    const answer = await a.send('GET', pathname.replace(NOW, OLD))
    const moved = answer.headers.get('Location')
    const zip = moved === null ? answer : await a.send('GET', moved)
    expect(zip.status).toBe(200)
    expect((await zip.arrayBuffer()).byteLength).toBeGreaterThan(0)
  })
})

describe('the counts of a renamed skill', () => {
  const uses = async () => {
    await runAt(a.db, normalizeEvents)
    const { rows } = await a.db.execute<{ uses: number }>(sql`
      select count(*)::int as uses from skill_events e join skills s on s.id = e.skill_id where s.slug = ${NOW} and e.event_type = 'use'`)
    return rows[0]?.uses
  }
  const use = (slug: string, n: number) =>
    a.post('/v1/events', {
      body: {
        ...{ event_id: crypto.randomUUID(), slug, event_type: 'use', session_id: `session-${n}` },
        occurred_at: new Date().toISOString(),
      },
    })

  it('go on under both slugs', async () => {
    const before = (await uses()) ?? 0
    for (const [n, slug] of [OLD, NOW].entries()) expect((await use(slug, n)).status).toBe(202)
    expect(await uses()).toBe(before + 2)
  })
})

describe('a skill that has had as many slugs as it may', () => {
  it('is given none that is new, and keeps its own', async () => {
    await a.db.execute(sql`
      insert into former_slugs (slug, skill_id, since)
      select 'acme--csv-' || n, s.id, now() from skills s, generate_series(1, ${FORMER_SLUGS_A_SKILL}::int) n where s.slug = 'acme--csv'`)
    const rename = (slug: string, name: string) =>
      a.send('PUT', `/v1/authors/skills/${slug}/name`, { token, body: { name } })
    expect(await refusal(await rename('acme--csv', 'csv-new'))).toMatchObject({
      ...{ status: 409, code: 'conflict' },
      detail: expect.stringContaining(`at most ${FORMER_SLUGS_A_SKILL} former slugs`),
    })
    expect((await a.send('GET', '/v1/skills/acme--csv')).status).toBe(200)
    expect((await rename('acme--csv', 'csv')).status).toBe(200)
    expect((await rename('acme--csv', 'csv-1')).status).toBe(200)
    expect((await a.send('GET', '/v1/skills/acme--csv-1')).status).toBe(200)
  })
})
