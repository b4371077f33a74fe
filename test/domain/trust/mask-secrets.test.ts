import { describe, expect, it } from 'vitest'
import { maskSecrets } from '../../../src/domain/trust/secrets/mask.ts'

const KEY = `${'AIza'}SyB3kQx9ZtR7mWv2LpYc8NdFg4HjKsUe1To`
const PEM = `-----BEGIN ${'PRIVATE'} KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(6)}-----END ${'PRIVATE'} KEY-----`

describe('masking secrets', () => {
  it.each([
    ['a key of a known shape', `key = "${KEY}"`, `key = "AIza${'*'.repeat(35)}"`],
    ['each of several', `${KEY} ${KEY}`, `AIza${'*'.repeat(35)} AIza${'*'.repeat(35)}`],
    ['the password in an address', 'postgres://me:hunter22@db.example/x', 'postgres://me:hunt****@db.example/x'],
    ['a bearer token', `Authorization: Bearer ${'a1B2'.repeat(10)}`, `Authorization: Bearer a1B2${'*'.repeat(36)}`],
    ['a JSON web token', `eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`, `eyJa${'*'.repeat(61)}`],
    ['a token that its checksum proves wrong', `ghp_${'a'.repeat(36)}`, `ghp_${'*'.repeat(36)}`],
  ])('writes stars over %s', (_, text, masked) => {
    expect(maskSecrets(text)).toBe(masked)
  })

  it('keeps lengths and lines, so that positions stay right', () => {
    const masked = maskSecrets(`one\n${PEM}\ntwo ${KEY}\n`)
    expect(masked).toHaveLength(`one\n${PEM}\ntwo ${KEY}\n`.length)
    expect(masked.split('\n')).toHaveLength(`one\n${PEM}\ntwo ${KEY}\n`.split('\n').length)
    expect(masked).not.toContain('MIIEvQ')
    expect(maskSecrets(masked)).toBe(masked)
  })

  it.each([
    '',
    'No secrets here.',
    'Set `GITHUB_TOKEN`.',
    'https://example.com/a:b@c',
    'postgres://me:<password>@db.example/x',
  ])('leaves %j alone', (text) => {
    expect(maskSecrets(text)).toBe(text)
  })
})
