import { readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../../../src/cli/main.ts'
import type { Db } from '../../../../src/db/connect.ts'
import { pageHash, payloadHash } from '../../../../src/domain/feed/publication.ts'
import { serveApp } from '../../../support/api/served-app.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { expectedState, publishAll } from '../../../support/oracles/feed-oracle.ts'
import { mirroredState, newMirror, readMirror, runMirror } from '../../../support/outside/mirror.ts'
import { createDatabase } from '../../../support/run/database.ts'
import { skipPauses } from '../../../support/run/pauses.ts'

type Page = { items: Record<string, unknown>[]; next_after: number; [field: string]: unknown }

const pauses = skipPauses(500, 1000, 2000, 4000)

let db: Db
let api: Awaited<ReturnType<typeof serveApp>>
let path: string
beforeEach(async () => {
  const at = await createDatabase()
  db = at.db
  api = await serveApp(at)
  path = await newMirror()
  await aSkill(db, { tags: ['csv'] })
  await publishAll(db)
})
afterEach(() => api.stop())

const mirror = (...argv: string[]) => runMirror(api.origin, path, ...argv)
/** The key set is asked for, too. */
const onFeed = (url: string, page: unknown) => (url.startsWith('/v1/feed') ? Response.json(page) : null)
const EMPTY: Page = { items: [], next_after: 0, latest_seq: 0, lag_seconds: 0, page_hash: '', next_cursor: null }

describe('a damaged page', () => {
  it('is requested again a few times, and never stored', async () => {
    const page = (await (await api.fromApp('/v1/feed')).json()) as Page
    api.intercept(() => Response.json({ ...page, items: page.items.slice(1) }))
    const done = await mirror()
    expect(done.code).toBe(1)
    expect(done.summary().errors).toEqual([{ target: 'mirror', reason: expect.stringContaining('page_hash') }])
    expect(api.paths).toHaveLength(5)
    expect(pauses).toEqual([500, 1000, 2000, 4000])
    expect(readMirror(path)).toEqual([])
  })

  it('is stored once a retry brings it whole, and retries bypass caches', async () => {
    const asked: (string | undefined)[] = []
    api.intercept((_, headers) => {
      asked.push(headers['cache-control'])
      return asked.length < 3 ? Response.json({ ...EMPTY, page_hash: 'f'.repeat(64) }) : null
    })
    const done = await mirror()
    expect(done.code).toBe(0)
    expect(done.lines().filter(({ event }) => event === 'retry')).toHaveLength(2)
    expect(asked.slice(0, 3)).toEqual([undefined, 'no-cache', 'no-cache'])
    expect(pauses).toEqual([500, 1000])
    expect(mirroredState(path)).toEqual(await expectedState(db))
  })
})

describe('a feed that fails', () => {
  const failing = (response: () => Response, times = Number.POSITIVE_INFINITY) => {
    let asked = 0
    api.intercept(() => (++asked <= times ? response() : null))
  }

  it.each([500, 502, 503, 429])('with a temporary %i is asked again', async (status) => {
    failing(() => new Response(null, { status }), 1)
    expect((await mirror()).code).toBe(0)
    expect(mirroredState(path)).toEqual(await expectedState(db))
  })

  it.each([400, 401, 404])('with %i is not asked again, and the status is reported', async (status) => {
    failing(() => new Response(null, { status }))
    const done = await mirror()
    expect(done.code).toBe(1)
    expect(done.summary().errors).toEqual([{ target: 'mirror', reason: expect.stringContaining(`returned ${status}`) }])
    expect(api.paths).toHaveLength(1)
  })

  it('with a redirect to another host is not followed', async () => {
    failing(() => new Response(null, { status: 302, headers: { Location: 'http://elsewhere.test/v1/feed' } }))
    const done = await mirror()
    expect(done.code).toBe(1)
    expect(api.paths).toHaveLength(1)
  })

  it('by not knowing a cursor any more is bootstrapped again', async () => {
    let asked = 0
    api.intercept(() => (++asked > 2 ? new Response(null, { status: 404 }) : null))
    await mirror('--limit', '1')
    api.intercept((url) => (url.includes('cursor=') && ++asked < 5 ? new Response(null, { status: 400 }) : null))
    const done = await mirror('--limit', '1')
    expect(done.code).toBe(0)
    expect(done.summary().details).toMatchObject({ bootstraps: 1 })
    expect(mirroredState(path)).toEqual(await expectedState(db))
  })

  it('by refusing the place that its own bootstrap returned is not bootstrapped again and again', async () => {
    const bootstrap = await api.fromApp('/v1/feed').then((response) => response.json() as Promise<Page>)
    api.intercept((url) =>
      url.includes('after=')
        ? new Response(null, { status: 410 })
        : onFeed(url, { ...bootstrap, latest_seq: bootstrap.next_after + 1 }),
    )
    const done = await mirror()
    expect(done.code).toBe(2)
    expect(done.summary().errors).toEqual([
      { target: 'mirror', reason: expect.stringContaining('rejects the place that its own') },
    ])
  })

  it('with items of unknown kinds and versions is copied all the same', async () => {
    const payload = { anything: [1, { at: 'all' }] }
    const item = {
      ...{ seq: 1, kind: 'some_kind', id: crypto.randomUUID(), deleted: false, schema_version: 7, payload },
      ...{ payload_hash: await payloadHash(payload), published_at: '2027-01-01T00:00:00.000Z', more: true },
    }
    const page = { ...EMPTY, items: [item], next_after: 1, latest_seq: 1, page_hash: await pageHash([item]) }
    api.intercept((url) => onFeed(url, page))
    expect((await mirror()).code).toBe(0)
    expect(mirroredState(path)).toEqual(new Map([[`some_kind ${item.id}`, payload]]))
  })
})

describe('a mirror that follows', () => {
  /** Runs until `stopAt` says so of a log line. */
  async function followUntil(stopAt: (line: Record<string, unknown>) => boolean) {
    let stop = () => {}
    let stdout = ''
    const code = await main(
      ['mirror', '--from', api.origin, '--to', path, '--follow', '--every-sec', '1', '--verbose'],
      {
        stdout: (text) => {
          stdout += text
        },
        stderr: (text) => {
          if (stopAt(JSON.parse(text))) stop()
        },
        isTerminal: { stdout: false, stderr: false },
        settings: {},
        clock: () => new Date(),
        random: Math.random,
        sleep: async () => {},
        readSecret: async () => '',
        onSignal: (callback) => {
          stop = callback
        },
      },
    )
    return { code, summary: JSON.parse(stdout) }
  }

  it('copies changes, polls only the latest seq in between, and ends on a signal without a failure', async () => {
    let pages = 0
    let changed: Promise<unknown> | undefined
    const done = await followUntil(({ event }) => {
      if (event !== 'page') return false
      changed ??= aSkill(db).then(() => publishAll(db))
      return ++pages === 2
    })
    await changed
    expect(done).toMatchObject({ code: 0, summary: { failed_total: 0, warnings: [expect.stringContaining('signal')] } })
    expect(mirroredState(path)).toEqual(await expectedState(db))
    expect(api.paths.slice(0, 3)).toEqual(['/v1/feed?limit=1000', '/.well-known/jwks.json', '/v1/feed/latest'])
  })

  it('ends at --timeout-sec, and says so', async () => {
    const done = await mirror('--follow', '--every-sec', '60', '--timeout-sec', '1')
    expect(done.code).toBe(0)
    expect(done.summary().warnings).toEqual([expect.stringContaining('--timeout-sec')])
    expect(mirroredState(path)).toEqual(await expectedState(db))
  })

  it('waits while the feed does not answer', async () => {
    const done = await followUntil(({ event }) => {
      if (event === 'page')
        api.intercept((url) => (url === '/v1/feed/latest' ? new Response(null, { status: 404 }) : null))
      return event === 'away'
    })
    expect(done).toMatchObject({ code: 0, summary: { failed_total: 0 } })
  })

  it('fails if the feed has never answered', async () => {
    api.intercept(() => new Response(null, { status: 404 }))
    expect(await followUntil(() => false)).toMatchObject({ code: 1, summary: { failed_total: 1 } })
  })
})

describe('a mirror is refused', () => {
  it.each([
    [['--to', 'x.sqlite'], '--from'],
    [['--from', 'http://localhost:1'], '--to'],
    [['--from', 'no address', '--to', 'x.sqlite'], '--from'],
    [['--from', 'ftp://feed.test', '--to', 'x.sqlite'], '--from'],
    [['--from', 'https://feed.test/v1', '--to', 'x.sqlite'], '--from'],
    [['--from', 'https://me:secret@feed.test', '--to', 'x.sqlite'], '--from'],
    [['--from', 'http://localhost:1', '--to', 'x.sqlite', '--every-sec', '0'], '--every-sec'],
    [['--from', 'http://localhost:1', '--to', 'x.sqlite', '--check'], '--check: needs --files'],
    [['--from', 'http://localhost:1', '--to', 'x.sqlite', '--max-files', '5'], '--max-files: needs --files'],
    [['--from', 'http://localhost:1', '--to', 'x.sqlite', '--org-id', crypto.randomUUID()], '--org-id'],
  ])('for %j', async (argv, named) => {
    let told = ''
    const code = await main(['mirror', ...argv], {
      stdout: () => {},
      stderr: (text) => {
        told += text
      },
      isTerminal: { stdout: false, stderr: false },
      settings: {},
      clock: () => new Date(),
      random: Math.random,
      sleep: async () => {},
      readSecret: async () => '',
      onSignal: () => {},
    })
    expect(code).toBe(3)
    expect(told).toContain(named)
    expect(told).not.toContain('secret')
  })

  it('if the file is a mirror of another feed', async () => {
    await mirror()
    const done = await runMirror('http://127.0.0.1:1', path)
    expect(done.code).toBe(3)
    expect(done.stderr).toContain(api.origin)
    expect(mirroredState(path)).toEqual(await expectedState(db))
  })

  it('if the file is a database of another program', async () => {
    const other = new DatabaseSync(path)
    other.exec('create table items (kept)')
    other.close()
    expect((await mirror()).code).toBe(3)
  })

  it('if the file is not a database', async () => {
    writeFileSync(path, 'A letter.\n'.repeat(1000))
    expect((await mirror()).code).toBe(3)
  })

  it('if it is a folder with something else in it, which stays unchanged', async () => {
    const folder = dirname(path)
    writeFileSync(join(folder, 'letter.txt'), 'A letter.')
    const done = await runMirror(api.origin, folder)
    expect(done.code).toBe(3)
    expect(done.stderr).toContain(`--to: ${folder} is neither empty nor a mirror; nothing was changed.`)
    expect(readdirSync(folder)).toEqual(['letter.txt'])
  })

  it('if the folder of the file does not exist', async () => {
    expect((await runMirror(api.origin, join(dirname(path), 'nowhere', 'x.sqlite'))).code).toBe(3)
  })
})

it('a mirror may start in an empty file of any name', async () => {
  const file = join(dirname(path), 'mirror')
  writeFileSync(file, '')
  expect((await runMirror(api.origin, file)).code).toBe(0)
  expect(mirroredState(file)).toEqual(await expectedState(db))
})
