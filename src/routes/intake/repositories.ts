import { Hono } from 'hono'
import * as z from 'zod'
import { readRepositoryReport } from '../../db/intake/repository-report.ts'
import { jsonText, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { decodeCursor } from '../../http/input/cursor.ts'
import { text } from '../../http/input/fields.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { validate } from '../../http/input/validate.ts'
import { Finding } from '../catalogue/skill-schema.ts'

const part = text(100).regex(/^[\w.-]+$/, 'must be letters, digits, dots, hyphens and underscores, as GitHub has them')
const Param = z.strictObject({ owner: part, repo: part })
const Query = z.strictObject(sizeAndCursor(50))

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
  reason: z.string().nullable().meta({ description: 'Why it was rejected.' }),
  commit: z.string().nullable().meta({ description: 'The commit at which its folder was read.' }),
  changed_at: Time.meta({ description: 'When a crawl last found it changed, or its state changed.' }),
  vanished_at: Time.nullable(),
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
      })
      .nullable()
      .meta({ description: 'Null if files of the repository came from elsewhere: a folder or a catalogue.' }),
    commit: z.string().nullable().meta({ description: 'The last commit of which a folder was read.' }),
    counts: z.strictObject({ files: counted, ...Object.fromEntries(STATES.map((state) => [state, counted])) } as {
      files: typeof counted
    } & Record<(typeof STATES)[number], typeof counted>),
    items: z.array(File).meta({ description: 'By path.' }),
    next_cursor: z.string().nullable(),
  })
  .meta({ ref: 'RepositoryReport' })

const FileCursor = z.tuple([z.literal('repository'), z.string(), z.uuid()])

/** What became of the files of a repository, for their authors. */
export const repositories = new Hono<AppEnv>().get(
  '/:owner/:repo',
  describe({
    id: 'getRepositoryReport',
    tag: 'catalogue',
    summary: 'Get the public report of a repository: each file, and what became of it',
    ok: { schema: RepositoryReport },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['repositories'] }),
  validate('param', Param),
  validate('query', Query),
  async (c) => {
    const { owner, repo } = c.req.valid('param')
    const { size, cursor } = c.req.valid('query')
    const after = cursor === undefined ? undefined : decodeCursor(cursor, FileCursor)
    const name = `${owner}/${repo}`
    const report = await readRepositoryReport(c.var.db, name, { size, after: after && [after[1], after[2]] })
    if (report === null) throw new Failure('not_found', `No crawl has seen the repository '${name}'.`)
    return jsonText(c, report)
  },
)
