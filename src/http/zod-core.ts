/**
 * What `hono-openapi` loads of `zod/v4/core`. `wrangler.toml` puts this file in its place in the bundle, because that
 * whole module brings the messages of 50 languages, two thirds of a megabyte.
 */
export { toJSONSchema } from 'zod'
