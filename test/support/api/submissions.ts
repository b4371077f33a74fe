import type { SQL } from 'drizzle-orm'
import { expect } from 'vitest'
import { RepositoryReport } from '../../../src/routes/intake/repositories.ts'
import { Submission } from '../../../src/routes/intake/submissions.ts'
import { aFile } from '../builders/raw-files.ts'
import type { FakeRepository } from '../outside/github.ts'
import { type Api, startApi } from './api.ts'

export const KIT: FakeRepository = { files: { 'pdf/SKILL.md': aFile('pdf'), 'csv/SKILL.md': 'No frontmatter.' } }

/** An API with a token for GitHub, and what a test of submissions does with it. */
export type SubmissionsApi = Awaited<ReturnType<typeof aSubmissionsApi>>

export async function aSubmissionsApi() {
  const api: Api = await startApi({ GITHUB_TOKEN: 'ghp_token' })
  const submit = (repo: unknown, headers = {}) => api.send('POST', '/v1/submissions', { repo }, headers)
  return {
    ...{ api, submit },
    async accepted(repo: string, headers = {}) {
      const response = await submit(repo, headers)
      expect(response.status).toBe(202)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      const body = Submission.parse(await response.json())
      expect(response.headers.get('Location')).toBe(body.report)
      return body
    },
    reportOf: async (address: string) => RepositoryReport.parse(await (await api.call(address)).json()),
    rows: async <T extends Record<string, unknown>>(query: SQL) => (await api.db.execute<T>(query)).rows,
  }
}
