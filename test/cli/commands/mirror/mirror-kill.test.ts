import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Db } from '../../../../src/db/connect.ts'
import { serveApp } from '../../../support/api/served-app.ts'
import { hashesOf, keptFiles, someFiles } from '../../../support/builders/mirrored.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { publishAll } from '../../../support/oracles/feed-oracle.ts'
import { newMirror, runMirror } from '../../../support/outside/mirror.ts'
import { createDatabase } from '../../../support/run/database.ts'

const MAIN = join(import.meta.dirname, '../../../../src/cli/main.ts')
/** What a run stores in one transaction. */
const PAGE = 64
const FILES = PAGE + 10

let db: Db
let api: Awaited<ReturnType<typeof serveApp>>
beforeEach(async () => {
  const at = await createDatabase()
  db = at.db
  api = await serveApp(at)
})
afterEach(() => api.stop())

const asked = () => api.paths.filter((path) => path.startsWith('/v1/files/')).length

it.each(['mirror.sqlite', 'folder/'])('a mirror in %s that is killed goes on with what is missing', async (name) => {
  const path = join(dirname(await newMirror()), name)
  const contents = Object.fromEntries(Array.from({ length: FILES - 1 }, (_, i) => [`${i}.txt`, `Text ${i}.`]))
  const files = await someFiles('csv', contents)
  await aVersion(db, { name: 'csv', files })
  await publishAll(db)

  // The second page of files never comes.
  const waits = new Promise<never>(() => {})
  let onSecondPage = () => {}
  const secondPage = new Promise<void>((resolve) => {
    onSecondPage = resolve
  })
  api.intercept((at) => {
    if (!at.startsWith('/v1/files/') || asked() <= PAGE) return null
    onSecondPage()
    return waits
  })
  const run = spawn(process.execPath, [MAIN, 'mirror', '--from', api.origin, '--to', path, '--files'], {
    stdio: 'ignore',
  })
  const ended = once(run, 'exit')
  await secondPage
  run.kill('SIGKILL')
  await ended
  expect(keptFiles(path)).toHaveLength(PAGE)

  api.intercept()
  const before = asked()
  const done = await runMirror(api.origin, path, '--files')
  expect({ code: done.code, asked: asked() - before }).toEqual({ code: 0, asked: FILES - PAGE })
  expect(keptFiles(path)).toEqual(hashesOf(files))
})
