import { describe, expect, it } from 'vitest'
import { readProblem, startApi } from '../../support/api.ts'

const LIMIT = 300

describe('POST /v1/events from one address', () => {
  it('is damped after 300 requests a minute, and other addresses are not', async () => {
    const { send } = await startApi()
    const post = (address: string) => send('POST', '/v1/events', null, { 'CF-Connecting-IP': address })
    let answered = 0
    let response = await post('203.0.113.1')
    // The minute may turn in between: then the count begins anew, once.
    while (response.status !== 429 && answered <= 2 * LIMIT) {
      expect(response.status).toBe(400)
      answered++
      response = await post('203.0.113.1')
    }
    expect(answered).toBeGreaterThanOrEqual(LIMIT)
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect((await post('203.0.113.2')).status).toBe(400)
  })
})
