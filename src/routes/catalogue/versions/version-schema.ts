import * as z from 'zod'
import { Time } from '../../../http/answers.ts'
import { RiskLevel, ShownVerdict } from '../../trust/verdict-schema.ts'

export const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** What a version costs an agent. */
export const ContextTokens = z
  .strictObject({
    tokenizer: z.literal('o200k_base').meta({ description: 'Other models split texts in other ways.' }),
    description: z
      .int()
      .nullable()
      .meta({ description: 'What every agent that has the skill pays. Null without a SKILL.md.' }),
    body: z.int().nullable().meta({ description: 'What an agent pays that uses it, on top.' }),
    references: z.int().meta({ description: 'Of all its references. An agent pays for those that it reads.' }),
    cut: z
      .array(z.string())
      .meta({ description: 'The parts that have more tokens than this: counting stops at 200,000.' }),
  })
  .nullable()
  .meta({ ref: 'ContextTokens', description: 'What it costs an agent. Null until it has been counted.' })

export const Provenance = z
  .strictObject({
    issuer: z.string().meta({ description: 'Who vouches for the run: the issuer of its OIDC token.' }),
    repository: z.string().meta({ description: 'As it was called then.' }),
    repository_id: z.int().meta({ description: "GitHub's id of it, which survives renames." }),
    owner_id: z.int(),
    commit: z.string().meta({ description: 'The commit that was published. It has the files of the version.' }),
    ref: z.string(),
    workflow: z.string().meta({ description: "Where the workflow's file is." }),
    run_id: z.string(),
    run_attempt: z.int(),
    event: z.string().meta({ description: 'What the workflow ran on.' }),
    run_url: z.string().meta({ description: 'The run at GitHub, as long as GitHub keeps it.' }),
    published_at: Time,
  })
  .meta({ ref: 'Provenance' })

const described = {
  version: z.string().meta({ description: 'By Semantic Versioning. Higher than that of every earlier version.' }),
  declared_version: z.string().nullable().meta({ description: 'What the SKILL.md declares, valid or not.' }),
  digest: Digest.meta({
    description:
      'SHA-256 over the lines `mode path:sha256` of all files, sorted by their bytes and joined by line feeds.',
  }),
  files: z.int(),
  bytes: z.int(),
  context_tokens: ContextTokens,
  is_complete: z.boolean().meta({
    description: 'False if a part of the folder could not be read: `findings` say why. It cannot be installed.',
  }),
  commit: z.string().nullable(),
  repo: z.string().nullable(),
  path: z.string().nullable().meta({ description: 'Of its SKILL.md in the source.' }),
  source_url: z.string().nullable().meta({ description: 'The folder at GitHub, at the commit in which it was read.' }),
  license: z.string().nullable(),
  content_policy: z.string().meta({ description: '`full` if its licence permitted redistribution, else `link_only`.' }),
  withheld: z.enum(['malicious', 'yanked', 'warned', 'vanished', 'link_only', 'incomplete']).nullable().meta({
    description: 'Why its files or archives are not given out. Null if they are.',
  }),
  verdict: ShownVerdict,
  risk: RiskLevel,
  provenance: Provenance.nullable().meta({
    description: 'Which run of a workflow of its own repository has published it. Null if none has: a crawl found it.',
  }),
  created_at: Time,
  yanked: z.strictObject({ at: Time, reason: z.string().nullable() }).nullable().meta({
    description:
      'Set if its author or a reviewer has withdrawn it: do not install it, and replace it where it is installed.',
  }),
}

const Archive = z.strictObject({
  url: z.string().meta({ description: 'An address that always has these bytes.' }),
  digest: Digest.meta({ description: 'SHA-256 of the archive.' }),
  size: z.int(),
})

const bounded = z.array(z.string()).max(100)

