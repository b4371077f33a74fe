import { whyWithheld } from './clawhub-install.ts'
import type { ClawhubFile, ClawhubRun, ClawhubSkill, ClawhubVersion } from './clawhub-skill.ts'

type Verified = ClawhubVersion & {
  hash: string | null
  bytes: number
  files: readonly ClawhubFile[]
  run: ClawhubRun | null
}
type Asked = { origin: string; asked: 'latest' | 'version' | 'tag'; tag: string | null; downloadUrl: string }

/** What `clawhub skill verify` prints of a version. It passes if it can be installed from here. */
export function verification(skill: ClawhubSkill, version: Verified, { origin, asked, tag, downloadUrl }: Asked) {
  const reason = whyWithheld(version)
  return {
    schema: 'clawhub.skill.verify.v1',
    ok: reason === null,
    decision: reason === null ? 'pass' : 'fail',
    reasons: reason === null ? [] : [reason],
    slug: skill.name,
    displayName: skill.title,
    pageUrl: `${origin}/v1/skills/${encodeURIComponent(skill.slug)}`,
    publisherHandle: skill.owner,
    publisherDisplayName: skill.owner,
    publisherProfileUrl: `${origin}/v1/publishers/${encodeURIComponent(skill.owner)}`,
    version: version.version,
    resolvedFrom: asked,
    tag: asked === 'tag' ? tag : null,
    createdAt: version.createdAt,
    card: { available: false },
    artifact: {
      digest: `sha256:${version.digest}`,
      fingerprint: version.hash,
      files: version.files.length,
      bytes: version.bytes,
      downloadUrl,
    },
    provenance: {
      ...{ repository: version.repo, commit: version.commit, path: version.path, sourceUrl: version.sourceUrl },
      // The protocol leaves open what is in here.
      run: version.run && {
        ...{ issuer: version.run.issuer, workflow: version.run.workflow, runId: version.run.run_id },
        ...{ runUrl: version.run.run_url, publishedAt: version.run.published_at },
        attestationUrl: `${origin}/v1/skills/${encodeURIComponent(skill.slug)}/versions/${encodeURIComponent(version.version)}/attestation`,
      },
    },
    security: { status: version.verdict ?? 'not_scanned' },
    signature: { status: 'unsigned' },
  } as const
}
