import fc from 'fast-check'
import { compare } from 'semver'
import { describe, expect, it } from 'vitest'
import { readVersion } from '../../../src/domain/catalogue/version.ts'
import { compareBytes } from '../../../src/domain/files/byte-order.ts'

const number = fc.oneof(fc.nat(12), fc.nat({ max: 99_999_999_999_999 }))
const identifier = fc.oneof(fc.nat(30).map(String), fc.stringMatching(/^[0-9A-Za-z-]{0,4}[A-Za-z-]$/))
const version = fc
  .tuple(number, number, number, fc.array(identifier, { maxLength: 4 }))
  .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length > 0 ? `-${pre.join('.')}` : ''}`)

describe('readVersion', () => {
  it('gives keys that compare as semver does', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [one, other] = [readVersion(a)?.key ?? '', readVersion(b)?.key ?? '']
        expect(Math.sign(compareBytes(one, other))).toBe(compare(a, b))
      }),
    )
  })

  it('orders the example of the specification', () => {
    const ordered = ['alpha', 'alpha.1', 'alpha.beta', 'beta', 'beta.2', 'beta.11', 'rc.1'].map((pre) => `1.0.0-${pre}`)
    const keys = [...ordered, '1.0.0', '1.0.1', '1.0.10', '1.2.0', '10.0.0'].map((text) => readVersion(text)?.key ?? '')
    expect(keys.toSorted(compareBytes)).toEqual(keys)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('reads a version with spaces around it, a leading v, and build metadata, which it drops', () => {
    expect(readVersion(' v1.2.3-rc.1+build.7 ')).toMatchObject({ version: '1.2.3-rc.1', major: 1, minor: 2, patch: 3 })
    expect(readVersion('1.2.3+a')?.key).toBe(readVersion('1.2.3+b')?.key)
  })

  it.each([
    null,
    '',
    '1',
    '1.2',
    '1.02.3',
    'latest',
    '1.2.3-',
    '1.2.3-01',
    '100000000000000.0.0',
    '1.0.0-1000000000000000000',
    `1.0.0-${'a'.repeat(100)}`,
  ])('takes %j for no version', (declared) => expect(readVersion(declared)).toBeNull())
})
