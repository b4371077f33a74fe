import { Hono } from 'hono'
import * as z from 'zod'
import { readRepositoryReport } from '../../db/intake/crawling/repository-report.ts'
import { baseName } from '../../domain/files/base-name.ts'
import { leftOut, SETTINGS_PATH } from '../../domain/intake/repository-settings.ts'
import { formatRun } from '../../domain/skill-md/format-sarif.ts'
import type { Finding as ScanFinding } from '../../domain/trust/report.ts'
import { scanSarif } from '../../domain/trust/sarif.ts'
import { jsonText, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { keepFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { decodeCursor } from '../../http/input/cursor.ts'
import { text } from '../../http/input/fields.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { validate } from '../../http/input/validate.ts'
import { Finding } from '../catalogue/skill-schema.ts'
import { Sarif } from '../trust/report-schema.ts'

const part = text(100).regex(/^[\w.-]+$/, 'must be letters, digits, dots, hyphens and underscores, as GitHub has them')
const Param = z.strictObject({ owner: part, repo: part })
const SARIF = 'application/sarif+json'
const Query = z.strictObject({
  ...sizeAndCursor(50),
  format: z
    .enum(['json', 'sarif'])
    .default('json')
    .meta({ description: '`sarif`: the findings of this page of files as SARIF 2.1.0, for code scanning.' }),
})

const Client = z.strictObject({ ok: z.boolean(), reason: z.string().nullable() })

const FolderFinding = z.strictObject({
  rule: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  path: z.string().nullable(),
})

const STATES = ['listed', 'waiting', 'invalid', 'rejected', 'vanished', 'hidden'] as const

const File = z.strictObject({
  path: z.string().nullable(),
  url: z.string().nullable(),
  name: z.string().nullable().meta({ description: 'As the file has it.' }),
  state: z.enum(STATES).meta({
    description:
      '`listed`: its skill can be found. `waiting`: for a review. `invalid`: no client could load it. `rejected`: `reason` says why. `vanished`: it is gone from the repository. `hidden`: its skill was archived or withdrawn.',
  }),
  parse_status: z.enum(['ok', 'markdown_only', 'invalid']),
  findings: z.array(Finding).meta({
    description: 'What the file does not comply with. A `warning` was repaired when the file was read.',
  }),
  folder_findings: z.array(FolderFinding).meta({ description: 'What could not be taken from the folder around it.' }),
  skill: z.string().nullable().meta({ description: 'The slug of its skill. Null if that cannot be found.' }),
  reason: z.string().nullable().meta({
    description:
      'Why it was rejected, or an earlier state of it, or that the `.agent-skills.yml` of the repository leaves it out.',
  }),
  commit: z.string().nullable().meta({ description: 'The commit at which its folder was read.' }),
  changed_at: Time.meta({ description: 'When a crawl last found it changed, or its state changed.' }),
  vanished_at: Time.nullable(),
  verdict: z.enum(['pass', 'review', 'warn', 'malicious']).nullable().meta({
    description: 'What the scan and reviewers say of its folder. Null before the scan.',
  }),
  scan_findings: z.int().nullable().meta({ description: 'How many findings the scan has. Null before the scan.' }),
  clients: z.strictObject({ skills_cli: Client, clawhub: Client, mcp: Client }).nullable().meta({
    description: 'Which clients can install it, or could once it is listed. Null if no client could load it.',
  }),
})

const counted = z.int().meta({ description: 'Counted among 10,000 files at most.' })

export const RepositoryReport = z
  .strictObject({
    repository: z.string(),
    crawl: z
      .strictObject({
        is_followed: z.boolean().meta({ description: 'True if crawls are scheduled.' }),
        last_crawled_at: Time.nullable().meta({ description: 'When the last complete crawl ended.' }),
        next_crawl_at: Time.nullable(),
        error: z.string().nullable().meta({ description: 'What went wrong in the last crawl.' }),
        failures: z.int().meta({ description: 'How many crawls have failed since the last complete one.' }),
        is_running: z.boolean().meta({ description: 'True while a crawl reads the repository.' }),
        is_asked_for: z.boolean().meta({ description: 'True if somebody has asked for a crawl that has not ended.' }),
        kept_until: Time.nullable().meta({
          description:
            'When it is deleted if no reviewer has decided about any of its files by then, as nobody but an anonymous sender has asked for it. Submitting it again keeps it longer. Null if it stays.',
        }),
      })
      .nullable()
      .meta({ description: 'Null if files of the repository came from elsewhere: a folder or a catalogue.' }),
    settings: z
      .strictObject({
        publish: z.enum(['list', 'none']),
        category: z.string().nullable(),
        homepage: z.string().nullable(),
        exclude: z.array(z.string()),
        left_out: z.int().meta({ description: 'How many SKILL.md files are not listed for it.' }),
        findings: z.array(
          z.strictObject({
            rule: z.string(),
            severity: z.enum(['error', 'warning']),
            message: z.string(),
            line: z.int(),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'What the `.agent-skills.yml` of the repository says. Null if it has none.' }),
    review: z.strictObject({
      waiting: z.int().meta({ description: 'How many files of all repositories wait for a review.' }),
      median_hours: z.number().nullable().meta({
        description: 'How long files waited for a review in the last 30 days. Null if there was none.',
      }),
    }),
    commit: z.string().nullable().meta({ description: 'The last commit of which a folder was read.' }),
    counts: z.strictObject({ files: counted, ...Object.fromEntries(STATES.map((state) => [state, counted])) } as {
      files: typeof counted
    } & Record<(typeof STATES)[number], typeof counted>),
    items: z.array(File).meta({ description: 'By path.' }),
    next_cursor: z.string().nullable(),
  })
  .meta({ ref: 'RepositoryReport' })

type Report = z.output<typeof RepositoryReport>

const FileCursor = z.tuple([z.literal('repository'), z.string(), z.uuid()])

/** What became of the files of a repository, for their authors. */
export const repositories = new Hono<AppEnv>().get(
  '/:owner/:repo',
  describe({
    id: 'getRepositoryReport',
    tag: 'catalogue',
    summary: 'Get the public report of a repository: each file, and what became of it',
    ok: { schema: RepositoryReport, forms: { [SARIF]: Sarif } },
    problems: [400, 404, 503],
  }),
  validate('param', Param),
  validate('query', Query),
  async (c) => {
    const { owner, repo } = c.req.valid('param')
    const { size, cursor, format } = c.req.valid('query')
    const withFindings = format === 'sarif'
    const after = cursor === undefined ? undefined : decodeCursor(cursor, FileCursor)
    const name = `${owner}/${repo}`
    const report = await readRepositoryReport(c.var.db, name, {
      ...{ size, withFindings, after: after && [after[1], after[2]] },
    })
    if (report === null) throw new Failure('not_found', `No crawl has seen the repository '${name}'.`)
    const read: Report = JSON.parse(report)
    // Nobody keeps a report that fills.
    if (!read.crawl?.is_running && !read.crawl?.is_asked_for) keepFor(c, { seconds: 60, tags: ['repositories'] })
    if (!withFindings) return jsonText(c, read.settings ? JSON.stringify(withReasons(read, read.settings)) : report)
    return c.body(JSON.stringify(sarifOf(JSON.parse(report))), 200, { 'Content-Type': SARIF })
  },
)

/** The same report, in which what the repository itself leaves out says so. */
function withReasons(report: Report, settings: NonNullable<Report['settings']>): Report {
  const gone = report.items.flatMap(({ state, path }) => (state === 'vanished' && path !== null ? [path] : []))
  const isLeftOut = leftOut(settings, gone) ?? (() => false)
  const items = report.items.map((item) =>
    item.state === 'vanished' && item.path !== null && isLeftOut(item.path)
      ? { ...item, reason: `The ${SETTINGS_PATH} of the repository leaves it out.` }
      : item,
  )
  return { ...report, items }
}

type ReadFile = Pick<z.output<typeof File>, 'path' | 'findings' | 'folder_findings'> & { scan_findings: ScanFinding[] }

/** The findings of a page of files: what does not comply with the format, and what the scan has found. */
function sarifOf({ items }: { items: readonly ReadFile[] }) {
  const named = items.map(({ path, ...file }) => ({
    ...file,
    file: baseName(path ?? ''),
    prefix: parentOf(path ?? ''),
  }))
  const format = named.flatMap(({ prefix, file, findings, folder_findings }) => [
    ...findings.map((finding) => ({ ...finding, prefix, file })),
    ...folder_findings.map(({ path, ...finding }) => ({ ...finding, prefix, file: path ?? file, line: null })),
  ])
  const scans = scanSarif(named.map(({ prefix, scan_findings: findings }) => ({ prefix, findings })))
  return { ...scans, runs: [formatRun(format), ...scans.runs] }
}

const parentOf = (path: string) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))
