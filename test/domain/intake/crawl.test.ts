import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoffMinutes } from '../../../src/domain/intake/crawl-schedule.ts'
import { readGithubAddress } from '../../../src/domain/intake/github-address.ts'

describe('the wait after a failure', () => {
  it('doubles from ten minutes up to a day', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map((failures) => backoffMinutes(failures, 100_000))
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440])
  })

  it('never exceeds the interval, and never shrinks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 15, max: 43_200 }), (failures, interval) => {
        const wait = backoffMinutes(failures, interval)
        expect(wait).toBeGreaterThanOrEqual(10)
        expect(wait).toBeLessThanOrEqual(Math.min(interval, 1440))
        expect(backoffMinutes(failures + 1, interval)).toBeGreaterThanOrEqual(wait)
      }),
    )
  })
})

describe('the address of a source on GitHub', () => {
  it.each([
    ['https://github.com/acme', { owner: 'acme', repo: null }],
    ['https://github.com/acme/', { owner: 'acme', repo: null }],
    ['https://github.com/acme/kit', { owner: 'acme', repo: 'acme/kit' }],
    ['https://github.com/acme/kit.git', { owner: 'acme', repo: 'acme/kit' }],
    ['https://GITHUB.com/Acme/Kit/tree/main/skills', { owner: 'Acme', repo: 'Acme/Kit' }],
    ['https://raw.githubusercontent.com/acme/kit/main/SKILL.md', { owner: 'acme', repo: 'acme/kit' }],
  ])('%s', (text, value) => {
    expect(readGithubAddress(text)).toEqual({ value })
  })

  it.each([
    'http://github.com/acme',
    'https://github.com',
    'https://github.com/',
    'https://github.com/..',
    'https://github.com/-x',
    'https://github.com.evil.test/acme',
    'https://github.com@evil.test/acme',
    'https://user@github.com/acme',
    'https://github.com:444/acme',
    'https://github.com/acme?x',
    'https://github.com/a%2Fb',
    'https://gitlab.com/acme/kit',
    'acme/kit',
    '',
  ])('is not %j', (text) => {
    expect(readGithubAddress(text)).toHaveProperty('fault')
  })
})
