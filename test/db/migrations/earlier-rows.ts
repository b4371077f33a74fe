import { scoreCountRows } from './first-rows.ts'
import { at, idOf, type Rows } from './rows.ts'

/** The same on a database that has `run_days`, with a row in its new table. */
export const runDayRows = (): Rows => ({
  ...scoreCountRows(),
  job_run_days: [{ day: '2025-03-04', job: 'batch', succeeded: 144, partial: 0, failed: 0, running: 0, max_ms: 7 }],
})

/** The same on a database that has `skill_files`, with rows in its new tables. */
export function fileRows(): Rows {
  const rows = runDayRows()
  const hash = (digit: string) => `\\x${digit.repeat(64)}`
  const stored = { size: 3, crc32: 891568578, is_complete: true, created_at: at, needed_at: at }
  const folder = { digest: hash('d'), files: 1, bytes: 3, is_complete: true, findings: [] }
  const version = { id: idOf(16), skill_id: idOf(5), nth: 1, version: '1.0.0', version_key: '1', major: 1 }
  return {
    file_objects: [{ key: 'object', created_at: at }],
    files: [
      { sha256: hash('a'), ...stored },
      { sha256: hash('b'), ...stored, object_key: 'object' },
    ],
    file_chunks: [{ sha256: hash('a'), nth: 0, bytes: '\\x616263' }],
    folders: [{ ...folder, created_at: at, needed_at: at }],
    folder_files: [{ digest: folder.digest, path: 'SKILL.md', mode: '0644', size: 3, sha256: hash('a') }],
    ...rows,
    raw_skills: (rows.raw_skills ?? []).map((row) => ({ ...row, folder_digest: folder.digest, commit_sha: 'abc' })),
    skill_versions: [{ ...version, minor: 0, patch: 0, digest: folder.digest, content_policy: 'full', created_at: at }],
  }
}

/** The same on a database that has `score_bands`, with rows in it. */
export function scoreBandRows(): Rows {
  return { ...fileRows(), score_bands: [{ group_id: idOf(2), band: 40, members: 1 }] }
}

/** The same on a database that has `git_blobs`, with a row in it. */
export function gitBlobRows(): Rows {
  return { ...scoreBandRows(), git_blobs: [{ id: `\\x${'c'.repeat(40)}`, sha256: `\\x${'a'.repeat(64)}` }] }
}

/** The same on a database that has `edge_purges`, with rows in its new tables. */
export const edgePurgeRows = (): Rows => ({
  ...gitBlobRows(),
  cache_purges: [{ skill_id: idOf(5), changed_at: at, due_at: at }],
  collection_places: [{ table_name: 'files', at, key: 'aa' }],
})

/** The same on a database that has `skill_lists`, then `skill_stars`, then `device_logins`, with rows in them. */
export const skillListRows = (): Rows => ({
  ...edgePurgeRows(),
  skill_lists: [{ id: 'a-list', skills: [idOf(5)], created_at: at }],
})

export const starRows = (): Rows => ({
  ...skillListRows(),
  skill_stars: [{ skill_id: idOf(5), username: 'somebody', created_at: at }],
})

export const deviceLoginRows = (): Rows => ({
  ...starRows(),
  device_logins: [{ id: idOf(17), device_hash: 'a', user_code_hash: 'b', expires_at: at }],
})

/** The same on a database that has `search_index`, with rows in its tables. */
export const searchIndexRows = (): Rows => ({
  ...deviceLoginRows(),
  search_terms: [{ id: '7', term: 'pdf' }],
  search_keys: [{ key: 127, skills: 1 }],
  search_words: [{ word: 'pdf', term_id: 7, skills: 1 }],
  skill_search: [{ skill_id: idOf(5), keys: [127], words: ['pdf'], limits: [] }],
  search_spaces: [{ space: 1, made_at: at, skills: 1, placed_to: null }],
  search_vectors: [{ space: 1, term_id: 7, rarity: 1, vector: [1] }],
  skill_vectors: [{ skill_id: idOf(5), space: 1, vector: [127] }],
})

/** The same on a database that has `search_positions`, with a row in it. */
export const searchPositionRows = (): Rows => ({
  ...searchIndexRows(),
  search_positions: [{ day: '2025-03-04', event_type: 'use', position: 2, events: 3 }],
})

/** The same on a database that has `search_counts`. */
export const searchCountRows = (): Rows => {
  const { search_keys: _, ...rows } = searchPositionRows()
  return { ...rows, search_counts: [{ term_id: 7, skills: [0, 0, 1] }] }
}

/** The same on a database that has `trust`, with rows in its tables. */
export const trustRows = (): Rows => ({
  ...searchCountRows(),
  scan_reports: [
    {
      digest: `\\x${'d'.repeat(64)}`,
      rule_set: 1,
      verdict: 'review',
      rules: { 'remote-code': 'review' },
      risk: { level: 'low', powers: [] },
      findings: [],
      coverage: { level: 'complete', unread: [] },
      sketch: [-7, 3],
      scanned_at: at,
      duration_ms: 2,
    },
  ],
  trust_decisions: [
    {
      id: idOf(18),
      decision: 'false_positive',
      digest: `\\x${'d'.repeat(64)}`,
      rules: ['remote-code'],
      reason: 'A quotation.',
      decided_by: 'somebody',
      decided_at: at,
    },
  ],
})

