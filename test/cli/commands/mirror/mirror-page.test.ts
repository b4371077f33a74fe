import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePage } from '../../../../src/cli/commands/mirror/page.ts'
import { pageHash, payloadHash } from '../../../../src/domain/feed/publication.ts'

type Item = Awaited<ReturnType<typeof anItem>>
type Page = { items: Item[]; next_after: number; next_cursor?: string | null; [field: string]: unknown }

const anItem = async (seq: number, payload: Record<string, unknown> = { seq }) => ({
  ...{ seq, kind: 'skill', id: crypto.randomUUID(), deleted: false, schema_version: 1, payload },
  ...{ payload_hash: await payloadHash(payload), published_at: '2026-02-10T14:30:00.000Z' },
})
/** Changes 11, 12 and 15, which follow place 10. */
const aPage = async (more: Partial<Page> = {}): Promise<Page> => {
  const items = await Promise.all([11, 12, 15].map((seq) => anItem(seq)))
  return { items, next_after: 15, latest_seq: 20, lag_seconds: 0, page_hash: await pageHash(items), ...more }
}
const AT_10 = { round: 1, after: 10, cursor: null }
const BOOTSTRAPPING = { round: 2, after: null, cursor: 'abc' }
const parse = (page: unknown, place: Parameters<typeof parsePage>[1] = AT_10) =>
  parsePage(new TextEncoder().encode(JSON.stringify(page)), place)
/** As a publisher would send it that got something wrong: the hash of the page fits. */
const rehashed = async (page: Page) => ({ ...page, page_hash: await pageHash(page.items) })
const [first, second] = [(page: Page) => page.items[0] as Item, (page: Page) => page.items[1] as Item]

describe('a page', () => {
  it('that is valid is read with the place after it', async () => {
    const page = await aPage()
    expect(await parse(page)).toEqual({
      items: page.items.map(({ seq, id, payload_hash, published_at }) => ({
        ...{ seq, kind: 'skill', id, deleted: false, schemaVersion: 1, payloadHash: payload_hash },
        ...{ payload: `{"seq":${seq}}`, publishedAt: published_at },
      })),
      next: { round: 1, after: 15, cursor: null },
      latestSeq: 20,
      lagSeconds: 0,
    })
  })

  it('of a bootstrap leads to the next page, and the last one leads to the feed', async () => {
    const more = await parse(await aPage({ next_cursor: 'def' }), BOOTSTRAPPING)
    expect(more.next).toEqual({ round: 2, after: null, cursor: 'def' })
    const last = await parse(await aPage({ next_cursor: null }), BOOTSTRAPPING)
    expect(last.next).toEqual({ round: 2, after: 15, cursor: null })
  })

  it('of a bootstrap whose next page is itself is refused', async () => {
    await expect(parse(await aPage({ next_cursor: 'abc' }), BOOTSTRAPPING)).rejects.toThrow(/same page/)
  })

  it('of a bootstrap need not be ordered by seq', async () => {
    const page = await aPage({ next_cursor: null, next_after: 5 })
    page.items.reverse()
    expect((await parse(await rehashed(page), BOOTSTRAPPING)).items).toHaveLength(3)
  })

  it('keeps any JSON payload as canonical JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (payload) => {
        const items = [await anItem(11, payload)]
        const page = await parse(await aPage({ items, page_hash: await pageHash(items) }))
        expect(JSON.parse(page.items[0]?.payload ?? '')).toEqual(JSON.parse(JSON.stringify(payload)))
      }),
      { examples: [[JSON.parse('{"__proto__":{"a":1},"constructor":2}')]] },
    )
  })

  it.each<[string, (page: Page) => unknown]>([
    ['lacks an item', (page) => page.items.pop()],
    ['has its items in another order', (page) => page.items.reverse()],
    ['has an item twice', (page) => page.items.push(first(page))],
    ['has another deletion', (page) => Object.assign(first(page), { deleted: true })],
    [
      'has the hash of another payload',
      (page) => Object.assign(first(page), { payload_hash: second(page).payload_hash }),
    ],
    ['has another payload', (page) => Object.assign(first(page), { payload: {} })],
    ['has another seq', (page) => Object.assign(first(page), { seq: 10 })],
  ])('that %s is refused', async (_, damage) => {
    const page = await aPage()
    damage(page)
    await expect(parse(page)).rejects.toThrow(/hash/)
  })

  it.each<[string, (page: Page) => unknown, RegExp]>([
    ['has another payload', (page) => Object.assign(first(page), { payload: {} }), /payload_hash of skill/],
    ['has a seq that was there before', (page) => Object.assign(first(page), { seq: 10 }), /does not rise/],
    ['has a seq twice', (page) => Object.assign(second(page), { seq: 11 }), /does not rise/],
    ['has its items in another order', (page) => page.items.reverse(), /does not rise/],
    ['would repeat its last change', (page) => Object.assign(page, { next_after: 14 }), /would repeat/],
    ['leads beyond the end', (page) => Object.assign(page, { next_after: 21 }), /beyond the end/],
    ['leads nowhere', (page) => Object.assign(page, { items: [], next_after: 10 }), /same page/],
    ['has a kind that leads out of a folder', (page) => Object.assign(first(page), { kind: '../skill' }), /kind/],
    ['has an id that leads out of a folder', (page) => Object.assign(first(page), { id: '../../x' }), /id/],
    ['has a payload that is none', (page) => Object.assign(first(page), { payload: 'text' }), /payload/],
    ['lacks its place', (page) => Reflect.deleteProperty(page, 'next_after'), /next_after/],
  ])('that %s, though its hash fits, is refused', async (_, damage, told) => {
    const page = await aPage()
    damage(page)
    await expect(parse(await rehashed(page))).rejects.toThrow(told)
  })

  it.each(['', '{', '[]', 'null', '\u00ff'])('is refused because of %j', async (text) => {
    await expect(parsePage(Buffer.from(text, 'latin1'), AT_10)).rejects.toThrow()
  })
})
