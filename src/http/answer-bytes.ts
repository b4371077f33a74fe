import type { Context } from 'hono'
import parseRange from 'range-parser'
import { contentTypeOf, isActive } from '../domain/files/content-type.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'

/** Nothing in a file may run, load or call, wherever a browser shows it. */
const SANDBOX = "default-src 'none'; sandbox"

/** `filename*` of RFC 6266: any name, percent-encoded. */
const named = (name: string) =>
  `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`

/** Answers with a file of a skill, or the one range of it that is asked for. `sha256` is that of the bytes. */
export function fileAnswer(c: Context<AppEnv>, bytes: Uint8Array<ArrayBuffer>, p: { path: string; sha256: string }) {
  const type = contentTypeOf(p.path, bytes)
  const name = p.path.slice(p.path.lastIndexOf('/') + 1)
  const etag = `"${p.sha256}"`
  c.header('Content-Type', type)
  c.header('Content-Disposition', `${isActive(type) ? 'attachment' : 'inline'}; ${named(name)}`)
  c.header('Content-Security-Policy', SANDBOX)
  c.header('ETag', etag)
  c.header('Accept-Ranges', 'bytes')
  const range = rangeOf(c, bytes.length, etag)
  if (range === null) return c.body(bytes)
  if (range === 'none') {
    c.header('Content-Range', `bytes */${bytes.length}`)
    return c.body(null, 416)
  }
  c.header('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`)
  return c.body(bytes.slice(range.start, range.end + 1), 206)
}

/** The one range that is asked for. Null if the whole file is to be answered, also if several ranges are asked for. */
function rangeOf(c: Context<AppEnv>, size: number, etag: string): { start: number; end: number } | 'none' | null {
  const [asked, unless] = [c.req.header('Range'), c.req.header('If-Range')]
  if (asked === undefined || c.req.method !== 'GET' || (unless !== undefined && unless !== etag)) return null
  const ranges = parseRange(size, asked, { combine: true })
  if (ranges === -1) return 'none'
  if (ranges === -2 || ranges.type !== 'bytes') return null
  const [range, ...more] = ranges
  return range && more.length === 0 ? range : null
}

/** Answers with parts whose total size is known, as they come. If one fails, the client sees that the answer is too short. */
export function streamAnswer(
  c: Context<AppEnv>,
  parts: AsyncGenerator<Uint8Array>,
  p: { type: string; size: number; name: string; sha256: string | null },
) {
  c.header('Content-Type', p.type)
  c.header('Content-Disposition', `attachment; ${named(p.name)}`)
  c.header('Content-Length', String(p.size))
  if (p.sha256 !== null) c.header('ETag', `"${p.sha256}"`)
  if (c.req.method === 'HEAD') return c.body(null)
  const { readable, writable } = new FixedLengthStream(p.size)
  // Goes on while the client reads.
  void send(parts, writable).catch((error) => c.var.log('error', 'answer_cut_off', describeError(error)))
  return c.body(readable)
}

async function send(parts: AsyncGenerator<Uint8Array>, to: WritableStream<Uint8Array>): Promise<void> {
  const writer = to.getWriter()
  try {
    for await (const part of parts) await writer.write(part)
    await writer.close()
  } catch (error) {
    await writer.abort(error).catch(() => {})
    throw error
  }
}
