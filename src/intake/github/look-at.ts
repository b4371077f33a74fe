import * as z from 'zod'
import type { GithubApi } from './github-api.ts'

const MAX_BYTES = 256 * 1024

/** What one look says of a repository. */
const Look = z
  .object({ databaseId: z.int(), nameWithOwner: z.string(), pushedAt: z.iso.datetime({ offset: true }).nullable() })
  .nullable()
  .catch(null)

const Answer = z.object({ data: z.record(z.string(), Look) })

/**
 * Asks about the last push of up to 100 repositories, in one request that counts as one. Null for one that is missing. Throws
 * SourceFault.
 */
export async function lookAt(api: GithubApi, repos: readonly string[]): Promise<z.output<typeof Look>[]> {
  const fields = repos.map((repo, i) => {
    const [owner, name] = repo.split('/')
    // A JSON text is a text of GraphQL too.
    return `r${i}:repository(owner:${JSON.stringify(owner)},name:${JSON.stringify(name)}){databaseId nameWithOwner pushedAt}`
  })
  const { data } = await api.query(`query{${fields.join(' ')}}`, { schema: Answer, maxBytes: MAX_BYTES })
  return repos.map((_, i) => data[`r${i}`] ?? null)
}
