import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { createDatabase } from '../../support/run/database.ts'
import { idOf, insertRows, type Row, skillRow } from '../migrations/earlier-rows.ts'

let db: Db

const skill = (number: number, p: Row) =>
  skillRow({
    id: idOf(5, number),
    owner: 'o',
    slug: `o--${number}`,
    search_tags: '',
    last_seen_at: null,
    category_id: null,
    ...p,
  })

const similar = async (term: string) => {
  const { rows } = await db.execute(sql`
    select s.name, f.similarity from similar_skills(${term}) f join skills s on s.id = f.skill_id
    order by f.similarity desc, s.name`)
  return rows
}
const names = async (term: string) => (await similar(term)).map((row) => row.name)

beforeAll(async () => {
  const made = await createDatabase()
  db = made.db
  await insertRows(db, {
    skills: [
      skill(1, { name: 'protein-folding', summary: 'Predicts structures' }),
      skill(2, { name: '번역', summary: '문서를 번역합니다' }),
      skill(3, { name: 'slides', summary: '100% of_the deck', search_tags: 'power-point' }),
      skill(4, { name: 'protein-archive', summary: 'Old', status: 'archived' }),
      skill(5, { name: 'spreadsheets', summary: '자동번역기' }),
      skill(6, { name: 'protein-copy', summary: 'Predicts structures', duplicate_of: idOf(5, 1) }),
    ],
  })
})

describe('similar_skills', () => {
  it('finds a word with two letters exchanged, among active skills and their duplicates', async () => {
    expect(await similar('protien')).toEqual([
      { name: 'protein-copy', similarity: 0.5 },
      { name: 'protein-folding', similarity: 0.5 },
    ])
  })

  it('finds Korean words, also inside others', async () => {
    expect(await similar('번역')).toEqual([
      { name: 'spreadsheets', similarity: 1 },
      { name: '번역', similarity: 1 },
    ])
  })

  it('finds tags and hyphenated words by their parts', async () => {
    expect(await names('powerpoint')).toContain('slides')
    expect(await names('folding')).toEqual(['protein-folding'])
  })

  it('treats special characters in a term literally', async () => {
    expect(await names('%역')).toEqual([])
    expect(await names('_역')).toEqual(['spreadsheets', '번역'])
    expect(await names('\\역')).toEqual([])
    expect(await names('')).toEqual([])
    expect(await names('%')).toEqual([])
  })
})
