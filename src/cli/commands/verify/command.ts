import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { reprDigest } from '../../../domain/files/repr-digest.ts'
import { sha256Hex } from '../../../domain/text/hash.ts'
import { checkSignature, SignatureFault } from '../../../http/signing/check-signature.ts'
import { targetOf } from '../../../http/signing/sign-answer.ts'
import { type PublicKey, SIGNATURE } from '../../../http/signing/signing-keys.ts'
import { SourceFault } from '../../../intake/source-fault.ts'
import { isFolder } from '../../../local/is-folder.ts'
import { readKeySet } from '../../key-set.ts'
import { type ClientContext, defineCommand, Refused } from '../../runner/command.ts'
import { Origin } from '../../runner/origin.ts'
import type { Tally } from '../../runner/tally.ts'
import {
  compareFiles,
  type Found,
  filesInArchive,
  filesInFolder,
  manifestIn,
  type VersionManifest,
} from './compare-files.ts'
import { fetchPublishedKeys } from './published-keys.ts'
import { savedHeaders } from './saved-headers.ts'

const Input = z
  .object({
    file: z.string(),
    signature: z.string().optional(),
    keys: z.string().optional(),
    from: Origin.optional(),
    url: z.url({ protocol: /^https?$/, error: 'must be the address that was asked' }).optional(),
    folder: z.string().refine(isFolder, 'must be a folder').optional(),
    archive: z.string().optional(),
  })
  .refine((o) => o.keys === undefined || o.from === undefined, {
    path: ['from'],
    message: 'cannot be combined with --keys',
  })
  .refine((o) => o.folder === undefined || o.archive === undefined, {
    path: ['archive'],
    message: 'cannot be combined with --folder',
  })
type Input = z.output<typeof Input>

/** Checks the signature of a saved answer, and files against the manifest in it. Without --from, it works offline. */
export const verifyCommand = defineCommand({ input: Input, runOutside: verify })

async function verify({ tally }: ClientContext, input: Input): Promise<void> {
  const { file, url, folder, archive } = input
  const body = readSaved(file, '<file>')
  const saved = savedHeaders(file, input.signature)
  const isByKeys = [input.keys, input.from, url, folder, archive].some((given) => given !== undefined)
  // Whoever alters an answer can alter its digest, too, so a signature is never passed over.
  if (!isByKeys && saved.signature === null && saved.digest !== null)
    return checkDigest(tally, file, { body, digest: saved.digest })
  const manifest = manifestIn(body)
  const packed = archive === undefined ? null : readSaved(archive, '--archive')
  if (!manifest && (folder !== undefined || packed))
    throw new Refused(`<file>: ${file} is no version with its manifest, so no files can be checked against it.`)
  const keys = await keysOf(input)
  if (saved.signature === null)
    throw new Refused(`--signature: ${saved.from} has no ${SIGNATURE}, so the answer was not signed.`)
  tally.total = 1
  try {
    const { kid, target } = await checkSignature({ jws: saved.signature, body, keys, target: url && targetOf(url) })
    tally.details = { address: target, kid }
    if (url === undefined) tally.warnings.push(`It is the answer of ${target}. With --url, that is compared, too.`)
  } catch (error) {
    if (!(error instanceof SignatureFault)) throw error
    // Files that fit what nobody has signed prove nothing.
    return tally.failure(file, error.message)
  }
  tally.success()
  if (!manifest) return
  if (folder !== undefined) await checkFiles(tally, manifest, await filesInFolder(folder))
  if (archive !== undefined && packed) await checkArchive(tally, manifest, { archive, packed })
}

/** Files and archives are not signed. Their digest tells whether they have arrived as they were sent. */
async function checkDigest(tally: Tally, file: string, { body, digest }: { body: Uint8Array; digest: string }) {
  const own = reprDigest(await sha256Hex(body))
  tally.total = 1
  tally.details = { digest: own }
  if (own !== digest) return tally.failure(file, `its digest is ${own}, and ${digest} was sent.`)
  tally.success()
  tally.warnings.push('Only its digest was compared. A signed version proves files: see --folder and --archive.')
}

async function keysOf({ keys, from }: Input): Promise<readonly PublicKey[]> {
  if (keys !== undefined) return readKeySet(keys)
  if (from !== undefined) return fetchPublishedKeys(from)
  throw new Refused('--keys or --from is required: whose signature should it be?')
}

async function checkArchive(
  tally: Tally,
  manifest: VersionManifest,
  { archive, packed }: { archive: string; packed: Uint8Array },
): Promise<void> {
  try {
    await checkFiles(tally, manifest, await filesInArchive(packed))
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    tally.total++
    tally.failure(archive, error.message)
  }
}

async function checkFiles(tally: Tally, manifest: VersionManifest, found: Found): Promise<void> {
  const { same, modes, differences, isSame } = await compareFiles(manifest, found)
  tally.total += same.length + differences.length
  tally.success(same.length)
  for (const { path, fault } of differences) tally.failure(path, fault)
  if (modes.length > 0)
    tally.warnings.push(
      `Other modes than in the manifest, as where a client installed them: ${modes.map(({ path }) => path).join(', ')}.`,
    )
  tally.details = { ...tally.details, version: manifest.version, digest: manifest.digest, same_digest: isSame }
}

function readSaved(file: string, what: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch {
    throw new Refused(`${what}: ${file} cannot be read.`)
  }
}
