import * as z from 'zod'
import { listOf, Time } from '../../http/answers.ts'
import { RiskLevel, ShownVerdict } from '../trust/verdict-schema.ts'
import { ContextTokens } from './versions/version-schema.ts'

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
  as_of: Time.nullable().meta({ description: 'When these figures were last counted. Null before the first count.' }),
}

/** The fields that identify a skill in every answer. */
export const identity = {
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  summary: z.string().nullable(),
  owner: z.string(),
}

/** The fields that describe the file format of a skill and how it is used. */
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
  context_tokens: z.int().nullable().meta({
    description:
      'How many tokens of o200k_base it costs to use it: those of its description and of the body of its SKILL.md. Null until they have been counted.',
  }),
  verdict: ShownVerdict,
  risk: RiskLevel,
  copies: z.int().meta({ description: 'How many skills have the same content, including this one.' }),
  vanished_at: Time.nullable().meta({
    description:
      'When its file was found to be gone from its source. Its text is withheld, and it is archived after 7 days, unless the file comes back. Null while the file is there.',
  }),
  updated_at: Time,
}

export const SkillItem = z
  .strictObject({ ...skillFields, popularity: z.strictObject(Counted) })
  .meta({ ref: 'SkillItem' })

const Match = z.strictObject({
  word: z.string().meta({ description: 'A word of the query.' }),
  as: z.string().meta({ description: 'What the skill has for it.' }),
  how: z.enum(['written', 'joined', 'split', 'corrected', 'similar', 'synonym']),
  in: z.array(z.enum(['name', 'tags', 'summary', 'category', 'publisher', 'text'])),
})

/** A skill that a search found. */
export const FoundSkillItem = SkillItem.extend({
  matches: z.array(Match).meta({ description: 'Which words of the query the skill has, how and where.' }),
  snippet: z
    .strictObject({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) })
    .nullable()
    .meta({
      description:
        'The summary, and the parts of it that match: each from its first UTF-16 unit to the one after its last. Null without a summary.',
    }),
}).meta({ ref: 'FoundSkillItem' })

/** What a search understood. */
export const Understood = z.strictObject({
  words: z.array(z.string()).meta({ description: 'The words that were searched for.' }),
  ignored: z
    .array(z.string())
    .meta({ description: 'Words that say nothing of what is wanted, and those after the 16th.' }),
  did_you_mean: z
    .string()
    .nullable()
    .meta({ description: 'The query without its typing errors. Null if it seems to have none.' }),
})

/** The skills that a search found, and what it understood. */
export const FoundSkillList = listOf(FoundSkillItem).extend({ search: Understood }).meta({ ref: 'FoundSkillList' })

/** Skills, and with `q` what was understood and what matched. */
export const SkillList = z.union([FoundSkillList, listOf(SkillItem)])

const Verdict = z.strictObject({
  ok: z.boolean(),
  reason: z.string().nullable().meta({ description: 'Why it cannot be installed. Null if it can.' }),
})

/** By client. */
export const Installable = z.strictObject({ skills_cli: Verdict, clawhub: Verdict, mcp: Verdict })

const BoardPlace = z.strictObject({
  rank: z.int(),
  total: z.int(),
  score: z.number(),
  snapshot_date: z.iso.date(),
  generated_at: Time,
})

export const Deprecation = z
  .strictObject({
    at: Time,
    reason: z.string(),
    successor: z.string().nullable().meta({ description: 'The slug of the skill to use instead.' }),
  })
  .nullable()
  .meta({ description: 'Set if its author says that it should no longer be used.' })

export const SkillDetail = z
  .strictObject({
    ...skillFields,
    description_md: z.string().nullable().meta({
      description:
        'The text of the SKILL.md. Null if its licence does not permit redistribution, if its file has vanished, or while its newest version is yanked.',
    }),
    deprecated: Deprecation,
    homepage: z.string().nullable().meta({ description: 'As its author has set it.' }),
    canonical_repo: z.string().nullable(),
    skill_path: z.string().nullable(),
    ...specification,
    content_hash: z.string().nullable(),
    duplicate_of: z.string().nullable().meta({ description: 'Slug of the earliest skill with the same content.' }),
    latest_version: z
      .strictObject({
        version: z.string(),
        digest: z.string(),
        commit: z
          .string()
          .nullable()
          .meta({ description: 'The commit at which its files were read. Null if its source has none.' }),
        repo: z.string().nullable().meta({ description: 'The repository at GitHub that it was read from.' }),
        created_at: Time,
        context_tokens: ContextTokens,
      })
      .nullable()
      .meta({ description: 'The newest version that is neither yanked nor incomplete. Null if there is none.' }),
    installable: Installable.meta({
      description:
        'Which clients can install its newest version from here: `skills_cli` is `npx skills`, `mcp` a host that loads skills over MCP.',
    }),
    sources: z.array(
      z.strictObject({
        name: z.string(),
        type: z.string(),
        url: z.string().nullable(),
        path: z.string().nullable(),
        revision: z.string().nullable(),
        seen_at: Time.meta({ description: 'When the source was last seen to have the file.' }),
      }),
    ),
    validation: z
      .strictObject({ status: z.string(), valid: z.boolean(), findings: z.array(Finding) })
      .nullable()
      .meta({
        description: 'How the file complies with the Agent Skills specification. Null if the skill has no file.',
      }),
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
