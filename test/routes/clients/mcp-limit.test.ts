import { expect, it } from 'vitest'
import { startApi } from '../../support/api/api.ts'

const LIMIT = 300

it('takes 300 messages a minute from one address over MCP, those it cannot read included', async () => {
  const api = await startApi()
  const post = (address: string) =>
    api.call('/mcp', { method: 'POST', body: '{', headers: { 'CF-Connecting-IP': address } })
  let answered = 0
  // A new minute may start in between. Then the count starts over once.
  for (; answered <= 2 * LIMIT && (await post('203.0.113.30')).status === 400; answered++);
  expect(answered).toBeGreaterThanOrEqual(LIMIT)
  expect(answered).toBeLessThanOrEqual(2 * LIMIT)
  const refused = await post('203.0.113.30')
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60'])
  expect((await post('203.0.113.31')).status).toBe(400)
})
