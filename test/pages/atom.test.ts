import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, it } from 'vitest'
import { type AtomFeed, atomOf } from '../../src/pages/feeds/atom.ts'
import { TEXTS } from '../../src/pages/texts/index.ts'

const ENTRY = { path: '/skills/acme--x', title: 'x', author: 'acme', updated: '2026-01-02T00:00:00.000Z' }

function feedOf(feed: Partial<AtomFeed>) {
  const view = { lang: 'en' as const, t: TEXTS.en, path: '/a.atom', search: '?b=1&c', origin: 'https://r.test' }
  const text = atomOf({ ...view, now: new Date() }, { path: '/a', title: 'A', entries: [ENTRY], ...feed })
  const root = new DOMParser().parseFromString(text, 'application/xml').documentElement
  const all = (name: string) => Array.from(root?.getElementsByTagName(name) ?? [])
  return { root, texts: (name: string) => all(name).map((e) => e.textContent), links: all('link') }
}

describe('an Atom feed', () => {
  it('has what RFC 4287 asks of a feed and of its entries', () => {
    const { root, texts, links } = feedOf({
      entries: [ENTRY, { ...ENTRY, part: 'v1.0.1', updated: '2026-01-03T00:00:00.000Z', summary: 'More.' }],
    })
    expect(root?.namespaceURI).toBe('http://www.w3.org/2005/Atom')
    expect(texts('id')).toEqual([
      'https://r.test/a',
      'https://r.test/skills/acme--x',
      'https://r.test/skills/acme--x#v1.0.1',
    ])
    expect(texts('updated')[0]).toBe('2026-01-03T00:00:00.000Z')
    expect(texts('name')).toEqual(['acme', 'acme'])
    expect(texts('summary')).toEqual(['More.'])
    expect(links.map((link) => `${link.getAttribute('rel')} ${link.getAttribute('href')}`)).toEqual([
      'self https://r.test/en/a.atom?b=1&c',
      'alternate https://r.test/en/a',
      'alternate https://r.test/en/skills/acme--x',
      'alternate https://r.test/en/skills/acme--x#v1.0.1',
    ])
  })

  it('shows what somebody else wrote as text, and what XML does not know as its number', () => {
    const { texts } = feedOf({ title: '</title><script>&amp;"\u0000\u202E\uD800\uFFFF' })
    expect(texts('title')[0]).toBe('</title><script>&amp;"[U+0000][U+202E]\uFFFD\uFFFD')
  })

  it('is a feed also without entries', () => {
    expect(feedOf({ entries: [] }).texts('updated')).toEqual(['1970-01-01T00:00:00Z'])
  })
})
