import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { batch } from '../../src/jobs/batch.ts'
import { aFile } from '../support/builders/folders.ts'
import { aVersion } from '../support/builders/versions.ts'
import { aClawhubUser } from '../support/outside/clawhub-cli.ts'
import { aProxy } from '../support/outside/proxy.ts'
import { aServedWorker } from '../support/outside/served-worker.ts'
import { aSkillsUser } from '../support/outside/skills-cli.ts'
import type { TestDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

let at: TestDatabase
let registry: string
let stop: () => void
beforeAll(async () => {
  const worker = await aServedWorker()
  at = worker.at
  registry = worker.url
  stop = worker.stop
})
afterAll(() => stop())

const aSkill = async (name: string) =>
  aVersion(at.db, { name, files: [await aFile('SKILL.md', `---\nname: ${name}\ndescription: It.\n---\n${name}\n`)] })

/** What the clients send with each request, from an address as Cloudflare tells it. */
const from = (address: string, headers: Record<string, string> = {}) => ({
  headers: { 'User-Agent': 'node', 'Accept-Encoding': 'gzip', 'CF-Connecting-IP': address, ...headers },
})
type Sent = ReturnType<typeof from>

async function read(path: string, sent: Sent): Promise<Response> {
  const response = await fetch(new URL(path, registry), sent)
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response
}

/** Installs as `skills add` does: the archives of all entries of an index. Returns the addresses of the archives. */
async function addFrom(scope: string, sent: Sent): Promise<string[]> {
  const index = await read(`${scope}/.well-known/agent-skills/index.json`, sent)
  const { skills } = (await index.json()) as { skills: { url: string }[] }
  await Promise.all(skills.map(async ({ url }) => (await read(url, sent)).arrayBuffer()))
  return skills.map(({ url }) => url)
}

/** Installs as `clawhub install` does. */
async function installFrom(name: string, sent: Sent): Promise<void> {
  await (await read(`/api/v1/skills/${name}?ownerHandle=acme`, sent)).json()
  await (await read(`/api/v1/download?slug=${name}&ownerHandle=acme&version=1.0.0`, sent)).arrayBuffer()
}

async function use(slug: string, session: string, { headers }: Sent): Promise<void> {
  const occurred = new Date().toISOString()
  const event = { event_id: crypto.randomUUID(), slug, event_type: 'use', session_id: session, occurred_at: occurred }
  const sent = {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(event),
  }
  expect((await fetch(`${registry}/v1/events`, sent)).status).toBe(202)
}

/** Uses by slug after a tick, once all that was written down behind the answers is there. */
async function usesAfterTick(written: number): Promise<Record<string, number>> {
  await vi.waitFor(
    async () => {
      const { rows } = await at.db.execute(sql`select count(*)::int as n from raw_events`)
      expect(rows).toEqual([{ n: written }])
    },
    { timeout: 20_000, interval: 20 },
  )
  expect(await runAt(at.db, batch)).toMatchObject({ status: 'succeeded' })
  const { rows } = await at.db.execute<{ uses: Record<string, number> }>(sql`
    select json_object_agg(s.name, p.uses_30d) as uses from skills s join skill_popularity p on p.skill_id = s.id`)
  return rows[0]?.uses ?? {}
}

const times = <T>(count: number, make: (nth: number) => T): T[] => Array.from({ length: count }, (_, nth) => make(nth))
const address = (nth: number) => `198.51.100.${nth}`
const inOneNetwork = (nth: number) => `2001:db8:1:2::${nth.toString(16)}`

it('counts 200 installs at once as the counting rules say', async () => {
  for (const name of ['many', 'alone', 'crowded', 'network', 'asked']) await aSkill(name)
  const { headers } = from('203.0.113.1')
  const list = await fetch(`${registry}/v1/lists`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ skills: ['acme--asked'] }),
  })
  const { id } = (await list.json()) as { id: string }
  const [archive = ''] = await addFrom('/s/acme--asked', from('203.0.113.2', { 'X-Skills-Update-Check': '1' }))
  const check = { 'X-Skills-Update-Check': '1' }

  const counted = [
    // 80 addresses by one client and 40 by the other, 20 of them the same, and 20 of those twice.
    ...times(80, (nth) => () => addFrom('/s/acme--many', from(address(nth)))),
    ...times(40, (nth) => () => installFrom('many', from(address(60 + nth)))),
    ...times(20, (nth) => () => addFrom('/s/acme--many', from(address(60 + nth)))),
    // One address is one actor, however often and by whichever client.
    ...times(12, () => () => addFrom('/s/acme--alone', from('203.0.113.10'))),
    ...times(8, () => () => installFrom('alone', from('203.0.113.10'))),
    // An address has at most 3 actors a skill and day: its sessions, and the one that downloads.
    ...times(2, () => () => addFrom('/s/acme--crowded', from('203.0.113.20'))),
    ...times(4, (nth) => () => use('acme--crowded', `session-${nth}`, from('203.0.113.20'))),
    // A network of one home is one address.
    ...times(14, (nth) => () => addFrom('/s/acme--network', from(inOneNetwork(nth)))),
  ]
  const uncounted = [
    ...times(5, (nth) => () => addFrom('/p/acme', from(address(200 + nth)))),
    ...times(5, (nth) => () => addFrom('/c/tools', from(address(205 + nth)))),
    ...times(5, (nth) => () => addFrom('/t/tag', from(address(210 + nth)))),
    ...times(5, (nth) => () => addFrom(`/l/${id}`, from(address(215 + nth)))),
    // An index counts nothing, whoever asks; nor does an archive by which somebody looks for something newer.
    ...times(5, (nth) => () => read('/s/acme--asked/.well-known/agent-skills/index.json', from(address(220 + nth)))),
    ...times(5, (nth) => () => read(archive, from(address(225 + nth), check))),
    ...times(5, (nth) => () => read('/s/acme--asked/.well-known/skills/asked/SKILL.md', from(address(230 + nth)))),
  ]
  const parallel = [...counted, ...uncounted]
  expect(parallel.length).toBeGreaterThanOrEqual(200)
  await Promise.all(parallel.map((install) => install()))

  expect(await usesAfterTick(counted.length)).toEqual({ many: 100, alone: 1, crowded: 3, network: 1, asked: 0 })
  // A later tick finds nothing more to count.
  expect(await usesAfterTick(counted.length)).toEqual({ many: 100, alone: 1, crowded: 3, network: 1, asked: 0 })
})

it('counts an install of either command line once an address, and nothing when somebody only looks', async () => {
  await aSkill('by-hand')
  const proxyOf = async (nth: number) => {
    const proxy = await aProxy(registry, { headers: { 'cf-connecting-ip': address(nth) } })
    onTestFinished(proxy.stop)
    return proxy.url
  }
  const [first, second] = [await proxyOf(250), await proxyOf(251)]
  const add = async (url: string) => (await aSkillsUser(url)).run('add', `${url}/s/acme--by-hand`, '-y', '-a', 'codex')
  const install = async (url: string) => (await aClawhubUser(url)).run('install', '@acme/by-hand')
  const before = Number((await at.db.execute(sql`select count(*) as n from raw_events`)).rows[0]?.n)
  const look = async (url: string) =>
    (await aClawhubUser(url)).run('inspect', '@acme/by-hand', '--file', 'SKILL.md', '--versions')
  const ran = await Promise.all([add(first), install(first), install(second), add(second), look(first)])
  expect(ran.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0])
  expect((await usesAfterTick(before + 4))['by-hand']).toBe(2)
})
