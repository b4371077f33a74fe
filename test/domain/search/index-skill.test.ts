import { describe, expect, it } from 'vitest'
import { indexSkill } from '../../../src/domain/search/index-skill.ts'
import { IMPACTS, LEVELS, levelOf } from '../../../src/domain/search/weights.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'
import { CATALOGUE } from '../../bench/relevance/catalogue/index.ts'

const texts = { name: '', tags: '', summary: '', category: '', publisher: '', body: '' }

describe('indexSkill', () => {
  it('gives a word of the name a higher level than one of the text', () => {
    const { terms } = indexSkill({ ...texts, name: 'kettle', body: 'Boil water.' })
    expect(terms.get('kettl')).toBeGreaterThan(terms.get('boil') as number)
  })

  it('leaves what every text has out of the text, but not out of the rest', () => {
    const { terms } = indexSkill({ ...texts, name: 'the-list', body: 'It is what you will do with all of this.' })
    expect([...terms.keys()]).toEqual(['the', 'list', 'thelist', 'all'])
  })

  it('leaves out of a text what it says once and very many say, but not out of the rest', () => {
    const body = `Run it on a kiwi. ${'Peel it. '.repeat(200)}`
    expect([...indexSkill({ ...texts, body }).terms.keys()]).toEqual(['kiwi', 'peel'])
    expect(indexSkill({ ...texts, name: 'run', body }).terms.has('run')).toBe(true)
    expect(indexSkill({ ...texts, body: `${body}${' Run.'.repeat(5)}` }).terms.has('run')).toBe(true)
  })

  it('stores what it stored: who changes it adds a migration that has every skill indexed anew, and writes the digest here', async () => {
    const stored = CATALOGUE.map(({ name, tags, description, body, publisher }) =>
      indexSkill({ name, tags: tags.join(' '), summary: description, category: '', publisher, body }),
    )
    const digest = await sha256Hex(JSON.stringify(stored.map(({ terms, words }) => [[...terms], words])))
    expect(digest.slice(0, 16)).toBe('2dcbf6cfd9715c7b')
  })
})

describe('levels of impact', () => {
  it('are from the least to the highest impact, and each has its own', () => {
    expect(IMPACTS.map(levelOf)).toEqual([...Array(LEVELS).keys()])
    expect([levelOf(0), levelOf(1)]).toEqual([0, LEVELS - 1])
  })
})
