import fc from 'fast-check'
import type { OpenApi, Operation } from './document.ts'
import { encoded } from './odd-values.ts'
import { anOutside, type OutsideAnswer } from './outside.ts'
import { type Known, valuesOf } from './schema-values.ts'

/** A request in parts that a twist can change. */
export type Draft = {
  method: string
  /** Values of the path's placeholders, percent-encoded. */
  segments: Record<string, string>
  /** Text after the path. */
  tail: string
  /** `name=value`, percent-encoded. */
  query: string[]
  headers: Record<string, string>
  /** The value of the body. undefined for no body. */
  json: unknown
  /** The body as sent, if it is not the JSON of `json`. */
  raw?: string | Uint8Array
}

/** Tokens for requests. */
export type Tokens = { admin: string; reviewer: string; site: string; changer: string; refused: readonly string[] }

export type FuzzRequest = {
  /** The id of the intended operation. */
  meant: string
  method: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array | null
  /** The answers of outside hosts during the request. */
  outside: readonly OutsideAnswer[]
}

/** Requests that fit the document, with a token for the operation. */
export function draftsOf(document: OpenApi, op: Operation, known: Known, tokens: Tokens): fc.Arbitrary<Draft> {
  const pool = (name: string) => known[`${op.id}/${name}`] ?? known[name]
  const segments = Object.fromEntries(
    op.pathNames.map((name) => {
      const before = op.path.split(`/{${name}}`)[0]?.split('/').at(-1)
      const values = known[`${before}/${name}`] ?? []
      const there = values.length > 0 ? [{ weight: 8, arbitrary: fc.constantFrom(...values) }] : []
      return [name, fc.oneof(...there, { weight: 1, arbitrary: fc.uuid() })]
    }),
  )
  const query = Object.fromEntries(
    op.query.map(({ name, schema }) => [name, valuesOf(document, schema, () => pool(name))]),
  )
  // Only a few, because some parameters exclude each other.
  const asked = fc
    .subarray(Object.keys(query))
    .chain((names) =>
      fc.record(Object.fromEntries(names.slice(0, 3).map((name) => [name, query[name] ?? fc.constant('')]))),
    )
  const body = op.body ? valuesOf(document, op.body.schema, pool) : fc.constant(undefined)
  const drafts = fc.record({ segments: fc.record(segments), asked, json: body, headers: headersOf(op, tokens) })
  return drafts.map(({ segments, asked, json, headers }) => ({
    method: op.method,
    segments: Object.fromEntries(Object.entries(segments).map(([name, value]) => [name, encoded(value)])),
    tail: '',
    query: Object.entries(asked).flatMap(([name, value]) =>
      [value].flat().map((one) => `${name}=${encoded(String(one))}`),
    ),
    headers: { ...headers, ...(json !== undefined && { 'Content-Type': 'application/json' }) },
    json,
  }))
}

const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101', 'Googlebot/2.1', 'curl/8.5.0', '']
const ORIGINS = ['https://docs.acme.example', 'https://elsewhere.example', 'null']

/** Each request comes from an address of its own, so that no rate limit stops it. */
function headersOf(op: Operation, tokens: Tokens): fc.Arbitrary<Record<string, string>> {
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
  const origin = fc.constantFrom(...ORIGINS).map((Origin) => ({ Origin }))
  const token = fc.oneof(
    ...(op.id === 'changePassword'
      ? [fc.constant(bearer(tokens.changer))]
      : op.isAdmins && op.id !== 'login'
        ? [fc.constant(bearer(tokens.admin)), fc.constant(bearer(tokens.admin)), fc.constant(bearer(tokens.reviewer))]
        : op.id === 'postEvents'
          ? [fc.constant(bearer(tokens.site)), fc.constant({}), origin]
          : [fc.constant({}), origin]),
  )
  return fc
    .tuple(token, fc.oneof(fc.ipV4(), fc.ipV6()), fc.constantFrom(...AGENTS))
    .map(([headers, ip, agent]) => ({ ...headers, 'CF-Connecting-IP': ip, 'User-Agent': agent }))
}

/** Returns the JSON of a value. NaN becomes a number that is too large for JavaScript. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part) => (Number.isNaN(part) ? '@1e999@' : part)).replaceAll('"@1e999@"', '1e999')

/** Makes the request from a draft. */
export const requestOf = (op: Operation, draft: Draft): fc.Arbitrary<FuzzRequest> =>
  fc.array(anOutside, { minLength: 1, maxLength: 6 }).map((outside) => {
    const path = op.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => draft.segments[name] ?? '') + draft.tail
    const { raw = draft.json === undefined ? null : jsonOf(draft.json) } = draft
    return {
      meant: op.id,
      method: draft.method,
      path: draft.query.length > 0 ? `${path}?${draft.query.join('&')}` : path,
      headers: draft.headers,
      // fetch does not allow a body here.
      body: draft.method === 'GET' || draft.method === 'HEAD' ? null : raw,
      outside,
    }
  })

/** Turns a draft into one with a fault. */
export type Twist = (draft: Draft) => Draft
