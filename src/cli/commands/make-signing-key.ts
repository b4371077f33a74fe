import { existsSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { publicKeyOf } from '../../http/signing/signing-keys.ts'
import { newSigningKey } from '../new-signing-key.ts'
import { type ClientContext, defineCommand, Refused } from '../runner/command.ts'
import { OutputFile } from '../runner/output-file.ts'

const Input = z.object({ file: OutputFile })

/** Makes a key for SIGNING_KEY, and prints its public half. */
export const makeSigningKeyCommand = defineCommand({ input: Input, runOutside: makeSigningKey })

async function makeSigningKey({ dryRun, tally }: ClientContext, { file }: z.output<typeof Input>): Promise<void> {
  if (existsSync(file)) throw new Refused(`<file>: ${file} exists already, and a key must not be lost; name another.`)
  tally.total = 1
  if (dryRun) return
  const { pkcs8, x } = newSigningKey()
  const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' })
  tally.details = { file, kid: (await publicKeyOf(x)).kid, public_key: x }
  tally.success()
}
