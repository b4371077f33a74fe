import type { z } from 'zod'
import type {
  VersionItem as VersionItemSchema,
  Version as VersionSchema,
} from '../../routes/catalogue/versions/version-schema.ts'
import { encodedPath, skillApi } from './skill.ts'

export type Version = z.output<typeof VersionSchema>
export type VersionItem = z.output<typeof VersionItemSchema>
export type VersionList = { items: VersionItem[]; next_cursor: string | null }

/** The address of a version in the API. */
export const versionApi = (slug: string, version: string) => `${skillApi(slug)}/versions/${encodeURIComponent(version)}`

/** The address of the bytes of a file. */
export const rawPath = (slug: string, version: string, path: string) =>
  `${versionApi(slug, version)}/files/${encodedPath(path)}`
