import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { yankVersion } from '../../../src/db/files/yank-version.ts'
import { aCategory, TESTER } from '../../support/builders/builders.ts'
import { HOUR, skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, refusal } from '../../support/outside/authors.ts'

let a: AuthorsApi
let token: string
let mallory: string
let count = 0
let name: string
let slug: string
beforeAll(async () => {
  a = await anAuthorsApi()
  await a.write('mallory/kit/evil/SKILL.md', skillText('evil'))
})
afterAll(() => a.stop())
beforeEach(async () => {
  // A repository may publish only so often within an hour.
  await a.db.execute(sql`delete from used_tokens`)
  name = `skill-${++count}`
  slug = `acme--${name}`
  await a.write(`acme/kit/${name}/SKILL.md`, skillText(name))
  await publish('acme/kit')
  token = await authorOf('acme/kit')
  mallory = await authorOf('mallory/kit')
})

const publish = async (repo: string) => {
  const answer = await a.post('/v1/publish', { token: await a.aToken(repo) })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { items: { skill: string | null; state: string; version: string | null }[] }
}
const authorOf = async (repo: string) => {
  const answer = await a.post('/v1/authors/token', { token: await a.aToken(repo) })
  return ((await answer.json()) as { access_token: string }).access_token
}
const own = `/v1/authors/skills`
const put = (path: string, body: unknown = {}, by = token) =>
  a.send('PUT', `${own}/${slug}/${path}`, { token: by, body })
const remove = (path: string, by = token) => a.send('DELETE', `${own}/${slug}/${path}`, { token: by })
const ok = async (answer: Response) => {
  expect(answer.status).toBe(200)
  return (await answer.json()) as Record<string, unknown>
}
const publicly = async (path = `/v1/skills/${slug}`) => {
  const answer = await a.send('GET', path)
  return {
    status: answer.status,
    location: answer.headers.get('Location'),
    body: answer.status === 308 ? null : await answer.json(),
  }
}
const log = async (handle = 'acme') => {
  const { items } = (await (await a.send('GET', `/v1/publishers/${handle}/log`)).json()) as {
    items: Record<string, unknown>[]
  }
  return items.map(({ act, skill, details }) => ({ act, skill, details }))
}
const crawl = async () => {
  await a.db.execute(sql`update skill_sources set next_crawl_at = null, crawl_etag = null`)
  a.later(24 * HOUR)
  await a.tick()
}
const feedOf = async (kind = 'skill') => {
  const { rows } = await a.db.execute<{ deleted: boolean; payload: Record<string, unknown> }>(sql`
    select p.deleted, p.payload from published_items p join skills s on s.id = p.source_id where s.name = ${name} and p.kind = ${kind}`)
  return rows[0]
}

