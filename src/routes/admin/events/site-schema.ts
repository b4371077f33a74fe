import * as z from 'zod'
import { Time } from '../../../http/answers.ts'
import { changesOf, filled, Key, text } from '../../../http/input/fields.ts'

export const SITE_STATUSES = ['active', 'paused', 'archived'] as const

/** Returns why a text is not an origin as browsers send it, or null if it is one. Origins are compared as strings. */
function originFault(value: string): string | null {
  if (!URL.canParse(value)) return 'must be an origin such as https://example.org'
  const { protocol, hostname, origin } = new URL(value)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1'
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal))
    return 'must be https; only localhost and 127.0.0.1 may use http'
  if (hostname.includes('*')) return 'must name one host; wildcards are not supported'
  return origin === value ? null : `must be only an origin: ${origin}`
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
        'Origins whose pages may get a token, as browsers send them, such as https://example.org. Only localhost and 127.0.0.1 may use http. Duplicates are removed.',
    }),
  daily_quota: z.int().min(1).max(2_000_000_000).nullable().meta({
    description:
      'The maximum number of events per UTC day, including repeated ones. Null for no limit. Any visitor of the site can send events for it.',
  }),
  status: z.enum(['active', 'paused']).meta({ description: 'A paused site cannot send events.' }),
}

const DEFAULT_DAILY_QUOTA = 100_000

export const NewSite = z
  .strictObject({
    key: Key.meta({ description: 'The unique name of the site in addresses. Cannot be changed.' }),
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
    received_today: z.int().meta({ description: 'How many events were accepted on the UTC day of `as_of`.' }),
    as_of: Time.meta({ description: 'When received_today was read.' }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'AdminSite' })

export const SiteWithSecret = AdminSite.extend({
  secret: z.string().meta({
    description:
      'The secret with which the server of the site gets its tokens. It is shown only now, since only its hash is stored.',
  }),
}).meta({ ref: 'SiteWithSecret' })
