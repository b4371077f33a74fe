import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { createDatabase } from '../../support/run/database.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

let count = 0
/** Approves a folder that nobody had before. */
const change = async (declared: string | null = null) =>
  aVersion(db, { name: 'pdf', files: [await aFile('SKILL.md', `Text ${++count}.`)], declared })

const versions = async () => {
  const { rows } = await db.execute<{ version: string }>(
    sql`select version from skill_versions v join skills s on s.id = v.skill_id where s.slug = 'acme--pdf' order by nth`,
  )
  return rows.map(({ version }) => version)
}

describe('the versions of a skill', () => {
  it('begin at 1.0.0 and raise the patch, if none is declared', async () => {
    for (let i = 0; i < 3; i++) await change()
    expect(await versions()).toEqual(['1.0.0', '1.0.1', '1.0.2'])
  })

  it('are the declared ones where these are valid and higher than the last', async () => {
    for (const declared of ['0.3.0', '0.3.0', 'v2', '0.10.0', '0.9.9', '1.0.0-rc.1', '1.0.0', '1.0.0+build'])
      await change(declared)
    expect(await versions()).toEqual(['0.3.0', '0.3.1', '0.3.2', '0.10.0', '0.10.1', '1.0.0-rc.1', '1.0.0', '1.0.1'])
  })

  it('do not change when the same folder is approved again, whatever it declares', async () => {
    const files = [await aFile('SKILL.md', 'The same.')]
    for (const declared of [null, '7.0.0', null]) await aVersion(db, { name: 'pdf', files, declared })
    expect(await versions()).toEqual(['1.0.0'])
  })

  it('keep their order with keys that compare as semver does', async () => {
    for (const declared of ['1.0.0-beta.2', '1.0.0-beta.11', '1.0.0', '1.10.0', '10.0.0']) await change(declared)
    await change()
    const { rows } = await db.execute(sql`select version from skill_versions order by version_key`)
    expect(rows.map(({ version }) => version)).toEqual(await versions())
    expect((await versions()).at(-1)).toBe('10.0.1')
  })

  it('do not alternate when two sources of a skill are approved again', async () => {
    const [a, b] = [[await aFile('SKILL.md', 'Of one.')], [await aFile('SKILL.md', 'Of the other.')]]
    for (let i = 0; i < 3; i++) {
      await aVersion(db, { name: 'pdf', files: a })
      await aVersion(db, { name: 'pdf', files: b, source: 'another' })
    }
    expect(await versions()).toEqual(['1.0.0', '1.0.1'])
  })

  it('stay withdrawn once their licence was, also when a later version has another one', async () => {
    const files = [await aFile('SKILL.md', 'Mine.')]
    await aVersion(db, { name: 'pdf', files })
    await aVersion(db, { name: 'pdf', files, contentPolicy: 'link_only' })
    await change()
    const { rows } = await db.execute(sql`select version, content_policy from skill_versions order by nth`)
    expect(rows).toEqual([
      { version: '1.0.0', content_policy: 'link_only' },
      { version: '1.0.1', content_policy: 'full' },
    ])
  })

  it('can always be raised, whatever was declared', async () => {
    await change('1.0.99999999999999')
    await change()
    await change('1.0.99999999999999')
    await change('1.0.999999999999999')
    expect(await versions()).toEqual([
      '1.0.99999999999999',
      '1.0.100000000000000',
      '1.0.100000000000001',
      '1.0.100000000000002',
    ])
  })

  it('come once each from approvals at the same time', async () => {
    await change()
    const files = [await aFile('SKILL.md', 'Both approve this.')]
    await Promise.all([aVersion(db, { name: 'pdf', files }), aVersion(db, { name: 'pdf', files }), change()])
    const { rows } = await db.execute<{ nth: number }>(sql`select nth from skill_versions order by nth`)
    expect(rows.map(({ nth }) => nth)).toEqual(rows.map((_, i) => i + 1))
  })
})
