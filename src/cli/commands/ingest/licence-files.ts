import { readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { isText } from '../../../domain/files/content-type.ts'
import { type LicenceFile, licenceFilesOf } from '../../../domain/files/licences/known-licence.ts'
import { isLicenceName } from '../../../domain/files/licences/licence-names.ts'
import { isBelow } from './is-below.ts'

/** Reads the licence files at the top of a folder, as far as they are below `root`. */
export async function readLicenceFiles(root: string, folder: string): Promise<LicenceFile[]> {
  const within = await realpath(root)
  const names = (await readdir(folder)).filter(isLicenceName).sort()
  const files = await Promise.all(
    names.map(async (path) => {
      const real = await realpath(join(folder, path)).catch(() => null)
      const bytes = real !== null && isBelow(within, real) ? await readFile(real).catch(() => null) : null
      return bytes ? [{ path, text: isText(bytes) ? new TextDecoder().decode(bytes) : null }] : []
    }),
  )
  return licenceFilesOf(files.flat())
}

/** The licence of the repository that `root` holds, by the licence files at its top. Null if one of them is unknown, or there is none. */
export async function readRepositoryLicence(root: string): Promise<string | null> {
  const ids = (await readLicenceFiles(root, root)).map(({ license }) => license)
  return ids.includes(null) || ids.length === 0 ? null : [...new Set(ids)].join(' AND ')
}
