import type { Context } from 'hono'
import * as z from 'zod'
import type { JsonText } from '../db/json.ts'
import { compactJson } from '../domain/text/compact-json.ts'
import { sha256Hex } from '../domain/text/hash.ts'
import type { AppEnv } from './app-env.ts'
import { signAnswer } from './signing/sign-answer.ts'

/** A time in an answer: RFC 3339 in UTC with milliseconds. */
export const Time = z.iso.datetime({ precision: 3 })

/** One page of a list. `page` to `total_pages` are there if the request asked for a numbered page. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next_cursor: z.string().nullable(),
    page: z.int().optional(),
    size: z.int().optional(),
    total: z.int().optional(),
    total_pages: z.int().optional(),
  })

/** Answers with JSON that PostgreSQL built, without the white space between its tokens. */
export const jsonText = (c: Context<AppEnv>, body: JsonText, status: 200 | 201 | 202 = 200) =>
  compactText(c, compactJson(body), status)

/** Answers with JSON that PostgreSQL built, and signs it. */
export const signedJsonText = (c: Context<AppEnv>, body: JsonText) => signedText(c, compactJson(body))

/** Answers with JSON text as it is, and signs it. */
export async function signedText(c: Context<AppEnv>, body: JsonText) {
  await signAnswer(c, body)
  return compactText(c, body)
}

/** Answers with JSON text as it is. */
export async function compactText(c: Context<AppEnv>, body: JsonText, status: 200 | 201 | 202 = 200) {
  const etag = c.var.isConditional ? { ETag: `"${await sha256Hex(body)}"` } : {}
  return c.body(body, status, { 'Content-Type': 'application/json', ...etag })
}
