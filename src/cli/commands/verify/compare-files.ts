import * as z from 'zod'
import { factsOf } from '../../../domain/files/file-facts.ts'
import { digestOf, type ManifestFile } from '../../../domain/files/manifest.ts'
import { openArchive } from '../../../intake/catalog/unpack.ts'
import { listFolder } from '../ingest/list-folder.ts'

const VersionManifest = z.object({
  version: z.string(),
  digest: z.string(),
  manifest: z.array(z.object({ path: z.string(), mode: z.enum(['0644', '0755']), size: z.int(), sha256: z.string() })),
})
export type VersionManifest = z.output<typeof VersionManifest>

/** The manifest of a version in a saved answer. Null if the answer is another. */
export function manifestIn(body: Uint8Array): VersionManifest | null {
  try {
    return VersionManifest.parse(JSON.parse(new TextDecoder().decode(body)))
  } catch {
    return null
  }
}

/** The files that were found, and what could not be read or is no file. */
export type Found = { files: ManifestFile[]; faults: { path: string; fault: string }[] }

/** Hashes the files of a folder on this disk. */
export async function filesInFolder(folder: string): Promise<Found> {
  const { files: listed, findings = [], missing = [] } = await listFolder(folder, folder)
  const files: ManifestFile[] = []
  for (const { path, mode, read } of listed) files.push({ path, mode, ...(await hashOf(await read())) })
  return { files, faults: faultsOf([...findings, ...missing]) }
}

/** Hashes the files in a zip or tar.gz. Throws SourceFault if it cannot be read. */
export async function filesInArchive(archive: Uint8Array): Promise<Found> {
  const { files: listed, findings, missing, contents } = await openArchive(archive)
  const files: ManifestFile[] = []
  for await (const { file, bytes } of contents(listed))
    files.push({ path: file.path, mode: file.mode, ...(await hashOf(bytes)) })
  return { files, faults: faultsOf([...findings, ...missing]) }
}

async function hashOf(bytes: Uint8Array) {
  const { sha256, size } = await factsOf(bytes)
  return { sha256, size }
}

const faultsOf = (findings: readonly { path: string | null; message: string }[]) =>
  findings.map(({ path, message }) => ({ path: path ?? 'the folder', fault: message }))

/**
 * What a manifest and files differ in. `same`: files whose bytes are equal. `modes`: those of them with another mode, as where a client
 * installed them. `isSame`: the digest of the files is the manifest's.
 */
export async function compareFiles({ manifest, digest }: VersionManifest, { files, faults }: Found) {
  const found = new Map(files.map((file) => [file.path, file]))
  const named = new Set(manifest.map(({ path }) => path))
  const same = manifest.filter(({ path, sha256 }) => found.get(path)?.sha256 === sha256)
  const modes = same.filter(({ path, mode }) => found.get(path)?.mode !== mode)
  const differences = [
    ...manifest
      .filter((file) => !same.includes(file))
      .map(({ path, sha256 }) => {
        const other = found.get(path)
        return { path, fault: other ? `its SHA-256 is ${other.sha256}, not ${sha256}` : 'is missing' }
      }),
    ...files.filter(({ path }) => !named.has(path)).map(({ path }) => ({ path, fault: 'is not in the manifest' })),
    // An archive may hold two files of one name, of which a client takes the other.
    ...files.filter((file) => found.get(file.path) !== file).map(({ path }) => ({ path, fault: 'is there twice' })),
    ...faults,
  ]
  return { same, modes, differences, isSame: `sha256:${await digestOf(files)}` === digest }
}
