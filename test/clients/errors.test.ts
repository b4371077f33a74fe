import { type SkillFile, SkillsClient, SkillVerificationError } from '@modelcontextprotocol/client/ext/skills'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { serveApp } from '../support/api/served-app.ts'
import { aFile } from '../support/builders/folders.ts'
import { aVersion } from '../support/builders/versions.ts'
import { aClawhubUser } from '../support/outside/clawhub-cli.ts'
import { aSecondMcpClient, MCP_USERS } from '../support/outside/mcp-users.ts'
import { aProxy, type Passed } from '../support/outside/proxy.ts'
import { aServedWorker } from '../support/outside/served-worker.ts'
import { aSkillsUser } from '../support/outside/skills-cli.ts'
import type { TestDatabase } from '../support/run/database.ts'

let at: TestDatabase
let registry: string
let stop: () => void

const skillMd = (name: string) =>
  aFile('SKILL.md', `---\nname: ${name}\ndescription: Does what a skill does.\n---\nWhat to do.\n`)

beforeAll(async () => {
  const worker = await aServedWorker()
  at = worker.at
  registry = worker.url
  stop = worker.stop
  for (const name of ['there', 'withdrawn']) await aVersion(at.db, { name, files: [await skillMd(name)] })
  await at.db.execute(sql`update skills set status = 'archived' where slug = 'acme--withdrawn'`)
})
afterAll(() => stop())

/** A proxy before the registry that changes answers on their way. */
async function tampering(change: (path: string, answer: Passed) => Passed) {
  const proxy = await aProxy(registry, { change })
  onTestFinished(proxy.stop)
  return proxy.url
}

/** Changes one byte of the archive: the letter W of the text. */
const anotherArchive = (path: string, answer: Passed): Passed =>
  path.endsWith('.zip')
    ? { ...answer, body: Buffer.from(answer.body.toString('latin1').replace('What', 'That'), 'latin1') }
    : answer

/** The registry as whoever is over their limits sees it. The client waits as long as it is told to: a second, not a minute. */
async function overTheLimit(patience = '60') {
  const refusing = { limit: async () => ({ success: false }) }
  const api = await serveApp(at, { WORDS_LIMITER: refusing })
  const answers: number[] = []
  const change = (_: string, { status, headers, body }: Passed): Passed => {
    answers.push(status)
    // The app takes this for its own address, and says it to the client.
    const told = Buffer.from(body.toString().replaceAll('http://api.test', proxy.url))
    return { status, body: told, headers: { ...headers, ...(headers['retry-after'] && { 'retry-after': patience }) } }
  }
  const proxy = await aProxy(api.origin, { change })
  onTestFinished(async () => {
    proxy.stop()
    await api.stop()
  })
  return { url: proxy.url, answers }
}

const add = ['-y', '-a', 'claude-code']

describe.each(['current', 'earlier'] as const)(
  'the skills command line, the %s one, says in its own words',
  (version) => {
    const adding = async (url: string, slug: string) => {
      const user = await aSkillsUser(url, version)
      const ran = await user.run('add', `${url}/s/${slug}`, ...add)
      return { ...ran, installed: Object.keys(await user.installed(slug.replace('acme--', ''))) }
    }

    it.each([
      ['unknown', 'acme--nothing'],
      ['withdrawn', 'acme--withdrawn'],
    ])('that a skill is %s', async (_, slug) => {
      const { exitCode, output, installed } = await adding(registry, slug)
      expect([exitCode, installed]).toEqual([1, []])
      expect(output).toContain('No skills found')
    })

    it('that it finds nothing while its address is over the limit of searches', async () => {
      const { url, answers } = await overTheLimit()
      const user = await aSkillsUser(url, version)
      const { output } = await user.run('find', 'there')
      expect(answers).toEqual([429])
      expect(output).toContain('No skills found')
    })
  },
)

