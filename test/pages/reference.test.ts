import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleOf } from '../../src/pages/reference/example.ts'
import { serveApp } from '../support/api/served-app.ts'
import { readPage, type Seen } from '../support/pages/read-page.ts'
import { createDatabase } from '../support/run/database.ts'

const MAX_GZIP = 60_000

type Document = {
  tags: { name: string }[]
  paths: Record<string, Record<string, { operationId: string; tags: string[]; summary: string }>>
}

let app: Awaited<ReturnType<typeof serveApp>>
let document: Document
const pages = new Map<string, Seen>()
beforeAll(async () => {
  app = await serveApp(await createDatabase())
  document = (await (await app.fromApp('/openapi.json')).json()) as Document
  for (const { name } of document.tags) pages.set(name, await readPage(app, `/en/reference/${name}`))
})
afterAll(() => app.stop())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
  )

describe('/reference', () => {
  it('lists every operation, and links to where it is described', async () => {
    const page = await readPage(app, '/en/reference')
    expect(page.status).toBe(200)
    expect(page.headers.get('Cache-Tag')).toBe('pages,openapi')
    for (const { operationId, summary, tags } of operations())
      expect(page.links(summary), operationId).toContain(`/en/reference/${tags[0]}#${operationId}`)
    expect(page.html).not.toMatch(/<script(?! type="module" src="\/assets\/)/)
  })
})

describe('/reference/TAG', () => {
  it('describes every operation of the tag', () => {
    for (const { operationId, path, method, tags } of operations()) {
      const page = pages.get(tags[0] ?? '')
      expect(page?.all('h2').map(({ properties }) => properties.id)).toContain(operationId)
      expect(page?.text(), operationId).toContain(`${method} ${path}`)
    }
  })

  it('has links within the page that lead somewhere, and every id once', () => {
    for (const [tag, page] of pages) {
      const ids = ['h1', 'h2', 'h3', 'main'].flatMap(page.all).flatMap(({ properties }) => properties.id ?? [])
      expect(new Set(ids).size, tag).toBe(ids.length)
      for (const { properties } of page.all('a')) {
        const href = String(properties.href)
        if (href.startsWith('#')) expect(ids, `${tag}: ${href}`).toContain(href.slice(1))
      }
    }
  })

  it('says what a parameter may be', () => {
    const text = pages.get('catalogue')?.text()
    expect(text).toContain('size in the query integer 1 to 100, default 20 optional')
    expect(text).toContain('q in the query string 1 to 200 characters optional')
    expect(text).toContain('"relevance" or "latest" or "popular" or "tokens"')
    expect(text).not.toContain('9007199254740991')
  })

  it('shows a command that calls the operation', () => {
    expect(pages.get('catalogue')?.html).toContain('curl -s &#39;http://api.test/v1/skills/REF&#39;')
    expect(pages.get('admin')?.html).toContain('Authorization: Bearer TOKEN')
    expect(pages.get('events')?.text()).toMatch(/curl -s -X POST .*-d '\{"event_id":"…"/)
  })

  it('is small', () => {
    for (const [tag, { html }] of pages) expect(gzipSync(html).length, tag).toBeLessThan(MAX_GZIP)
  })

  it('is a 404 of a tag that does not exist', async () => {
    expect((await readPage(app, '/en/reference/nothing')).status).toBe(404)
  })

  it('is there in Korean', async () => {
    const page = await readPage(app, '/ko/reference/feed')
    expect(page.status).toBe(200)
    expect(page.text()).toContain('매개변수')
  })
})

describe('the example of a body', () => {
  const of = (schema: Parameters<typeof exampleOf>[1]) =>
    exampleOf(
      {
        info: { version: '1' },
        tags: [],
        paths: {},
        components: { schemas: { Loop: { $ref: '#/components/schemas/Loop' } }, securitySchemes: {} },
      },
      schema,
    )

  it('has what is required', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer', minimum: 3 }, b: { type: 'string' } },
    }
    expect(of(schema)).toEqual({ a: 3 })
  })

  it('ends also where a schema refers to itself', () => {
    expect(of({ $ref: '#/components/schemas/Loop' })).toBeNull()
  })
})
