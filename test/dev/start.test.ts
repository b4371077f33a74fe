import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { hasAccounts } from '../../src/db/accounts/admin-users.ts'
import { banner } from '../../src/dev/banner.ts'
import { chooseDataFolder } from '../../src/dev/data-folder.ts'
import { HELP, readOptions } from '../../src/dev/options.ts'
import { serverUser } from '../../src/local/server-user.ts'
import { anAccount } from '../support/api/accounts.ts'
import { createDatabase, type TestDatabase } from '../support/run/database.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await createDatabase()
})

describe('the options of npm run dev', () => {
  it('have defaults, and all are in the help', () => {
    expect(readOptions([])).toEqual({ port: 8787, data: undefined, samples: true, fresh: false })
    expect(readOptions(['--port', '9', '--data', 'x', '--no-samples', '--fresh', '--github', '.'])).toEqual({
      ...{ port: 9, data: 'x', samples: false, fresh: true, github: '.' },
    })
    expect(readOptions(['--help'])).toBeNull()
    for (const option of ['port', 'data', 'no-samples', 'fresh', 'github', 'help'])
      expect(HELP).toContain(`--${option} `)
  })

  it.each([
    [['--port', '0'], '--port: 0 is not a port (1 to 65535).'],
    [['--port', 'x'], '--port: x is not a port (1 to 65535).'],
    [['--github', '/nowhere'], '--github: /nowhere is not a folder.'],
    [['--prot', '1'], "Unknown option '--prot'"],
  ])('refuse %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message)
  })
})

describe('the banner', () => {
  const settings = { ADMIN_USERNAME: 'admin', ADMIN_PASSWORD: 'of-the-environment', GITHUB_API_URL: 'http://x:1' }
  const started = { port: 9, data: '.local', settings }

  it('shows the account of the settings until another account exists', async () => {
    expect(await hasAccounts(at.db)).toBe(false)
    expect(banner({ ...started, hasAccounts: false })).toContain('admin / of-the-environment   (kept in .dev.vars)')
    await anAccount(at.db, { username: 'ada' })
    expect(await hasAccounts(at.db)).toBe(true)
    const text = banner({ ...started, hasAccounts: true })
    expect(text).not.toContain('of-the-environment')
    expect(text).toContain('npm run ops -- create-admin NAME --reset-password')
  })

  it('shows the addresses, the data folder, and GitHub’s stand-in if it runs', () => {
    const text = banner({ ...started, hasAccounts: true })
    expect(text).toContain('  The catalogue     http://localhost:9/v1/skills\n')
    expect(text).toContain('  Data              .local\n')
    expect(text).toContain('a tick runs only when you fire it')
    expect(text).not.toContain('GitHub')
    expect(banner({ ...started, github: 'hub', hasAccounts: true })).toContain(
      'GitHub            http://x:1 serves hub\n',
    )
  })
})

describe('the data folder', () => {
  it('is the given folder, or else .local', async () => {
    expect(await chooseDataFolder('elsewhere')).toBe('elsewhere')
    expect(await chooseDataFolder(undefined, { user: {} })).toBe('.local')
  })

  it.runIf(process.getuid?.() === 0)(
    'is always the same folder outside the project if the user “postgres” may not enter the project',
    async () => {
      const project = await mkdtemp(join(tmpdir(), 'skills-closed-'))
      onTestFinished(() => rm(project, { recursive: true }))
      const choose = async () => chooseDataFolder(undefined, { project, user: await serverUser() })
      const chosen = await choose()
      onTestFinished(() => rm(dirname(chosen), { recursive: true }))
      expect(chosen).toMatch(/^\/var\/tmp\/agent-skills-marketplace-[0-9a-f]{12}\/data$/)
      expect(await choose()).toBe(chosen)
      await chmod(project, 0o755)
      expect(await choose()).toBe('.local')
    },
  )
})
