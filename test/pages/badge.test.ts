import { DOMParser } from '@xmldom/xmldom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawBadge } from '../../src/pages/badge/draw.ts'
import { aVersion } from '../support/builders/versions.ts'
import { aSkillMd, openPages } from '../support/pages/open-pages.ts'

let site: Awaited<ReturnType<typeof openPages>>
beforeAll(async () => {
  site = await openPages()
  await aVersion(site.db, { name: 'shown', files: [await aSkillMd('shown')] })
})
afterAll(() => site.stop())

const svgOf = (text: string) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement

async function badge(path: string) {
  const answer = await site.fromApp(`/badge/${path}`)
  const svg = svgOf(await answer.text())
  return { answer, name: svg?.getAttribute('aria-label') }
}

describe('a badge', () => {
  it.each([
    ['', 'skill: v1.0.0'],
    ['?show=version', 'skill: v1.0.0'],
    ['?show=tier', 'tier: not ranked'],
    ['?show=verdict', 'scan: not scanned'],
    ['?show=installs', 'installs: 0/month'],
  ])('with %j shows %s', async (query, name) => {
    const shown = await badge(`acme--shown.svg${query}`)
    expect(shown.answer.status).toBe(200)
    expect(shown.name).toBe(name)
  })

  it('may be loaded by any page, runs nothing, and is purged with its skill', async () => {
    const { headers } = (await badge('acme--shown.svg')).answer
    expect(headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(headers.get('X-Frame-Options')).toBeNull()
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'")
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=60/)
    expect(headers.get('Cache-Tag')).toContain('skill:acme--shown')
    const again = await site.fromApp('/badge/acme--shown.svg', {
      headers: { 'If-None-Match': headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('says in the image what is wrong, and is then not kept', async () => {
    const missing = await badge('acme--nowhere.svg')
    expect([missing.answer.status, missing.name]).toEqual([404, 'skill: not found'])
    expect(missing.answer.headers.get('Cache-Control')).toBe('no-store')
    const wrong = await badge('acme--shown.svg?show=__proto__')
    expect([wrong.answer.status, wrong.name]).toEqual([400, 'show: version, tier, verdict, installs'])
  })

  it('has room for what it says, whatever that is', () => {
    const svg = svgOf(drawBadge({ label: 'i&<"', value: '漢字 W', color: '#000000' }))
    expect(svg?.getAttribute('aria-label')).toBe('i&<": 漢字 W')
    const [left, right] = Array.from(svg?.getElementsByTagName('text') ?? [])
    const end = (text: typeof left) => Number(text?.getAttribute('x')) + Number(text?.getAttribute('textLength'))
    expect(end(left)).toBeLessThan(Number(right?.getAttribute('x')))
    expect(end(right)).toBeLessThan(Number(svg?.getAttribute('width')))
  })
})

describe('the card of a skill', () => {
  it('may be framed by any page, and runs nothing', async () => {
    const { answer, texts, all } = await site.open('/en/embed/acme--shown')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/script-src 'none'.*frame-ancestors \*/)
    expect(answer.headers.get('X-Frame-Options')).toBeNull()
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(answer.headers.get('Cache-Tag')).toContain('skill:acme--shown')
    expect(texts('h1')[0]).toContain('shown')
    expect(all('script')).toEqual([])
    expect(all('a').map(({ properties }) => properties.href)).toEqual(['/en/skills/acme--shown'])
    const anyLanguage = await site.fromApp('/embed/acme--shown', { headers: { 'Accept-Language': 'ko' } })
    expect(anyLanguage.headers.get('Location')).toBe('/ko/embed/acme--shown')
  })

  it('is an error for an unknown skill', async () => {
    expect((await site.open('/en/embed/acme--nowhere')).answer.status).toBe(404)
  })

  it('is the only page that may be framed', async () => {
    const { headers } = (await site.open('/en/skills/acme--shown')).answer
    expect(headers.get('X-Frame-Options')).toBe('DENY')
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })
})
