import { existsSync, readFileSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { serveApp } from '../../support/api/served-app.ts'
import { keySetOf } from '../../support/api/signing-keys.ts'
import { aFolder, ops } from '../../support/run/cli.ts'
import { createDatabase } from '../../support/run/database.ts'

const NO_DATABASE = { url: '', endpoint: '' }
const make = (file: string, ...argv: string[]) => ops(NO_DATABASE, ['make-signing-key', file, ...argv])

it('makes a key that a registry signs with, in a file for its owner alone, and prints its public half', async () => {
  const file = `${await aFolder({})}/key.pem`
  const done = await make(file)
  expect(done.code).toBe(0)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const { kid, public_key: x } = done.summary().details as { kid: string; public_key: string }
  const api = await serveApp(await createDatabase(), { SIGNING_KEY: readFileSync(file, 'utf8') })
  expect(await (await api.fromApp('/.well-known/jwks.json')).json()).toEqual(keySetOf({ x, kid }))
  await api.stop()
  const [, secret = ''] = readFileSync(file, 'utf8').split('\n')
  expect(secret).toHaveLength(64)
  expect(done.stdout + done.stderr).not.toContain(secret)
})

it('makes another key each time', async () => {
  const folder = await aFolder({})
  await make(`${folder}/a`)
  await make(`${folder}/b`)
  expect(readFileSync(`${folder}/a`, 'utf8')).not.toBe(readFileSync(`${folder}/b`, 'utf8'))
})

it('never writes over a file, and nothing in a dry run', async () => {
  const folder = await aFolder({ 'key.pem': 'a key' })
  const refused = await make(`${folder}/key.pem`)
  expect([refused.code, refused.stdout]).toEqual([3, ''])
  expect(refused.stderr).toContain('exists already')
  expect(readFileSync(`${folder}/key.pem`, 'utf8')).toBe('a key')
  expect((await make(`${folder}/new.pem`, '--dry-run')).code).toBe(0)
  expect(existsSync(`${folder}/new.pem`)).toBe(false)
})
