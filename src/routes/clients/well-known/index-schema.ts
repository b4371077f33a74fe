import * as z from 'zod'

const entry = { name: z.string(), description: z.string() }

export const DiscoveryIndex = z
  .strictObject({
    $schema: z.string(),
    skills: z.array(
      z.strictObject({
        ...entry,
        type: z.literal('archive'),
        url: z.string(),
        digest: z.string().meta({ description: '`sha256:` and the SHA-256 of the zip.' }),
      }),
    ),
  })
  .meta({ ref: 'DiscoveryIndex' })

export const EarlierIndex = z
  .strictObject({ skills: z.array(z.strictObject({ ...entry, files: z.array(z.string()) })) })
  .meta({ ref: 'EarlierDiscoveryIndex' })
