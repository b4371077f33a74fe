import { scrypt, timingSafeEqual } from 'node:crypto'

/** The work of one hash: `ln` is the logarithm of N. Memory is 128 · N · r bytes, time grows with N · r · p. */
type Cost = { ln: number; r: number; p: number }

// OWASP's parameters for scrypt with 16 MB of memory. A Worker has 128 MB.
const COST: Cost = { ln: 14, r: 8, p: 5 }
const LENGTH = 32

/** Bounds for the parameters of a stored hash. One beyond them fits no password, because it could stall the Worker. */
const MIN_LN = 8
const MAX_MEMORY = 64 * 2 ** 20
const MAX_WORK = 8 * work(COST)

const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{1,100})\$([A-Za-z0-9+/]{43})$/

export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 1000

/** Hashes a password, in the PHC string format. `salt` must be random and new for each hash. */
export async function hashPassword(password: string, salt: string): Promise<string> {
  const { ln, r, p } = COST
  const key = await derive(password, Buffer.from(salt), COST)
  return `$scrypt$ln=${ln},r=${r},p=${p}$${base64(Buffer.from(salt))}$${base64(key)}`
}

/**
 * Returns true if the password fits the hash, by the parameters in it. Does the work of today's parameters also for
 * null (the hash of an account that does not exist), for a damaged hash and for one of less work.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const stored = hash === null ? null : readHash(hash)
  const { cost, salt, key } = stored ?? NOBODYS
  const derived = await derive(password, salt, cost)
  const p = Math.round(work(COST) / work({ ...cost, p: 1 })) - cost.p
  if (p > 0) await derive(password, salt, { ...cost, p })
  return timingSafeEqual(derived, key) && stored !== null
}

/** Returns true if a hash was made with less work than hashes are made with today. */
export function isOutdated(hash: string): boolean {
  const stored = readHash(hash)
  return stored !== null && work(stored.cost) < work(COST)
}

/** Reads a stored hash. Returns null if it is damaged, or asks for more work than any hash should. */
function readHash(hash: string) {
  const [, ln, r, p, salt, key] = PHC.exec(hash) ?? []
  if (salt === undefined || key === undefined) return null
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  const isSane = cost.ln >= MIN_LN && cost.r > 0 && cost.p > 0 && memory(cost) <= MAX_MEMORY && work(cost) <= MAX_WORK
  return isSane ? { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') } : null
}

function work({ ln, r, p }: Cost): number {
  return 2 ** ln * r * p
}

const memory = ({ ln, r }: Cost) => 128 * 2 ** ln * r

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

const NOBODYS = { cost: COST, salt: Buffer.alloc(36), key: Buffer.alloc(LENGTH) }

// Keyboards differ in whether they compose characters, which look the same either way.
const derive = (password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N: 2 ** ln, r, p, maxmem: 2 * MAX_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
