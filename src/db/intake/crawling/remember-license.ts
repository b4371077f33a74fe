import { sql } from 'drizzle-orm'
import type { Db } from '../../connect.ts'

/** Remembers the licence of a repository that was read from a folder, unless GitHub has told us of the repository. */
export async function rememberLicense(db: Db, repo: string, license: string): Promise<void> {
  await db.execute(sql`
    insert into github_repo_cache (id, repo_full_name, license_spdx, fetched_at)
    select gen_random_uuid(), ${repo}, ${license}, now() where length(${license}) <= 40
    on conflict (repo_full_name) do update set license_spdx = excluded.license_spdx where github_repo_cache.github_id is null`)
}
