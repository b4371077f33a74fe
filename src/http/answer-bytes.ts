import type { Context } from 'hono'
import parseRange from 'range-parser'
import { baseName } from '../domain/files/base-name.ts'
import { isActive, SANDBOX } from '../domain/files/content-type.ts'
import { REPR_DIGEST, reprDigest } from '../domain/files/repr-digest.ts'
import { holdsEtag } from '../domain/text/holds-etag.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'
import { keepFor, NO_TRANSFORM } from './cache-for.ts'
import { Failure } from './failure.ts'

/** `filename*` of RFC 6266: any name, percent-encoded. */
const named = (name: string) =>
  `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`

/**
 * What is said of bytes before they are read. `etag` is without quotes. `sha256` is of all of them; null if it has not been worked out.
 * `tags` are those of the caches; null if none may keep them. At an address that holds their hash the edge keeps them `untilPurged`.
 */
type Known = { etag: string; sha256: string | null; tags: string[] | null; untilPurged?: boolean }
type AboutBytes = Known & { size: number }

const quoted = ({ etag }: Known) => `"${etag}"`

/** Whoever has these bytes already is answered 304, and nothing needs to be read. Null for everybody else. */
export function unchangedAnswer(c: Context<AppEnv>, about: Known) {
  if (!holdsEtag(c.req.header('If-None-Match'), quoted(about))) return null
  setAbout(c, about)
  return c.body(null, 304)
}

/** Once a version is withdrawn, no cache may go on giving its bytes out. */
function setAbout(c: Context<AppEnv>, about: Known): void {
  c.header('ETag', quoted(about))
  const { sha256, tags, untilPurged = false } = about
  if (sha256) c.header(REPR_DIGEST, reprDigest(sha256))
  if (tags) keepFor(c, { seconds: 60, stale: 0, ifError: 0, tags, untilPurged, asIs: true })
  else c.header('Cache-Control', `private, no-store, ${NO_TRANSFORM}`)
}

/** The bytes of a range, the last one included. */
type Range = { start: number; end: number }

/**
 * The one range that is asked for. Null if the whole file is to be answered, also if several ranges are asked for. Throws
 * Failure `range_not_satisfiable`.
 */
export function rangeOf(c: Context<AppEnv>, about: AboutBytes): Range | null {
  const [asked, unless] = [c.req.header('Range'), c.req.header('If-Range')]
  if (asked === undefined || c.req.method !== 'GET' || (unless !== undefined && unless !== quoted(about))) return null
  const ranges = parseRange(about.size, asked, { combine: true })
  if (ranges === -1)
    throw new Failure('range_not_satisfiable', `The file has ${about.size} bytes.`, {
      headers: { 'Content-Range': `bytes */${about.size}` },
    })
  if (ranges === -2 || ranges.type !== 'bytes') return null
  const [range, ...more] = ranges
  return range && more.length === 0 ? range : null
}

/** Bytes that were read, or that come while the client reads them. */
type Body = Uint8Array<ArrayBuffer> | ReadableStream | AsyncGenerator<Uint8Array>

/** Answers with a file of a skill, or with `range` of it. `body` is what is answered. */
export function fileAnswer(
  c: Context<AppEnv>,
  body: Body,
  p: AboutBytes & { path: string; type: string; range: Range | null },
) {
  const name = baseName(p.path)
  setAbout(c, p)
  c.header('Content-Type', p.type)
  c.header('Content-Disposition', `${isActive(p.type) ? 'attachment' : 'inline'}; ${named(name)}`)
  c.header('Content-Security-Policy', SANDBOX)
  c.header('Accept-Ranges', 'bytes')
  if (!p.range) return sendBody(c, body, p.size, 200)
  c.header('Content-Range', `bytes ${p.range.start}-${p.range.end}/${p.size}`)
  return sendBody(c, body, p.range.end + 1 - p.range.start, 206)
}

/** Answers with an archive. */
export function archiveAnswer(c: Context<AppEnv>, body: Body, p: AboutBytes & { type: string; name: string }) {
  setAbout(c, p)
  c.header('Content-Type', p.type)
  c.header('Content-Disposition', `attachment; ${named(p.name)}`)
  return sendBody(c, body, p.size, 200)
}

function sendBody(c: Context<AppEnv>, body: Body, size: number, status: 200 | 206) {
  c.header('Content-Length', String(size))
  if (c.req.method === 'HEAD') return c.body(null, status)
  if (body instanceof Uint8Array || body instanceof ReadableStream) return c.body(body, status)
  const { readable, writable } = new FixedLengthStream(size)
  // Goes on while the client reads.
  void send(c, body, writable.getWriter())
  return c.body(readable, status)
}

/** If a part fails, the client sees that the answer is too short. A client that goes away is no fault. */
async function send(
  c: Context<AppEnv>,
  parts: AsyncGenerator<Uint8Array>,
  to: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  let hasGone = false
  const gone = () => {
    hasGone = true
  }
  try {
    for await (const part of parts) {
      await to.write(part).catch(gone)
      if (hasGone) return
    }
    await to.close().catch(gone)
  } catch (error) {
    c.var.log('error', 'answer_cut_off', describeError(error))
    await to.abort(error).catch(() => {})
  }
}
