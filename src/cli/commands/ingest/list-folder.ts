import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isLeftOut } from '../../../domain/files/left-out.ts'
import { type Finding, MAX_FILES, modeOf } from '../../../domain/files/manifest.ts'
import { missingPart } from '../../../domain/files/missing-parts.ts'
import type { FoundFile, FoundFolder } from '../../../intake/folders/found-folder.ts'
import { isBelow } from './is-below.ts'

/** A folder that links make larger than this is not looked through to its end. */
const MAX_ENTRIES = 20 * MAX_FILES

/**
 * Lists the files of a skill's folder on this disk, without reading them. Follows links whose target is below `root` and
 * not left out, and reports the others.
 */
export async function listFolder(root: string, folder: string): Promise<FoundFolder> {
  const within = await realpath(root)
  const files: FoundFile[] = []
  const findings: Finding[] = []
  const missing: Finding[] = []
  const waiting = [{ path: '', real: await realpath(folder), above: [] as string[] }]
  let entries = 0
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { path: below, real, above } = at
    const listed = await readdir(real, { withFileTypes: true }).catch(() => null)
    if (!listed) missing.push(missingPart('file.unreadable', below))
    for (const entry of listed ?? []) {
      const path = below ? `${below}/${entry.name}` : entry.name
      if (isLeftOut(entry.name)) continue
      if (++entries > MAX_ENTRIES)
        return { files, findings, missing: [...missing, missingPart('folder.too-many-files', null)] }
      const target = join(real, entry.name)
      const found = entry.isSymbolicLink() ? await followed(within, target) : { real: target, fault: null }
      if (found.fault) {
        findings.push({ rule: 'link.left-out', severity: 'warning', message: found.fault, path })
        continue
      }
      const about = await stat(found.real).catch(() => null)
      if (about?.isDirectory()) {
        if (above.includes(found.real) || found.real === real)
          findings.push({
            rule: 'link.left-out',
            severity: 'warning',
            message: 'The link leads to a folder above it.',
            path,
          })
        else waiting.push({ path, real: found.real, above: [...above, real] })
      } else if (about?.isFile())
        files.push({ path, mode: modeOf(about.mode), size: about.size, read: async () => readFile(found.real) })
      else if (!about) missing.push(missingPart('file.unreadable', path))
    }
  }
  return { files, findings, missing }
}

async function followed(root: string, link: string): Promise<{ real: string; fault: string | null }> {
  const real = await realpath(link).catch(() => null)
  if (real === null) return { real: link, fault: 'The link leads nowhere.' }
  if (!isBelow(root, real)) return { real, fault: 'The link leads out of the source.' }
  // Such as the settings of git, which may hold passwords.
  if (isLeftOut(relative(root, real).replaceAll(sep, '/')))
    return { real, fault: 'The link leads to what is no part of a skill.' }
  return { real, fault: null }
}
