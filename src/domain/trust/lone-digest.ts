import { digestOf } from '../files/manifest.ts'

/** The digest of a SKILL.md whose folder was not read: that of a folder which has this file alone. */
export const loneDigest = (sha256: string): Promise<string> =>
  digestOf([{ mode: '0644', path: 'SKILL.md', size: 0, sha256 }])
