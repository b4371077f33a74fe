import { assessLicense } from '../../domain/catalogue/license.ts'
import { isText } from '../../domain/files/content-type.ts'
import { licenceFilesOf } from '../../domain/files/licences/known-licence.ts'
import { isLfsPointer, missingPart } from '../../domain/files/missing-parts.ts'
import { type ParsedSkillMd, parseSkillMd } from '../../domain/skill-md/skill-md.ts'
import type { Scan } from '../../domain/trust/report.ts'
import { type ScannedFile, scanFolder } from '../../domain/trust/scan-folder.ts'
import { clientFaultsOf } from '../../files/describe-folder.ts'
import { chooseFiles, type FoundFolder } from '../folders/found-folder.ts'

/** What a skill does not comply with. `file` begins at the folder; it is null if the folder as a whole is meant. */
export type FormatFinding = {
  rule: string
  severity: 'info' | 'warning' | 'error'
  message: string
  file: string | null
  line: number | null
}

/** What becomes of a skill that is published as it is. */
export const OUTCOMES = ['listed', 'reviewed', 'refused'] as const

/** What the registry would say of a skill if it were published as it is. `valid` is strict: no finding is an error. */
export type Validated = Pick<Scan, 'rule_set' | 'verdict' | 'risk' | 'coverage'> & {
  folder: string
  file: string
  name: string | null
  valid: boolean
  outcome: (typeof OUTCOMES)[number]
  findings: FormatFinding[]
  scan_findings: Scan['findings']
  license: string | null
  content_policy: string
  /** Why each client cannot install it. Null if it can. */
  clients: { skills_cli: string | null; clawhub: string | null; mcp: string | null }
}

const INCOMPLETE = 'A part of its folder could not be read.'
const LINK_ONLY = 'Its licence does not permit giving its files out, so clients are sent to its source.'

const decoder = new TextDecoder()

/**
 * Checks a skill by the rules of format, licence, clients and trust that hold for what is published. Pure but for reading the files.
 * `folder` is its path from the root of what is checked, empty for the root; `name` is what the folder is called, empty if nobody knows;
 * `own` is the name of its SKILL.md.
 */
export async function validateSkill(
  found: FoundFolder,
  p: { folder: string; name: string; own: string },
): Promise<Validated> {
  const { files: chosen, missing, findings } = chooseFiles(found, p.own)
  const files: ScannedFile[] = []
  for (const { path, mode, read } of chosen) {
    const bytes = await read().catch(() => null)
    if (bytes && !isLfsPointer(bytes)) files.push({ path, mode, bytes })
    else missing.push(missingPart(bytes ? 'file.lfs-pointer' : 'file.unreadable', path))
  }
  const own = files.find(({ path }) => path === p.own)
  const parsed = parseSkillMd(own?.bytes ?? new Uint8Array(), { folder: p.name })
  const { findings: scanFindings, ...scan } = scanFolder(files)
  const license = await licenseOf(parsed, files)
  const faults = await clientFaultsOf(
    files.map((file) => ({ ...file, size: file.bytes.length })),
    parsed,
  )
  const withheld = missing.length > 0 ? INCOMPLETE : license.contentPolicy === 'full' ? null : LINK_ONLY
  const all: FormatFinding[] = [
    ...parsed.findings.map((finding) => ({ ...finding, file: p.own })),
    ...[...missing, ...findings].map(({ path, ...finding }) => ({ ...finding, file: path, line: null })),
  ]
  return {
    folder: p.folder || '.',
    file: p.own,
    name: parsed.skill?.name ?? null,
    valid: !all.some(({ severity }) => severity === 'error'),
    outcome: outcomeOf(parsed, scan.verdict),
    findings: all,
    license: license.license,
    content_policy: license.contentPolicy,
    clients: {
      skills_cli: withheld ?? faults.skills_cli ?? null,
      clawhub: withheld,
      mcp: withheld ?? faults.mcp ?? null,
    },
    ...scan,
    scan_findings: scanFindings,
  }
}

async function licenseOf({ skill }: ParsedSkillMd, files: readonly ScannedFile[]) {
  const texts = files.map(({ path, bytes }) => ({ path, text: isText(bytes) ? decoder.decode(bytes) : null }))
  return assessLicense({
    frontmatter: skill?.license ?? null,
    repository: null,
    folder: await licenceFilesOf(texts),
  })
}

/** As the crawl of a verified publisher decides. What a person has to look at waits. */
function outcomeOf({ status }: ParsedSkillMd, verdict: Scan['verdict']): Validated['outcome'] {
  if (status === 'invalid') return 'refused'
  return status === 'ok' && verdict === 'pass' ? 'listed' : 'reviewed'
}
