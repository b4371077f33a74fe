const encoder = new TextEncoder()

const BLOCK = 64

/** The constants of SHA-256: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = Int32Array.of(
  ...[0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5],
  ...[0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174],
  ...[0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da],
  ...[0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967],
  ...[0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85],
  ...[0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070],
  ...[0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3],
  ...[0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2],
)
const START = Int32Array.of(
  ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
)

const schedule = new Int32Array(64)

/** The state of SHA-256 after one more block of 64 bytes, as FIPS 180-4 has it. */
function compressed(state: Int32Array, view: DataView, at: number): Int32Array {
  const w = schedule
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i)
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number
    const y = w[i - 2] as number
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0
  }
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (w[i] as number)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const next = Int32Array.of(a, b, c, d, e, f, g, h)
  for (let i = 0; i < 8; i++) next[i] = (next[i] as number) + (state[i] as number)
  return next
}

/** SHA-256 of `bytes` after one block, whose state is `state`; without one, from the start. */
function digest(bytes: Uint8Array, state?: Int32Array): Int32Array {
  const padded = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK))
  new Uint8Array(padded.buffer).set(bytes)
  padded.setUint8(bytes.length, 0x80)
  padded.setUint32(padded.byteLength - 4, (bytes.length + (state ? BLOCK : 0)) * 8)
  let last = state ?? START
  for (let at = 0; at < padded.byteLength; at += BLOCK) last = compressed(last, padded, at)
  return last
}

function bytesOf(words: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(32))
  words.forEach((word, i) => {
    view.setInt32(4 * i, word)
  })
  return new Uint8Array(view.buffer)
}

const HEX = Array.from({ length: 65536 }, (_, n) => n.toString(16).padStart(4, '0'))

function hex(words: Int32Array): string {
  let digits = ''
  for (const word of words) digits += (HEX[word >>> 16] as string) + (HEX[word & 0xffff] as string)
  return digits
}

/**
 * Returns a function that computes the HMAC-SHA-256 of a text under `key`, as 64 lower-case hex digits. Key and text are
 * taken as UTF-8. Written in JavaScript because a request hashes a hundred short texts, and a call of crypto.subtle costs ten
 * times as much as the hash itself.
 */
export function keyedHash(key: string): (text: string) => string {
  const given = encoder.encode(key)
  const secret = given.length > BLOCK ? bytesOf(digest(given)) : given
  const [inner, outer] = [0x36, 0x5c].map((pad) => {
    const block = new Uint8Array(BLOCK).fill(pad)
    for (const [i, byte] of secret.entries()) block[i] = byte ^ pad
    return compressed(START, new DataView(block.buffer), 0)
  })
  return (text) => hex(digest(bytesOf(digest(encoder.encode(text), inner)), outer))
}
