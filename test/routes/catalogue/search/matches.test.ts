import { beforeAll, describe, expect, it } from 'vitest'
import { SkillList } from '../../../../src/routes/catalogue/skill-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'
import { searchAll } from '../../../support/run/search.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aCategory(api.db, 'finance')
  await aSkill(api.db, { name: 'python-tests', owner: 'cobalt', summary: 'Writes tests for Python code.' })
  await aSkill(api.db, {
    name: 'invoices',
    owner: 'ledger',
    category: 'finance',
    summary: 'Makes an invoice as a PDF.',
  })
  await aSkill(api.db, { name: 'site-builder', summary: 'Builds a site with Word Press.' })
  await aSkill(api.db, { name: 'lamp', summary: '스마트 조명을 켭니다.' })
  await searchAll(api.db)
})

async function search(q: string) {
  const response = await api.call(`/v1/skills?q=${encodeURIComponent(q)}`)
  expect(response.status).toBe(200)
  const answer = SkillList.parse(await response.json())
  if (!('search' in answer)) throw new Error('The answer does not say what was searched for.')
  return answer
}

describe('a search', () => {
  it('says what it searched for, what it ignored and what was probably meant', async () => {
    const { search: understood, items } = await search('how do I write pyhton tests')
    expect(understood).toEqual({
      words: ['write', 'pyhton', 'tests'],
      ignored: ['how', 'do', 'i'],
      did_you_mean: 'how do I write python tests',
    })
    expect(items[0]).toMatchObject({
      name: 'python-tests',
      matches: [
        { word: 'write', as: 'write', how: 'written', in: ['summary'] },
        { word: 'pyhton', as: 'python', how: 'corrected', in: ['name', 'summary'] },
        { word: 'tests', as: 'tests', how: 'written', in: ['name', 'summary'] },
      ],
      snippet: {
        text: 'Writes tests for Python code.',
        marks: [
          [0, 6],
          [7, 12],
          [17, 23],
        ],
      },
    })
  })

  it.each([
    ['Rechnung', 'invoices', 'invoice', 'synonym'],
    ['wordpress', 'site-builder', 'word press', 'split'],
    ['python test', 'python-tests', 'python', 'written'],
    ['조명', 'lamp', '조명', 'written'],
    ['pythontests', 'python-tests', 'pythontests', 'written'],
  ])('finds %s as %s', async (q, name, as, how) => {
    const { items, search: understood } = await search(q)
    expect(items[0]).toMatchObject({ name, matches: expect.arrayContaining([expect.objectContaining({ as, how })]) })
    expect(understood.did_you_mean).toBeNull()
  })

  it('does not say that a word which a skill has is wrong', async () => {
    expect((await search('lamp')).search.did_you_mean).toBeNull()
  })

  it.each(['!!!', '🎉'])('finds nothing for %s', async (q) => {
    expect((await search(q)).items).toEqual([])
  })

  it('does not let skills of one name crowd out the others', async () => {
    for (const owner of ['one', 'two', 'three', 'four'])
      await aSkill(api.db, { name: 'sleep', owner, summary: 'Tracks sleep.' })
    await aSkill(api.db, { name: 'night-log', summary: 'Keeps a log of your sleep at night.' })
    await searchAll(api.db)
    const names = (await search('sleep')).items.map(({ name }) => name)
    expect(names.slice(0, 3)).toContain('night-log')
    expect(names).toHaveLength(5)
  })

  it('finds skills by the words of their publisher and of their category', async () => {
    expect((await search('cobalt')).items.map(({ name }) => name)).toEqual(['python-tests'])
    expect((await search('finance')).items[0]).toMatchObject({ name: 'invoices' })
  })
})
