import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import * as z from 'zod'
import { type ClientContext, defineCommand, Refused } from '../../runner/command.ts'
import { hasFileTables } from '../mirror/files/tables.ts'
import { openExisting } from '../mirror/open-mirror.ts'
import { hasTombstones } from '../mirror/tables.ts'
import { mirrorServer } from './server.ts'

const Input = z.object({
  mirror: z.string().min(1, 'must not be empty'),
  port: z.coerce.number('must be a number').int('must be a whole number').min(0).max(65_535).default(8788),
  host: z.string().min(1, 'must not be empty').default('127.0.0.1'),
})
type Input = z.output<typeof Input>

/** Serves a mirror to other mirrors and to registries, until a signal arrives. */
export const serveMirrorCommand = defineCommand({
  input: Input,
  runOutside: serveMirror,
})

async function serveMirror(ctx: ClientContext, { mirror: path, port, host }: Input): Promise<void> {
  const mirror = openExisting(path)
  try {
    if (!hasTombstones(mirror.db))
      throw new Refused(`mirror: ${path} is from an earlier version; run "mirror" on it once, then serve it.`)
    if (ctx.dryRun) return
    const server = mirrorServer(mirror, ctx)
    let requests = 0
    server.on('request', () => requests++)
    await listen(server, port, host)
    const { port: taken } = server.address() as AddressInfo
    const message = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
    ctx.log('info', 'listening', { target: path, message, files: hasFileTables(mirror.db) })
    await stopped(ctx.stopping)
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
    ctx.tally.details = { requests }
  } finally {
    mirror.db.close()
  }
}

async function listen(server: ReturnType<typeof mirrorServer>, port: number, host: string): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening').catch((error: unknown) => {
    throw new Refused(`--port: cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : error}.`)
  })
}

const stopped = async (signal: AbortSignal) => {
  if (!signal.aborted) await once(signal, 'abort')
}
