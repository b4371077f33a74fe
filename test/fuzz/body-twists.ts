import fc from 'fast-check'
import type { Operation } from './document.ts'
import { jsonOf, type Twist } from './draft.ts'
import { encoded, oddJson, oddText } from './odd-values.ts'

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

/** The faults of a body. For an operation without one, the fault is to send one. */
export function bodyTwistsOf({ body }: Operation): fc.Arbitrary<Twist>[] {
  if (!body) return [needlessBody]
  const twists = [atPlace, atPlace, atPlace, extraField, wholeBody, brokenBody, contentType, hugeBody]
  return body.asForm ? [...twists, asForm] : twists
}

type Place = { parent: Record<string, unknown>; key: string }

/** A place in a body. */
const placesIn = (value: unknown): Place[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.keys(value).flatMap((key) => {
        const parent = value as Record<string, unknown>
        return [{ parent, key }, ...placesIn(parent[key])]
      })

/** Replaces a value by an odd one, or removes it. */
const atPlace = fc.tuple(fc.nat(), fc.option(oddJson, { freq: 4, nil: undefined })).map(
  ([choice, value]): Twist =>
    (draft) => {
      const json = structuredClone(draft.json)
      const places = placesIn(json)
      const place = places[choice % places.length]
      if (!place) return draft
      if (value === undefined) delete place.parent[place.key]
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
      // An own field, even for the name __proto__.
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

/** Sizes around the limits of bodies, and far beyond. */
const hugeBody = fc.constantFrom(5000, 17_000, 66_000, 66_000, 66_000, 4_300_000).map(
  (bytes): Twist =>
    (draft) => ({ ...draft, raw: jsonOf(draft.json ?? {}).padEnd(bytes) }),
)

const needlessBody = fc.constantFrom('{}', '[1]', 'x', '{"dry_run":true}').map(
  (raw): Twist =>
    (draft) => ({ ...draft, raw, headers: { ...draft.headers, 'Content-Type': 'application/json' } }),
)

const asForm = fc.constant<Twist>((draft) => {
  const fields = Object.entries(Object(draft.json)).map(([name, value]) => `${name}=${encoded(String(value))}`)
  const headers = { ...draft.headers, 'Content-Type': 'application/x-www-form-urlencoded' }
  return { ...draft, raw: fields.join('&'), headers }
})
