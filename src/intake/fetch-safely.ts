import { CutOff, SourceFault } from './source-fault.ts'

/**
 * `origins` (scheme, host and port) are the only ones that may be asked, redirects included. `maxBytes` limits the
 * unpacked answer. `spend` is called before each request, and throws CutOff if none is left.
 */
export type SafeFetch = {
  origins: readonly string[]
  maxBytes: number
  headers?: Record<string, string>
  timeoutMs?: number
  spend?: () => void
}

/** `bytes` is empty unless the request succeeded. */
export type SafeAnswer = { status: number; headers: Headers; bytes: Uint8Array }

const MAX_REDIRECTS = 3
const TIMEOUT_MS = 10_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Fetches an address on a listed origin, within limits of time and size. Does not check which IP address a name
 * resolves to; the list of origins is what keeps private addresses out. Throws SourceFault.
 */
export async function fetchSafely(address: string, p: SafeFetch): Promise<SafeAnswer> {
  const signal = AbortSignal.timeout(p.timeoutMs ?? TIMEOUT_MS)
  try {
    let url = permitted(address, undefined, p.origins)
    for (let redirects = 0; ; redirects++) {
      p.spend?.()
      const response = await fetch(url.href, { headers: p.headers ?? {}, redirect: 'manual', signal })
      const location = REDIRECTS.has(response.status) ? response.headers.get('Location') : null
      if (location === null) return await answerOf(response, p.maxBytes)
      await response.body?.cancel()
      if (redirects === MAX_REDIRECTS) throw new SourceFault('refused', 'The address redirects too often.')
      url = permitted(location, url, p.origins)
    }
  } catch (cause) {
    if (cause instanceof SourceFault || cause instanceof CutOff) throw cause
    if (signal.aborted) throw new SourceFault('timed_out', 'The server took too long to answer.', { cause })
    throw new SourceFault('unreachable', 'The server did not answer.', { cause })
  }
}

function permitted(address: string, base: URL | undefined, origins: readonly string[]): URL {
  const refused = new SourceFault('refused', 'The address leads to a host that is not allowed.')
  if (!URL.canParse(address, base?.href)) throw refused
  const url = new URL(address, base)
  if (url.username !== '' || url.password !== '' || !origins.includes(url.origin)) throw refused
  return url
}

async function answerOf({ status, headers, ok, body }: Response, maxBytes: number): Promise<SafeAnswer> {
  if (ok && body) return { status, headers, bytes: await readBody(body, headers, maxBytes) }
  await body?.cancel()
  return { status, headers, bytes: new Uint8Array() }
}

async function readBody(body: ReadableStream<Uint8Array>, headers: Headers, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new SourceFault('too_large', `The answer has more than ${maxBytes} bytes.`)
  if (Number(headers.get('Content-Length') ?? 0) > maxBytes) {
    await body.cancel()
    throw tooLarge()
  }
  const chunks: Uint8Array[] = []
  let length = 0
  // The throw leaves the loop, which cancels the rest of the body.
  for await (const chunk of body) {
    length += chunk.length
    if (length > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
