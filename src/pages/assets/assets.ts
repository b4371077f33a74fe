import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { keepFor } from '../../http/cache-for.ts'
import { notFound } from '../../http/failure.ts'
import fillingModule from './filling.client.js'
import icon from './icon.svg'
import reviewModule from './review.client.js'
import searchModule from './search.client.js'
import siteModule from './site.client.js'
import siteCss from './site.css'

const JS = 'text/javascript; charset=utf-8'

/** By name: what pages load beside themselves. */
const FILES = {
  'site.css': { text: siteCss, type: 'text/css; charset=utf-8' },
  'icon.svg': { text: icon, type: 'image/svg+xml' },
  'site.client.js': { text: siteModule, type: JS },
  'review.client.js': { text: reviewModule, type: JS },
  'filling.client.js': { text: fillingModule, type: JS },
  'search.client.js': { text: searchModule, type: JS },
} satisfies Record<string, { text: string; type: string }>

type AssetName = keyof typeof FILES
export type ClientModule = AssetName extends infer N ? (N extends `${infer M}.client.js` ? M : never) : never

const named = Object.fromEntries(
  Object.entries(FILES).map(([name, { text }]) => {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
    return [name, name.replace('.', `-${hash}.`)]
  }),
) as Record<AssetName, string>
const byPath = new Map(Object.entries(named).map(([name, path]) => [path, FILES[name as AssetName]]))

/** The address of a file. It holds the hash of its text, so that caches may keep it for ever. */
export const pathOf = (name: AssetName): string => `/assets/${named[name]}`

export const SITE_CSS = pathOf('site.css')

const YEAR = 31_536_000

export const assets = new Hono<AppEnv>().get('/:name', (c) => {
  const name = c.req.param('name')
  const file = byPath.get(name)
  if (!file) throw notFound('asset', name)
  keepFor(c, { seconds: YEAR, tags: ['assets'] })
  return c.body(file.text, 200, { 'Content-Type': file.type })
})
