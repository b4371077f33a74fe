import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Passes requests on to the database's endpoint at `target`, and counts those that have come and those that were answered. */
export async function watchEndpoint(target: string) {
  const seen = { begun: 0, answered: 0 }
  let heldMs = 0
  const server = createServer(async (request, response) => {
    seen.begun++
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    await pause(heldMs)
    const headers = Object.entries(request.headers).filter(([name]) => name.startsWith('neon-'))
    const passed = await fetch(target, {
      method: 'POST',
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: Buffer.concat(parts),
    })
    const body = Buffer.from(await passed.arrayBuffer())
    seen.answered++
    response.writeHead(passed.status, { 'Content-Type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/sql`,
    seen: () => ({ ...seen }),
    /** Each request waits for so long from now on. */
    hold: (ms: number) => {
      heldMs = ms
    },
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
