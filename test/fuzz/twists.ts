import fc from 'fast-check'
import { bodyTwistsOf } from './body-twists.ts'
import type { Operation } from './document.ts'
import type { Draft, Tokens, Twist } from './draft.ts'
import { encoded, oddSegment, oddText } from './odd-values.ts'
import type { Known } from './schema-values.ts'
import { twistedCursor } from './twisted-cursors.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
/** The faults that a request for an operation can have. */
export function twistsOf(op: Operation, known: Known, tokens: Tokens): fc.Arbitrary<Twist> {
  return fc.oneof(
    ...bodyTwistsOf(op),
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

/** Replaces the token by none or by one that may not be valid here. */
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

/** Header values have one byte per character, and no NUL or line breaks. */
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
