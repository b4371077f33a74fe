import type { Context } from 'hono'
import type { Given, GivenFile, GivenFolder } from '../../../db/files/given.ts'
import type { Withheld } from '../../../db/files/withheld.ts'
import { skillTag } from '../../../domain/feed/edge-cache.ts'
import { archiveAnswer, unchangedAnswer } from '../../../http/answer-bytes.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { Failure } from '../../../http/failure.ts'
import { answerFile } from './answer-file.ts'
import { type ArchiveKind, readArchive } from './read-archive.ts'

// The skill for which an answer is given decides how long: if it is withdrawn, whoever asks next is answered for another one.
const tagsOf = ({ slug, skillId }: Given) => ['skills', skillTag(slug), skillTag(skillId)]

/** How long the edge may keep an answer: by default for a minute, as everybody else. */
type Keeping = { untilPurged?: boolean }

/** Answers with the bytes of a file. Throws Failure `withheld`, `withdrawn` or `range_not_satisfiable`. */
export function bytesOf(c: Context<AppEnv>, given: GivenFile, keeping: Keeping = {}) {
  refuseWithheld(given)
  return answerFile(c, { ...given, tags: tagsOf(given), ...keeping })
}

/** Throws Failure `withheld` or `withdrawn` if no file of it is given out. A file of an incomplete folder is whole itself. */
export function refuseWithheld(given: Given): void {
  if (given.withheld !== null && given.withheld !== 'incomplete') throw refusal(given, given.withheld)
}

/** Answers with an archive of a folder. Throws Failure `withheld` or `withdrawn`. */
export async function archiveOf(c: Context<AppEnv>, folder: GivenFolder, kind: ArchiveKind, keeping: Keeping = {}) {
  if (folder.withheld !== null) throw refusal(folder, folder.withheld)
  // The digest decides about the bytes, also before anybody has worked out their hash.
  const sha256 = kind === 'zip' ? folder.zipSha256 : folder.tarGzSha256
  const about = { etag: `${folder.digest}.${kind}`, sha256, tags: tagsOf(folder), ...keeping }
  const unchanged = unchangedAnswer(c, about)
  if (unchanged) return unchanged
  const { body, size } = await readArchive(c, folder.digest, kind)
  return archiveAnswer(c, body, {
    ...about,
    size,
    type: kind === 'zip' ? 'application/zip' : 'application/gzip',
    name: `${folder.slug}-${folder.version}.${kind}`,
  })
}

const REASONS: Record<Withheld, (given: Given) => Failure> = {
  link_only: ({ license, sourceUrl }) =>
    new Failure(
      'withheld',
      `Its licence (${license ?? 'none is named'}) does not permit redistribution. ${sourceUrl ? `Get it from ${sourceUrl}.` : 'Get it from its source.'}`,
    ),
  incomplete: () =>
    new Failure(
      'withheld',
      'A part of its folder could not be read, so it cannot be installed. The findings say which.',
    ),
  malicious: ({ version, maliciousReason }) =>
    new Failure(
      'withdrawn',
      `A reviewer found version ${version} malicious${maliciousReason ? `: ${maliciousReason}` : '.'}`,
    ),
  warned: ({ slug, version }) =>
    new Failure(
      'withheld',
      `The scan of version ${version} gave a warning, and no reviewer has decided about it yet. What was found: /v1/skills/${slug}/versions/${version}/report`,
    ),
  vanished: () => new Failure('withdrawn', 'Its source no longer has it.'),
  yanked: ({ version, yankReason }) =>
    new Failure('withdrawn', `Version ${version} was yanked${yankReason ? `: ${yankReason}` : '.'}`),
}

/** Why it is not given out. */
export const refusal = (given: Given, withheld: Withheld): Failure => REASONS[withheld](given)