describe('the skills command line, given an archive that is not the one of the index,', () => {
  it('installs the files of the older index, which are not of the archive', async () => {
    const url = await tampering(anotherArchive)
    const user = await aSkillsUser(url)
    await user.run('add', `${url}/s/acme--there`, ...add)
    expect(String((await user.installed('there'))['SKILL.md'])).toContain('What to do.')
  })

  it('installs nothing if there is no other index, and says so', async () => {
    const url = await tampering((path, answer) =>
      path.endsWith('/.well-known/skills/index.json') ? { ...answer, status: 404 } : anotherArchive(path, answer),
    )
    const user = await aSkillsUser(url)
    const { exitCode, output } = await user.run('add', `${url}/s/acme--there`, ...add)
    expect([exitCode, output]).toEqual([
      1,
      expect.stringMatching(/No matching skills[\s\S]*No skills found for the scoped path/),
    ])
    expect(await user.installed('there')).toEqual({})
  })
})

describe('the clawhub command line says in its own words', () => {
  it('that a skill is unknown', async () => {
    const { exitCode, output } = await (await aClawhubUser(registry)).run('install', '@acme/nothing')
    expect([exitCode, output]).toEqual([1, expect.stringContaining('Skill not found')])
  })

  it('why a skill was withdrawn', async () => {
    const { exitCode, output } = await (await aClawhubUser(registry)).run('install', '@acme/withdrawn')
    expect([exitCode, output]).toEqual([1, expect.stringContaining('It was withdrawn from this registry.')])
  })

  it('that an archive is damaged', async () => {
    const url = await tampering((path, answer) =>
      path.startsWith('/api/v1/download') ? { ...answer, body: answer.body.subarray(0, -40) } : answer,
    )
    const user = await aClawhubUser(url)
    const { exitCode, output } = await user.run('install', '@acme/there')
    expect([exitCode, output]).toEqual([1, expect.stringContaining('invalid zip data')])
    expect(await user.installed('@acme/there')).toEqual({})
  })

  it('that its address is over the limit, after three attempts', async () => {
    const { url, answers } = await overTheLimit('1')
    const { exitCode, output } = await (await aClawhubUser(url)).run('search', 'there')
    expect(answers.filter((status) => status === 429)).toEqual([429, 429, 429])
    expect(output).toContain('Too many requests from this address. Try again in a minute. (retry in 1s, reset in 1s)')
    expect(exitCode).toBe(1)
  })
})

describe.each(MCP_USERS)('the official client of MCP, %s, says', (_, __, connect) => {
  it.each([
    ['there is no skill', 'acme--nothing', "There is no skill 'acme--nothing'."],
    ['a skill was withdrawn', 'acme--withdrawn', 'It was withdrawn from this registry.'],
  ])('that %s', async (_, slug, why) => {
    const user = await connect(`${registry}/mcp`)
    const { isError, text } = await user.call('get_skill', { slug })
    expect([isError, text]).toEqual([true, expect.stringContaining(why)])
    await user.close()
  })
})

describe.each(['earlier', 'newer'] as const)('the skills extension of MCP, in the %s era', (era) => {
  const reading = async (change: (text: string) => string): Promise<SkillFile> => {
    let isRead = false
    const url = await tampering((_, answer) =>
      isRead ? { ...answer, body: Buffer.from(change(answer.body.toString())) } : answer,
    )
    const client = await aSecondMcpClient(`${url}/mcp`, era)
    onTestFinished(() => client.close())
    const skills = new SkillsClient(client)
    const { skill } = await skills.get('skill://acme/there/SKILL.md')
    isRead = true
    return skills.read(skill)
  }

  it('refuses a file that is not the one of its digest', async () => {
    const wrong = reading((text) => text.replace('What', 'That'))
    await expect(wrong).rejects.toBeInstanceOf(SkillVerificationError)
    await expect(wrong).rejects.toMatchObject({ reason: 'digest', uri: 'skill://acme/there/SKILL.md' })
  })

  it('refuses a file of another size', async () => {
    await expect(reading((text) => text.replace('What', 'What, then,'))).rejects.toMatchObject({ reason: 'size' })
  })
})
