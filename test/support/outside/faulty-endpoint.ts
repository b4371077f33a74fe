import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Faults between us and the database, before a statement is executed or after it is committed. */
export const FAULTS = ['500 before', 'cut off before', '500 after', 'cut off after'] as const
export type Fault = (typeof FAULTS)[number]

/** Random faults, in the same order for the same seed. `share` is the percentage of requests that fail. */
export function seededFaults(seed: number, share: number): () => Fault | undefined {
  const random = mulberry32(seed)
  return () => (random() * 100 < share ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined)
}

/** Numbers in [0, 1), the same for the same seed. */
export function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A proxy of the SQL endpoint at `target`. `draw` chooses the fault of each request; undefined lets it pass. */
export async function startFaultyEndpoint(p: { target: string; draw: () => Fault | undefined }) {
  const done: Fault[] = []
  let draw = p.draw
  const server = createServer((request, response) => {
    const fault = draw()
    if (fault) done.push(fault)
    answer(request, response, p.target, fault).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/sql`,
    /** The faults so far. */
    done: done as readonly Fault[],
    /** Sets the faults from now on. Without an argument, there are none. */
    change: (next: () => Fault | undefined = () => undefined) => {
      draw = next
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, target: string, fault: Fault | undefined) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  if (fault?.endsWith('before')) return fail(response, fault)
  const headers = Object.entries(request.headers).filter(([name]) => name.startsWith('neon-'))
  const executed = await fetch(target, {
    method: 'POST',
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks),
  })
  const body = await executed.text()
  if (fault) return fail(response, fault)
  response.writeHead(executed.status, { 'Content-Type': 'application/json' }).end(body)
}

function fail(response: ServerResponse, fault: Fault) {
  if (fault.startsWith('cut off')) response.destroy()
  else response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"message":"Something went wrong."}')
}
