import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../support/api/served-app.ts'
import { anIngestedSkill } from '../support/builders/builders.ts'
import { aStoredFile } from '../support/builders/raw-files.ts'
import { readPage } from '../support/pages/read-page.ts'
import { createDatabase } from '../support/run/database.ts'

let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  const at = await createDatabase()
  app = await serveApp(at)
  await anIngestedSkill(at.db, { name: 'listed' })
  await aStoredFile(at.db, { repo: 'acme/skills', path: 'broken/SKILL.md', text: '---\nname: Other Name\n---\nText.' })
  const bad = await aStoredFile(at.db, { repo: 'acme/skills', path: 'bad/<b>\u202E/SKILL.md' })
  await at.db.execute(sql`
    update raw_skills set status = 'rejected', review_reason = '<script>alert(1)</script>', skill_url = 'javascript:alert(1)' where id = ${bad.id}::uuid`)
})
afterAll(() => app.stop())

describe('/repositories/OWNER/REPO', () => {
  it('says of each file what became of it and what is to be mended', async () => {
    const page = await readPage(app, '/en/repositories/acme/skills')
    expect(page.status).toBe(200)
    expect(page.text('h1')).toBe('acme/skills')
    expect(page.text()).toContain('3 files')
    expect(page.text()).toContain('Listed Everybody can find it: acme--listed')
    expect(page.text()).toMatch(/name\.folder error line 2 The name differs/)
    expect(page.links('acme--listed')).toEqual(['/en/skills/acme--listed'])
  })

  it('shows what others wrote as text, and links to the web alone', async () => {
    const { html } = await readPage(app, '/en/repositories/acme/skills')
    expect(html).not.toMatch(/<script>alert|javascript:|\u202E/)
    expect(html).toContain('[U+202E]')
    expect(html).toContain('&lt;script&gt;')
  })

  it('says of a repository that no crawl has seen what can be done', async () => {
    const page = await readPage(app, '/ko/repositories/acme/nothing')
    expect(page.status).toBe(404)
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    expect(page.text()).toContain('아직 수집한 적이 없는 저장소입니다.')
    expect(page.all('input').some(({ properties }) => properties.name === 'name')).toBe(true)
  })

  it('refuses what is no name of a repository', async () => {
    expect((await readPage(app, '/en/repositories/acme/a%20b')).status).toBe(400)
  })
})

describe('/repositories', () => {
  it.each([
    'acme/skills',
    'https://github.com/acme/skills',
    'https://github.com/acme/skills.git',
    ' acme/skills/tree/main ',
  ])('leads from %j to the report', async (name) => {
    const answer = await app.fromApp(`/en/repositories?name=${encodeURIComponent(name)}`)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('Location')).toBe('/en/repositories/acme/skills')
  })

  it.each(['acme', '//evil.example', 'https://evil.example/a/b', '../..'])('goes nowhere from %j', async (name) => {
    const page = await readPage(app, `/en/repositories?name=${encodeURIComponent(name)}`)
    expect(page.status).toBe(200)
    expect(page.text()).toContain('This is not the name of a repository.')
  })
})
