import { ROLES } from '../../domain/accounts/account-enums.ts'
import { KINDS } from '../../domain/feed/publication.ts'
import type { CommandDescription } from '../runner/description.ts'
import { PROFILES } from './init-test-data/profiles.ts'

/** The commands in the order in which help lists them. This file stays light: help loads it, and none of the commands' code. */
export const COMMANDS: readonly CommandDescription[] = [
  {
    name: 'audit',
    summary: 'ask a registry which skills of a lockfile were withdrawn, are out of date or have changed their licence',
    notes: [
      'Lockfiles: skills-lock.json and ~/.agents/.skill-lock.json of the "skills" command line, .clawhub/lock.json of',
      '"clawhub", or {"skills": [{"name", "source", "digest" or "version"}]}; at most 1,000 entries.',
      'Exit code 1: every entry fails. Exit code 2: some do. Exit code 3: the lockfile is refused, or nobody answers.',
    ],
    args: [['<lockfile>', 'the lockfile; /dev/stdin reads it from standard input']],
    options: [
      ['--from <url>', 'origin of the registry, such as https://skills.example (required)'],
      [
        '--fail-on <level>',
        'fail entries with findings of this level or a worse one: error, warning or note (default: error)',
      ],
      ['--sarif <file>', 'also write the findings to this file, as SARIF 2.1.0'],
    ],
    load: async () => (await import('./audit/command.ts')).auditCommand,
  },
  {
    name: 'backfill-publish',
    summary: 'enqueue every row of the catalogue for the feed; rows that are published unchanged add no change',
    options: [
      ['--kind <kind>', `enqueue only this kind: ${KINDS.join(', ')} or all (default: all)`],
      ['--after-id <uuid>', 'continue after this row of the kind; the summary of a stopped run names it as last_id'],
      ['--limit <n>', 'rows per page, each page in its own transaction (default and maximum: 5000)'],
    ],
    load: async () => (await import('./backfill-publish.ts')).backfillPublishCommand,
  },
  {
    name: 'create-admin',
    summary: 'create an account for the admin API; it asks for the password, or reads it from standard input',
    notes: ['ADMIN_USERNAME and ADMIN_PASSWORD stop working when the first account exists.'],
    args: [['<username>', 'name of the account']],
    options: [
      ['--role <role>', `${ROLES.join(' or ')} (default: admin)`],
      ['--reset-password', 'set a new password for an existing account, enable it and revoke its tokens'],
    ],
    load: async () => (await import('./create-admin.ts')).createAdminCommand,
  },
  {
    name: 'evaluate-improvements',
    summary: 'compare the 14 days before each skill improvement with the 14 days after it, and credit the source once',
    byOrg: true,
    load: async () => (await import('./evaluate-improvements.ts')).evaluateImprovementsCommand,
  },
  {
    name: 'ingest',
    summary: 'store every SKILL.md below a folder as a raw skill; with --approve, also list the valid ones as skills',
    args: [['<dir>', 'the folder to search, at any depth; links are not followed']],
    options: [
      ['--source <name>', 'skill source that the files belong to; created if it does not exist (required)'],
      ['--owner <name>', 'publisher of the skills (default: the owner of --repo, else the source)'],
      ['--repo <owner/repo>', 'GitHub repository that the folder is a checkout of; gives each file its address'],
      [
        '--approve',
        'turn the files that can be loaded into skills of the catalogue, unless their scan gives a warning',
      ],
      ['--approve-warned', 'with --approve: take the risk of those with a warning, which is a public decision'],
    ],
    load: async () => (await import('./ingest/command.ts')).ingestCommand,
  },
  {
    name: 'init-test-data',
    summary: 'create test data: an admin, a source, a site, skills and events; repeating it adds no duplicates',
    options: [
      [
        '--profile <name>',
        `how much data, and whether it is counted or ranked: ${Object.keys(PROFILES).join(', ')} (default: minimal)`,
      ],
      ['--prefix <prefix>', 'prefix of every name in the set; --cleanup finds the set by it (required)'],
      ['--email <name>', 'user name of the admin (default: PREFIX-admin)'],
      ['--password <text>', 'password of the admin; without it, no account is created. Use no real password'],
      ['--org-slug <slug>', 'name of the source and owner of the skills (default: PREFIX-org)'],
      ['--site-url <origin>', 'origin of the site (default: https://PREFIX.example)'],
      ['--cleanup', 'remove exactly the data of this prefix, and report what was removed'],
    ],
    load: async () => (await import('./init-test-data/command.ts')).initTestDataCommand,
  },
  {
    name: 'make-signing-key',
    summary: 'make an Ed25519 key that answers can be signed with, and print its public half',
    notes: ['Then: npx wrangler secret put SIGNING_KEY < FILE. signatures.md says how to replace a key.'],
    args: [['<file>', 'where the private key goes, as PEM; the file must not exist']],
    load: async () => (await import('./make-signing-key.ts')).makeSigningKeyCommand,
  },
  {
    name: 'migrate',
    summary: 'migrate a database to this version: an empty one, an older one, or one of the earlier Python system',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'mirror',
    summary: 'copy a published catalogue from its feed: everything in the first run, then only what has changed',
    notes: [
      'A mirror is an SQLite file or a folder. --to means a folder if the path is one already, or if it ends in "/".',
      'Files are stored under their SHA-256: in the SQLite file, or below files/ in the folder. "serve-mirror" serves them.',
    ],
    options: [
      ['--from <url>', 'origin of the catalogue or of a served mirror, such as https://skills.example (required)'],
      ['--to <path>', 'SQLite file or folder/ of the mirror; created if it does not exist (required)'],
      [
        '--keys <file>',
        'key set that every page must be signed by (default: the one that the catalogue publishes, if any)',
      ],
      [
        '--unsigned',
        'continue although the catalogue has stopped signing; needed once, if the mirror has seen its keys',
      ],
      ['--files', 'also fetch the files of all versions, each once, and check their hashes and sizes'],
      ['--max-files <n>', 'with --files: ask for at most this many files in this run; the next run continues'],
      ['--check', 'with --files: first read every stored file again, and fetch those that are missing or damaged'],
      ['--follow', 'keep running, and copy new changes until a signal arrives'],
      ['--every-sec <n>', 'with --follow: seconds between two requests for the latest change (default: 10)'],
      ['--limit <n>', 'changes per page; each page is stored as a whole or not at all (default and maximum: 1000)'],
    ],
    load: async () => (await import('./mirror/command.ts')).mirrorCommand,
  },
  {
    name: 'process-raw-events',
    summary: 'normalise the raw events that are due, and fail if too many are dropped or retried',
    options: [
      ['--site-id <uuid>', 'process only the raw events of this site'],
      ['--limit <n>', 'raw events per round (default: 250)'],
      ['--rounds <n>', 'run at most this many rounds; each commits on its own (default: 1)'],
      ['--max-dropped-total <n>', 'fail if more raw events than this are dropped (default: 50)'],
      ['--max-retry-ratio-pct <n>', 'fail if more than this percentage of the raw events is retried (default: 20)'],
      ['--alert-webhook <url>', 'https address to POST {"text": "…"} to on failure (default: ALERT_WEBHOOK_URL)'],
    ],
    load: async () => (await import('./process-raw-events/command.ts')).processRawEventsCommand,
  },
  {
    name: 'replay-snapshot',
    summary: 'recompute the boards of a day from the events, and compare them with the published ones',
    notes: ['Exit code 1: every board differs. Exit code 2: some boards differ.'],
    options: [
      ['--date <yyyy-mm-dd>', 'the UTC day (required)'],
      ['--category <key>', 'compare only the entries of this category; "global" is the board of all skills'],
    ],
    load: async () => (await import('./replay-snapshot.ts')).replaySnapshotCommand,
  },
  {
    name: 'run-job',
    summary: 'run a job now, as its cron trigger would',
    notes: [
      // A test compares this list with the jobs, which are too heavy to load here.
      'Jobs: batch (the whole ten-minute tick, which runs the next five as its steps, and build-daily-board once a day),',
      'normalize-events, refresh-popularity, score-skills, build-snapshots, publish-outbox, build-daily-board,',
      'crawl-asked, crawl-sources, deliver-hooks, archive-vanished, read-again (with its steps describe-folders, scan-folders,',
      'reread-files and explain-versions), index-search, prune, verify-cards, finish-changes, evaluate-improvements, collect-files.',
    ],
    args: [['<job>', 'name of the job (listed below)']],
    load: async () => (await import('./run-job.ts')).runJobCommand,
  },
  {
    name: 'runs',
    summary: 'show how often each job and command succeeded, how long it took, and its last error',
    options: [
      ['--job <name>', 'show only this job or command'],
      ['--since <time>', 'start at this UTC day or time (default: 7 days ago)'],
    ],
    load: async () => (await import('./runs.ts')).runsCommand,
  },
  {
    name: 'scan',
    summary: 'scan every folder that has a SKILL.md for harmful content, without a database',
    notes: [
      'Exit code 0: all pass. Exit code 2: some need a review, or have a warning. Exit code 3: there is nothing to scan.',
      'With --json, items has the verdict, risk, findings and unread files of each folder.',
    ],
    args: [['<dir>', 'the folder to search, at any depth; links that lead out of it are not followed']],
    options: [['--sarif <file>', 'also write the findings to this file, as SARIF 2.1.0']],
    load: async () => (await import('./scan/command.ts')).scanCommand,
  },
  {
    name: 'serve-mirror',
    summary: 'serve a mirror, read-only, to other mirrors and to registries until a signal arrives',
    notes: [
      'It serves /v1/feed and /v1/feed/latest. If the mirror has files, it also serves /v1/files/{sha256},',
      '/v1/archives/{digest}.zip and /.well-known/agent-skills/index.json, an index that a "catalog" source can crawl.',
    ],
    args: [['<mirror>', 'the SQLite file or folder of the mirror']],
    options: [
      ['--port <n>', 'port to listen on; 0 takes a free one (default: 8788)'],
      ['--host <address>', 'address to listen on; 0.0.0.0 is reachable from outside (default: 127.0.0.1)'],
    ],
    load: async () => (await import('./serve-mirror/command.ts')).serveMirrorCommand,
  },
  {
    name: 'smoke',
    summary: 'test a running service from outside, with test data that it removes afterwards',
    notes: [
      'Logs in with SMOKE_USERNAME and SMOKE_PASSWORD, or else with ADMIN_USERNAME and ADMIN_PASSWORD.',
      'A dry run sends only GET requests.',
      'Exit code 1: a required case failed or did not run. Exit code 2: only optional cases or the clean-up failed.',
      'Exit code 3: the service does not answer.',
    ],
    options: [
      ['--base-url <url>', 'the service, such as https://skills.example or http://localhost:8787 (required)'],
      ['--junit-output <file>', 'also write the results to this file, as JUnit XML'],
      ['--keep-test-data', 'keep the skill, category and site that the run created (named smoke-<run id>)'],
    ],
    load: async () => (await import('./smoke/command.ts')).smokeCommand,
  },
  {
    name: 'trust-issuer',
    summary: "take the OIDC tokens of another issuer's workflows, or change how they are read",
    notes: ['The page /docs/publish says what is in the file, and has one for GitLab.'],
    args: [['<file>', 'a JSON file with issuer, jwks_uri, kind and rules']],
    load: async () => (await import('./trust-issuer.ts')).trustIssuerCommand,
  },
  {
    name: 'validate',
    summary: 'check every folder that has a SKILL.md as the registry would before it is listed, without a database',
    notes: [
      'It looks at the format, the licence, what each client could install, and what a scan finds.',
      'Exit code 0: all are valid and pass the scan. Exit code 2: some do not. Exit code 3: there is nothing to check.',
      'With --json, items has each skill as POST /v1/validate answers it.',
    ],
    args: [['<dir>', 'the folder to search, at any depth; links that lead out of it are not followed']],
    options: [['--sarif <file>', 'also write the findings to this file, as SARIF 2.1.0']],
    load: async () => (await import('./validate/command.ts')).validateCommand,
  },
  {
    name: 'verify',
    summary: 'check the signature of a saved answer, and files against the manifest in it',
    notes: [
      'Save an answer with: curl -s -D FILE.jws -o FILE URL',
      'A version with its manifest also proves the files of a skill: a folder, or an archive. With --keys it works offline.',
      'A file or an archive has no signature, but a Repr-Digest: without --keys and --from, that is compared.',
      'Exit code 1: the signature does not hold. Exit code 2: it does, but some files are not those of the manifest.',
    ],
    args: [['<file>', 'the body of the answer']],
    options: [
      ['--signature <text>', 'the value of X-JWS-Signature, or a file with it or with all headers (default: FILE.jws)'],
      ['--keys <file>', 'the key set of the registry, as it was saved from /.well-known/jwks.json'],
      ['--from <url>', 'fetch the key set from this registry'],
      ['--url <url>', 'the address of the answer; its path and query must be those that were signed'],
      ['--folder <dir>', 'check the files in this folder; FILE must be a version with its manifest'],
      ['--archive <file>', 'check the files in this zip or tar.gz; FILE must be a version with its manifest'],
    ],
    load: async () => (await import('./verify/command.ts')).verifyCommand,
  },
  {
    name: 'verify-counts',
    summary: 'recount events, favourites, popularity and places, and report every stored count that differs',
    notes: ['Exit code 1: all five checks found differences. Exit code 2: some did.'],
    options: [['--repair', 'set hour counters, favourites, popularity and places to the recount, then check again']],
    load: async () => (await import('./verify-counts.ts')).verifyCountsCommand,
  },
]
