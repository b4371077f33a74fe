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
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { databaseOf } from '../../../http/connect-database.ts'
import { timeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { invalid, validate } from '../../../http/validate.ts'
import { crawlSource } from '../../../jobs/crawl-sources.ts'
import { STATEMENT_TIMEOUT_MS } from '../../../runs/job.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
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
      summary: 'A new source; the next tick crawls it',
      ok: { status: 201, schema: AdminSource },
      problems: [400, 401, 403, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', NewSource),
    async (c) => {
      const { base_url, name, ...fields } = c.req.valid('json')
      const address = sourceAddress(fields.type, base_url, c.var.config.SOURCE_ORIGINS)
      const source = { ...fields, id: c.var.newId(), base_url: address, name: name ?? sourceName(fields.type, address) }
      return jsonText(c, accepted(await createSource(c.var.db, c.var.actor, source)), 201)
    },
  )
  .get(
    '/',
    describe({
      id: 'listSources',
      tag: 'admin',
      summary: 'Sources of any kind, the newest first',
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
      summary: 'One source with its aliases, what it has brought and its last crawl',
      ok: { schema: AdminSource },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
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
      summary: 'Sets the fields given. Another address is crawled from the beginning; the type stays',
      ok: { schema: AdminSource },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', SourceChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const { base_url, ...fields } = c.req.valid('json')
      const type = found(await findSourceType(c.var.db, id), 'source', id)
      requireCrawled(type, { base_url, ...fields })
      const address =
        base_url === undefined ? {} : { base_url: sourceAddress(type, base_url, c.var.config.SOURCE_ORIGINS) }
      const updated = await updateSource(c.var.db, c.var.actor, { id, type }, { ...fields, ...address })
      return jsonText(c, accepted(found(updated, 'source', id)))
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteSource',
      tag: 'admin',
      summary: 'Deletes a source that has brought nothing, with its aliases; any other is paused instead',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const outcome = await deleteSource(c.var.db, c.var.actor, id)
      if (outcome === 'missing') throw notFound('source', id)
      if (outcome === 'being_crawled')
        throw new Failure('conflict', 'The source is being crawled at the moment. Please try again.')
      if (outcome === 'in_use')
        throw new Failure('conflict', 'The source has brought files or other sources, which stay. Pause it instead.')
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/crawl',
    describe({
      id: 'crawlSource',
      tag: 'admin',
      summary: 'Crawls a source now, due or not, for a minute at the most; the next tick goes on with what is left',
      ok: { status: 201, schema: RunReport },
      problems: [400, 401, 403, 404, 409, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const type = found(await findSourceType(c.var.db, id), 'source', id)
      if (!isCrawled(type)) throw new Failure('conflict', `A source of the type ${type} is not crawled.`)
      const db = databaseOf(c.var.config, STATEMENT_TIMEOUT_MS)
      return showReport(c, await runByHand(c, crawlSource(id), db, id))
    },
  )

function accepted(written: string | SourceConflict): string {
  if (typeof written === 'string') return written
  const { fault, id, name } = written
  const has = fault === 'address' ? 'is at that address' : 'has that name'
  throw new Failure('conflict', `The source '${name}' (${id}) ${has} already.`)
}

const isCrawled = (type: string) => SOURCE_TYPES.some((crawled) => crawled === type)

/** A folder that the command line reads has nothing to crawl. */
function requireCrawled(type: string, fields: Record<string, unknown>) {
  const asked = ['base_url', 'crawl_interval_minutes', 'auto_approve'].filter((field) => fields[field] != null)
  if (isCrawled(type) || asked.length === 0) return
  const message = `is not for a source of the type ${type}, which is not crawled`
  throw invalid(asked.map((field) => ({ in: 'body', pointer: `/${field}`, message })))
}
