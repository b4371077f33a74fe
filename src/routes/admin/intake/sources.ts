import { Hono } from 'hono'
import {
  createSource,
  deleteSource,
  findAdminSource,
  findSourceType,
  listSources,
  type SourceConflict,
  updateSource,
} from '../../../db/intake/admin-sources.ts'
import { CRAWL_INTERVAL } from '../../../domain/intake/crawl-schedule.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { databaseOf } from '../../../http/connect-database.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { timeCursor } from '../../../http/input/cursor.ts'
import { invalid } from '../../../http/input/field-errors.ts'
import { IdParam } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { crawlSource } from '../../../jobs/intake/crawl-sources.ts'
import { STATEMENT_TIMEOUT_MS } from '../../../runs/job.ts'
import { RunReport } from '../operations/job-schema.ts'
import { runByHand, showReport } from '../operations/run-by-hand.ts'
import { sourceAddress, sourceName } from './source-address.ts'
import { AdminSource, AdminSourceItem, NewSource, SOURCE_TYPES, SourceChanges, SourcesQuery } from './source-schema.ts'

const MAX_BYTES = 64 * 1024

export const sources = new Hono<AppEnv>()
  .use(requireAdminToChange)
  .post(
    '/',
    describe({
      id: 'createSource',
      tag: 'admin',
      summary: 'Create a source',
      details: 'The next tick crawls it.',
      ok: { status: 201, schema: AdminSource },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewSource),
    async (c) => {
      const { base_url, name, crawl_interval_minutes: interval, ...given } = c.req.valid('json')
      const fields = {
        ...given,
        crawl_interval_minutes: interval === undefined ? CRAWL_INTERVAL.default : interval,
        crawl_interval_follows: given.crawl_interval_follows ?? (interval === undefined && given.type !== 'catalog'),
      }
      const address = sourceAddress(fields.type, base_url, c.var.config.SOURCE_ORIGINS)
      const source = { ...fields, id: c.var.newId(), base_url: address, name: name ?? sourceName(fields.type, address) }
      return jsonText(c, accepted(await createSource(c.var.db, c.var.editor, source)), 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listSources',
      tag: 'admin',
      summary: 'List sources of any type, newest first',
      ok: { schema: listOf(AdminSourceItem) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', SourcesQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      return jsonText(c, await listSources(c.var.db, { ...query, after: timeCursor(cursor, 'admin-sources') }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getSource',
      tag: 'admin',
      summary: 'Get a source',
      details: 'Includes its aliases, the numbers of its files and its last crawl.',
      ok: { schema: AdminSource },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await findAdminSource(c.var.db, id), 'source', id))
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'updateSource',
      tag: 'admin',
      summary: 'Change fields of a source',
      details: 'A new address is crawled from the beginning. The type cannot be changed.',
      ok: { schema: AdminSource },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', IdParam),
    validate('json', SourceChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const { base_url, ...fields } = c.req.valid('json')
      const type = found(await findSourceType(c.var.db, id), 'source', id)
      requireCrawled(type, { base_url, ...fields })
      const address =
        base_url === undefined ? {} : { base_url: sourceAddress(type, base_url, c.var.config.SOURCE_ORIGINS) }
      const updated = await updateSource(c.var.db, c.var.editor, { id, type }, { ...fields, ...address })
      return jsonText(c, accepted(found(updated, 'source', id)))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteSource',
      tag: 'admin',
      summary: 'Delete a source that has no files',
      details: 'Its aliases are deleted too. To stop a source that has files, pause it.',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const outcome = await deleteSource(c.var.db, c.var.editor, id)
      if (outcome === 'missing') throw notFound('source', id)
      if (outcome === 'being_crawled')
        throw new Failure('conflict', 'The source is being crawled now. Please try again later.')
      if (outcome === 'in_use')
        throw new Failure('conflict', 'The source has files, or other sources were found in it. Pause it instead.')
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/crawl',
    describe({
      id: 'crawlSource',
      tag: 'admin',
      summary: 'Crawl a source now',
      details: 'Takes at most a minute. The next tick does the rest.',
      ok: { status: 201, schema: RunReport },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const type = found(await findSourceType(c.var.db, id), 'source', id)
      if (!isCrawled(type)) throw new Failure('conflict', `A source of the type ${type} cannot be crawled.`)
      const db = databaseOf(c.var.config, STATEMENT_TIMEOUT_MS)
      return showReport(c, await runByHand(c, crawlSource(id), db, id))
    },
  )

function accepted(written: string | SourceConflict): string {
  if (typeof written === 'string') return written
  const { fault, id, name } = written
  throw new Failure('conflict', `The source '${name}' (${id}) already has this ${fault}.`)
}

const isCrawled = (type: string) => SOURCE_TYPES.some((crawled) => crawled === type)

/** Refuses fields of crawled sources for a folder, which only the command line reads. */
function requireCrawled(type: string, fields: Record<string, unknown>) {
  const asked = ['base_url', 'crawl_interval_minutes', 'auto_approve'].filter((field) => fields[field] != null)
  if (isCrawled(type) || asked.length === 0) return
  const message = `cannot be set for a source of the type ${type}, which is not crawled`
  throw invalid(asked.map((field) => ({ in: 'body', pointer: `/${field}`, message })))
}
