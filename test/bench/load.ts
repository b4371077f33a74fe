import autocannon from 'autocannon'

export type Target = {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  bodies?: string[]
  paths?: string[]
}
export type Load = { perSecond: number; p50: number }

/** Returns the requests per second and the median in milliseconds. Throws if an answer is not 2xx. */
export async function load(target: Target, p: { connections: number; seconds: number }): Promise<Load> {
  const { url, method = 'GET', headers = {} } = target
  const requests =
    target.bodies?.map((body) => ({ method, headers, body, path: new URL(url).pathname })) ??
    target.paths?.map((path) => ({ method, headers, path }))
  const result = await autocannon({
    url,
    connections: p.connections,
    duration: p.seconds,
    ...(requests ? { requests } : { method, headers }),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were no success, ${result.errors} failed.`)
  return { perSecond: result.requests.average, p50: result.latency.p50 }
}
