import type { Editor } from '../db/accounts/record-audit.ts'
import type { Db } from '../db/connect.ts'
import { storeReparsed } from '../db/intake/review.ts'
import { fieldsOf } from './raw-file.ts'
import { readForReview } from './read-for-review.ts'

/** Parses a stored file again with today's parser, and stores the result. `unloadable`: its bytes were not stored. */
export async function reparse(db: Db, editor: Editor, id: string): Promise<'reparsed' | 'missing' | 'unloadable'> {
  const [reviewed] = await readForReview(db, [id])
  if (!reviewed) return 'missing'
  const { raw, parsed } = reviewed
  if (!parsed) return 'unloadable'
  await storeReparsed(db, editor, { id, contentHash: raw.contentHash }, fieldsOf(parsed))
  return 'reparsed'
}
