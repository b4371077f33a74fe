/** The header of RFC 9530 with the digest of a whole file or archive, also where only a range of it is answered. */
export const REPR_DIGEST = 'Repr-Digest'

/** Its value for a SHA-256 in hexadecimal digits. */
export const reprDigest = (sha256: string): string => `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`
