import { Hono } from 'hono'

/** The least that Hono can do: the ceiling of what a route of ours can reach. */
export default new Hono().get('/', (c) => c.text('hello'))
