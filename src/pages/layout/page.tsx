import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { sha256Hex } from '../../domain/text/hash.ts'
import { keepFor } from '../../http/cache-for.ts'
import { appContext, type PageEnv } from '../view.ts'
import { Document } from './document.tsx'
import type { Meta } from './meta.ts'

/**
 * Answers with a page. It is kept as long, and purged by the same tags, as the answers of the API that it was made of;
 * `keep` says it for a page that was made of none.
 */
export async function page(
  c: Context<PageEnv>,
  meta: Meta,
  body: Child,
  status: ContentfulStatusCode = 200,
  keep?: number,
) {
  const { seconds, tags } = c.var.api.kept()
  const kept = keep ?? seconds
  if (status === 200 && kept > 0) keepFor(appContext(c), { seconds: kept, tags: ['pages', ...tags] })
  const html = `<!doctype html>${<Document view={c.var.view} meta={meta} body={body} />}`
  // Hashed here, because `conditionalReads` would read a copy of it as a stream.
  const etag = c.var.isConditional && status === 200 ? { ETag: `"${await sha256Hex(html)}"` } : {}
  return c.html(html, status, etag)
}
