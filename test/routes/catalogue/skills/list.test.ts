import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { SkillList } from '../../../../src/routes/catalogue/skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'
import { searchAll } from '../../../support/run/search.ts'

const Page = SkillList

let api: Api

async function list(query: string): Promise<z.output<typeof Page>> {
  const response = await api.call(`/v1/skills${query}`)
  expect(response.status).toBe(200)
  return Page.parse(await response.json())
}
const names = async (query: string) => (await list(query)).items.map((item) => item.name)

beforeAll(async () => {
  api = await startApi()
  const { db } = api
  await aCategory(db, 'science')
  await aCategory(db, 'art')
  await aCategory(db, 'data-science')
  await aSkill(db, {
    name: 'protein-folding',
    owner: 'Lab',
    category: 'science',
    tags: ['biology', 'proteins'],
    summary: 'Predict the structure of a protein.',
    score: 5,
    updatedAt: '2026-01-01T00:00:00Z',
  })
  await aSkill(db, { name: 'pdf', summary: 'Read and write documents.', score: 1, updatedAt: '2026-01-03T00:00:00Z' })
  await aSkill(db, {
    name: 'pdf-forms',
    summary: 'Fill in pdf forms of documents.',
    license: 'Apache-2.0',
    score: 9,
    updatedAt: '2026-01-02T00:00:00Z',
  })
  await aSkill(db, {
    name: 'meeting-notes',
    owner: 'dalbit',
    summary: '회의록을 정리하고 할 일을 뽑습니다.',
    tags: ['회의'],
  })
  await aSkill(db, { name: 'hidden', status: 'draft' })
  const original = await aSkill(db, { name: 'csv-tools', contentHash: 'a'.repeat(64), summary: 'Profile a csv table.' })
  await aSkill(db, {
    name: 'csv-tools',
    owner: 'copycat',
    contentHash: 'a'.repeat(64),
    duplicateOf: original.id,
    summary: 'Profile a csv table.',
  })
  await searchAll(db)
})

