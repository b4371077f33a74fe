import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../../src/domain/catalogue/categories.ts'
import { chooseCategory } from '../../../src/domain/catalogue/choose-category.ts'

const choose = (p: Partial<Parameters<typeof chooseCategory>[0]>) =>
  chooseCategory({ rawCategory: null, name: '', description: '', tags: [], ...p })

describe('a category', () => {
  it('is the alias that the source has for it, in any case', () => {
    const aliases = new Map([['Dev Tools', 'custom-key']])
    expect(choose({ rawCategory: ' dev tools', aliases, name: 'sql-helper' })).toBe('custom-key')
  })

  it.each([
    ['finance', 'finance'],
    ['Data Analysis', 'data-analysis'],
    ['data_analysis', 'data-analysis'],
    ['Science and research', 'science'],
  ])('is named by %s', (rawCategory, key) => {
    expect(choose({ rawCategory, name: 'kubernetes' })).toBe(key)
  })

  it('is chosen by keywords; those in names and tags count more than those in the description', () => {
    expect(choose({ name: 'spotify-player', description: 'Use it in git and with a shell.' })).toBe('media')
    expect(choose({ tags: ['kubernetes'], description: 'A poem.' })).toBe('devops')
    expect(choose({ rawCategory: 'crypto tools' })).toBe('finance')
  })

  it('matches whole words and their plurals, not parts of words', () => {
    expect(choose({ description: 'Manages invoices.' })).toBe('finance')
    expect(choose({ description: 'Regretful legitimacy.' })).toBe('uncategorised')
  })

  it.each([
    ['회의록을 정리합니다', 'productivity'],
    ['문장을 번역해 줍니다', 'writing'],
    ['여행을 계획합니다', 'lifestyle'],
  ])('is found in Korean, with particles: %s', (description, key) => {
    expect(choose({ description })).toBe(key)
  })

  it('is the first in the table if two tie', () => {
    expect(choose({ name: 'docker-poem' })).toBe('devops')
    expect(choose({ name: 'poem-docker' })).toBe('devops')
  })

  it('is uncategorised if nothing fits', () => {
    expect(choose({ name: 'x', rawCategory: 'whatever' })).toBe('uncategorised')
  })
})

it('has keys and names that fit their columns, and the last of them is for skills that fit no other', () => {
  expect(new Set(CATEGORIES.map(({ key }) => key)).size).toBe(CATEGORIES.length)
  expect(CATEGORIES.at(-1)).toMatchObject({ key: 'uncategorised', keywords: [] })
  for (const { key, name, description, keywords } of CATEGORIES) {
    expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(name.length).toBeLessThanOrEqual(120)
    expect(description).not.toBe('')
    for (const word of keywords) expect(word).toMatch(/^[a-z0-9가-힣]+( [a-z0-9가-힣]+)*$/)
  }
})

it('can be reached by each of its keywords', () => {
  for (const { keywords } of CATEGORIES)
    for (const word of keywords) expect(choose({ name: word }), word).not.toBe('uncategorised')
})