/** The same on a database that has `authors`, with rows in its tables. */
export const authorRows = (): Rows => ({
  ...trustRows(),
  oidc_issuers: [{ issuer: 'https://a.example', jwks_uri: 'https://a.example/keys', kind: 'github', created_at: at }],
  used_tokens: [{ issuer: 'https://a.example', jti: 'a', repository_id: 7, used_at: at, expires_at: at }],
  author_challenges: [
    { id: idOf(19), repository_id: 7, owner_id: 8, challenge: 'a text', created_at: at, expires_at: at },
  ],
})

/** The same on a database that has `submissions`, with a row in it. */
export const submissionRows = (): Rows => ({
  ...authorRows(),
  submissions: [{ repo: 'acme/kit', claimed_until: at, submitted_at: at, outcome: 'accepted' }],
})

/** The same on a database that has `reports`, with a row in it. */
export const reportRows = (): Rows => ({
  ...submissionRows(),
  reports: [
    {
      ...{ id: idOf(20), kind: 'spam', skill_id: idOf(5), version: '1.0.0', digest: `\\x${'d'.repeat(64)}` },
      ...{
        details: 'It sells watches.',
        sender_hash: 'e'.repeat(64),
        created_at: at,
        due_at: at,
        outcome: 'dismissed',
      },
      ...{ reason: 'It is about watches.', decided_by: 'somebody', decided_at: at },
    },
  ],
})

/** The same on a database that has `publications`, with rows in its tables. */
export const publicationRows = (): Rows => ({
  ...reportRows(),
  publications: [
    {
      ...{ id: idOf(20), issuer: 'https://a.example', repository_id: 7, owner_id: 8, repository: 'acme/kit' },
      ...{ commit_sha: 'c'.repeat(40), ref: 'refs/heads/main', workflow: 'w', run_id: '1', run_attempt: 1 },
      ...{ event: 'push', published_at: at },
    },
  ],
  version_provenance: [{ version_id: idOf(16), publication_id: idOf(20) }],
})

/** The same on a database that has `github_deliveries`, with a row in it. */
export const deliveryRows = (): Rows => ({
  ...publicationRows(),
  github_deliveries: [{ id: idOf(21), received_at: at }],
})

/** The same on a database that has `own`, with rows in its tables. */
export const ownRows = (): Rows => ({
  ...deliveryRows(),
  author_acts: [
    { id: '1', publisher_id: idOf(90), skill_id: idOf(5), act: 'hide', details: {}, repository: 'a/b', at },
  ],
  author_settings: [{ skill_id: idOf(5), homepage: 'https://a.example', updated_at: at }],
  finding_answers: [{ skill_id: idOf(5), rule: 'remote-code', answer: 'A quotation.', answered_at: at }],
  former_slugs: [{ slug: 'acme--old', skill_id: idOf(5), since: at }],
  skill_transfers: [
    {
      ...{ id: idOf(21), skill_id: idOf(5), from_publisher_id: idOf(90), to_publisher_id: idOf(90) },
      ...{ state: 'declined', offered_at: at, expires_at: at, decided_at: at },
    },
  ],
})

/** The same on a database that counts skills in `search_terms`. */
export const keptSearchPlanRows = (): Rows => {
  const { search_counts: _, ...rows } = ownRows()
  return {
    ...rows,
    search_terms: [{ id: '7', term: 'pdf', skills: [0, 0, 1] }],
    search_words: [{ id: '1', word: 'pdf', term_id: 7, skills: 1 }],
    skill_search: [{ skill_id: idOf(5), keys: [114], words: [1], limits: [] }],
  }
}

/** The same on a database that has `author_hooks`, with rows in its tables. */
export const hookRows = (): Rows => ({
  ...keptSearchPlanRows(),
  author_hooks: [
    {
      ...{
        id: idOf(22),
        repository_id: 7,
        repository: 'acme/kit',
        url: 'https://a.example/hook',
        secret: 'whsec_AAAA',
      },
      ...{ status: 'active', created_at: at },
    },
  ],
  hook_deliveries: [{ id: idOf(23), hook_id: idOf(22), origin: 'act:1', event: 'act', data: {}, created_at: at }],
})

/** The same on a database that keeps `author_events`. */
export const authorEventRows = (): Rows => ({
  ...hookRows(),
  author_events: [
    { id: idOf(24), publisher_id: idOf(90), skill_id: idOf(5), origin: 'act:1', event: 'act', data: {}, at },
  ],
})

/** The same on a database that has `proof_keys`. */
export const proofKeyRows = (): Rows => ({
  ...authorEventRows(),
  used_tokens: [{ issuer: 'https://a.example', jti: 'a', used_at: at, expires_at: at, proof_key: 'github:7/8' }],
  author_challenges: [{ id: idOf(19), challenge: 'a text', created_at: at, expires_at: at, proof_key: 'github:7/8' }],
  author_hooks: [
    {
      ...{ id: idOf(22), proof_key: 'github:7/8', repository: 'acme/kit', url: 'https://a.example/hook' },
      ...{ secret: 'whsec_AAAA', status: 'active', created_at: at },
    },
  ],
})

/** The same on a database that has `issuer_rules`. */
export const issuerRuleRows = (): Rows => ({
  ...proofKeyRows(),
  oidc_issuers: [
    { issuer: 'https://a.example', jwks_uri: 'https://a.example/keys', kind: 'a', rules: {}, created_at: at },
  ],
})

/** The same on a database that counts the skills of a term in two numbers. */
export const termCountRows = (): Rows => ({
  ...issuerRuleRows(),
  search_terms: [{ id: '7', term: 'pdf', skills: 1, strong: 0, levels: 4 }],
})