describe('an author', () => {
  it('hides a skill, which no crawl brings back, and shows it again', async () => {
    expect(await ok(await put('hidden', { reason: 'Not ready.' }))).toMatchObject({
      status: 'archived',
      hidden_at: expect.any(String),
    })
    expect((await publicly()).status).toBe(404)
    await expect.poll(() => feedOf()).toMatchObject({ deleted: true })
    await a.write(`acme/kit/${name}/SKILL.md`, skillText(name, '# Other'))
    await crawl()
    await publish('acme/kit')
    expect((await publicly()).status).toBe(404)
    expect(await ok(await remove('hidden'))).toMatchObject({ status: 'active', hidden_at: null })
    expect((await publicly()).status).toBe(200)
    await expect.poll(() => feedOf()).toMatchObject({ deleted: false })
    expect((await log()).slice(0, 3)).toMatchObject([
      { act: 'show', skill: slug },
      { act: 'publish', skill: null },
      { act: 'hide', skill: slug, details: { reason: 'Not ready.' } },
    ])
  })

  it('hides and shows once, however often it is sent', async () => {
    const before = (await log()).length
    for (const _ of [1, 2]) await ok(await put('hidden'))
    await Promise.all([put('hidden'), put('hidden')])
    for (const _ of [1, 2]) await ok(await remove('hidden'))
    expect((await log()).length).toBe(before + 2)
  })

  it('does not show what an admin has archived', async () => {
    const { rows } = await a.db.execute<{ id: string }>(sql`select id from skills where slug = ${slug}`)
    const id = rows[0]?.id ?? ''
    await ok(await put('hidden'))
    await updateSkill(a.db, TESTER, id, { status: 'archived' })
    expect(await refusal(await remove('hidden'))).toMatchObject({
      status: 409,
      detail: 'An admin has archived this skill.',
    })
    expect(await refusal(await put('hidden'))).toMatchObject({ status: 409 })
    await updateSkill(a.db, TESTER, id, { status: 'active' })
    expect((await publicly()).status).toBe(200)
  })

  it('yanks a version and gives it out again, but not what a reviewer has yanked', async () => {
    await ok(await put('versions/1.0.0/yank', { reason: 'It deletes files.' }))
    expect((await publicly(`/v1/skills/${slug}/versions/1.0.0`)).body).toMatchObject({
      withheld: 'yanked',
      yanked: { reason: 'It deletes files.' },
    })
    await ok(await remove('versions/1.0.0/yank?reason=Checked'))
    expect((await publicly(`/v1/skills/${slug}/versions/1.0.0`)).body).toMatchObject({
      withheld: expect.not.stringMatching('yanked'),
    })
    expect((await log()).slice(0, 2)).toMatchObject([
      { act: 'unyank', details: { version: '1.0.0', reason: 'Checked' } },
      { act: 'yank', details: { version: '1.0.0', reason: 'It deletes files.' } },
    ])
    const { rows } = await a.db.execute<{ id: string }>(sql`select id from skills where slug = ${slug}`)
    await yankVersion(a.db, TESTER, { skillId: rows[0]?.id ?? '', version: '1.0.0', reason: 'A reviewer.' })
    expect(await refusal(await remove('versions/1.0.0/yank?reason=x'))).toMatchObject({
      status: 409,
      detail: 'A reviewer has yanked this version.',
    })
    expect(await refusal(await put('versions/9.0.0/yank', { reason: 'x' }))).toMatchObject({ status: 404 })
  })

  it('deprecates a skill with a successor', async () => {
    await a.write('acme/kit/better/SKILL.md', skillText('better'))
    await publish('acme/kit')
    await ok(await put('deprecation', { reason: 'Use the other one.', successor: 'acme--better' }))
    expect((await publicly()).body).toMatchObject({
      deprecated: { reason: 'Use the other one.', successor: 'acme--better' },
    })
    expect(await refusal(await put('deprecation', { reason: 'x', successor: slug }))).toMatchObject({ status: 400 })
    expect(await refusal(await put('deprecation', { reason: 'x', successor: 'no--such' }))).toMatchObject({
      status: 400,
    })
    await ok(await remove('deprecation'))
    expect((await publicly()).body).toMatchObject({ deprecated: null })
  })

  it('sets the category and the homepage, which a crawl keeps, unless an admin has curated the skill', async () => {
    await aCategory(a.db, 'science')
    const edit = (body: unknown) => a.send('PATCH', `${own}/${slug}`, { token, body })
    await ok(await edit({ category: 'science', homepage: 'https://acme.example/x' }))
    await a.write(`acme/kit/${name}/SKILL.md`, skillText(name, '# Changed'))
    await publish('acme/kit')
    expect((await publicly()).body).toMatchObject({ category: { key: 'science' }, homepage: 'https://acme.example/x' })
    for (const body of [
      {},
      { category: 'nothing' },
      { homepage: 'http://x.example' },
      { homepage: 'javascript:alert(1)' },
    ])
      expect(await refusal(await edit(body))).toMatchObject({ status: 400 })
    await a.db.execute(sql`update skills set curated = true where slug = ${slug}`)
    expect(await refusal(await edit({ category: 'science' }))).toMatchObject({ status: 409 })
  })

  it('answers a finding beside the report', async () => {
    await ok(await put('answers/remote-code.pipe-to-shell', { answer: 'It is a quotation.' }))
    const report = await publicly(`/v1/skills/${slug}/versions/latest/report`)
    expect(report.body).toMatchObject({
      answers: [{ rule: 'remote-code.pipe-to-shell', answer: 'It is a quotation.' }],
    })
    const before = (await log()).length
    await ok(await put('answers/remote-code.pipe-to-shell', { answer: 'It is a quotation.' }))
    expect((await log()).length).toBe(before)
    expect(await ok(await remove('answers/remote-code.pipe-to-shell'))).toMatchObject({ answers: [] })
  })

  it('lists the skills of the repository, hidden ones too', async () => {
    await ok(await put('hidden'))
    const { items } = (await (await a.send('GET', `${own}?size=2`, { token })).json()) as {
      items: { slug: string; status: string }[]
    }
    expect(items[0]).toMatchObject({ slug, status: 'archived' })
  })
})

