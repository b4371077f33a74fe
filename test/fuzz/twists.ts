import fc from 'fast-check'
import type { Operation } from './document.ts'
import { type Draft, jsonOf, type Tokens } from './draft.ts'
import { encoded, oddJson, oddSegment, oddText } from './odd-values.ts'
import type { Known } from './schema-values.ts'
import { twistedCursor } from './twisted-cursors.ts'

/** Makes something of a draft that its sender should not have sent. */
export type Twist = (draft: Draft) => Draft

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
const TYPES = [
  'text/plain',
  'application/jsonx',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/xml',
  '',
]

const always = (twist: Twist) => fc.constant(twist)

/** What can be wrong with a request for an operation. */
export function twistsOf(op: Operation, known: Known, tokens: Tokens): fc.Arbitrary<Twist> {
  const onBody = [atPlace, atPlace, atPlace, extraField, wholeBody, brokenBody, contentType, hugeBody]
  return fc.oneof(
    ...(op.body ? onBody : [needlessBody]),
    ...(op.body?.asForm ? [asForm] : []),
    ...(op.query.length > 0 ? [oddQuery(op), oddQuery(op), repeatedQuery(op)] : []),
    ...(op.query.some(({ name }) => name === 'cursor') ? [badCursor(op, known), badCursor(op, known)] : []),
    ...(op.pathNames.length > 0 ? [oddPath(op), oddPath(op)] : []),
    unknownQuery,
    oddTail,
    otherMethod,
    token(tokens),
    oddHeader,
  )
}

type Place = { parent: Record<string, unknown>; key: string }

