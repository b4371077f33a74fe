import * as z from 'zod'

const EpochMs = z.int().meta({ description: 'Milliseconds since 1970.' })

export const Version = z
  .strictObject({
    version: z.string(),
    createdAt: EpochMs,
    changelog: z.string().meta({ description: 'What changed, and the true licence.' }),
    license: z.literal('MIT-0').nullable().meta({ description: 'The only licence that the protocol can name.' }),
  })
  .meta({ ref: 'ClawhubVersion' })

const skillFields = {
  slug: z.string().meta({ description: 'The last part of the slug that our own addresses have.' }),
  displayName: z.string(),
  summary: z.string().nullable(),
  tags: z.strictObject({ latest: z.string().optional() }),
  stats: z.strictObject({
    downloads: z.int().meta({ description: 'Uses in the last 30 days.' }),
    installs: z.int().meta({ description: 'The same as downloads.' }),
    stars: z.int().meta({ description: 'Stars of accounts of this registry.' }),
  }),
  createdAt: EpochMs,
  updatedAt: EpochMs,
}

const Owner = z.strictObject({ handle: z.string() })

const moderation = {
  isSuspicious: z.boolean().meta({ description: 'The scan gives a warning. The client asks before it installs.' }),
  isMalwareBlocked: z.boolean().meta({ description: 'A reviewer calls it malicious. The client does not install it.' }),
  verdict: z.enum(['clean', 'suspicious', 'malicious']),
  reasonCodes: z.array(z.string()).meta({ description: 'The rules that found something.' }),
  updatedAt: EpochMs.nullable(),
  summary: z.string().nullable(),
}

const Evidence = z.strictObject({
  code: z.string(),
  severity: z.enum(['info', 'warn', 'critical']),
  file: z.string(),
  line: z.int(),
  message: z.string(),
  evidence: z.string(),
})

export const SkillAnswer = z
  .strictObject({
    skill: z.strictObject(skillFields),
    latestVersion: Version.nullable(),
    owner: Owner,
    moderation: z.strictObject(moderation).nullable(),
  })
  .meta({ ref: 'ClawhubSkill' })

export const SkillList = z
  .strictObject({
    items: z.array(z.strictObject({ ...skillFields, ownerHandle: z.string(), latestVersion: Version.optional() })),
    nextCursor: z.string().nullable(),
  })
  .meta({ ref: 'ClawhubSkillList' })

export const SearchAnswer = z
  .strictObject({
    results: z.array(
      z.strictObject({
        slug: z.string(),
        ownerHandle: z.string(),
        displayName: z.string(),
        summary: z.string().nullable(),
        version: z.string().nullable(),
        score: z.number(),
        downloads: z.int(),
        updatedAt: EpochMs,
      }),
    ),
  })
  .meta({ ref: 'ClawhubSearch' })

export const VersionList = z
  .strictObject({ items: z.array(Version), nextCursor: z.string().nullable() })
  .meta({ ref: 'ClawhubVersionList' })

const File = z.strictObject({ path: z.string(), size: z.int(), sha256: z.string() })

export const VersionAnswer = z
  .strictObject({
    version: Version.extend({ files: z.array(File) }).strict(),
    skill: z.strictObject({ slug: z.string(), displayName: z.string() }),
  })
  .meta({ ref: 'ClawhubVersionDetail' })

export const InstallAnswer = z
  .union([
    z.strictObject({
      ok: z.literal(true),
      slug: z.string(),
      installKind: z.literal('archive'),
      archive: z.strictObject({ version: z.string(), downloadUrl: z.string() }),
    }),
    z.strictObject({
      ok: z.literal(true),
      slug: z.string(),
      installKind: z.literal('github'),
      github: z.strictObject({
        repo: z.string(),
        path: z.string(),
        commit: z.string(),
        contentHash: z.literal('').meta({ description: 'Not told, so that the client compares none.' }),
        sourceUrl: z.string(),
      }),
    }),
  ])
  .meta({ ref: 'ClawhubInstall' })

const VersionName = z.strictObject({ version: z.string() }).nullable()

export const ResolveAnswer = z
  .strictObject({ match: VersionName, latestVersion: VersionName })
  .meta({ ref: 'ClawhubResolve' })

export const ModerationAnswer = z
  .strictObject({ moderation: z.strictObject({ ...moderation, evidence: z.array(Evidence) }).nullable() })
  .meta({ ref: 'ClawhubModeration' })

export const VerifyAnswer = z
  .strictObject({
    schema: z.literal('clawhub.skill.verify.v1'),
    ok: z.boolean(),
    decision: z.enum(['pass', 'fail']),
    reasons: z.array(z.string()),
    slug: z.string(),
    displayName: z.string(),
    pageUrl: z.string(),
    publisherHandle: z.string(),
    publisherDisplayName: z.string(),
    publisherProfileUrl: z.string(),
    version: z.string(),
    resolvedFrom: z.enum(['latest', 'version', 'tag']),
    tag: z.string().nullable(),
    createdAt: EpochMs,
    card: z.strictObject({ available: z.literal(false) }),
    artifact: z.strictObject({
      digest: z.string(),
      fingerprint: z.string().nullable().meta({ description: "The client's own hash of the folder, if it is known." }),
      files: z.int(),
      bytes: z.int(),
      downloadUrl: z.string(),
    }),
    provenance: z.strictObject({
      repository: z.string().nullable(),
      commit: z.string().nullable(),
      path: z.string().nullable(),
      sourceUrl: z.string().nullable(),
      run: z
        .strictObject({
          ...{
            issuer: z.string(),
            workflow: z.string(),
            runId: z.string(),
            runUrl: z.string(),
            publishedAt: z.string(),
          },
          attestationUrl: z.string(),
        })
        .nullable()
        .meta({ description: 'The run of a workflow that has published it. Null if only a crawl has found it.' }),
    }),
    security: z.strictObject({ status: z.enum(['pass', 'review', 'warn', 'malicious', 'not_scanned']) }),
    signature: z.strictObject({ status: z.literal('unsigned') }),
  })
  .meta({ ref: 'ClawhubVerification' })

export const WhoamiAnswer = z
  .strictObject({
    user: z.strictObject({ handle: z.string(), displayName: z.string(), role: z.enum(['admin', 'moderator']) }),
  })
  .meta({ ref: 'ClawhubUser' })

export const StarAnswer = z
  .strictObject({ ok: z.literal(true), starred: z.literal(true), alreadyStarred: z.boolean() })
  .meta({ ref: 'ClawhubStarred' })

export const UnstarAnswer = z
  .strictObject({ ok: z.literal(true), unstarred: z.literal(true), alreadyUnstarred: z.boolean() })
  .meta({ ref: 'ClawhubUnstarred' })

export const Done = z.strictObject({ ok: z.literal(true) }).meta({ ref: 'ClawhubDone' })
