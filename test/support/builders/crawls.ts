import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { listFolderFiles } from '../../../src/db/files/folders.ts'
import { readFiles } from '../../../src/files/read-files.ts'
import { crawlSource, crawlSources } from '../../../src/jobs/intake/crawl-sources.ts'
import { startGithubStandIn } from '../../../src/local/github-stand-in.ts'
import { createDatabase } from '../run/database.ts'
import { runAt } from '../run/jobs.ts'
import { scratchFolder } from '../run/scratch.ts'

export const HOUR = 3_600_000
export const skillText = (name: string, body = `# ${name}`) =>
  `---\nname: ${name}\ndescription: What ${name} does.\n---\n\n${body}\n`

type SourceInput = {
  type?: 'github' | 'catalog' | 'list'
  url: string
  name?: string
  interval?: number | null
  autoApprove?: boolean
  owner?: string
}

/** Creates a source that is due for a crawl. */
export async function aSource(db: Db, p: SourceInput): Promise<string> {
  const id = crypto.randomUUID()
  await db.execute(sql`
    insert into skill_sources (id, name, type, base_url, owner, auto_approve, crawl_interval_minutes, created_at, updated_at)
    values (${id}::uuid, ${p.name ?? p.url.replace('https://github.com/', 'github:').toLowerCase()}, ${p.type ?? 'github'}, ${p.url}, ${p.owner ?? null},
      ${p.autoApprove ?? false}, ${p.interval === undefined ? 60 : p.interval}::int, now(), now())`)
  return id
}

/** A database, GitHub's stand-in over a folder, and the job that crawls it into the database. The caller sets the time of each tick. */
export async function aCrawl() {
  const at = await createDatabase()
  const root = await scratchFolder()
  const github = await startGithubStandIn({ root })
  let now = new Date('2026-03-01T00:00:00Z')
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  const link = async (path: string, target: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await symlink(target, join(root, path))
  }
  const settings: Record<string, string> = { GITHUB_API_URL: github.url }
  return {
    ...at,
    github,
    settings,
    write,
    link,
    makeRunnable: (path: string) => chmod(join(root, path), 0o755),
    move: (from: string, to: string) => rename(join(root, from), join(root, to)),
    remove: (path: string) => rm(join(root, path), { recursive: true }),
    later: (ms: number) => {
      now = new Date(now.getTime() + ms)
      return now
    },
    now: () => now,
    tick: (request = {}) => runAt(at.db, crawlSources, now, request, settings),
    crawl: (id: string, request = {}) => runAt(at.db, crawlSource(id), now, { scope: id, ...request }, settings),
    /** The requests to GitHub while `act` ran. */
    asking: async (act: () => Promise<unknown>) => {
      const before = github.asked.length
      await act()
      return github.asked.slice(before)
    },
    source: async (id: string) => {
      const { rows } = await at.db.execute<Record<string, unknown>>(
        sql`select * from skill_sources where id = ${id}::uuid`,
      )
      return rows[0] ?? {}
    },
    files: async (id?: string) => {
      const { rows } = await at.db.execute<{
        path: string
        status: string
        vanished: boolean
        name: string | null
      }>(sql`
        select skill_path as path, status, vanished_at is not null as vanished, name_raw as name from raw_skills
        where ${id ?? null}::uuid is null or source_id = ${id ?? null}::uuid order by skill_path, github_repo`)
      return rows
    },
    /** The files of the folder of a stored SKILL.md, by path: mode and bytes. Null if it has none. */
    folder: async (skillPath: string) => {
      const { rows } = await at.db.execute<{ digest: string | null }>(
        sql`select encode(folder_digest, 'hex') as digest from raw_skills where skill_path = ${skillPath}`,
      )
      const digest = rows[0]?.digest
      if (!digest) return null
      const files = await listFolderFiles(at.db, digest)
      const contents = await readFiles(
        { db: at.db },
        files.map(({ sha256 }) => sha256),
      )
      return Object.fromEntries(files.map(({ path, mode, sha256 }) => [path, { mode, bytes: contents.get(sha256) }]))
    },
    /** What the folder of a stored SKILL.md lacks and what else was found, as `rule path`. */
    findings: async (skillPath: string) => {
      const { rows } = await at.db.execute<{ complete: boolean; found: string[] }>(sql`
        select is_complete as complete, array(select (x->>'rule') || ' ' || coalesce(x->>'path', '') from jsonb_array_elements(folder_findings) x order by 1) as found
        from folders join raw_skills on folder_digest = digest where skill_path = ${skillPath}`)
      return rows[0]
    },
    stop: async () => {
      await github.stop()
      await rm(root, { recursive: true, force: true })
    },
  }
}

export type CrawlSetup = Awaited<ReturnType<typeof aCrawl>>