describe('the author of another repository', () => {
  it.each([
    ['PUT', 'hidden', {}],
    ['DELETE', 'hidden', undefined],
    ['PUT', 'versions/1.0.0/yank', { reason: 'x' }],
    ['DELETE', 'versions/1.0.0/yank?reason=x', undefined],
    ['PUT', 'deprecation', { reason: 'x' }],
    ['DELETE', 'deprecation', undefined],
    ['PUT', 'name', { name: 'mine' }],
    ['PUT', 'offer', { to: 'mallory' }],
    ['DELETE', 'offer', undefined],
    ['PUT', 'answers/secrets.alive', { answer: 'x' }],
    ['DELETE', 'answers/secrets.alive', undefined],
  ])('may not %s %s', async (method, path, body) => {
    const audited = async () => (await a.db.execute(sql`select count(*)::int as n from audit_log`)).rows
    const before = await audited()
    const answer = await a.send(method, `${own}/${slug}/${path}`, { token: mallory, body })
    expect(await refusal(answer)).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await refusal(await a.send(method, `${own}/${slug}/${path}`, { body }))).toMatchObject({ status: 401 })
    expect(await audited()).toEqual(before)
  })

  it('does not learn of a hidden skill', async () => {
    await ok(await put('hidden'))
    expect(await refusal(await a.send('GET', `${own}/${slug}`, { token: mallory }))).toMatchObject({ status: 404 })
  })

  it('owns nothing of what a repository has left behind under its name', async () => {
    await a.db.execute(sql`
      update raw_skills r set github_repo = null from skill_source_links l join skills s on s.id = l.skill_id where l.raw_skill_id = r.id and s.slug = ${slug}`)
    expect(await refusal(await put('hidden'))).toMatchObject({ status: 403 })
  })
})

