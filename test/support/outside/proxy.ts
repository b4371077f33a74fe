import { createServer, type IncomingMessage, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export type Passed = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }

/** What stands between clients and a server: it adds `headers` to requests, and may change the answer to a path. */
export async function aProxy(
  target: string,
  p: { headers?: Record<string, string>; change?: (path: string, answer: Passed) => Passed },
) {
  const { hostname, port } = new URL(target)
  const pass = async ({ method, url: path, headers }: IncomingMessage, body: Buffer): Promise<Passed> => {
    // The changes are made to what is readable.
    const sent = { ...headers, ...p.headers, 'accept-encoding': 'identity' }
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      send({ hostname, port, method, path, headers: sent }, resolve).on('error', reject).end(body)
    })
    const { connection, 'transfer-encoding': _, 'content-length': __, ...rest } = answer.headers
    return { status: answer.statusCode ?? 502, headers: rest, body: await buffer(answer) }
  }
  const server = createServer(async (request, response) => {
    try {
      const answer = await pass(request, await buffer(request))
      const { status, headers, body } = p.change?.(request.url ?? '/', answer) ?? answer
      response.writeHead(status, headers).end(body)
    } catch {
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
