import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { RawFile } from '../../../db/intake/raw-skills.ts'
import { type Candidate, candidateOf, type Origin } from '../../../domain/catalogue/candidate.ts'
import { MAX_SKILL_MD_BYTES } from '../../../domain/skill-md/skill-md.ts'
import type { Finding } from '../../../domain/skill-md/skill-md-rules.ts'
import { readRawFile } from '../../../intake/raw-file.ts'
import type { SkillFile } from './walk.ts'

/** A file as it is stored, what the parser found, and the skill that it can become. */
export type ReadSkill = SkillFile & { raw: RawFile; findings: readonly Finding[]; candidate: Candidate | null }

/** Reads, parses and files one SKILL.md. Throws what the file system says. */
export async function readSkill(root: string, file: SkillFile, origin: Origin): Promise<ReadSkill> {
  const at = join(root, file.path)
  const bytes = await readStart(at, MAX_SKILL_MD_BYTES + 1)
  const { owner, repo } = origin
  const { raw, parsed, identity } = await readRawFile(bytes, {
    path: file.path,
    folder: basename(dirname(at)),
    owner,
    repo,
  })
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
