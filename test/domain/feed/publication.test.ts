import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Change,
  KINDS,
  PROJECTIONS,
  pageHash,
  payloadHash,
  TOMBSTONE,
} from '../../../src/domain/feed/publication.ts'

const hashOf = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')

const double = (bits: string) => Buffer.from(bits, 'hex').readDoubleBE()

describe('the hash of a payload', () => {
  it('is that of the bytes in the example of RFC 8785', async () => {
    const given = String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`
    const bytes = Buffer.from(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e33333333333333' +
        '2c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
      'hex',
    )
    expect(await payloadHash(JSON.parse(given))).toBe(hashOf(bytes))
  })

  it('sorts keys by their UTF-16 units, as RFC 8785 does', async () => {
    const given = String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}`
    const sorted =
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
      '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
    expect(await payloadHash(JSON.parse(given))).toBe(hashOf(sorted))
  })

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number with the bits %s as %s, as RFC 8785 does', async (bits, text) => {
    expect(await payloadHash([double(bits)])).toBe(hashOf(`[${text}]`))
  })

  it.each([
    ['control characters', '\u0000\u0001\u001f\u007f\u0080', '"\\u0000\\u0001\\u001f\u007f\u0080"'],
    ['those that have a short form', '\b\t\n\f\r', '"\\b\\t\\n\\f\\r"'],
    ['quotes, backslashes and slashes', '"\\/', '"\\"\\\\/"'],
    ['line separators, which stay', '\u2028\u2029', '"\u2028\u2029"'],
    ['an emoji, which stays', '😀', '"😀"'],
  ])('escapes %s as RFC 8785 does', async (_, text, json) => {
    expect(await payloadHash({ text })).toBe(hashOf(`{"text":${json}}`))
  })

  it('does not normalise letters: texts that only look the same differ', async () => {
    expect(await payloadHash('\u00e9')).not.toBe(await payloadHash('e\u0301'))
  })

  it('is that of {} for a tombstone', async () => {
    expect(await payloadHash(JSON.parse(TOMBSTONE))).toBe(hashOf('{}'))
  })

  it('does not depend on the order of keys, at any depth', async () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed)
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, reversed(item)]),
      )
    }
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (value) => {
        expect(await payloadHash(reversed(value))).toBe(await payloadHash(value))
      }),
    )
  })

  it('is the same after a round trip through JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (value) => {
        expect(await payloadHash(JSON.parse(JSON.stringify(value)))).toBe(await payloadHash(value))
      }),
    )
  })

  it.each([
    ['half of a surrogate pair', { text: '\ud83d' }],
    ['the other half', ['\ude00']],
    ['both in the wrong order', '\ude00\ud83d'],
    ['half of one as a key', { '\ud83d': 1 }],
    ['half of one, deep down', { a: [{ b: 'x\ud800y' }] }],
    ['NaN', { score: Number.NaN }],
    ['Infinity', [Number.POSITIVE_INFINITY]],
  ])('is refused for %s', async (_, payload) => {
    await expect((async () => payloadHash(payload))()).rejects.toThrow()
  })
})

describe('the hash of a page', () => {
  const change: Change = { seq: 7, kind: 'skill', id: 'an-id', deleted: false, payload_hash: 'abc' }

  it('is that of nothing for a page without changes', async () => {
    expect(await pageHash([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('is that of one line per change, each ended by a line feed', async () => {
    const gone: Change = { seq: 8, kind: 'tag', id: 'another-id', deleted: true, payload_hash: 'def' }
    expect(await pageHash([change, gone])).toBe(hashOf('7 skill an-id false abc\n8 tag another-id true def\n'))
  })

  it.each<Partial<Change>>([{ seq: 8 }, { kind: 'tag' }, { id: 'x' }, { deleted: true }, { payload_hash: 'x' }])(
    'changes with %j',
    async (other) => {
      expect(await pageHash([{ ...change, ...other }])).not.toBe(await pageHash([change]))
    },
  )

  it('changes with the order', async () => {
    const next = { ...change, seq: 8 }
    expect(await pageHash([next, change])).not.toBe(await pageHash([change, next]))
  })
})

describe('what is published', () => {
  it('has field names in ASCII without escapes, so that bytes and UTF-16 units give the same order', () => {
    for (const kind of KINDS)
      expect(Object.keys(PROJECTIONS[kind].fields).filter((field) => !/^[a-z0-9_]+$/.test(field))).toEqual([])
  })
})