/** Where in a body something stands. */
const placesIn = (value: unknown): Place[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.keys(value).flatMap((key) => {
        const parent = value as Record<string, unknown>
        return [{ parent, key }, ...placesIn(parent[key])]
      })

/** A field is of another type, odd, or not there. */
const atPlace = fc.tuple(fc.nat(), fc.option(oddJson, { freq: 4 })).map(
  ([choice, value]): Twist =>
    (draft) => {
      const json = structuredClone(draft.json)
      const places = placesIn(json)
      const place = places[choice % places.length]
      if (!place) return draft
      if (value === null) delete place.parent[place.key]
      else place.parent[place.key] = value
      return { ...draft, json }
    },
)

const extraField = fc.tuple(fc.nat(), oddText, oddJson).map(
  ([choice, name, value]): Twist =>
    (draft) => {
      const json = structuredClone(draft.json)
      const objects = [json, ...placesIn(json).map(({ parent, key }) => parent[key])].filter(
        (part) => typeof part === 'object' && part !== null && !Array.isArray(part),
      )
      const object = objects[choice % objects.length]
      if (!object) return draft
      // A field of this name, not the object's prototype.
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
      return { ...draft, json }
    },
)

const wholeBody = oddJson.map(
  (json): Twist =>
    (draft) => ({ ...draft, json }),
)

const utf8 = (text: string) => new TextEncoder().encode(text)

const BREAKS: ((text: string) => string | Uint8Array)[] = [
  () => '',
  (text) => text.slice(0, text.length / 2),
  (text) => `${text}}`,
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => text.replace(/\}$/, ',}'),
  (text) => `${text}\n${text}`,
  (text) => text.replace(/^\{/, `{"__proto__":{"admin":true},`),
  (text) => text.replace(/^(\{"[^"]*":)/, '$10,$1'),
  (text) => text.replaceAll(/:("[^"]*"|true|false|null|[\d.]+)/g, ':NaN'),
  () => '['.repeat(7000),
  () => `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`,
  () => '"\\ud800"',
  (text) => new Uint8Array([...utf8(text.slice(0, -2)), 0xff, 0xc0, 0xaf, ...utf8(text.slice(-2))]),
  (text) => new Uint8Array([0xff, 0xfe, ...utf8(text)]),
]
const brokenBody = fc.constantFrom(...BREAKS).map(
  (broken): Twist =>
    (draft) => ({ ...draft, raw: broken(draft.json === undefined ? '{}' : jsonOf(draft.json)) }),
)

const contentType = fc.constantFrom(...TYPES).map(
  (type): Twist =>
    (draft) => {
      return { ...draft, headers: { ...draft.headers, 'Content-Type': type } }
    },
)

/** Around and far beyond what a body may have. */
const hugeBody = fc.constantFrom(5000, 17_000, 66_000, 66_000, 66_000, 4_300_000).map(
  (bytes): Twist =>
    (draft) => ({ ...draft, raw: jsonOf(draft.json ?? {}).padEnd(bytes) }),
)

const needlessBody = fc.constantFrom('{}', '[1]', 'x', '{"dry_run":true}').map(
  (raw): Twist =>
    (draft) => ({ ...draft, raw, headers: { ...draft.headers, 'Content-Type': 'application/json' } }),
)

const asForm = always((draft) => {
  const fields = Object.entries(Object(draft.json)).map(([name, value]) => `${name}=${encoded(String(value))}`)
  const headers = { ...draft.headers, 'Content-Type': 'application/x-www-form-urlencoded' }
  return { ...draft, raw: fields.join('&'), headers }
})

const withQuery = (draft: Draft, name: string, value: string): Draft => ({
  ...draft,
  query: [...draft.query.filter((other) => !other.startsWith(`${name}=`)), `${name}=${value}`],
})

const oddQuery = (op: Operation) =>
  fc.tuple(fc.constantFrom(...op.query.map(({ name }) => name)), fc.oneof(oddSegment, oddText.map(encoded))).map(
    ([name, value]): Twist =>
      (draft) =>
        withQuery(draft, name, value),
  )

const repeatedQuery = (op: Operation) =>
  fc.tuple(fc.constantFrom(...op.query.map(({ name }) => name)), fc.constantFrom('1', 'a', '')).map(
    ([name, value]): Twist =>
      (draft) => ({ ...draft, query: [...draft.query, `${name}=${value}`, `${name}=2`] }),
  )

const unknownQuery = fc
  .tuple(fc.oneof(oddText.map(encoded), fc.constantFrom('id', '__proto__', 'size[]', 'limit')), oddText.map(encoded))
  .map(
    ([name, value]): Twist =>
      (draft) => ({ ...draft, query: [...draft.query, `${name}=${value}`] }),
  )

const badCursor = (op: Operation, known: Known) =>
  twistedCursor(known.cursors ?? [], known[`${op.id}/cursor`] ?? []).map(
    (cursor): Twist =>
      (draft) =>
        withQuery(draft, 'cursor', cursor),
  )

const oddPath = (op: Operation) =>
  fc.tuple(fc.constantFrom(...op.pathNames), oddSegment).map(
    ([name, value]): Twist =>
      (draft) => {
        return { ...draft, segments: { ...draft.segments, [name]: value } }
      },
  )

const oddTail = fc
  .oneof(
    fc.constantFrom('/', '//', '/x', '%00', ';x', '.json', '/..', '/../..'),
    oddSegment.map((s) => `/${s}`),
  )
  .map(
    (tail): Twist =>
      (draft) => ({ ...draft, tail }),
  )

const otherMethod = fc.constantFrom(...METHODS).map(
  (method): Twist =>
    (draft) => ({ ...draft, method }),
)

/** None, or one that is not for this. */
const token = (tokens: Tokens) =>
  fc
    .constantFrom(null, null, tokens.reviewer, tokens.site, tokens.admin, ...tokens.refused)
    .chain((token) =>
      fc.constantFrom('Bearer ', 'Bearer ', 'bearer ', 'Basic ', '', 'Bearer  ').map((scheme) => ({ token, scheme })),
    )
    .map(
      ({ token, scheme }): Twist =>
        (draft) => {
          const { Authorization: _, ...headers } = draft.headers
          return { ...draft, headers: token === null ? headers : { ...headers, Authorization: scheme + token } }
        },
    )

const HEADERS = [
  'Origin',
  'Referer',
  'CF-Connecting-IP',
  'User-Agent',
  'If-None-Match',
  'X-Request-Id',
  'Accept',
  'Range',
]

/** A header holds one byte a character, and neither NUL nor a line's end. */
const oddHeader = fc
  .tuple(
    fc.constantFrom(...HEADERS),
    fc.oneof(oddText, fc.constantFrom('*', '"x"', 'W/"x", *', '::1', '::ffff:1.2.3.4', 'http://[', 'a@b')),
  )
  .map(
    ([name, text]): Twist =>
      (draft) => {
        const value = text.replaceAll(/[\0\r\n]|[^\p{Cc}\x20-\x7e\xa0-\xff]/gu, '?').slice(0, 8000)
        return { ...draft, headers: { ...draft.headers, [name]: value } }
      },
  )
