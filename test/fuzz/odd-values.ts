import fc from 'fast-check'

/** Texts that often cause bugs in databases, URLs, regular expressions or objects. */
export const ODD_TEXTS = [
  '',
  ' ',
  '\t\r\n',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff\ud800y',
  '\u0001\u001b[31m',
  '\u007f\u0085',
  '\ufeff',
  '\u200b',
  '\u202eevil',
  '\u2028\u2029',
  '\ufffe\uffff',
  'e\u0301'.repeat(20),
  'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319',
  '💥'.repeat(30),
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'İıſßẞŉǰ',
  'ﬃ①Ⅷ㎏',
  '١٢٣',
  '한국어 기술',
  'ｆｕｌｌｗｉｄｔｈ',
  "' or 1=1 --",
  '%',
  '%%__',
  '\\',
  '\\x00',
  '*:*&|!()<->',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'null',
  'undefined',
  'true',
  'NaN',
  'Infinity',
  '-0',
  '0',
  '-1',
  '1e999',
  '1.5',
  '0x10',
  '9'.repeat(15),
  '9007199254740993',
  '9'.repeat(400),
  '2147483648',
  '2026-02-30',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999999999-14:00',
  '2026-06-30T23:59:60Z',
  `2026-01-01T00:00:00.${'1'.repeat(130)}Z`,
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
] as const

const huge = fc
  .tuple(fc.constantFrom('a', ' ', '-', '가', '💥', '(', '\0', 'a '), fc.constantFrom(81, 201, 401, 2001, 5000, 70_000))
  .map(([part, times]) => part.repeat(times))

export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  // May have lone surrogates.
  { weight: 1, arbitrary: fc.array(fc.nat(0xffff), { maxLength: 8 }).map((units) => String.fromCharCode(...units)) },
  { weight: 1, arbitrary: huge },
)

/** Any JSON value. `Number.NaN` stands for a JSON number that is too large for JavaScript. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: oddText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e300, -1e300, 2 ** 31, 2 ** 53, 2 ** 63),
  },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>([], {}, [[]], [null], { $ref: '#' }, { length: 1e9 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(101, 2000).map((length) => Array.from({ length }, (_, i) => i)) },
)

/** Encoded segments of a path, some of which cannot be decoded. */
export const oddSegment: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: oddText.map(encoded) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '%',
      '%zz',
      '%ff',
      '%00',
      '%ed%a0%80',
      '%c0%af',
      '%2e%2e',
      '..%2f..',
      ';a=b',
      '%252e',
      '+',
    ),
  },
)

/** Percent-encodes a text. Lone surrogates become U+FFFD, as in a URL. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
