import { inject } from 'vitest'
import { connect, type Db } from '../../../src/db/connect.ts'

export type TestDatabase = { db: Db; url: string; endpoint: string }

/** A migrated database of one's own. Works in Node and in workerd; nobody needs to drop it. */
export const createDatabase = (): Promise<TestDatabase> => copyOf(inject('postgres').templateName)

/** A database of one's own with nothing in it, for tests that migrate. */
export const emptyDatabase = (): Promise<TestDatabase> => copyOf('template0')

async function copyOf(template: string): Promise<TestDatabase> {
  const { adminUrl, endpoint } = inject('postgres')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await connect({ url: adminUrl, endpoint }).execute(`create database ${name} template ${template} strategy file_copy`)
  const url = adminUrl.replace(/[^/]*$/, name)
  return { db: connect({ url, endpoint }), url, endpoint }
}
