import { describe, expect, it } from 'vitest'
import { contentHash, sha256Hex } from '../../../src/domain/text/hash.ts'

it('hashes text and bytes alike, as FIPS 180 says', async () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(await sha256Hex('abc')).toBe(abc)
  expect(await sha256Hex(new TextEncoder().encode('xabc').subarray(1))).toBe(abc)
})

describe('the hash of a content', () => {
  it.each(['a\r\nb', 'a\rb', '\uFEFFa\nb', 'a\nb\r\n \t\n'])(
    'is the same for %j as for the text itself',
    async (text) => {
      expect(await contentHash(text)).toBe(await sha256Hex('a\nb'))
    },
  )

  it.each(['a b', 'a\n\nb', ' a\nb', 'a \nb'])('is another for %j', async (text) => {
    expect(await contentHash(text)).not.toBe(await sha256Hex('a\nb'))
  })
})
