import type { Context } from 'hono'
import type { GivenFile } from '../../../db/files/given.ts'
import { isText } from '../../../domain/files/content-type.ts'
import { readFile } from '../../../files/read-files.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { Failure, found } from '../../../http/failure.ts'
import { placeOf } from '../../catalogue/versions/answer-file.ts'
import { refuseWithSource } from './refusal.ts'

/** A larger file is read whole only to cut a part of it, so it is not sent as text. */
const MAX_BYTES = 4 * 1024 * 1024

/** The text of a file. Throws Failure if it is withheld, is no text, or is too large. */
export async function textOf(c: Context<AppEnv>, file: GivenFile): Promise<string> {
  refuseWithSource(file)
  if (file.size > MAX_BYTES) throw notAsText(c, file, `has ${file.size} bytes; at most ${MAX_BYTES} are sent as text`)
  if (file.size === 0) return ''
  const bytes = found(await readFile(placeOf(c), file.sha256), 'file', file.path)
  if (!isText(bytes)) throw notAsText(c, file, 'is not text')
  return new TextDecoder().decode(bytes)
}

function notAsText(c: Context<AppEnv>, { slug, version, path }: GivenFile, why: string): Failure {
  const inUrl = path.split('/').map(encodeURIComponent).join('/')
  const url = `${new URL(c.req.url).origin}/v1/skills/${encodeURIComponent(slug)}/versions/${version}/files/${inUrl}`
  return new Failure('invalid', `path: ${path} ${why}. Its bytes are at ${url}`)
}
