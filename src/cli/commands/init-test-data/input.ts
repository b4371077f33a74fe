import * as z from 'zod'
import { MAX_PASSWORD, MIN_PASSWORD } from '../../../http/auth/password.ts'
import { Username } from '../../../routes/admin/accounts/user-schema.ts'
import { PROFILES, type Profile } from './profiles.ts'

const slug = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lowercase letters and digits, separated by single hyphens')

export const Input = z.object({
  profile: z
    .enum(Object.keys(PROFILES) as [Profile, ...Profile[]], `must be one of: ${Object.keys(PROFILES).join(', ')}`)
    .default('minimal'),
  prefix: slug(30),
  email: Username.optional(),
  password: z.string().min(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`).max(MAX_PASSWORD).optional(),
  orgSlug: slug(80).optional(),
  siteUrl: z
    .string()
    .refine(
      (text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text),
      'must be an origin, such as https://example.org',
    )
    .optional(),
  cleanup: z.boolean().default(false),
})
export type Input = z.output<typeof Input>
