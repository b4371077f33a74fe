import { CutOff, SourceFault } from './source-fault.ts'

/**
 * `origins` are the only ones asked, redirects included: scheme, host and port. `maxBytes` bounds the answer as it is unpacked. `spend`
 * is called before each request, and throws CutOff where there is none left.
 */
export type SafeFetch = {
  origins: readonly string[]
  maxBytes: number
  headers?: Record<string, string>
  timeoutMs?: number
  spend?: () => void
}

/** The body is read of a success alone. */
export type SafeAnswer = { status: number; headers: Headers; bytes: Uint8Array }

const MAX_REDIRECTS = 3
const TIMEOUT_MS = 10_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Gets what is at an address of a listed origin, within limits of time and size. Where a name leads to is not looked at: the list is
 * what keeps private addresses out. Throws SourceFault.
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
      if (redirects === MAX_REDIRECTS) throw new SourceFault('refused', 'There are too many redirects.')
      url = permitted(location, url, p.origins)
    }
  } catch (cause) {
    if (cause instanceof SourceFault || cause instanceof CutOff) throw cause
    if (signal.aborted) throw new SourceFault('timed_out', 'The answer took too long.', { cause })
    throw new SourceFault('unreachable', 'There was no answer.', { cause })
  }
}

function permitted(address: string, base: URL | undefined, origins: readonly string[]): URL {
  const refused = new SourceFault('refused', 'The address is on no host that may be asked.')
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
  // Leaving the loop by the throw cancels the rest.
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
