import type { z } from 'zod'
import type { Version as VersionSchema } from '../../routes/catalogue/version-schema.ts'
import { skillApi } from './skill.ts'

export type Version = z.output<typeof VersionSchema>

/** The address of a version in the API. */
export const versionApi = (slug: string, version: string) => `${skillApi(slug)}/versions/${encodeURIComponent(version)}`
