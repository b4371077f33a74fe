import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { keyedHash } from '../../../src/domain/text/hmac.ts'

it('signs as RFC 4231 says', () => {
  const mac = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  expect(keyedHash('Jefe')('what do ya want for nothing?')).toBe(mac)
})

it('signs texts and keys of any length as OpenSSL does', () => {
  for (let length = 0; length < 200; length++) {
    const [key, text] = [`k${'é'.repeat(length % 70)}`, '회'.repeat(length % 3) + 'x'.repeat(length)]
    expect(keyedHash(key)(text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
  }
})

it('gives the same hash again, whatever was hashed in between', () => {
  const hash = keyedHash('secret')
  const first = hash('one')
  hash('another')
  keyedHash('another secret')('one')
  expect(hash('one')).toBe(first)
})
