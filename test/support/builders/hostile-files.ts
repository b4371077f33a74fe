import fc from 'fast-check'

const KEYS = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools', 'category', 'tags']
const MAX_PART = 20_000

/** Texts that are dear to read if they are repeated. `#` stands for the number of the repetition. */
const UNITS = [
  '[',
  '{',
  '{{{{{{{{}}}}}}}}, ',
  '[{a: [b, {c: d}]}, ',
  ',',
  '- ',
  '? ',
  ': ',
  'a: b: ',
  '&a# x, *a#, ',
  '&b [*a0, *a0], ',
  '\n  k#: v',
  '\n  k: v',
  '\nunknown-#: v',
  '\nname: x',
  '\n  - |\n    x',
  '"\\"" ',
  '"',
  "'",
  '!t# x, ',
  ' # c\n',
  '\t',
  '\n',
  '\r\n\r\n',
  '\n---x',
  '\n   \n#',
  '](x',
  'k',
  'a\u0301\u0316',
  '\u0316\u0301',
  '\uFDFA',
  'a,',
  ' ',
]

const repeated = fc
  .tuple(fc.constantFrom(...UNITS), fc.oneof(fc.nat(50), fc.nat(MAX_PART)))
  .map(([unit, length]) => repeat(unit, Math.ceil(length / unit.length)))

const repeat = (unit: string, times: number) =>
  unit.includes('#')
    ? Array.from({ length: times }, (_, i) => unit.replaceAll('#', `${i}`)).join('')
    : unit.repeat(times)

const entry = fc
  .tuple(fc.constantFrom(...KEYS), fc.constantFrom('', '[', '{', '"', '&a0 ', '|\n  ', 'x: y: '), repeated)
  .map(([key, opening, text]) => `${key}: ${opening}${text}`)

/** Files that cost as much to read as their size allows: nested flows, anchors, long keys, many broken keys, many lines. */
export const hostileFile = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: entry }, repeated), { maxLength: 12 }),
    fc.constantFrom('\n---\n', '\n', '\n\n# Title\n\n'),
    repeated,
  )
  .map(([head, end, body]) => `---\nname: x\n${head.join('\n')}${end}${body}`)
