import { z } from 'zod'
import { EXCLUSIONS } from '../../domain/events/event.ts'

/** What several resources answer with. Each schema is the contract in the OpenAPI document and the check in the tests. */
export const Time = z.iso.datetime({ offset: true })
export const Token = z
  .strictObject({ access_token: z.string(), token_type: z.literal('bearer'), expires_in: z.int(), expires_at: Time })
  .meta({ ref: 'Token' })

export const CategoryRef = z.strictObject({ key: z.string(), name: z.string() })

export const Finding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  line: z.int(),
})

const Counted = {
  score: z.number(),
  stars: z.int(),
  uses_30d: z.int(),
  views_30d: z.int(),
  favorites_total: z.int(),
  as_of: Time.nullable().meta({ description: 'When these were last counted; null before the first count.' }),
}

/** By what a skill is told apart, wherever it stands. */
export const identity = {
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  summary: z.string().nullable(),
  owner: z.string(),
}

/** What a skill's file format and its author say of how it is used. */
export const specification = {
  skill_type: z.string(),
  spec_format: z.string(),
  spec_version: z.string().nullable(),
  capabilities: z.unknown(),
  trigger_hints: z.unknown(),
  negative_triggers: z.unknown(),
}

const skillFields = {
  ...identity,
  category: CategoryRef.nullable(),
  tags: z.array(z.string()),
  license: z.string().nullable(),
  license_confidence: z.string(),
  content_policy: z.string(),
  copies: z.int().meta({ description: 'How many skills have this very content, this one included.' }),
  updated_at: Time,
}

export const SkillItem = z
  .strictObject({ ...skillFields, popularity: z.strictObject(Counted) })
  .meta({ ref: 'SkillItem' })

/** `{items, next_cursor}`, and for a numbered page its place and the total too. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next_cursor: z.string().nullable(),
    page: z.int().optional(),
    size: z.int().optional(),
    total: z.int().optional(),
    total_pages: z.int().optional(),
  })

export const UpdatesPage = z
  .strictObject({
    items: z.array(
      z.strictObject({
        ...identity,
        category: CategoryRef.nullable(),
        changed: z.array(z.enum(['created', 'content', 'stats', 'fields'])).meta({
          description:
            'What changed last: the skill itself, its content, the stats of its source (such as stars), or else some of its fields.',
        }),
        updated_at: Time,
        last_changed_at: Time.nullable().meta({ description: 'When its content changed last.' }),
        last_fetched_at: Time.nullable().meta({ description: 'When the stats of its source were last brought in.' }),
        created_at: Time,
      }),
    ),
    next_cursor: z.string().nullable(),
  })
  .meta({ ref: 'UpdatesPage' })

const BoardPlace = z.strictObject({
  rank: z.int(),
  total: z.int(),
  score: z.number(),
  snapshot_date: z.iso.date(),
  generated_at: Time,
})

export const SkillDetail = z
  .strictObject({
    ...skillFields,
    description_md: z
      .string()
      .nullable()
      .meta({ description: 'The text; null where its licence does not let us pass it on.' }),
    canonical_repo: z.string().nullable(),
    skill_path: z.string().nullable(),
    ...specification,
    content_hash: z.string().nullable(),
    duplicate_of: z.string().nullable().meta({ description: 'Slug of the earliest skill with the same content.' }),
    sources: z.array(
      z.strictObject({
        name: z.string(),
        type: z.string(),
        url: z.string().nullable(),
        path: z.string().nullable(),
        revision: z.string().nullable(),
        seen_at: Time,
      }),
    ),
    validation: z
      .strictObject({ status: z.string(), valid: z.boolean(), findings: z.array(Finding) })
      .nullable()
      .meta({ description: 'The strict verdict of the Agent Skills specification on the file; null without a file.' }),
    popularity: z.strictObject({
      ...Counted,
      forks: z.int(),
      views_1d: z.int(),
      views_7d: z.int(),
      uses_1d: z.int(),
      uses_7d: z.int(),
    }),
    rank: z.strictObject({ global: BoardPlace.nullable(), category: BoardPlace.nullable() }),
    last_seen_at: Time.nullable(),
    last_changed_at: Time.nullable(),
    created_at: Time,
  })
  .meta({ ref: 'SkillDetail' })

const reasons = Object.entries(EXCLUSIONS).map(([reason, meaning]) => `\`${reason}\`: ${meaning}`)

const ledgerLine = {
  event_type: z.string(),
  raw: z.int().meta({ description: 'Events received: those counted and those excluded.' }),
  counted: z.int(),
  counted_anonymous: z.int().meta({ description: 'How many of the counted ones no site vouches for.' }),
  excluded: z.int(),
  reasons: z.record(z.string(), z.int()).meta({ description: `Events excluded, by reason. ${reasons.join('; ')}.` }),
}

export const SkillCounts = z
  .strictObject({
    id: z.uuid(),
    slug: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    as_of: Time.meta({
      description: 'Every event that was stored by then is in these figures, unless it waits for another try.',
    }),
    totals: z.array(z.strictObject(ledgerLine)),
    items: z.array(z.strictObject({ day: z.iso.date(), ...ledgerLine })),
  })
  .meta({ ref: 'SkillCounts' })

/** How a skill stands against its category; null: it is not scored. */
export const power = {
  power_score: z.int().nullable(),
  power_rank: z.string().nullable().meta({ description: 'Tier in the category, S1 to D5.' }),
  percentile: z.number().nullable().meta({ description: 'Share of the category strictly ahead, in per cent.' }),
}

export const RankingPage = z
  .strictObject({
    items: z.array(
      z.strictObject({
        rank: z.int().meta({ description: 'Place by popularity.' }),
        score: z.number(),
        ...power,
        power_position: z.int().nullable().meta({ description: 'Place by power.' }),
        change: z.strictObject({ day: z.int().nullable(), week: z.int().nullable() }).meta({
          description: 'Places gained on this board since the day and the week before; null: it was not there.',
        }),
        ...identity,
        category: CategoryRef.nullable(),
      }),
    ),
    next_cursor: z.string().nullable(),
    scope: z.enum(['global', 'category']),
    category: z.string().nullable(),
    by: z.enum(['popularity', 'power']),
    snapshot: z.uuid().nullable().meta({ description: 'This very build of the board.' }),
    snapshot_date: z.iso.date().nullable(),
    is_snapshot: z
      .boolean()
      .meta({ description: 'False while no snapshot exists yet: computed from the present counts.' }),
    generated_at: Time,
    page: z.int().nullable(),
    page_size: z.int(),
    total: z.int(),
    total_pages: z.int(),
  })
  .meta({ ref: 'RankingPage' })

export const Taxonomy = z
  .strictObject({
    as_of: Time,
    categories: z.array(
      z.strictObject({ key: z.string(), name: z.string(), description: z.string().nullable(), skills: z.int() }),
    ),
    tags: z.array(z.strictObject({ key: z.string(), name: z.string(), skills: z.int() })),
  })
  .meta({ ref: 'Taxonomy' })
