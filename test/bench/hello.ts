import { Hono } from 'hono'

/** The smallest Hono app: the upper limit for the speed of our routes. */
export default new Hono().get('/', (c) => c.text('hello'))
