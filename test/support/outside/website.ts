import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Page = { status?: number; headers?: Record<string, string>; body?: string | Uint8Array }
type Answer = Page | ((headers: IncomingMessage['headers']) => Page)

/** A foreign website on this machine: its answers by path, and the requests to it. A page with an ETag answers a matching If-None-Match with 304. */
export async function aWebsite() {
  const pages = new Map<string, Answer>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const found = pages.get(path) ?? { status: 404 }
    const { status = 200, headers = {}, body = '' } = typeof found === 'function' ? found(request.headers) : found
    const isAsItWas = headers.ETag !== undefined && headers.ETag === request.headers['if-none-match']
    response.writeHead(isAsItWas ? 304 : status, headers).end(isAsItWas ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    put: (path: string, page: Answer) => pages.set(path, page),
    drop: (path: string) => pages.delete(path),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

export type Website = Awaited<ReturnType<typeof aWebsite>>
