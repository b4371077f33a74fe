/** The run of a workflow that has published a version, as the API shows it. */
export type Provenance = {
  issuer: string
  repository: string
  repository_id: number
  owner_id: number
  commit: string
  ref: string
  workflow: string
  run_id: string
  run_attempt: number
  event: string
  run_url: string
  published_at: string
}

/** A version whose digest is attested. Digests are hexadecimal. */
export type AttestedVersion = {
  slug: string
  version: string
  digest: string
  zip: string | null
  targz: string | null
  repo: string | null
  path: string | null
  commit: string | null
  createdAt: string
  provenance: Provenance | null
}

const BUILT_BY = { workflow: 'urn:agent-skills:publish-by-workflow:v1', crawl: 'urn:agent-skills:crawl:v1' }

/**
 * The in-toto statement (v1) of a version, with SLSA's provenance (v1) as its predicate: which files it has, and which commit they come
 * from. Its builder is the run that has published it, or this registry, which has found it.
 */
export function statementOf(v: AttestedVersion) {
  const named = `${v.slug}@${v.version}`
  const archives = [
    ['zip', v.zip],
    ['tar.gz', v.targz],
  ] as const
  const subject = [
    { name: named, digest: { sha256: v.digest } },
    ...archives.flatMap(([kind, sha256]) =>
      sha256 === null ? [] : [{ name: `${named}.${kind}`, digest: { sha256 } }],
    ),
  ]
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: v.provenance ? byWorkflow(v, v.provenance) : byCrawl(v),
  } as const
}

function byWorkflow(v: AttestedVersion, p: Provenance) {
  return {
    buildDefinition: {
      buildType: BUILT_BY.workflow,
      externalParameters: {
        repository: `https://github.com/${p.repository}`,
        ref: p.ref,
        workflow: p.workflow,
        path: v.path,
      },
      internalParameters: { event: p.event, repository_id: String(p.repository_id), owner_id: String(p.owner_id) },
      resolvedDependencies: [source(p.repository, p.ref, p.commit)],
    },
    runDetails: {
      builder: { id: p.issuer },
      metadata: { invocationId: p.run_url, startedOn: p.published_at },
    },
  }
}

function byCrawl(v: AttestedVersion) {
  return {
    buildDefinition: {
      buildType: BUILT_BY.crawl,
      externalParameters: { repository: v.repo && `https://github.com/${v.repo}`, path: v.path },
      resolvedDependencies: v.repo && v.commit ? [source(v.repo, 'HEAD', v.commit)] : [],
    },
    runDetails: { builder: { id: BUILT_BY.crawl }, metadata: { startedOn: v.createdAt } },
  }
}

const source = (repository: string, ref: string, gitCommit: string) => ({
  uri: `git+https://github.com/${repository}@${ref}`,
  digest: { gitCommit },
})
