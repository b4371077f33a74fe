import { existsSync, readFileSync } from 'node:fs'
import { SIGNATURE } from '../../../http/signing/signing-keys.ts'
import { Refused } from '../../runner/command.ts'

const BARE = /^[\w-]+\.\.[\w-]+$/
const IN_HEADERS = new RegExp(`^${SIGNATURE}:[ \\t]*(\\S*)[ \\t]*$`, 'im')

/**
 * The signature that was saved beside `file`: `given` itself, or in the file `given`, by default `file` and `.jws`. Such a file holds the
 * signature alone, or all headers of the answer. Throws Refused.
 */
export function savedSignature(file: string, given = `${file}.jws`): string {
  if (BARE.test(given)) return given
  const text = existsSync(given) ? readFileSync(given, 'utf8').trim() : null
  if (text === null)
    throw new Refused(`--signature: there is no file ${given}; save the headers of the answer there, as curl -D does.`)
  const signature = BARE.test(text) ? text : IN_HEADERS.exec(text)?.[1]
  if (!signature) throw new Refused(`--signature: ${given} has no ${SIGNATURE}, so the answer was not signed.`)
  return signature
}
