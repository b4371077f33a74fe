declare module 'autocannon' {
  type Request = { method: string; headers: Record<string, string>; path: string; body?: string }
  type Options = {
    url: string
    connections: number
    duration: number
    method?: string
    headers?: Record<string, string>
    requests?: Request[]
  }
  type Result = { non2xx: number; errors: number; requests: { average: number }; latency: { p50: number } }
  export default function autocannon(options: Options): Promise<Result>
}
