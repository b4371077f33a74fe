import type { Context } from 'hono'
import * as z from 'zod'
import type { SkillRef } from '../../db/catalogue/skill-detail.ts'
import type { VersionRef } from '../../db/files/versions.ts'
import { skillTag } from '../../domain/feed/edge-cache.ts'
import type { AppEnv } from '../app-env.ts'
import { text } from './fields.ts'

export const SkillParam = z.object({ ref: text(400).min(1).meta({ description: 'Id or slug of the skill.' }) })

const Id = z.uuid()

/** The skill that the reference in a path means. */
export const skillRef = (ref: string): SkillRef =>
  Id.safeParse(ref).success ? { id: ref } : { slug: ref.toLowerCase() }

/** The version that the name in a path means. */
export const versionRef = (version: string): VersionRef => (version === 'latest' ? 'latest' : { version })

/** The cache tags of an answer about the skill in the path. */
export const skillTags = (c: Context<AppEnv>) => ['skills', skillTag(c.req.param('ref') ?? '')]
