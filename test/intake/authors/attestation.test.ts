import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIRST_KEY, SIGNS } from '../../support/api/signing-keys.ts'
import { aSource, skillText } from '../../support/builders/crawls.ts'
import { type AuthorsApi, anAuthorsApi, refusal } from '../../support/outside/authors.ts'

let a: AuthorsApi
let commit: unknown
beforeAll(async () => {
  a = await anAuthorsApi(SIGNS)
  await a.write('acme/kit/skills/pdf/SKILL.md', `${skillText('pdf').replace('\n---\n\n', '\nlicense: MIT\n---\n\n')}`)
  ;({ commit } = (await (await a.post('/v1/publish', { token: await a.aToken('acme/kit') })).json()) as {
    commit: string
  })
  await a.write('other/kit/csv/SKILL.md', skillText('csv'))
  await aSource(a.db, { url: 'https://github.com/other/kit', autoApprove: true })
  await a.tick()
})
afterAll(() => a.stop())

type Envelope = { payloadType: string; payload: string; signatures: { keyid: string; sig: string }[] }
const attestation = async (slug: string) => {
  const answer = await a.send('GET', `/v1/skills/${slug}/versions/latest/attestation`)
  expect(answer.status).toBe(200)
  return { answer, envelope: (await answer.json()) as Envelope }
}
const statementIn = ({ payload }: Envelope) => JSON.parse(Buffer.from(payload, 'base64').toString())

/** As the DSSE specification writes it. */
function holds({ payloadType, payload, signatures: [signature] }: Envelope): boolean {
  const body = Buffer.from(payload, 'base64')
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: FIRST_KEY.x }, format: 'jwk' })
  return verify(null, Buffer.concat([Buffer.from(head), body]), key, Buffer.from(signature?.sig ?? '', 'base64'))
}

describe('the attestation of a version', () => {
  it('names the run that has published it, and is signed by the registry', async () => {
    const { answer, envelope } = await attestation('acme--pdf')
    expect(answer.headers.get('Cache-Control')).toContain('max-age=60')
    expect(envelope.payloadType).toBe('application/vnd.in-toto+json')
    expect(envelope.signatures).toEqual([{ keyid: FIRST_KEY.kid, sig: expect.any(String) }])
    expect(holds(envelope)).toBe(true)
    const version = (await (await a.send('GET', '/v1/skills/acme--pdf/versions/latest')).json()) as {
      digest: string
      archives: { zip: { digest: string } }
    }
    expect(statementIn(envelope)).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [
        { name: 'acme--pdf@1.0.0', digest: { sha256: version.digest.slice(7) } },
        { name: 'acme--pdf@1.0.0.zip', digest: { sha256: version.archives.zip.digest.slice(7) } },
        { name: 'acme--pdf@1.0.0.tar.gz' },
      ],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: {
          externalParameters: { repository: 'https://github.com/acme/kit', ref: 'refs/heads/main' },
          resolvedDependencies: [
            { uri: 'git+https://github.com/acme/kit@refs/heads/main', digest: { gitCommit: commit } },
          ],
        },
        runDetails: {
          builder: { id: a.issuer.issuer },
          metadata: { invocationId: 'https://github.com/acme/kit/actions/runs/1001/attempts/1' },
        },
      },
    })
  })

  it('says that a crawl has found it, if no workflow has published it', async () => {
    const { envelope } = await attestation('other--csv')
    expect(holds(envelope)).toBe(true)
    expect(statementIn(envelope).predicate).toMatchObject({
      buildDefinition: { buildType: 'urn:agent-skills:crawl:v1', externalParameters: { path: 'csv/SKILL.md' } },
      runDetails: { builder: { id: 'urn:agent-skills:crawl:v1' } },
    })
  })

  it('does not hold once something in it was changed', async () => {
    const { envelope } = await attestation('acme--pdf')
    const forged = Buffer.from(JSON.stringify({ ...statementIn(envelope), subject: [] })).toString('base64')
    expect(holds({ ...envelope, payload: forged })).toBe(false)
    expect(holds({ ...envelope, payloadType: 'text/plain' })).toBe(false)
  })

  it('does not exist for a version that is not there', async () => {
    const answer = await a.send('GET', '/v1/skills/acme--pdf/versions/9.9.9/attestation')
    expect(await refusal(answer)).toMatchObject({ status: 404, code: 'not_found' })
  })
})

it('says so if the registry has no key', async () => {
  const b = await anAuthorsApi()
  const refused = await refusal(await b.send('GET', '/v1/skills/acme--pdf/versions/latest/attestation'))
  expect(refused).toMatchObject({ status: 404, detail: 'This registry has no signing key, so it has no attestations.' })
  await b.stop()
})