const Capabilities = z
  .strictObject({
    scripts: z.array(z.strictObject({ path: z.string(), language: z.string() })).max(100),
    languages: bounded.meta({ description: 'Of its scripts.' }),
    references: bounded.meta({ description: 'Texts for agents to read.' }),
    assets: bounded.meta({ description: 'All other files.' }),
    hosts: bounded.meta({ description: 'Hosts of the URLs in its texts, without those that stand for others.' }),
    allowed_tools: bounded.meta({ description: 'As its SKILL.md lists them.' }),
    env: bounded.meta({
      description:
        'Environment variables that its SKILL.md requires or its scripts read, without those of every system.',
    }),
    bins: bounded.meta({ description: 'Programs that its SKILL.md requires or its scripts look for.' }),
    cut: z.array(z.string()).meta({ description: 'The lists that had more than 100 items.' }),
  })
  .meta({ ref: 'Capabilities' })

export const Difference = z.strictObject({
  scripts: bounded,
  languages: bounded,
  hosts: bounded,
  allowed_tools: bounded,
  env: bounded,
  bins: bounded,
})

export const VersionItem = z
  .strictObject({
    ...described,
    change: z
      .strictObject({
        since: z.string().meta({ description: 'The version before.' }),
        files: z.int().meta({ description: 'How many files were added, removed or changed.' }),
        frontmatter: bounded,
        capabilities: z.strictObject({ added: Difference, removed: Difference }),
      })
      .nullable()
      .meta({
        description:
          'In short, what it changed. Null for the first version, and until it has been worked out. The version itself names the files.',
      }),
  })
  .meta({ ref: 'VersionItem' })

const ChangedFiles = z
  .array(
    z.strictObject({
      path: z.string(),
      lines: z.strictObject({ added: z.int(), removed: z.int() }).nullable().meta({
        description: 'Null if it is no text, or was too large or too different to be counted.',
      }),
    }),
  )
  .max(100)

const Changes = z
  .strictObject({
    since: z.string().meta({ description: 'The version before.' }),
    files: z.strictObject({ added: ChangedFiles, removed: ChangedFiles, changed: ChangedFiles, total: z.int() }),
    frontmatter: bounded.meta({ description: 'The fields of the frontmatter that differ.' }),
    capabilities: z.strictObject({ added: Difference, removed: Difference }),
  })
  .meta({ ref: 'VersionChanges' })

export const Version = z
  .strictObject({
    ...described,
    findings: z.array(
      z.strictObject({
        rule: z.string(),
        severity: z.enum(['info', 'warning', 'error']),
        message: z.string(),
        path: z.string().nullable(),
      }),
    ),
    capabilities: Capabilities.nullable().meta({ description: 'Null until it has been worked out.' }),
    changes: Changes.nullable().meta({
      description: 'Against the version before. Null for the first version, and until it has been worked out.',
    }),
    yank_history: z
      .array(z.strictObject({ action: z.enum(['yank', 'unyank']), at: Time, reason: z.string() }))
      .meta({ description: 'When and why reviewers withdrew it or gave it out again, the earliest first.' }),
    vouchers: z
      .array(
        z.strictObject({
          by: z.enum(['issuer', 'publisher', 'reviewer']),
          name: z.string().nullable().meta({ description: 'Of the issuer or the publisher. Reviewers are not named.' }),
          at: Time,
          reason: z.string().nullable().meta({ description: 'Why a reviewer gave it out although rules warn of it.' }),
        }),
      )
      .meta({
        description:
          'Who vouches for it, the earliest first: the issuer of the token of the run that published it (for the commit that it comes from), its publisher (who has proven the repository), and reviewers of this registry (who have approved it, or taken its risk). Empty if its source approves by itself.',
      }),
    archives: z.strictObject({ zip: Archive, tar_gz: Archive }).nullable(),
    manifest: z.array(
      z.strictObject({ path: z.string(), mode: z.enum(['0644', '0755']), size: z.int(), sha256: z.string() }),
    ),
  })
  .meta({ ref: 'Version' })
