import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { SearchAnswer } from '../../../../src/routes/catalogue/search/search-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { anIngestedSkill, aSkill } from '../../../support/builders/builders.ts'
import { aGithub } from '../../../support/outside/github.ts'
import { searchAll } from '../../../support/run/search.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Searches, and returns the answer and the requests to GitHub. */
async function search(body: unknown) {
  const { asked } = aGithub()
  const response = await api.send('POST', '/v1/search', body)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  return { answer: SearchAnswer.parse(await response.json()), asked }
}

describe('a search for words', () => {
  it('finds the same as GET /v1/skills by relevance', async () => {
    await aSkill(api.db, { name: 'kettle-descaler', summary: 'Descales kettles.' })
    await aSkill(api.db, { name: 'tea', summary: 'What to do with a kettle.' })
    await searchAll(api.db)
    const { answer, asked } = await search({ q: ' kettle ' })
    const listed = await (await api.call('/v1/skills?q=kettle')).json<{ items: unknown[] }>()
    expect(answer).toEqual({ status: 'found', items: listed.items, pending: [], more: 0, notes: [] })
    expect(answer.items.map(({ name }) => name)).toEqual(['kettle-descaler', 'tea'])
    expect(asked).toEqual([])
  })

  it('finds nothing without asking GitHub', async () => {
    const { answer, asked } = await search({ q: 'zygomorphic' })
    expect(answer).toEqual({ status: 'not_found', items: [], pending: [], more: 0, notes: [] })
    expect(asked).toEqual([])
  })

  it('answers at most 20 skills', async () => {
    for (let i = 0; i < 21; i++) await aSkill(api.db, { name: `plumbing-${i}` })
    await searchAll(api.db)
    expect((await search({ q: 'plumbing' })).answer.items).toHaveLength(20)
  })
})

describe('a search for a repository that the catalogue has', () => {
  beforeAll(async () => {
    await anIngestedSkill(api.db, { name: 'pdf', owner: 'Acme', source: 'one' })
    await anIngestedSkill(api.db, { name: 'pdf-forms', owner: 'Acme', source: 'one' })
    await anIngestedSkill(api.db, { name: 'other', owner: 'acme2', source: 'two' })
  })

  it.each([
    ['by its name', { repo: 'Acme/skills' }, ['pdf', 'pdf-forms']],
    ['in another case', { repo: 'aCME/Skills' }, ['pdf', 'pdf-forms']],
    ['by its address', { url: 'https://github.com/Acme/skills' }, ['pdf', 'pdf-forms']],
    ['as it is cloned', { url: 'https://github.com/acme/skills.git' }, ['pdf', 'pdf-forms']],
    [
      'with what a browser adds',
      { url: 'https://GitHub.com/Acme/skills/?tab=readme-ov-file#top' },
      ['pdf', 'pdf-forms'],
    ],
    ['by a folder', { repo: 'Acme/skills', path: 'skills/pdf' }, ['pdf']],
    ['by a folder with a slash', { repo: 'Acme/skills', path: 'skills/pdf/' }, ['pdf']],
    ['by a folder above', { repo: 'Acme/skills', path: 'skills' }, ['pdf', 'pdf-forms']],
    ['by a file', { repo: 'Acme/skills', path: 'skills/pdf-forms/SKILL.md' }, ['pdf-forms']],
    ['by the address of a branch', { url: 'https://github.com/Acme/skills/tree/main' }, ['pdf', 'pdf-forms']],
    ['by the address of a folder', { url: 'https://github.com/Acme/skills/tree/main/skills/pdf' }, ['pdf']],
    ['by the address of a file', { url: 'https://github.com/Acme/skills/blob/main/skills/pdf/SKILL.md' }, ['pdf']],
    [
      'by a permalink',
      { url: `https://github.com/Acme/skills/blob/${'a'.repeat(40)}/skills/pdf/SKILL.md#L3` },
      ['pdf'],
    ],
    ['raw', { url: 'https://raw.githubusercontent.com/Acme/skills/main/skills/pdf/SKILL.md' }, ['pdf']],
    [
      'raw, of a branch',
      { url: 'https://raw.githubusercontent.com/Acme/skills/refs/heads/main/skills/pdf/SKILL.md' },
      ['pdf'],
    ],
    ['with escapes', { url: 'https://github.com/Acme/skills/tree/main/skills/%70df' }, ['pdf']],
  ])('finds it %s', async (_, body, names) => {
    const { answer, asked } = await search(body)
    expect(answer).toMatchObject({ status: 'found', pending: [], more: 0, notes: [] })
    expect(answer.items.map(({ name }) => name).toSorted()).toEqual(names)
    expect(asked).toEqual([])
  })

  it('asks GitHub for a folder of it that is not stored', async () => {
    const { answer, asked } = await search({ repo: 'Acme/skills', path: 'skills/pd' })
    expect(answer.status).toBe('not_found')
    expect(asked).toEqual(['/repos/Acme/skills'])
  })

  it.each([
    'https://github.com/umbra/kit',
    'http://github.com/Umbra/kit/',
    'git@github.com:umbra/kit.git',
    'Umbra/Kit',
  ])('finds a skill that an admin filed under %s', async (canonical_repo) => {
    const { id } = await aSkill(api.db, { canonical_repo, owner: 'umbra' })
    const { answer, asked } = await search({ repo: 'umbra/kit' })
    expect(answer.items.map((item) => item.id)).toContain(id)
    expect(asked).toEqual([])
  })

  it('finds copies too, but only active skills', async () => {
    const { id } = await aSkill(api.db, { canonical_repo: 'twin/kit', owner: 'twin' })
    const copy = await aSkill(api.db, { canonical_repo: 'twin/kit', owner: 'twin', duplicateOf: id })
    await aSkill(api.db, { canonical_repo: 'twin/kit', owner: 'twin', status: 'archived' })
    const { answer } = await search({ repo: 'twin/kit' })
    expect(answer.items.map((item) => item.id).toSorted()).toEqual([id, copy.id].toSorted())
  })

  it('says that rejected files were reviewed, and does not ask GitHub again', async () => {
    const { slug } = await anIngestedSkill(api.db, { name: 'gone', owner: 'gone', source: 'three' })
    await api.db.execute(sql`update skills set status = 'archived' where slug = ${slug}`)
    const { answer, asked } = await search({ repo: 'gone/skills' })
    expect(answer).toEqual({
      status: 'not_found',
      items: [],
      pending: [],
      more: 0,
      notes: ['The files in this place were reviewed and are not in the catalogue.'],
    })
    expect(asked).toEqual([])
  })
})
