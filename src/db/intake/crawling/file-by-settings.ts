import { type SQL, sql } from 'drizzle-orm'
import { CATEGORIES } from '../../../domain/catalogue/categories.ts'
import { SETTINGS_PATH } from '../../../domain/intake/repository-settings.ts'
import { rememberedIds } from '../../accounts/record-audit.ts'
import { change, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { enqueueRows } from '../../feed/outbox.ts'
import { lockCatalogue } from '../../locks.ts'

/** At most so many are filed in one transaction. */
const PAGE = 200

/**
 * The skills of a source (a query of skill_id) whose category its `.agent-skills.yml` decides: the file names none, and neither an author's
 * own act nor an admin has chosen one. Of several files, the first decides.
 */
const decidedBySettings = (sourceId: string): SQL => sql`
  select s.id as skill_id, s.category_id from raw_skills r join skill_source_links l on l.raw_skill_id = r.id join skills s on s.id = l.skill_id
  where r.source_id = ${sourceId}::uuid and r.github_repo is not null and r.status = 'approved' and r.vanished_at is null
    and coalesce(btrim(r.category_raw), '') = '' and not s.curated
    and not exists (select from author_settings a where a.skill_id = s.id and a.category_id is not null)
    and not exists (select from skill_source_links o where o.skill_id = s.id and (o.created_at, o.raw_skill_id) < (l.created_at, l.raw_skill_id))`

/** A statement that notes in the log of their publishers that the file has filed skills (a query of id) under a category. */
const noteFiled = (sourceId: string, skills: SQL, category: string | null): SQL => sql`
  insert into author_acts (publisher_id, skill_id, act, details, repository, proof_key, at)
  select s.publisher_id, s.id, 'edit', ${JSON.stringify({ category, by: SETTINGS_PATH })}::jsonb, left(substr(src.base_url, length('https://github.com/') + 1), 300), src.proof_key, now()
  from skills s, skill_sources src where src.id = ${sourceId}::uuid and s.id in (${skills}) and s.publisher_id is not null`

/** True if there is no category with a key (an expression) any more, as an admin has deleted it. It is not created again. */
export const isDeletedCategory = (key: SQL): SQL => sql`(not exists (select from categories c where c.key = ${key})
  and exists (select from audit_log a where a.target_type = 'category' and a.action = 'category.delete' and a.before->>'key' = ${key}))`

/** Creates a category of the default set that no skill needed before. */
function createCategory(key: string, isNeeded: SQL): SQL {
  const sortOrder = CATEGORIES.findIndex((one) => one.key === key)
  const { name = key, description = '' } = CATEGORIES[sortOrder] ?? {}
  return sql`
    with added as (
      insert into categories (id, key, name, description, sort_order, created_at, updated_at)
      select gen_random_uuid(), ${key}, ${name}, ${description}, ${sortOrder}::int, now(), now() where exists (${isNeeded})
      on conflict (key) do nothing returning *
    ) ${enqueueRows('category', sql`select * from added`)}`
}

/** Files the listed skills of a source under the category that its settings name. Returns how many have moved. Safe to repeat. */
export async function fileBySettings(db: Db, p: { sourceId: string; repo: string; category: string }): Promise<number> {
  const moved = rememberedIds('skill_category')
  const wrong = sql`select d.skill_id from (${decidedBySettings(p.sourceId)}) d
    where d.category_id is distinct from (select id from categories where key = ${p.category}) and not ${isDeletedCategory(sql`${p.category}::text`)} limit ${PAGE}`
  let total = 0
  for (;;) {
    const { counted } = await change(db, {
      lock: lockCatalogue,
      write: {
        created: createCategory(p.category, wrong),
        moved: sql`
          update skills s set category_id = (select id from categories where key = ${p.category}), updated_at = now() where s.id in (${moved})`,
        noted: noteFiled(p.sourceId, moved, p.category),
      },
      announce: [{ kind: 'skill', ids: moved }],
      record: {
        by: { name: `github:${p.repo}`, requestId: null },
        of: [{ action: 'skill.edit', type: 'skill_category', were: wrong, are: moved }],
      },
      answer: { counted: sql<{ n: number }>`select count(*)::int as n from (${moved}) m` },
    })
    const { n } = onlyRow(counted)
    total += n
    if (n < PAGE) return total
  }
}

/**
 * Statements for settings that name no category any more: the job that reads files again files the skills as their files say, and the
 * log says so. Run them in the transaction that stores the settings.
 */
export const releaseFiled = (sourceId: string, before: string): SQL[] => {
  const filed = sql`select d.skill_id from (${decidedBySettings(sourceId)}) d join categories c on c.id = d.category_id and c.key = ${before}`
  return [
    noteFiled(sourceId, filed, null),
    sql`update raw_skills r set read_version = 0 from skill_source_links l where l.raw_skill_id = r.id and r.source_id = ${sourceId}::uuid and l.skill_id in (${filed})`,
  ]
}
