import type { Editor } from '../db/accounts/record-audit.ts'
import type { Db } from '../db/connect.ts'
import { storeReparsed } from '../db/intake/review.ts'
import { fromBase64 } from '../domain/text/base64.ts'
import { readRawFile } from './raw-file.ts'
import { readForReview, whereabouts } from './read-for-review.ts'

/** Parses a stored file again with today's parser, and stores the result. `unloadable`: its bytes were not kept. */
export async function reparse(db: Db, editor: Editor, id: string): Promise<'reparsed' | 'missing' | 'unloadable'> {
  const [reviewed] = await readForReview(db, [id])
  if (!reviewed) return 'missing'
  const { raw } = reviewed
  const bytes = raw.content === null ? null : fromBase64(raw.content)
  if (!bytes) return 'unloadable'
  const { publisher, ...at } = whereabouts(raw)
  const { raw: read } = await readRawFile(bytes, { ...at, owner: publisher.name })
  await storeReparsed(db, editor, { id, contentHash: raw.contentHash }, read)
  return 'reparsed'
}
