import { afterAll, beforeAll, expect, it } from 'vitest'
import { VerifyAnswer } from '../../../src/routes/clients/clawhub/schemas.ts'
import { skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi } from '../../support/outside/authors.ts'

let a: AuthorsApi
let token: string
beforeAll(async () => {
  a = await anAuthorsApi()
  const licensed = (name: string) => skillText(name).replace('\n---\n\n', '\nlicense: MIT\n---\n\n')
  for (const name of ['pdf', 'pdf-next']) await a.write(`acme/kit/${name}/SKILL.md`, licensed(name))
  await a.post('/v1/publish', { token: await a.aToken('acme/kit') })
  const answer = await a.post('/v1/authors/token', { token: await a.aToken('acme/kit') })
  token = ((await answer.json()) as { access_token: string }).access_token
})
afterAll(() => a.stop())

const json = async <T>(path: string) => (await (await a.app.fromApp(path)).json()) as T
const deprecate = (body: object) =>
  a.send('PUT', '/v1/authors/skills/acme--pdf/deprecation', { token, body: { reason: 'It is slow', ...body } })
type Told = { skill: { summary: string } }
type Index = { skills: { name: string; description: string }[] }

it('clawhub and skills are told in words of a deprecation and of the skill to use instead, and no longer once it is taken back', async () => {
  expect((await deprecate({ successor: 'acme--pdf-next' })).status).toBe(200)
  const words = 'Deprecated: It is slow. Use @acme/pdf-next instead. What pdf does.'
  expect((await json<Told>('/api/v1/skills/pdf?ownerHandle=acme')).skill.summary).toBe(`${words} Licence: MIT.`)
  const { items } = await json<{ items: { slug: string; summary: string }[] }>('/api/v1/skills?prefix=pdf')
  expect(items.find(({ slug }) => slug === 'pdf')?.summary).toBe(words)
  const { skills } = await json<Index>('/s/acme--pdf/.well-known/agent-skills/index.json')
  expect(skills[0]?.description).toBe('Deprecated: It is slow. Use acme--pdf-next instead. What pdf does.')
  expect((await deprecate({ reason: 'x'.repeat(1000), successor: null })).status).toBe(200)
  const long = (await json<Index>('/s/acme--pdf/.well-known/agent-skills/index.json')).skills[0]?.description ?? ''
  expect(long).toMatch(/^Deprecated: x{1000}\. What/)
  expect(long.length).toBeLessThanOrEqual(1024)
  await a.send('DELETE', '/v1/authors/skills/acme--pdf/deprecation', { token })
  expect((await json<Told>('/api/v1/skills/pdf?ownerHandle=acme')).skill.summary).toBe('What pdf does. Licence: MIT.')
})

it('clawhub is told which run of a workflow has published a version', async () => {
  const { provenance, security } = VerifyAnswer.parse(await json('/api/v1/skills/pdf/verify?ownerHandle=acme'))
  expect(provenance.run).toEqual({
    issuer: a.issuer.issuer,
    workflow: expect.stringContaining('acme/kit/.github/workflows/'),
    runId: expect.stringMatching(/^\d+$/),
    runUrl: expect.stringMatching(/^https:\/\/github\.com\/acme\/kit\/actions\/runs\/\d+\/attempts\/1$/),
    publishedAt: expect.any(String),
    attestationUrl: 'http://api.test/v1/skills/acme--pdf/versions/1.0.0/attestation',
  })
  expect(security).toEqual({ status: 'pass' })
  await a.db.execute('delete from version_provenance')
  expect(VerifyAnswer.parse(await json('/api/v1/skills/pdf/verify?ownerHandle=acme')).provenance.run).toBeNull()
})
