import { existsSync, readFileSync } from 'node:fs'
import { REPR_DIGEST } from '../../../domain/files/repr-digest.ts'
import { SIGNATURE } from '../../../http/signing/signing-keys.ts'
import { Refused } from '../../runner/command.ts'

/** What was saved beside an answer. `signature` or `digest` are null if they are not in it. */
export type SavedHeaders = { from: string; signature: string | null; digest: string | null }

const BARE = /^[\w-]+\.\.[\w-]+$/

/**
 * The signature that was saved beside `file`: `given` itself, or in the file `given`, by default `file` and `.jws`. Such a file holds the
 * signature alone, or all headers of the answer. Throws Refused.
 */
export function savedHeaders(file: string, given = `${file}.jws`): SavedHeaders {
  if (BARE.test(given)) return { from: '--signature', signature: given, digest: null }
  if (!existsSync(given))
    throw new Refused(`--signature: there is no file ${given}; save the headers of the answer there, as curl -D does.`)
  const text = readFileSync(given, 'utf8').trim()
  if (BARE.test(text)) return { from: given, signature: text, digest: null }
  return { from: given, signature: headerIn(SIGNATURE, text), digest: headerIn(REPR_DIGEST, text) }
}

const headerIn = (name: string, headers: string) =>
  new RegExp(`^${name}:[ \\t]*(\\S+)[ \\t]*$`, 'im').exec(headers)?.[1] ?? null
