import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { listOf } from '../../../../src/http/answers.ts'
import { RawSkill, RawSkillItem } from '../../../../src/routes/admin/intake/raw-skill-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile, aStoredFile } from '../../../support/builders/raw-files.ts'

const Page = listOf(RawSkillItem)

let api: Api
let admin: { Authorization: string }
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const get = (path: string) => api.call(`/v1/admin/raw-skills${path}`, { headers: admin })
async function list(query: string) {
  const response = await get(query)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  return Page.parse(await response.json())
}
async function detail(id: string) {
  const response = await get(`/${id}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  return RawSkill.parse(await response.json())
}

describe('GET /v1/admin/raw-skills', () => {
  it('lists the waiting files by their last change, page by page without gaps or repeats', async () => {
    const files = []
    for (let i = 0; i < 7; i++) files.push(await aStoredFile(api.db, { repo: 'pages/kit' }))
    const source = `source_id=${files[0]?.sourceId}`
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await list(`?${source}&status=new&size=3${cursor}`)
      expect(page.items.length).toBeLessThanOrEqual(3)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : ''
    } while (cursor)
    expect(seen).toEqual(files.map(({ id }) => id).toReversed())
  })

  it('filters by status, parse status, vanished, and a part of the name or path', async () => {
    const repo = 'filters/kit'
    const ok = await aStoredFile(api.db, { repo, path: 'deep/Alpha-One/SKILL.md', text: aFile('alpha-one') })
    const plain = await aStoredFile(api.db, {
      repo,
      path: 'deep/beta/SKILL.md',
      text: '# Beta\n\nWithout frontmatter.',
    })
    const gone = await aStoredFile(api.db, { repo, path: 'gamma/SKILL.md', text: '' })
    await api.db.execute(sql`update raw_skills set vanished_at = now() where id = ${gone.id}::uuid`)
    await api.send(
      'POST',
      `/v1/admin/raw-skills/${plain.id}/reject`,
      { file_hash: plain.file_hash, reason: 'No.' },
      admin,
    )
    const found = async (query: string) =>
      (await list(`?source_id=${ok.sourceId}&${query}`)).items.map(({ id }) => id).toSorted()
    expect(await found('status=rejected')).toEqual([plain.id])
    expect(await found('parse_status=invalid')).toEqual([gone.id])
    expect(await found('vanished=true')).toEqual([gone.id])
    expect(await found('vanished=false&parse_status=ok')).toEqual([ok.id])
    expect(await found('q=ALPHA')).toEqual([ok.id])
    expect(await found('q=deep/')).toEqual([ok.id, plain.id].toSorted())
    expect(await found('q=%25')).toEqual([])
  })
})

describe('GET /v1/admin/raw-skills/{id}', () => {
  it('shows the text, the fields, the findings, and the skill that an approval would make', async () => {
    const text = aFile('Wrong-Name', { more: 'license: MIT\ntags: [b, a]\ncolour: red\n' })
    const file = await aStoredFile(api.db, { path: 'tools/reader/SKILL.md', text })
    const raw = await detail(file.id)
    expect(raw).toMatchObject({
      text,
      parse_status: 'ok',
      status: 'new',
      tags: ['b', 'a'],
      size: text.length,
      skill: null,
    })
    expect(raw.findings.map(({ rule }) => rule)).toContain('frontmatter.unknown-key')
    expect(raw.errors).toBe(raw.findings.filter(({ severity }) => severity === 'error').length)
    expect(raw.frontmatter).toMatchObject({ colour: 'red' })
    expect(raw.becomes).toMatchObject({ action: 'create', slug: 'acme--wrong-name', skill: null, kept: [] })
    expect(raw.becomes?.differences).toContainEqual({ field: 'tags', before: null, after: ['a', 'b'] })
  })

  it('shows a change field by field, and nothing else', async () => {
    const file = await aStoredFile(api.db)
    const approve = { file_hash: file.file_hash }
    await api.send('POST', `/v1/admin/raw-skills/${file.id}/approve`, approve, admin)
    expect((await detail(file.id)).becomes).toMatchObject({ action: 'nothing', differences: [] })
    const changed = await aStoredFile(api.db, {
      path: file.path,
      text: aFile(file.name, { description: 'Other words.', more: 'license: MIT\ntags: [new]\n' }),
    })
    const { becomes } = await detail(changed.id)
    expect(becomes).toMatchObject({ action: 'update', slug: `acme--${file.name}`, skill: { status: 'active' } })
    expect(becomes?.differences.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      { field: 'content_hash', before: expect.any(String), after: expect.any(String) },
      { field: 'summary', before: `What ${file.name} does.`, after: 'Other words.' },
      { field: 'tags', before: [], after: ['new'] },
    ])
  })

  it('shows what a rejected file would become, as it can still be approved', async () => {
    const file = await aStoredFile(api.db)
    const reject = { file_hash: file.file_hash, reason: 'No.' }
    await api.send('POST', `/v1/admin/raw-skills/${file.id}/reject`, reject, admin)
    expect(await detail(file.id)).toMatchObject({
      status: 'rejected',
      becomes: { action: 'create', slug: `acme--${file.name}` },
    })
  })

  it.each([
    ['binary', Uint8Array.from([0xff, 0xfe, 0x00, 0x41])],
    ['1 MB of quotes', `---\nname: big\ndescription: Big.\n---\n${'"'.repeat(1_000_000)}`],
    ['Korean and emoji', aFile('회의록', { description: '회의를 정리합니다 😀' })],
  ])('accepts a file of %s', async (_, text) => {
    const file = await aStoredFile(api.db, { text })
    expect(await detail(file.id)).toMatchObject({ id: file.id, file_hash: file.file_hash })
  })
})

describe('POST /v1/admin/raw-skills/{id}/reparse', () => {
  const reparse = (id: string) => api.call(`/v1/admin/raw-skills/${id}/reparse`, { method: 'POST', headers: admin })

  it('updates the result of an earlier parser, and returns the file to review', async () => {
    const file = await aStoredFile(api.db)
    const good = await detail(file.id)
    await api.db.execute(sql`
      update raw_skills set parse_status = 'invalid', parse_errors = '[]', name_raw = null, status = 'rejected' where id = ${file.id}::uuid`)
    const response = await reparse(file.id)
    expect(response.status).toBe(200)
    const { updated_at, ...raw } = RawSkill.parse(await response.json())
    expect(raw).toEqual({ ...good, updated_at: undefined })
    const { rows } = await api.db.execute(sql`select action from audit_log where target_id = ${file.id}`)
    expect(rows).toEqual([{ action: 'raw_skill.reparse' }])
  })

  it('keeps the decision on a file that parses as before', async () => {
    const file = await aStoredFile(api.db)
    await api.send('POST', `/v1/admin/raw-skills/${file.id}/approve`, { file_hash: file.file_hash }, admin)
    expect((await reparse(file.id)).status).toBe(200)
    expect(await detail(file.id)).toMatchObject({ status: 'approved' })
  })

  it('refuses a file whose content was not stored', async () => {
    const file = await aStoredFile(api.db, { text: 'x'.repeat(1_048_577) })
    expect(await readProblem(await reparse(file.id))).toMatchObject({ status: 409, code: 'conflict' })
    expect(await readProblem(await reparse(crypto.randomUUID()))).toMatchObject({ status: 404 })
  })
})
