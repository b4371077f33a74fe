import { z } from 'zod'
import { Time } from '../../catalogue/schemas.ts'
import { changesOf, filled, text } from '../../params.ts'

export const SITE_STATUSES = ['active', 'paused', 'archived'] as const

/** Why a text is not an origin as a browser would send it, or null: origins are compared letter by letter. */
function originFault(value: string): string | null {
  if (!URL.canParse(value)) return 'is no origin; write it like https://example.org'
  const { protocol, hostname, origin } = new URL(value)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1'
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal))
    return 'must be https; http is for localhost and 127.0.0.1 only'
  if (hostname.includes('*')) return 'must name one host; there are no wildcards'
  return origin === value ? null : `must be an origin and no more, exactly ${origin}`
}

const Origin = text(300).superRefine((value, context) => {
  const message = originFault(value)
  if (message !== null) context.addIssue({ code: 'custom', message })
})

const settable = {
  name: filled(200),
  allowed_origins: z
    .array(Origin)
    .max(20)
    .overwrite((origins) => [...new Set(origins)])
    .meta({
      description:
        'Origins whose pages may ask for a token, exactly as browsers write them, such as https://example.org: https, or http for localhost and 127.0.0.1. Each is kept once.',
    }),
  daily_quota: z.int('must be a whole number').min(1).max(2_000_000_000).nullable().meta({
    description:
      'Events a UTC day, also those that are sent again; null: no limit. Whoever opens a page of the site can get its token.',
  }),
  status: z.enum(['active', 'paused']).meta({ description: 'The events of a paused site are refused.' }),
}

const DEFAULT_DAILY_QUOTA = 100_000

export const NewSite = z
  .strictObject({
    key: z
      .string()
      .min(1)
      .max(80)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lowercase letters and digits with single hyphens between them')
      .meta({ description: 'By what the site is addressed; it is unique and stays for ever.' }),
    name: settable.name,
    allowed_origins: settable.allowed_origins.prefault([]),
    daily_quota: settable.daily_quota.prefault(DEFAULT_DAILY_QUOTA),
    status: settable.status.prefault('active'),
  })
  .meta({ ref: 'NewSite' })

export const SiteChanges = changesOf(settable).meta({ ref: 'SiteChanges' })

export const AdminSite = z
  .strictObject({
    id: z.uuid(),
    key: z.string(),
    name: z.string(),
    allowed_origins: z.array(z.string()),
    status: z.enum(SITE_STATUSES),
    daily_quota: z.int().nullable(),
    received_today: z.int().meta({ description: 'Events of the UTC day of `as_of` that were let in.' }),
    as_of: Time.meta({ description: 'When received_today was read.' }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'AdminSite' })

export const SiteWithSecret = AdminSite.extend({
  secret: z.string().meta({
    description: 'What the site asks for its tokens with. It is shown this once only: what is kept of it is a hash.',
  }),
}).meta({ ref: 'SiteWithSecret' })
