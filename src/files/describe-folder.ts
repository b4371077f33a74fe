import type { FolderDescription } from '../db/files/descriptions.ts'
import { clawhubHash } from '../domain/clients/clawhub-hash.ts'
import { type ClientFaults, skillsCliFault } from '../domain/clients/client-faults.ts'
import { skillsHash } from '../domain/clients/skills-hash.ts'
import type { ArchiveFile } from '../domain/files/archive.ts'
import { byPath } from '../domain/files/byte-order.ts'
import { capabilitiesOf } from '../domain/files/capabilities/capabilities.ts'
import { isText } from '../domain/files/content-type.ts'
import { type CountTokens, contextTokensOf } from '../domain/files/context-tokens.ts'
import { hashParts } from '../domain/files/hash-parts.ts'
import { licenceFilesOf } from '../domain/files/licences/known-licence.ts'
import { skillMdOf } from '../domain/files/skill-md-name.ts'
import { tarGzOf } from '../domain/files/tar-gz.ts'
import { zipOf } from '../domain/files/zip.ts'
import { treeIdOf } from '../domain/git/tree-id.ts'
import { type ParsedSkillMd, parseSkillMd } from '../domain/skill-md/skill-md.ts'

/** A file with its bytes. A folder has at most 20 MiB of them. */
export type ReadFile = ArchiveFile & { bytes: Uint8Array }

const decoder = new TextDecoder()

/** Works out what follows from the files of a folder. */
export async function describeFolder(
  digest: string,
  files: readonly ReadFile[],
  count: CountTokens,
): Promise<FolderDescription> {
  const contents = byPath(files).flatMap(({ bytes }) => (bytes.length > 0 ? [bytes] : []))
  const texts = files.map(({ path, bytes }) => ({ path, text: isText(bytes) ? decoder.decode(bytes) : null }))
  const skillMd = skillMdOf(files)
  // Nothing that is read of it here depends on the name of the folder.
  const read = skillMd && parseSkillMd(skillMd.bytes, { folder: '' })
  const skill = read?.skill ?? null
  const [zip, tarGz] = [zipOf(files), tarGzOf(files)]
  return {
    digest,
    zipSha256: await hashParts(zip.parts(contents)),
    zipSize: zip.size,
    tarGzSha256: await hashParts(tarGz.parts(contents)),
    tarGzSize: tarGz.size,
    capabilities: capabilitiesOf(texts, skill),
    contextTokens: contextTokensOf(texts, skill, count),
    licence: { files: await licenceFilesOf(texts) },
    clientFaults: await clientFaultsOf(files, read),
    clawhubHash: await clawhubHash(files),
    skillsHash: skillsHash(files),
    treeId: treeIdOf(files),
  }
}

/** Why clients cannot install a folder. `read` is its SKILL.md, null if it has none. */
export async function clientFaultsOf(
  files: readonly Pick<ReadFile, 'path' | 'size' | 'bytes'>[],
  read: ParsedSkillMd | null,
): Promise<ClientFaults> {
  // Loaded with the first folder: no public read of the API needs the library.
  const { mcpFaultOf } = await import('./mcp-entry.ts')
  const [skillsCli, mcp] = [skillsCliFault(files, read), await mcpFaultOf(files, read?.skill?.name ?? null)]
  return { ...(skillsCli !== null && { skills_cli: skillsCli }), ...(mcp !== null && { mcp }) }
}
