import { expect, it, onTestFinished } from 'vitest'
import { aFile } from '../support/builders/folders.ts'
import { aVersion } from '../support/builders/versions.ts'
import { aServedWorker } from '../support/outside/served-worker.ts'
import { aSkillsUser } from '../support/outside/skills-cli.ts'

it('offers every skill of a small registry at its root, by either index', async () => {
  const worker = await aServedWorker({ ROOT_INDEX: 'all' })
  onTestFinished(() => void worker.stop())
  for (const name of ['one', 'two'])
    await aVersion(worker.at.db, {
      name,
      files: [await aFile('SKILL.md', `---\nname: ${name}\ndescription: It.\n---\n`)],
    })
  for (const version of ['current', 'earlier'] as const) {
    const user = await aSkillsUser(worker.url, version)
    await user.run('add', worker.url, '-y', '-a', 'claude-code')
    expect(Object.keys(await user.installed('one'))).toEqual(['SKILL.md'])
    expect(Object.keys(await user.installed('two'))).toEqual(['SKILL.md'])
  }
})

it('fails at the root too when the database is away, as a client would take all its skills for deleted', async () => {
  const worker = await aServedWorker({ DATABASE_ENDPOINT: 'http://127.0.0.1:9/sql' })
  onTestFinished(() => void worker.stop())
  for (const format of ['agent-skills', 'skills']) {
    const answer = await fetch(`${worker.url}/.well-known/${format}/index.json`)
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([503, 'no-store'])
  }
})
