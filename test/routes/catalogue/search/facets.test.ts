import { beforeAll, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { searchAll } from '../../../support/run/search.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aCategory(api.db, 'kitchen')
  await aSkill(api.db, { name: 'kettle', owner: 'alpha', category: 'kitchen', tags: ['hot', 'water'], license: 'MIT' })
  await aSkill(api.db, { name: 'kettle-repair', owner: 'alpha', category: 'kitchen', tags: ['hot'], license: null })
  await aVersion(api.db, {
    name: 'kettle-kit',
    files: [await aFile('SKILL.md', '---\nname: kettle-kit\ndescription: A kettle.\n---\nBoil.')],
  })
  await aSkill(api.db, { name: 'saw', owner: 'beta', license: 'MIT' })
  await searchAll(api.db)
})

const facets = async (query: string) => {
  const response = await api.call(`/v1/skills/facets?${query}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toContain('max-age=60')
  return response.json()
}

it('counts what a search finds by category, tag, licence, publisher and client', async () => {
  expect(await facets('q=kettle')).toMatchObject({
    skills: 3,
    categories: expect.arrayContaining([{ key: 'kitchen', name: expect.any(String), skills: 2 }]),
    tags: expect.arrayContaining([
      { key: 'hot', skills: 2 },
      { key: 'water', skills: 1 },
    ]),
    publishers: expect.arrayContaining([{ handle: 'alpha', skills: 2 }]),
    clients: { skills_cli: 1, clawhub: 1, mcp: 1 },
  })
})

it('counts within the filters of the search', async () => {
  expect(await facets('q=kettle&tag=water')).toMatchObject({
    skills: 1,
    tags: [
      { key: 'hot', skills: 1 },
      { key: 'water', skills: 1 },
    ],
  })
})

it('counts nothing where nothing is found', async () => {
  expect(await facets('q=zygomorphic')).toEqual({
    ...{ skills: 0, categories: [], verdicts: [], tags: [], licenses: [], publishers: [] },
    clients: { skills_cli: 0, clawhub: 0, mcp: 0 },
  })
})

it('refuses a search without words, and a category that does not exist', async () => {
  expect(await readProblem(await api.call('/v1/skills/facets'))).toMatchObject({
    status: 400,
    errors: [{ pointer: '/q' }],
  })
  expect(await readProblem(await api.call('/v1/skills/facets?q=a&category=nowhere'))).toMatchObject({ status: 404 })
})

it.each(['skills_cli', 'clawhub', 'mcp'])('lists and finds the skills that %s can install', async (client) => {
  const names = async (query: string) => {
    const response = await api.call(`/v1/skills?${query}&client=${client}`)
    expect(response.status).toBe(200)
    return (await response.json<{ items: { name: string }[] }>()).items.map(({ name }) => name)
  }
  expect(await names('sort=latest')).toEqual(['kettle-kit'])
  expect(await names('q=kettle')).toEqual(['kettle-kit'])
  expect(await facets(`q=kettle&client=${client}`)).toMatchObject({ skills: 1 })
})

it('refuses a client that it does not know', async () => {
  const problem = await readProblem(await api.call('/v1/skills?client=npm'))
  expect(problem.errors).toEqual([{ in: 'query', pointer: '/client', message: expect.stringContaining('skills_cli') }])
})
