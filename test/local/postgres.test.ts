import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../src/local/free-port.ts'
import { LocalError } from '../../src/local/local-error.ts'
import { type LocalPostgres, startPostgres } from '../../src/local/postgres.ts'
import { emptyDatabase } from '../support/database.ts'

let folder: string
let dataDir: string
let running: LocalPostgres[]

beforeEach(async () => {
  folder = await mkdtemp('/tmp/skills-local-')
  dataDir = join(folder, 'data')
  running = []
  await openToOthers(folder)
})

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  await rm(folder, { recursive: true, force: true })
})
