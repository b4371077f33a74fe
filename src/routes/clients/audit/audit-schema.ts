import * as z from 'zod'
import { MATCHES } from '../../../domain/audit/judge-entry.ts'
import { LOCK_FORMATS } from '../../../domain/audit/lockfile.ts'
import { LEVELS, RULE_IDS } from '../../../domain/audit/rules.ts'
import { Time } from '../../../http/answers.ts'
import { Difference, Digest } from '../../catalogue/versions/version-schema.ts'
import { ShownVerdict } from '../../trust/verdict-schema.ts'

const Level = z.enum(LEVELS)
const WorstLevel = z.enum([...LEVELS, 'none'])

const Finding = z.strictObject({ rule: z.enum(RULE_IDS), level: Level, message: z.string() })

const Entry = z
  .strictObject({
    name: z.string(),
    source: z.string().nullable().meta({ description: 'As the lockfile says it.' }),
    line: z.int().meta({ description: 'On which the entry begins in the text that was sent.' }),
    found: z.boolean().meta({ description: 'Whether the registry knows the skill.' }),
    matched_by: z.enum(MATCHES).nullable().meta({
      description:
        '`digest`: a version has exactly these files. `hash`: a version has the files that the client hashed. `version`: by the number alone. `source`: the skill is known, its version is not.',
    }),
    skill: z.strictObject({ slug: z.string(), name: z.string(), owner: z.string() }).nullable(),
    version: z.string().nullable().meta({ description: 'The version of the entry, if it was found.' }),
    digest: Digest.nullable().meta({ description: 'Of this version.' }),
    latest_version: z.string().nullable().meta({ description: 'The newest that can be installed.' }),
    versions_behind: z.int().nullable().meta({ description: 'How many newer versions can be installed.' }),
    yanked: z.strictObject({ at: Time, reason: z.string().nullable() }).nullable(),
    withdrawn: z.boolean().meta({
      description: 'True if the registry has withdrawn the skill. One that has only vanished was not withdrawn.',
    }),
    vanished_at: Time.nullable().meta({ description: 'Since when its source no longer has it.' }),
    license: z
      .strictObject({ theirs: z.string().nullable(), latest: z.string().nullable(), changed: z.boolean() })
      .nullable()
      .meta({ description: 'Of the version of the entry, and of the latest.' }),
    capabilities: z.strictObject({ added: Difference, removed: Difference }).nullable().meta({
      description:
        'What the latest version brings and asks for that this one does not, and the other way round. Null if it is not known. In one audit at most 4 MiB of it are compared.',
    }),
    verdict: ShownVerdict,
    level: WorstLevel.meta({ description: 'The worst level of its findings.' }),
    findings: z.array(Finding),
  })
  .meta({ ref: 'AuditedEntry' })

const counts = <K extends string>(keys: readonly K[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, z.int()])) as Record<K, z.ZodInt>)

export const Summary = z.strictObject({
  entries: z.int(),
  found: z.int(),
  level: WorstLevel.meta({ description: 'The worst level of all entries.' }),
  levels: counts([...LEVELS, 'none']).meta({ description: 'How many entries have which level.' }),
  rules: counts(RULE_IDS).meta({ description: 'How many findings there are of each rule.' }),
})

export const Audit = z
  .strictObject({
    format: z.enum(LOCK_FORMATS).meta({ description: 'Which lockfile it is.' }),
    summary: Summary,
    entries: z.array(Entry),
  })
  .meta({ ref: 'LockfileAudit' })

export const Sarif = z
  .looseObject({ version: z.literal('2.1.0'), runs: z.array(z.looseObject({})) })
  .meta({ ref: 'Sarif', description: 'The Static Analysis Results Interchange Format of OASIS.' })
