import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { serveApp } from '../support/api/served-app.ts'
import { aFile } from '../support/builders/raw-files.ts'
import { aGithub } from '../support/outside/github.ts'
import { readPage } from '../support/pages/read-page.ts'
import { createDatabase } from '../support/run/database.ts'

let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  app = await serveApp(await createDatabase())
})
afterAll(() => app.stop())
afterEach(() => {
  vi.restoreAllMocks()
})

const send = (repo: string, headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }, lang = 'en') =>
  app.fromApp(`/${lang}/submit`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'CF-Connecting-IP': crypto.randomUUID(),
      ...headers,
    },
    body: new URLSearchParams({ repo }),
  })

describe('/submit', () => {
  it.each(['en', 'ko'])('has a form that works without a module (%s)', async (lang) => {
    const page = await readPage(app, `/${lang}/submit`)
    expect(page.status).toBe(200)
    expect(page.html).toContain(`<form class="line" method="post" action="/${lang}/submit">`)
  })

  it('leads to the report of the repository', async () => {
    aGithub({ 'acme/kit': { files: { 'pdf/SKILL.md': aFile('pdf') } } })
    const answer = await send('https://github.com/acme/kit', undefined, 'ko')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe('/ko/repositories/acme/kit')
  })

  it('says above the form why a repository is refused, and keeps what was written', async () => {
    aGithub()
    const answer = await send('acme/<none>')
    expect(answer.status).toBe(400)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    const html = await answer.text()
    expect(html).toContain('role="alert"')
    expect(html).toContain('value="acme/&lt;none&gt;"')
    const missing = await send('acme/none')
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain('GitHub has no public repository acme/none.')
  })

  it('takes no form that another site has sent', async () => {
    const github = aGithub({ 'acme/kit': { files: {} } })
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }, {}] as const)
      expect((await send('acme/kit', headers as Record<string, string>)).status).toBe(403)
    expect(github.asked).toEqual([])
  })
})
