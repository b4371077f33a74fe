import { beforeAll, describe, expect, it } from 'vitest'
import { SkillDetail, SkillList } from '../../../../src/routes/catalogue/skill-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { searchAll } from '../../../support/run/search.ts'

const Page = SkillList

let api: Api

/** A skill that costs 2 tokens for its description and `words` for its body. */
const aSkillOf = async (name: string, words: number) => {
  const body = Array(words).fill('pdf').join(' ')
  return aVersion(api.db, { name, files: [await aFile('SKILL.md', `---\ndescription: reads pdf\n---\n${body}`)] })
}

async function list(query: string) {
  const response = await api.call(`/v1/skills?${query}`)
  expect(response.status).toBe(200)
  return Page.parse(await response.json())
}
const costs = async (query: string) =>
  (await list(query)).items.map(({ name, context_tokens: tokens }) => [name, tokens])

beforeAll(async () => {
  api = await startApi()
  await aSkillOf('pdf-large', 900)
  await aSkillOf('pdf-small', 10)
  await aSkill(api.db, { name: 'pdf-unknown', summary: 'Reads a pdf.' })
  await aSkillOf('pdf-medium', 100)
  await searchAll(api.db)
})

describe('the tokens of skills in a list', () => {
  const SORTED = [
    ['pdf-small', 12],
    ['pdf-medium', 102],
    ['pdf-large', 902],
    ['pdf-unknown', null],
  ]

  it.each(['sort=tokens', 'q=pdf&sort=tokens'])('order it from few to many, the unknown last: %s', async (query) => {
    expect(await costs(query)).toEqual(SORTED)
  })

  it.each(['sort=tokens', 'sort=popular', 'q=pdf', 'sort=tokens&page=1'])('limit it: %s', async (query) => {
    const found = await costs(`${query}&max_tokens=102`)
    expect(found.sort()).toEqual([
      ['pdf-medium', 102],
      ['pdf-small', 12],
    ])
  })

  it('are counted in the total of a numbered page', async () => {
    expect(await list('page=1&max_tokens=102')).toMatchObject({ total: 2 })
  })

  it('limit a search by POST', async () => {
    const response = await api.send('POST', '/v1/search', { q: 'pdf', max_tokens: 50 })
    expect(await response.json()).toMatchObject({ items: [{ name: 'pdf-small', context_tokens: 12 }] })
  })
})

describe('the tokens of one skill', () => {
  it('are those of its newest version, whose parts are told', async () => {
    await aVersion(api.db, { name: 'told', files: [await aFile('SKILL.md', '---\ndescription: a b\n---\nc d e')] })
    const files = [
      await aFile('SKILL.md', '---\ndescription: a b\n---\nc'),
      await aFile('references/more.md', 'd e f g'),
    ]
    await aVersion(api.db, { name: 'told', files })
    const parts = { tokenizer: 'o200k_base', description: 2, body: 1, references: 4, cut: [] }
    const skill = SkillDetail.parse(await (await api.call('/v1/skills/acme--told')).json())
    expect(skill).toMatchObject({ context_tokens: 3, latest_version: { version: '1.0.1', context_tokens: parts } })
    const versions = await (await api.call('/v1/skills/acme--told/versions')).json()
    expect(versions).toMatchObject({ items: [{ context_tokens: parts }, { context_tokens: { body: 3 } }] })
    expect(await (await api.call('/v1/skills/acme--told/versions/1.0.1')).json()).toMatchObject({
      context_tokens: parts,
    })
  })
})
