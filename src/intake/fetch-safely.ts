import { CutOff, SourceFault } from './source-fault.ts'

/**
 * `origins` (scheme, host and port) are the only ones that may be asked, redirects included. `maxBytes` limits the
 * unpacked answer. `spend` is called before each request, and throws CutOff if none is left.
 */
export type SafeFetch = {
  origins: readonly string[]
  maxBytes: number
  headers?: Record<string, string>
  /** Sent by POST. Without it the request is a GET. */
  body?: string
  timeoutMs?: number
  spend?: () => void
  /** Called with the bytes of each part of an answer as it comes. May throw. */
  took?: (bytes: number) => Promise<void>
}

/** `bytes` is empty unless the request succeeded. */
export type SafeAnswer = { status: number; headers: Headers; bytes: Uint8Array }

/** An answer whose body is still coming. It has to be read to its end, or left by `return()`. */
export type OpenAnswer = { status: number; headers: Headers; body: AsyncGenerator<Uint8Array> }

const MAX_REDIRECTS = 3
const TIMEOUT_MS = 10_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Fetches an address on a listed origin, within limits of time and size. Does not check which IP address a name
 * resolves to; the list of origins is what keeps private addresses out. Throws SourceFault.
 */
export async function fetchSafely(address: string, p: SafeFetch): Promise<SafeAnswer> {
  const { status, headers, body } = await openSafely(address, p)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return { status, headers, bytes: joined(chunks) }
}

/** The same, but the body is handed out as it comes. Reading it throws SourceFault too. */
export async function openSafely(address: string, p: SafeFetch): Promise<OpenAnswer> {
  const signal = AbortSignal.timeout(p.timeoutMs ?? TIMEOUT_MS)
  try {
    let url = permitted(address, undefined, p.origins)
    let headers = p.headers ?? {}
    for (let redirects = 0; ; redirects++) {
      p.spend?.()
      const response = await fetch(url.href, {
        ...{ headers, redirect: 'manual', signal },
        ...(p.body !== undefined && { method: 'POST', body: p.body }),
      })
      const location = REDIRECTS.has(response.status) ? response.headers.get('Location') : null
      if (location === null) return await answerOf(response, p, signal)
      await response.body?.cancel()
      if (redirects === MAX_REDIRECTS) throw new SourceFault('refused', 'The address redirects too often.')
      const next = permitted(location, url, p.origins)
      if (next.origin !== url.origin) headers = withoutSecrets(headers)
      url = next
    }
  } catch (cause) {
    throw faultOf(cause, signal)
  }
}

function faultOf(cause: unknown, signal: AbortSignal): Error {
  if (cause instanceof SourceFault || cause instanceof CutOff) return cause
  if (signal.aborted) return new SourceFault('timed_out', 'The server took too long to answer.', { cause })
  return new SourceFault('unreachable', 'The server did not answer.', { cause })
}

/** A token is for the origin that it was meant for. */
const withoutSecrets = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'))

function permitted(address: string, base: URL | undefined, origins: readonly string[]): URL {
  const refused = new SourceFault('refused', 'The address leads to a host that is not allowed.')
  if (!URL.canParse(address, base?.href)) throw refused
  const url = new URL(address, base)
  if (url.username !== '' || url.password !== '' || !origins.includes(url.origin)) throw refused
  return url
}

async function answerOf(
  { status, headers, ok, body }: Response,
  p: Pick<SafeFetch, 'maxBytes' | 'took'>,
  signal: AbortSignal,
) {
  const { maxBytes } = p
  if (ok && body && Number(headers.get('Content-Length') ?? 0) <= maxBytes)
    return { status, headers, body: readBody(body, p, signal) }
  await body?.cancel()
  if (ok && body) throw tooLarge(maxBytes)
  return { status, headers, body: noBody() }
}

const tooLarge = (maxBytes: number) => new SourceFault('too_large', `The answer has more than ${maxBytes} bytes.`)

async function* noBody(): AsyncGenerator<Uint8Array> {}

async function* readBody(
  body: ReadableStream<Uint8Array>,
  { maxBytes, took }: Pick<SafeFetch, 'maxBytes' | 'took'>,
  signal: AbortSignal,
) {
  let length = 0
  try {
    // Whoever leaves the loop, by a throw too, cancels the rest of the body.
    for await (const chunk of body) {
      length += chunk.length
      await took?.(chunk.length)
      if (length > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  } catch (cause) {
    throw faultOf(cause, signal)
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
