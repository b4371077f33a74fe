import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { RawFile } from '../../db/queries/raw-skills.ts'
import { type Candidate, candidateOf, type Origin } from '../../domain/candidate.ts'
import { sha256Hex } from '../../domain/hash.ts'
import { type Finding, MAX_SKILL_MD_BYTES, parseSkillMd } from '../../domain/skill-md.ts'
import type { SkillFile } from './walk.ts'

/** A file as it is stored, what the parser found, and the skill that it can become. */
export type ReadSkill = SkillFile & { raw: RawFile; findings: readonly Finding[]; candidate: Candidate | null }

/** Reads, parses and files one SKILL.md. Throws what the file system says. */
export async function readSkill(root: string, file: SkillFile, origin: Origin): Promise<ReadSkill> {
  const bytes = await readStart(join(root, file.path), MAX_SKILL_MD_BYTES + 1)
  const parsed = parseSkillMd(bytes, { folder: basename(dirname(join(root, file.path))) })
  const tooLarge = bytes.length > MAX_SKILL_MD_BYTES
  // A source may have several repositories or owners with the same paths.
  const identity = `${origin.repo ?? origin.owner}:${file.path}`
  const raw: RawFile = {
    externalId: await fitting(identity, 300),
    skillPath: await fitting(file.path, 500),
    skillUrl:
      origin.repo &&
      `https://github.com/${origin.repo}/blob/HEAD/${file.path.split('/').map(encodeURIComponent).join('/')}`,
    githubRepo: origin.repo,
    content: tooLarge ? null : Buffer.from(bytes).toString('base64'),
    contentHash: await sha256Hex(bytes),
    nameRaw: parsed.skill?.name ?? null,
    descriptionRaw: parsed.skill?.description ?? null,
    categoryRaw: parsed.skill?.category ?? null,
    licenseRaw: parsed.skill?.license ?? null,
    tagsRaw: parsed.skill?.tags ?? [],
    dataJson: parsed.frontmatter,
    parseStatus: parsed.status,
    parseErrors: parsed.findings,
  }
  const candidate =
    parsed.skill && (await candidateOf(parsed.skill, { path: raw.skillPath, identity, text: parsed.text, origin }))
  return { ...file, raw, findings: parsed.findings, candidate }
}

/** At most `length` bytes: a file too large for a skill is not read to its end. */
async function readStart(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path)
  try {
    const buffer = new Uint8Array(length)
    let filled = 0
    for (;;) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled)
      filled += bytesRead
      if (bytesRead === 0 || filled === length) return buffer.slice(0, filled)
    }
  } finally {
    await handle.close()
  }
}

/** A path that fits its column, still a path of its own: the end of one that is too long gives way to its hash. */
async function fitting(path: string, max: number): Promise<string> {
  return path.length <= max ? path : `${path.slice(0, max - 65)}#${await sha256Hex(path)}`
}
