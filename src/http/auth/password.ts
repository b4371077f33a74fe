import { scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's parameters for scrypt with 16 MB of memory. A Worker has 128 MB.
const COST = { N: 2 ** 14, r: 8, p: 5 }
const LENGTH = 32
const PREFIX = `$scrypt$ln=14,r=${COST.r},p=${COST.p}`

export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 1000

/** Hashes a password, in the PHC string format. `salt` must be random and new for each hash. */
export async function hashPassword(password: string, salt: string): Promise<string> {
  return `${PREFIX}$${base64(Buffer.from(salt))}$${base64(await derive(password, Buffer.from(salt)))}`
}

/** Returns true if the password fits the hash. Takes as long for null, the hash of an account that does not exist. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [salt, key] = (hash ?? NOBODYS).slice(PREFIX.length + 1).split('$')
  const derived = await derive(password, Buffer.from(salt ?? '', 'base64'))
  const stored = Buffer.from(key ?? '', 'base64')
  const fits = stored.length === LENGTH && timingSafeEqual(derived, stored)
  return fits && hash !== null
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const NOBODYS = `${PREFIX}$${base64(Buffer.alloc(36))}$${base64(Buffer.alloc(LENGTH))}`

// Keyboards differ in whether they compose characters, which look the same either way.
const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key))),
  )
