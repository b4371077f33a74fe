import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

type Lock = { packages: Record<string, { engines?: { node?: string } }> }

const LOCK = join(import.meta.dirname, '../package-lock.json')

/** True if a range such as `^18.17.0 || >=20.5.0` has a version of Node 20. */
const acceptsNode20 = (range: string) =>
  range.split('||').some((part) => {
    const [, operator = '', major = ''] = /^\s*(>=?|\^|~)?\s*v?(\d+|\*)/.exec(part) ?? []
    return major === '*' || (operator.startsWith('>') ? Number(major) <= 20 : Number(major) === 20)
  })

it('npm ci on Node 20, which installs the Node that everything runs on, warns only of packages without an equal older version', () => {
  const { packages }: Lock = JSON.parse(readFileSync(LOCK, 'utf8'))
  const newer = Object.entries(packages).filter(([, { engines }]) => !acceptsNode20(engines?.node ?? '*'))
  // The command lines that tests run bring their own.
  expect(newer.map(([path]) => path.replace(/^.*node_modules\//, '')).toSorted()).toEqual([
    '@cloudflare/kv-asset-handler',
    '@openclaw/plugin-inspector',
    '@sparticuz/chromium',
    'canonicalize',
    'clawhub',
    'commander',
    'miniflare',
    'p-retry',
    'skills',
    'vitest',
    'wrangler',
  ])
})
