import fc from 'fast-check'
import { type OpenApi, resolve, type Schema } from './document.ts'
import { ODD_TEXTS } from './odd-values.ts'

/** Values that match existing data, such as ids, by the name of their field. */
export type Known = Readonly<Record<string, readonly string[]>>

const WORDS = ['csv', 'review', 'tools', 'a tag', '기술', 'Ünïcode', 'MIT', 'weekly report']
const WELL_FORMED = ODD_TEXTS.filter((text) => text.isWellFormed() && !text.includes('\0'))

/** Returns values that a schema permits. A known field mostly gets its known values. */
export function valuesOf(document: OpenApi, schema: Schema, known: (name: string) => readonly string[] | undefined) {
  const of = (given: Schema, name: string): fc.Arbitrary<unknown> => {
    const s = resolve(document, given)
    const pool = known(name)
    const any = anyOf(s, name)
    if (!pool || pool.length === 0 || s.type === 'object' || s.type === 'array') return any
    return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pool) }, { weight: 1, arbitrary: any })
  }

  const anyOf = (s: Schema, name: string): fc.Arbitrary<unknown> => {
    if (s.anyOf) return fc.oneof(...s.anyOf.map((one) => of(one, name)))
    if (s.enum) return fc.constantFrom(...s.enum)
    if ('const' in s) return fc.constant(s.const)
    if (s.type === 'object') return objectOf(s)
    if (s.type === 'array')
      return fc.array(of(s.items ?? {}, name), { minLength: s.minItems ?? 0, maxLength: Math.min(s.maxItems ?? 5, 5) })
    if (s.type === 'boolean') return fc.boolean()
    if (s.type === 'null') return fc.constant(null)
    if (s.type === 'integer' || s.type === 'number') return numberOf(s)
    return textOf(s)
  }

  // Leaves out half of the optional fields, because some exclude each other.
  const objectOf = ({ properties = {}, required = [] }: Schema) => {
    const all = fc.record(Object.fromEntries(Object.entries(properties).map(([name, s]) => [name, of(s, name)])))
    const others = fc.subarray(Object.keys(properties).filter((name) => !required.includes(name)))
    return fc
      .tuple(all, others)
      .map(([values, there]) =>
        Object.fromEntries(Object.entries(values).filter(([name]) => required.includes(name) || there.includes(name))),
      )
  }

  return of(schema, '')
}

function numberOf({ minimum = -1_000_000, maximum = 1_000_000 }: Schema) {
  const near = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 20) })
  return fc.oneof({ weight: 3, arbitrary: near }, { weight: 1, arbitrary: fc.integer({ min: minimum, max: maximum }) })
}

function textOf(s: Schema): fc.Arbitrary<string> {
  if (s.format === 'uuid') return fc.uuid({ version: 4 })
  if (s.format === 'date') return fc.constantFrom('2026-02-10', '0001-01-01', '9999-12-31', today())
  if (s.format === 'date-time') return fc.constantFrom(...times())
  if (s.pattern && !s.pattern.includes('\\p{Cs}')) return fc.stringMatching(new RegExp(s.pattern))
  const fits = (text: string) => text.length <= (s.maxLength ?? 1000) && text.length >= (s.minLength ?? 0)
  const longest = Math.min(s.maxLength ?? 1000, 20_000)
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 2, arbitrary: fc.constantFrom(...WELL_FORMED).filter(fits) },
    {
      weight: 2,
      arbitrary: fc.string({ unit: 'binary', minLength: s.minLength ?? 0, maxLength: Math.min(longest, 30) }),
    },
    { weight: 1, arbitrary: fc.constantFrom('a', '가', '-').map((letter) => letter.repeat(longest)) },
  )
}

const today = () => new Date().toISOString().slice(0, 10)

const times = () => [
  new Date().toISOString(),
  new Date(Date.now() - 86_400_000).toISOString().replace('Z', '+00:00'),
  '2026-02-10T14:30:00+09:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
]
