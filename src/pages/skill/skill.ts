import type { Context } from 'hono'
import type { z } from 'zod'
import type { SkillDetail } from '../../routes/catalogue/skill-schema.ts'
import { type PageEnv, skillPath } from '../view.ts'

export type Skill = z.output<typeof SkillDetail>

/** The address of a skill in the API. */
export const skillApi = (slug: string) => `/v1/skills/${encodeURIComponent(slug)}`

/** Reads the skill that the address of the page names. Throws Refused. */
export const readSkill = (c: Context<PageEnv>): Promise<Skill> => c.var.api.get<Skill>(skillApi(slugOf(c)))

/** The slug, or the id, in the address of the page. */
export const slugOf = (c: Context<PageEnv>): string => c.req.param('slug') ?? ''

/** A path in a folder as part of an address. */
export const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

export const filesPath = (slug: string) => `${skillPath(slug)}/files`
export const filePath = (slug: string, path: string) => `${filesPath(slug)}/${encodedPath(path)}`
export const versionsPath = (slug: string) => `${skillPath(slug)}/versions`
export const versionPath = (slug: string, version: string) => `${versionsPath(slug)}/${encodeURIComponent(version)}`
export const diffPath = (slug: string) => `${skillPath(slug)}/diff`
export const standingPath = (slug: string) => `${skillPath(slug)}/standing`
export const findingsPath = (slug: string) => `${skillPath(slug)}/findings`
export const copiesPath = (slug: string) => `${skillPath(slug)}/copies`
export const similarPath = (slug: string) => `${skillPath(slug)}/similar`