describe('a renamed skill', () => {
  it('keeps its counts, and its old address leads to it for ever', async () => {
    await a.db.execute(
      sql`update skill_popularity p set github_stars = 42 from skills s where s.id = p.skill_id and s.slug = ${slug}`,
    )
    const old = slug
    expect(await ok(await put('name', { name: `${name}-x` }))).toMatchObject({ slug: `${old}-x`, former_slugs: [old] })
    expect(await publicly()).toMatchObject({ status: 308, location: `/v1/skills/${old}-x` })
    expect(await publicly(`/v1/skills/${old}/versions/1.0.0?a=b`)).toMatchObject({
      status: 308,
      location: `/v1/skills/${old}-x/versions/1.0.0?a=b`,
    })
    expect(await publicly(`/s/${old}/.well-known/agent-skills/index.json`)).toMatchObject({ status: 308 })
    expect((await publicly(`/v1/skills/${old}-x`)).body).toMatchObject({ popularity: { stars: 42 } })
    const page = await a.send('GET', `/en/skills/${old}/versions`)
    expect([page.status, page.headers.get('Location')]).toEqual([301, `/en/skills/${old}-x/versions`])
    await expect.poll(() => feedOf()).toMatchObject({ payload: { slug: `${old}-x` } })
    expect((await log())[0]).toEqual({ act: 'rename', skill: `${old}-x`, details: { from: old, to: `${old}-x` } })
    expect(await ok(await put('name', { name: `${name}-x` }))).toMatchObject({ slug: `${old}-x` })
    expect(await ok(await put('name', { name }))).toMatchObject({ slug: old, former_slugs: [`${old}-x`] })
    expect(await publicly(`/v1/skills/${old}-x`)).toMatchObject({ status: 308, location: `/v1/skills/${old}` })
  })

  it('keeps its skill when its folder is renamed afterwards', async () => {
    await ok(await put('name', { name: `${name}-new` }))
    await a.move(`acme/kit/${name}`, `acme/kit/${name}-new`)
    await a.write(`acme/kit/${name}-new/SKILL.md`, skillText(`${name}-new`))
    const { items } = await publish('acme/kit')
    expect(items.filter(({ skill }) => skill?.startsWith(slug))).toMatchObject([
      { skill: `${slug}-new`, state: 'listed' },
    ])
    const { rows } = await a.db.execute(sql`select count(*)::int as n from skills where slug like ${`${slug}%`}`)
    expect(rows).toEqual([{ n: 1 }])
  })

  it('leaves its old name to nobody', async () => {
    await ok(await put('name', { name: `${name}-b` }))
    await a.write(`acme/other-${count}/${name}/SKILL.md`, skillText(name, '# Another one'))
    const { items } = await publish(`acme/other-${count}`)
    expect(items[0]?.skill).toMatch(new RegExp(`^${slug}-`))
    expect(await publicly()).toMatchObject({ status: 308, location: `/v1/skills/${slug}-b` })
  })

  it('does not take the name of another, even if two ask for it at once', async () => {
    const second = `second-${count}`
    await a.write(`acme/kit/${second}/SKILL.md`, skillText(second))
    await publish('acme/kit')
    const to = { name: `wanted-${count}` }
    const answers = await Promise.all([
      put('name', to),
      a.send('PUT', `${own}/acme--${second}/name`, { token, body: to }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it.each(['', 'A', 'a--b', '-a', 'x'.repeat(65)])('needs a name: %j', async (bad) => {
    expect(await refusal(await put('name', { name: bad }))).toMatchObject({ status: 400 })
  })

  it('is counted by its old slug too', async () => {
    await ok(await put('name', { name: `${name}-c` }))
    const event = {
      event_id: crypto.randomUUID(),
      slug,
      event_type: 'use',
      session_id: 's',
      occurred_at: new Date().toISOString(),
    }
    const answer = await a.post('/v1/events', { body: event })
    expect(answer.status).toBe(202)
    expect(JSON.stringify(await answer.json())).not.toContain('unknown')
  })
})

describe('a transfer', () => {
  beforeEach(async () => {
    await publish('mallory/kit')
  })
  const offers = async (by = mallory) =>
    (
      (await (await a.send('GET', '/v1/authors/offers', { token: by })).json()) as {
        items: { id: string; skill: string }[]
      }
    ).items
  const decide = (id: string, decision: string, by = mallory) =>
    a.post(`/v1/authors/offers/${id}/${decision}`, { token: by })

  const handOver = async () => {
    await ok(await put('offer', { to: 'mallory' }))
    const offer = (await offers()).find(({ skill }) => skill === slug)
    await ok(await decide(offer?.id ?? '', 'accept'))
  }

  it('moves a skill to a publisher who accepts, with its address and counts', async () => {
    await ok(await put('offer', { to: 'mallory' }))
    await ok(await put('offer', { to: 'mallory' }))
    const [offer, ...more] = (await offers()).filter(({ skill }) => skill === slug)
    expect(more).toEqual([])
    expect(await refusal(await decide(offer?.id ?? '', 'accept', token))).toMatchObject({ status: 404 })
    expect(await ok(await decide(offer?.id ?? '', 'accept'))).toMatchObject({ slug, owner: 'mallory' })
    expect(await ok(await decide(offer?.id ?? '', 'accept'))).toMatchObject({ slug, owner: 'mallory' })
    expect(await refusal(await decide(offer?.id ?? '', 'decline'))).toMatchObject({ status: 409 })
    expect((await publicly()).body).toMatchObject({ owner: 'mallory' })
    expect(await refusal(await put('hidden'))).toMatchObject({ status: 403 })
    expect(await ok(await put('deprecation', { reason: 'x' }, mallory))).toMatchObject({ deprecated: { reason: 'x' } })
    expect(await log('mallory')).toContainEqual({ act: 'accept', skill: slug, details: { from: 'acme' } })
    expect(await log()).toContainEqual({ act: 'accept', skill: slug, details: { to: 'mallory' } })
  })

  it('lets the next version come from the new publisher, and none from the old one', async () => {
    await ok(await put('offer', { to: 'mallory' }))
    const offer = (await offers()).find(({ skill }) => skill === slug)
    await ok(await decide(offer?.id ?? '', 'accept'))
    await a.write(`acme/kit/${name}/SKILL.md`, skillText(name, '# Not mine any more'))
    const { items } = await publish('acme/kit')
    expect(items.map(({ skill }) => skill)).not.toContain(slug)
    await a.write(`mallory/kit/${name}/SKILL.md`, skillText(name, '# Mine now'))
    expect((await publish('mallory/kit')).items).toContainEqual(
      expect.objectContaining({ skill: slug, state: 'listed', version: '1.0.1' }),
    )
  })

  it('says of the file of the old publisher why it is not taken, also once it has changed', async () => {
    const report = async () => {
      const { body } = await publicly('/v1/repositories/acme/kit?size=100')
      const { items } = body as { items: { path: string; state: string; reason: string | null }[] }
      return items.find(({ path }) => path === `${name}/SKILL.md`)
    }
    const mine = async () =>
      (await publish('acme/kit')).items.find((item) => 'path' in item && item.path === `${name}/SKILL.md`)
    const REASON = 'Its skill was transferred to another publisher.'
    await handOver()
    expect(await mine()).toMatchObject({ state: 'rejected', why: 'handed_over', skill: null })
    expect(await report()).toMatchObject({ state: 'rejected', reason: REASON })
    await a.write(`acme/kit/${name}/SKILL.md`, skillText(name, '# Changed'))
    expect(await mine()).toMatchObject({
      ...{ state: 'waiting', why: 'handed_over', skill: null },
      message: expect.stringContaining('handed over to another publisher'),
    })
    expect(await report()).toMatchObject({ state: 'waiting', reason: REASON })
  })

  it('that goes back lets the file of the first publisher make the next version again', async () => {
    await handOver()
    await ok(await put('offer', { to: 'acme' }, mallory))
    const back = (await offers(token)).find(({ skill }) => skill === slug)
    expect(await ok(await decide(back?.id ?? '', 'accept', token))).toMatchObject({ slug, owner: 'acme' })
    await a.write(`acme/kit/${name}/SKILL.md`, skillText(name, '# Mine again'))
    expect((await publish('acme/kit')).items).toContainEqual(
      expect.objectContaining({ skill: slug, state: 'listed', version: '1.0.1', why: null }),
    )
  })

  it('is declined, withdrawn or expires', async () => {
    await ok(await put('offer', { to: 'mallory' }))
    const first = (await offers()).find(({ skill }) => skill === slug)
    expect(await ok(await decide(first?.id ?? '', 'decline'))).toMatchObject({ owner: 'acme', offer: null })
    await ok(await put('offer', { to: 'mallory' }))
    expect(await ok(await remove('offer'))).toMatchObject({ offer: null })
    await ok(await put('offer', { to: 'mallory' }))
    const last = (await offers()).find(({ skill }) => skill === slug)
    await a.db.execute(sql`update skill_transfers set expires_at = now() where id = ${last?.id}::uuid`)
    expect(await refusal(await decide(last?.id ?? '', 'accept'))).toMatchObject({ status: 409 })
    expect(await ok(await put('offer', { to: 'mallory' }))).toMatchObject({ offer: { to: 'mallory' } })
  })

  it('is to a verified publisher only', async () => {
    await a.db.execute(
      sql`insert into publishers (id, kind, name, handle, slug_part, created_at, updated_at) values (gen_random_uuid(), 'local', ${`u${count}`}, ${`u${count}`}, ${`u${count}`}, now(), now())`,
    )
    for (const to of [`u${count}`, 'nobody', 'acme']) {
      const answer = await put('offer', { to })
      expect(await refusal(answer)).toMatchObject({ status: 400 })
    }
  })
})
