import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hashPassword, verifyPassword } from '../../../src/http/auth/password.ts'

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
const costs = () => vi.mocked(crypto.scrypt).mock.calls.map(([, , length, cost]) => ({ length, cost }))

describe('a password', () => {
  it('fits its own hash, and no other password does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), async (one, other) => {
        const hash = await hashPassword(one, SALT)
        expect(await verifyPassword(one, hash)).toBe(true)
        expect(await verifyPassword(other, hash)).toBe(one.normalize('NFKC') === other.normalize('NFKC'))
      }),
      { numRuns: 5 },
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
})
