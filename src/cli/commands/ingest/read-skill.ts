import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { RawFile } from '../../../db/intake/raw-skills.ts'
import { type Candidate, candidateOf, type Origin } from '../../../domain/catalogue/candidate.ts'
import { MAX_SKILL_MD_BYTES } from '../../../domain/skill-md/skill-md.ts'
import type { Finding } from '../../../domain/skill-md/skill-md-rules.ts'
import { readRawFile } from '../../../intake/raw-file.ts'
import { readLicenceFiles } from './licence-files.ts'
import type { SkillFile } from './walk.ts'

/** A file as it will be stored, the findings of the parser, and the skill that it can become (null if invalid). */
export type ReadSkill = SkillFile & { raw: RawFile; findings: readonly Finding[]; candidate: Candidate | null }

/** Reads and parses one SKILL.md. Throws the error of the file system if it cannot be read. */
export async function readSkill(root: string, file: SkillFile, origin: Origin): Promise<ReadSkill> {
  const at = join(root, file.path)
  const bytes = await readStart(at, MAX_SKILL_MD_BYTES + 1)
  const { publisher, repo } = origin
  const { raw, parsed, identity } = await readRawFile(bytes, {
    path: file.path,
    folder: basename(dirname(at)),
    owner: publisher.name,
    repo,
  })
  const licenceFiles = await readLicenceFiles(root, dirname(at))
  const about = { path: raw.skillPath, identity, text: parsed.text, origin, licenceFiles }
  const candidate = parsed.skill && (await candidateOf(parsed.skill, about))
  return { ...file, raw, findings: parsed.findings, candidate }
}

/** Returns the first `length` bytes of a file, or all of a shorter one. */
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
