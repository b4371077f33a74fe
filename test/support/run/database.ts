import { expect, inject, TestRunner } from 'vitest'
import { connect, type Db } from '../../../src/db/connect.ts'
import { EMPTY } from './emptying.ts'

export type TestDatabase = { db: Db; url: string; endpoint: string }

type Lease = { name: string; template: string; file: string | undefined; test: object | undefined }

/** Longer than any statement takes on a busy machine. */
const TIMEOUT_MS = 60_000

/** The databases of this process, each with the last test or file that used it. */
const leases: Lease[] = []

/**
 * Returns a migrated database without rows, for this test alone or, in `beforeAll`, for this file.
 * An earlier test may have used it: then it was emptied. Works in Node and in workerd. Nobody needs to drop it.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const { templateName } = inject('postgres')
  for (let ended = takeEnded(templateName); ended; ended = takeEnded(templateName)) {
    if (await isEmptied(ended)) return lend(ended)
    await drop(ended)
  }
  return lend(await copyOf(templateName))
}

/** Returns an empty database, for tests that migrate. */
export async function emptyDatabase(): Promise<TestDatabase> {
  for (let ended = takeEnded('template0'); ended; ended = takeEnded('template0')) await drop(ended)
  return lend(await copyOf('template0'))
}

/** Returns a copy, for this test alone, of a database that its file prepared. Ends the connections of that one. */
export async function copyDatabase({ url }: TestDatabase): Promise<TestDatabase> {
  const prepared = url.slice(url.lastIndexOf('/') + 1)
  for (let ended = takeEnded(prepared); ended; ended = takeEnded(prepared)) await drop(ended)
  await admin().execute(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${prepared}'`)
  return lend(await copyOf(prepared))
}

function takeEnded(template: string): Lease | undefined {
  const { file, test } = holder()
  const index = leases.findIndex(
    (lease) => lease.template === template && (lease.file !== file || (lease.test && lease.test !== test)),
  )
  return index < 0 ? undefined : leases.splice(index, 1)[0]
}

const holder = () => ({ file: expect.getState().testPath, test: TestRunner.getCurrentTest() })

function lend({ name, template }: Pick<Lease, 'name' | 'template'>): TestDatabase {
  leases.push({ name, template, ...holder() })
  return open(name)
}

function open(name: string): TestDatabase {
  const { adminUrl, endpoint } = inject('postgres')
  const url = adminUrl.replace(/[^/]*$/, name)
  return { db: connect({ url, endpoint, timeoutMs: TIMEOUT_MS }), url, endpoint }
}

const admin = () =>
  connect({ url: inject('postgres').adminUrl, endpoint: inject('postgres').endpoint, timeoutMs: TIMEOUT_MS })

async function copyOf(template: string) {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await admin().execute(`create database ${name} template ${template} strategy file_copy`)
  return { name, template }
}

const drop = ({ name }: Lease) => admin().execute(`drop database ${name} with (force)`)

/** Returns false if the database cannot be used again, for instance because a test changed its schema. */
const isEmptied = ({ name }: Lease) =>
  open(name)
    .db.execute(EMPTY)
    .then(
      () => true,
      () => false,
    )
