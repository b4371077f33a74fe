import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/cli/terminal/mask.ts'
import { FIRST_KEY } from '../../support/api/signing-keys.ts'

const SETTINGS = {
  DATABASE_URL: 'postgresql://someone:hunter-two@db.example.org/skills',
  JWT_SECRET: 'a "quoted" secret of at least 32 bytes',
  ADMIN_PASSWORD: 'correct horse',
  GITHUB_TOKEN: 'ghp_0123456789abcdef',
  SIGNING_KEY: 'a private key in some form',
  ALERT_WEBHOOK_URL: 'https://alerts.example.org/T0/B0/x',
  ADMIN_USERNAME: 'administrator',
  OPS_ACTOR: 'tester',
}
const mask = maskSecrets(SETTINGS)

describe('what a command prints', () => {
  it.each(Object.entries(SETTINGS).filter(([name]) => !['ADMIN_USERNAME', 'OPS_ACTOR'].includes(name)))(
    'never contains %s, whatever text surrounds it',
    (_, secret) => {
      fc.assert(
        fc.property(fc.string(), fc.string(), (before, after) => {
          expect(mask(`${before}${secret}${after}`)).not.toContain(secret)
          expect(mask(JSON.stringify({ before, text: `${before}${secret}${after}` }))).not.toContain(
            JSON.stringify(secret).slice(1, -1),
          )
        }),
      )
    },
  )

  it.each([
    ['a connection string', 'at postgres://u:p4ssw0rd@host/db now', 'at postgres://u:***@host/db now'],
    ['a bearer token', 'Authorization: Bearer abc.def-ghi', 'Authorization: Bearer ***'],
    ['a JWT', 'token eyJhbGciOi.eyJzdWIi.c2ln', 'token ***'],
    ['a site secret', `sks_${'a'.repeat(43)}`, '***'],
    ['a private key', `key ${FIRST_KEY.pkcs8}.`, 'key ***.'],
    ['a Slack webhook', '"https://hooks.slack.com/services/T/B/x"', '"https://hooks.slack.com/***"'],
  ])('masks %s by its shape, even if it is in no setting', (_, text, masked) => {
    expect(mask(text)).toBe(masked)
  })

  it('keeps names, hosts and values too short to be secrets', () => {
    const text =
      '{"actor":"tester","host":"db.example.org","user":"administrator","at":"12:30","url":"https://x.org/a@b"}'
    expect(maskSecrets({ ...SETTINGS, SHORT_TOKEN: 'a' })(text)).toBe(text)
  })
})
