import { join } from 'node:path'
import fc from 'fast-check'
import { answersFrom } from '../../src/local/github-answers.ts'

/** The answer of GitHub or a catalogue: a proper one, this one, or null for a failed connection. */
export type OutsideAnswer = 'proper' | null | { status: number; headers: Record<string, string>; body: string }

const BODIES = [
  '',
  'not json',
  '{',
  'null',
  '[]',
  '{}',
  '<html></html>',
  '{"full_name":"../..","default_branch":"\\u0000","private":false}',
  '{"full_name":"acme/kit","default_branch":"main","private":false,"license":{"spdx_id":7},"stargazers_count":1e99}',
  '{"tree":[{"path":"\\ud800/SKILL.md","mode":"100644","sha":"00","size":-1}],"truncated":false}',
  '{"tree":[null,1,{}],"truncated":"yes"}',
  '{"content":"%%%","encoding":"base64"}',
  '{"skills":[{"name":"a"},null]}',
  '- https://github.com/acme/kit\n- https://github.com/\0\n',
  'x'.repeat(3_000_000),
]
const HEADERS = [
  {},
  { 'Retry-After': '7' },
  { 'Retry-After': 'soon' },
  { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': 'never' },
  { Location: 'http://169.254.169.254/latest' },
  { ETag: '"\u00ff"' },
  { 'Content-Length': '99999999999' },
]

export const anOutside: fc.Arbitrary<OutsideAnswer> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<OutsideAnswer>('proper') },
  { weight: 1, arbitrary: fc.constant<OutsideAnswer>(null) },
  {
    weight: 5,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 200, 200, 204, 302, 304, 403, 404, 409, 429, 451, 500, 503),
      headers: fc.constantFrom<Record<string, string>>(...HEADERS),
      body: fc.constantFrom(...BODIES),
    }),
  },
)

const BODILESS = [204, 304]

/**
 * Replaces `fetch`, so that only requests to the database leave this process. `answerWith` sets the answers to all others,
 * which repeat from the start when they run out.
 */
export function standOutside(endpoint: string) {
  const original = globalThis.fetch
  const github = answersFrom(join(import.meta.dirname, '../../src/local/samples'))
  let answers: readonly OutsideAnswer[] = []
  let asked = 0
  const proper = async (url: URL, accept: string) => {
    const { status, headers, body } = await github(url.pathname + url.search, accept)
    const init = { status, ...(headers && { headers }) }
    return body instanceof Uint8Array ? new Response(Uint8Array.from(body), init) : Response.json(body, init)
  }
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    if (url.href === endpoint) return original(input, init)
    const answer = answers[asked++ % answers.length]
    if (answer === 'proper') return proper(url, new Headers(init?.headers).get('accept') ?? '')
    if (!answer) throw new TypeError('fetch failed')
    const { status, headers, body } = answer
    return new Response(BODILESS.includes(status) ? null : body, { status, headers })
  }
  return {
    answerWith: (next: readonly OutsideAnswer[]) => {
      answers = next
      asked = 0
    },
    leave: () => {
      globalThis.fetch = original
    },
  }
}
