import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../../support/api/served-app.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { readHtml } from '../../support/pages/read-html.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  at = await createDatabase()
  app = await serveApp(at)
})
afterAll(() => app.stop())

async function open(path: string) {
  const answer = await app.fromApp(path)
  return { answer, ...readHtml(await answer.text()) }
}

describe('the page of the copies of a skill', () => {
  it('leads to ten others with the same content at a time, and says which is the original', async () => {
    const contentHash = 'e'.repeat(64)
    const { id } = await aSkill(at.db, { name: 'tidy', contentHash })
    for (let i = 1; i <= 11; i++)
      await aSkill(at.db, { name: 'tidy', owner: `copier-${i}`, contentHash, duplicateOf: id })
    expect((await open('/en/skills/acme--tidy')).links).toContain('/en/skills/acme--tidy/copies')
    const { answer, texts, links } = await open('/en/skills/copier-1--tidy/copies')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Tag')).toContain('skill:copier-1--tidy')
    expect(texts('h2')).toEqual(['Copies elsewhere'])
    expect(texts('h3')).toHaveLength(10)
    expect(texts('b')).toContain('the original')
    expect(links).toEqual(expect.arrayContaining(['/en/skills/acme--tidy', '/en/publishers/copier-2']))
    const next = links.find((link) => link.includes('cursor=')) ?? ''
    expect((await open(next)).texts('h3')).toEqual(['tidy copier-11'])
  })

  it('says that there are none, and is not found for no skill', async () => {
    await aSkill(at.db, { name: 'alone' })
    expect((await open('/en/skills/acme--alone')).links).not.toContain('/en/skills/acme--alone/copies')
    expect((await open('/ko/skills/acme--alone/copies')).texts('h2')).toEqual(['다른 곳의 사본'])
    expect((await open('/en/skills/no--one/copies')).answer.status).toBe(404)
  })

  it('answers whoever has the page already with 304', async () => {
    const { answer } = await open('/en/skills/acme--alone')
    const headers = { 'If-None-Match': answer.headers.get('ETag') ?? 'none' }
    expect((await app.fromApp('/en/skills/acme--alone', { headers })).status).toBe(304)
  })
})
