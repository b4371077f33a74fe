import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashPassword, isOutdated, verifyPassword } from '../../../src/http/auth/password.ts'
import { sizeOf } from '../../support/run/proof.ts'

// Not `vi.mock`: other files may have loaded `password.ts` before this one.
beforeAll(() => {
  vi.spyOn(crypto, 'scrypt')
  syncBuiltinESMExports()
})
afterAll(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

const SALT = 'a salt of the tests'
/** A hash as another version of the service would have stored it. */
function hashBy(password: string, { ln, r, p }: { ln: number; r: number; p: number }) {
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  const key = crypto.scryptSync(password, SALT, 32, { N: 2 ** ln, r, p, maxmem: 2 ** 27 })
  return `$scrypt$ln=${ln},r=${r},p=${p}$${plain(Buffer.from(SALT))}$${plain(key)}`
}
/** N · r · p, to which the time is proportional. */
const workDone = () =>
  vi.mocked(crypto.scrypt).mock.calls.reduce((sum, [, , , { N = 0, r = 0, p = 0 }]) => sum + N * r * p, 0)
const TODAYS_WORK = 2 ** 14 * 8 * 5
const costs = () => vi.mocked(crypto.scrypt).mock.calls.map(([, , length, cost]) => ({ length, cost }))

describe('a password', () => {
  it('fits its own hash, and no other password does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), async (one, other) => {
        const hash = await hashPassword(one, SALT)
        expect(await verifyPassword(one, hash)).toBe(true)
        expect(await verifyPassword(other, hash)).toBe(one.normalize('NFKC') === other.normalize('NFKC'))
      }),
      { numRuns: sizeOf({ short: 3, long: 20 }) },
    )
  })

  it('has another hash with another salt', async () => {
    expect(await hashPassword('same', 'one')).not.toBe(await hashPassword('same', 'two'))
  })

  it('is hashed by scrypt in the PHC string format', async () => {
    expect(await hashPassword('a', SALT)).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]{43}$/)
  })

  it('is the same for composed and decomposed characters', async () => {
    expect(await verifyPassword('caf\u00e9', await hashPassword('cafe\u0301', SALT))).toBe(true)
  })

  it('takes the same work for an account that does not exist, and never fits', async () => {
    const hash = await hashPassword('known', SALT)
    vi.mocked(crypto.scrypt).mockClear()
    expect(await verifyPassword('wrong', hash)).toBe(false)
    expect(await verifyPassword('wrong', null)).toBe(false)
    const [known, unknown] = costs()
    expect(costs()).toHaveLength(2)
    expect(unknown).toEqual(known)
  })

  it.each(['', 'plain', '$scrypt$ln=14,r=8,p=5$', '$scrypt$ln=14,r=8,p=5$c2FsdA$'])(
    'is not the one of a hash that is damaged: "%s"',
    async (hash) => {
      expect(await verifyPassword('', hash)).toBe(false)
    },
  )

  it.each([
    [{ ln: 10, r: 8, p: 1 }, true],
    [{ ln: 13, r: 8, p: 5 }, true],
    [{ ln: 14, r: 8, p: 5 }, false],
    [{ ln: 15, r: 8, p: 3 }, false],
  ])('fits a hash by the parameters in it: %o', async (cost, outdated) => {
    const hash = hashBy('known', cost)
    expect(await verifyPassword('known', hash)).toBe(true)
    expect(await verifyPassword('wrong', hash)).toBe(false)
    expect(isOutdated(hash)).toBe(outdated)
  })

  it('takes no less work with an outdated hash than for an account that does not exist', async () => {
    const hash = hashBy('known', { ln: 10, r: 8, p: 1 })
    vi.mocked(crypto.scrypt).mockClear()
    await verifyPassword('wrong', hash)
    expect(workDone()).toBe(TODAYS_WORK)
  })

  it.each(['ln=30,r=8,p=5', 'ln=16,r=16,p=1', 'ln=14,r=8,p=99', 'ln=14,r=0,p=5', 'ln=7,r=8,p=5', 'ln=99,r=99,p=99'])(
    'fits no hash with parameters that could stall, or protect nothing: %s',
    async (parameters) => {
      const hash = (await hashPassword('known', SALT)).replace('ln=14,r=8,p=5', parameters)
      vi.mocked(crypto.scrypt).mockClear()
      expect(await verifyPassword('known', hash)).toBe(false)
      expect(workDone()).toBe(TODAYS_WORK)
      expect(isOutdated(hash)).toBe(false)
    },
  )
})