describe('GET /v1/skills', () => {
  it('lists active skills by popularity, with cache headers', async () => {
    const response = await api.call('/v1/skills')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe(
      'public, max-age=60, stale-while-revalidate=600, stale-if-error=3600',
    )
    expect(response.headers.get('Cache-Tag')).toBe('skills')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('ETag')).toMatch(/^"[0-9a-f]+"$/)
    const page = Page.parse(await response.json())
    expect(page.items.slice(0, 3).map((item) => item.name)).toEqual(['pdf-forms', 'protein-folding', 'pdf'])
    expect(page.items.map((item) => item.name)).not.toContain('hidden')
    expect(page.next_cursor).toBeNull()
  })

  it('answers 304 without a body to a matching If-None-Match', async () => {
    const first = await api.call('/v1/skills')
    const again = await api.call('/v1/skills', { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(again.headers.get('Cache-Control')).toBe(first.headers.get('Cache-Control'))
  })

  it('shows category, tags, licence and counts of a skill', async () => {
    const { items } = await list('?q=protein')
    expect(items[0]).toMatchObject({
      slug: 'lab--protein-folding',
      owner: 'Lab',
      category: { key: 'science', name: 'SCIENCE' },
      tags: ['biology', 'proteins'],
      license: 'MIT',
      content_policy: 'full',
      copies: 1,
      popularity: { score: 5, stars: 0, uses_30d: 0, as_of: null },
    })
  })

  it.each([
    ['category=science', ['protein-folding']],
    ['tag=biology', ['protein-folding']],
    ['owner=LAB', ['protein-folding']],
    ['license=Apache-2.0', ['pdf-forms']],
    ['category=SCIENCE', ['protein-folding']],
    ['category=art', []],
    ['tag=Biology', ['protein-folding']],
    ['tag=biology&tag=proteins', ['protein-folding']],
    ['tag=biology&tag=biology', ['protein-folding']],
    ['tag=biology&tag=회의', []],
    ['license=apache-2.0', ['pdf-forms']],
    ['license=ISC', []],
    ['license=(MIT OR zlib)', []],
    ['q=documents&license=Apache-2.0', ['pdf-forms']],
  ])('filters by %s', async (filter, expected) => {
    expect(await names(`?${filter}`)).toEqual(expected)
  })

  it('folds copies into their original and counts them', async () => {
    const { items } = await list('?q=csv')
    expect(items.map((item) => [item.slug, item.copies])).toEqual([['acme--csv-tools', 2]])
  })

  it('lists copies when filtered by their owner', async () => {
    expect((await list('?owner=copycat')).items.map((item) => item.slug)).toEqual(['copycat--csv-tools'])
  })

  it('lists the latest changes first', async () => {
    expect((await names('?sort=latest')).filter((name) => name.startsWith('p'))).toEqual([
      'pdf',
      'pdf-forms',
      'protein-folding',
    ])
  })
})

describe('search', () => {
  it('puts the exact name before skills that are used more', async () => {
    expect(await names('?q=pdf')).toEqual(['pdf', 'pdf-forms'])
    expect((await names('?q=PDF+forms'))[0]).toBe('pdf-forms')
  })

  it('finds parts of hyphenated names and word stems', async () => {
    expect(await names('?q=folding+proteins')).toEqual(['protein-folding'])
    expect(await names('?q=protein-folding')).toEqual(['protein-folding'])
  })

  it('ranks a match of all words before a match of some', async () => {
    expect(await names('?q=documents+forms')).toEqual(['pdf-forms', 'pdf'])
    expect((await names('?q=structure+protein+documents'))[0]).toBe('protein-folding')
  })

  it('tolerates a typing error', async () => {
    expect(await names('?q=protien')).toEqual(['protein-folding'])
  })

  it('ignores words that no skill has', async () => {
    expect(await names('?q=protein+zzzxqj')).toEqual(['protein-folding'])
  })

  it.each(['회의록', '회의', '정리'])('finds %s in Korean', async (word) => {
    expect(await names(`?q=${encodeURIComponent(word)}`)).toEqual(['meeting-notes'])
  })

  it.each(['%27%3B--', '%22', '%5C', '%3A*', '%26%7C!', '%28%28', 'the', '%25', '_', '%F0%9F%92%A9', 'a'.repeat(200)])(
    'takes %s for a word like any other',
    async (q) => {
      await list(`?q=${q}`)
    },
  )
})

describe('an expensive search', () => {
  it.each([
    ['66 signs that are no words', '😀 '.repeat(66)],
    ['100 words that no skill has', Array.from({ length: 50 }, (_, i) => `zq${i}`).join(' ')],
    ['100 Korean words that no skill has', Array.from({ length: 50 }, (_, i) => `궭${i}`).join(' ')],
  ])('uses only a few of %s', async (_, q) => {
    expect(await names(`?q=${encodeURIComponent(q.slice(0, 200).trim())}`)).toEqual([])
  })
})

describe('pages', () => {
  it.each([
    'sort=popular',
    'sort=latest',
    'sort=tokens',
    'q=documents+csv+protein&sort=relevance',
    'q=documents+csv+protein&sort=tokens',
    'q=pdf',
  ])('go through %s by cursor without loss or repetition', async (query) => {
    const whole = await list(`?${query}&size=100`)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: z.output<typeof Page> = await list(`?${query}&size=1${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map((item) => item.id))
      cursor = page.next_cursor
    }
    expect(seen).toEqual(whole.items.map((item) => item.id))
  })

  it('have their number and the total when asked by number', async () => {
    const all = (await list('?size=100')).items
    const page = await list('?page=2&size=2')
    expect(page).toMatchObject({ page: 2, size: 2, total: all.length, total_pages: Math.ceil(all.length / 2) })
    expect(page.items).toEqual(all.slice(2, 4))
  })

  it('are empty after the last one, but still have the total', async () => {
    expect(await list('?page=50&size=100')).toMatchObject({
      items: [],
      next_cursor: null,
      page: 50,
      total: 5,
      total_pages: 1,
    })
  })
})

describe('bad input', () => {
  it.each([
    ['size=101', '/size'],
    ['size=0', '/size'],
    ['size=ten', '/size'],
    ['page=0', '/page'],
    ['page=2&size=100&cursor=abc', '/cursor'],
    ['page=101&size=100', '/page'],
    ['cursor=abc', '/cursor'],
    ['sort=best', '/sort'],
    ['sort=relevance', '/sort'],
    ['max_tokens=0', '/max_tokens'],
    ['max_tokens=few', '/max_tokens'],
    ['max_tokens=1000001', '/max_tokens'],
    ['q=', '/q'],
    ['q=%20', '/q'],
    [`q=${'a'.repeat(201)}`, '/q'],
    ['catgory=science', '/catgory'],
    ['owner=a&owner=b', '/owner'],
    ['tag=', '/tag/0'],
    ['tag=biology&tag=', '/tag/1'],
    [Array(11).fill('tag=biology').join('&'), '/tag'],
    ['license=free', '/license'],
    ['license=Proprietary', '/license'],
    ['license=MIT or so', '/license'],
  ])('%s is refused, naming %s', async (query, pointer) => {
    const problem = await readProblem(await api.call(`/v1/skills?${query}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid' })
    expect(problem.errors?.[0]).toMatchObject({ in: 'query', pointer })
  })

  it.each([
    [
      'category=datascience',
      '/category',
      'there is no category "datascience"; did you mean "data-science"?',
      'data-science',
    ],
    ['category=sceince', '/category', 'there is no category "sceince"; did you mean "science"?', 'science'],
    ['tag=bioloyg', '/tag', 'there is no tag "bioloyg"; did you mean "biology"?', 'biology'],
    ['tag=biology&tag=회', '/tag', 'there is no tag "회"; /v1/taxonomy lists them'],
    ['category=nowhere&q=pdf', '/category', 'there is no category "nowhere"; /v1/taxonomy lists them'],
    ['category=nowhere&page=2', '/category', 'there is no category "nowhere"; /v1/taxonomy lists them'],
  ])('%s does not exist, and is answered with 404', async (query, pointer, message, meant?: string) => {
    const response = await api.call(`/v1/skills?${query}`)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await readProblem(response)).toEqual({
      status: 404,
      code: 'not_found',
      detail: `query ${pointer}: ${message}`,
      errors: [{ in: 'query', pointer, message }],
      ...(meant && { suggestions: [meant] }),
    })
  })

  it('names every key that does not exist', async () => {
    const problem = await readProblem(await api.call('/v1/skills?tag=nothing&tag=biology&tag=nobody&category=nowhere'))
    expect(problem.errors?.map(({ message }) => message.split(';')[0])).toEqual([
      'there is no category "nowhere"',
      'there is no tag "nobody"',
      'there is no tag "nothing"',
    ])
  })

  it('more than ten tags, and words that are no licence, are refused in plain words', async () => {
    const many = Array(11).fill('tag=biology').join('&')
    const problem = await readProblem(await api.call(`/v1/skills?${many}&license=free`))
    expect(problem.errors).toEqual([
      { in: 'query', pointer: '/tag', message: 'must have at most 10 items' },
      {
        in: 'query',
        pointer: '/license',
        message: 'is not an SPDX licence, such as MIT or Apache-2.0; see spdx.org/licenses',
      },
    ])
  })

  it.each([
    ['size=101', 'must be at most 100'],
    ['size=0', 'must be at least 1'],
    ['size=ten', 'must be a whole number'],
  ])('%s gets the message: %s', async (query, message) => {
    const problem = await readProblem(await api.call(`/v1/skills?${query}`))
    expect(problem.errors).toEqual([{ in: 'query', pointer: '/size', message }])
  })

  it('a cursor of another order is refused', async () => {
    const { next_cursor: cursor } = await list('?size=1')
    const problem = await readProblem(await api.call(`/v1/skills?sort=latest&cursor=${cursor}`))
    expect(problem).toMatchObject({ status: 400, errors: [{ in: 'query', pointer: '/cursor' }] })
  })
})
