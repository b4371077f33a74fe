import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { askByDelivery } from '../../db/intake/crawling/ask-for-crawl.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { parse } from '../../http/input/field-errors.ts'
import { readJsonBody } from '../../http/input/validate.ts'
import { GithubPayload, readGithubEvent } from '../../intake/github/hook-event.ts'
import { crawlNow } from './crawl-now.ts'

/** A push names up to 2,048 commits. */
const MAX_BYTES = 5 * 1024 * 1024

const Delivery = z
  .strictObject({
    outcome: z.enum(['crawling', 'ignored']),
    why: z.string().nullable().meta({ description: 'Why nothing is done. Null if the repository is crawled.' }),
  })
  .meta({ ref: 'HookDelivery' })

/** What GitHub tells of repositories, so that a push is crawled at once. */
export const githubHook = new Hono<AppEnv>().post(
  '/github',
  describe({
    id: 'receiveGithubHook',
    tag: 'service',
    summary: 'Receive a delivery of GitHub’s webhook',
    details:
      'Signed by the secret that the registry shares with GitHub (`X-Hub-Signature-256`). A push to the default branch, and a repository that was renamed, transferred, deleted, hidden, shown or archived, is crawled at once. Repositories that nobody follows, deliveries that came before and events that are over an hour old are ignored. 404 if the registry has no such secret.',
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { type: 'object', description: 'The event as GitHub sends it.' } } },
    },
    ok: { status: 202, schema: Delivery },
    problems: [400, 401, 404, 413, 415, 503],
  }),
  limitBody(MAX_BYTES),
  async (c) => {
    await requireSignature(c)
    const event = headerOf(c, 'X-GitHub-Event', /^[a-z_]{1,100}$/)
    const delivery = headerOf(c, 'X-GitHub-Delivery', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i)
    const read = readGithubEvent(event, parse(GithubPayload, await readJsonBody(c), 'body'), c.var.now)
    if ('ignored' in read) return answer(c, read.ignored)
    const { id, repo } = read.changed
    const asked = await askByDelivery(c.var.db, { delivery, repositoryId: id, repo })
    if (asked.is === 'unknown') return answer(c, 'no crawl follows this repository')
    if (asked.is === 'seen') return answer(c, 'this delivery came before')
    // Who pushes all the time is crawled by the ticks, once a minute.
    if (asked.isRested) void crawlNow(c, asked.id)
    return answer(c, null)
  },
)

const answer = (c: Context<AppEnv>, why: string | null) =>
  c.json({ outcome: why === null ? 'crawling' : 'ignored', why } satisfies z.input<typeof Delivery>, 202)

/** Compares the signature with the bytes of the body, in constant time, before anything reads them. */
async function requireSignature(c: Context<AppEnv>): Promise<void> {
  const secret = c.var.config.GITHUB_WEBHOOK_SECRET
  if (secret === undefined)
    throw new Failure(
      'not_found',
      'This registry does not accept GitHub’s webhook, because it has no GITHUB_WEBHOOK_SECRET.',
    )
  const [, digits] = /^sha256=([\da-f]{64})$/i.exec(c.req.header('X-Hub-Signature-256') ?? '') ?? []
  if (digits === undefined)
    throw new Failure('invalid_signature', 'The header X-Hub-Signature-256 must be sha256= and 64 hex digits.')
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const how = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), how, false, ['verify'])
  if (!(await crypto.subtle.verify('HMAC', key, bytes, await c.req.arrayBuffer())))
    throw new Failure('invalid_signature', 'The signature does not match the body and the shared secret.')
}

function headerOf(c: Context<AppEnv>, name: string, form: RegExp): string {
  const value = c.req.header(name) ?? ''
  if (!form.test(value))
    throw new Failure('invalid', `The header ${name} is missing, or not in the form that GitHub sends.`)
  return value
}
