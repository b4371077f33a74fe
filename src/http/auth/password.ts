import { scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's figures for scrypt with 16 MB of memory, of which a Worker has 128.
const COST = { N: 2 ** 14, r: 8, p: 5 }
const LENGTH = 32
const PREFIX = `$scrypt$ln=14,r=${COST.r},p=${COST.p}`

export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 1000

/** The hash to keep of a password, in the PHC string format. `salt` is a text that nobody can guess, another one each time. */
export async function hashPassword(password: string, salt: string): Promise<string> {
  return `${PREFIX}$${base64(Buffer.from(salt))}$${base64(await derive(password, Buffer.from(salt)))}`
}

/** Whether a password is the one of a hash, in the same time whatever either is; null is the hash of an account that is not there. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [salt, key] = (hash ?? NOBODYS).slice(PREFIX.length + 1).split('$')
  const derived = await derive(password, Buffer.from(salt ?? '', 'base64'))
  const kept = Buffer.from(key ?? '', 'base64')
  const fits = kept.length === LENGTH && timingSafeEqual(derived, kept)
  return fits && hash !== null
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const NOBODYS = `${PREFIX}$${base64(Buffer.alloc(36))}$${base64(Buffer.alloc(LENGTH))}`

// Composed and decomposed characters look the same and come from different keyboards.
const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key))),
  )
