import { type SQL, sql } from 'drizzle-orm'
import { storable } from '../../domain/text/text.ts'
import type { Scan, Verdict } from '../../domain/trust/report.ts'
import { RULE_SET } from '../../domain/trust/rule-set.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { hashesOf } from '../files/hashes.ts'
import { lockCatalogue } from '../locks.ts'
import { judge, RAW_DIGEST, touchedVerdicts } from './judge.ts'

/** A scan as it is stored. `rules`: what each rule would say alone. */
export type NewReport = Scan & {
  digest: string
  rules: Readonly<Record<string, Verdict>>
  sketch: readonly number[]
  durationMs: number
}

const REPORT = sql.raw(
  'digest text, rule_set integer, verdict text, rules jsonb, risk jsonb, findings jsonb, coverage jsonb, sketch integer[], "durationMs" integer',
)

/** Stores reports, unless a newer rule set has read the same folder meanwhile. */
const insertReports = (reports: readonly NewReport[]): SQL => sql`
  insert into scan_reports as o (digest, rule_set, verdict, rules, risk, findings, coverage, sketch, scanned_at, duration_ms)
  select decode(digest, 'hex'), rule_set, verdict, rules, risk, findings, coverage, sketch, now(), "durationMs"
  from jsonb_to_recordset(${JSON.stringify(reports, storableTexts)}::jsonb) as x(${REPORT}) order by digest
  on conflict (digest) do update set rule_set = excluded.rule_set, verdict = excluded.verdict, rules = excluded.rules, risk = excluded.risk,
    findings = excluded.findings, coverage = excluded.coverage, sketch = excluded.sketch, scanned_at = excluded.scanned_at, duration_ms = excluded.duration_ms
  where o.rule_set <= excluded.rule_set`

/** A finding may quote bytes that no text in the database can have. */
const storableTexts = (_: string, value: unknown) => (typeof value === 'string' ? storable(value) : value)

/**
 * Stores the reports of folders, and what they say of all versions, raw skills and skills that have one of `digests`: also of those whose
 * report was there before. They follow from the bytes, so whoever stores one by the same rules stores the same.
 */
export async function storeReports(db: Db, reports: readonly NewReport[], digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return
  const all = hashesOf(digests)
  const versions = sql`select id from skill_versions where digest in (${all})`
  const skills = sql`select skill_id as id from skill_versions where digest in (${all})`
  await change(db, {
    lock: lockCatalogue,
    write: {
      stored: insertReports(reports),
      scanned: sql`
        update folders set scanned_rule_set = ${RULE_SET} where digest in (${hashesOf(reports.map(({ digest }) => digest))}) and scanned_rule_set < ${RULE_SET}`,
      ...judge({ versions, raws: sql`select id from raw_skills where folder_digest in (${all})`, skills }),
    },
    announce: touchedVerdicts(versions),
    record: FOLLOWS,
  })
}

const FOLLOWS = without('It follows from the files.')

/** The same for raw skills whose folders were not read. */
export async function storeLoneReports(
  db: Db,
  reports: readonly NewReport[],
  rawIds: readonly string[],
): Promise<void> {
  if (rawIds.length === 0) return
  const raws = idsIn(rawIds)
  const skills = sql`select skill_id as id from skill_source_links where raw_skill_id in (${raws})`
  await change(db, {
    lock: lockCatalogue,
    write: {
      stored: insertReports(reports),
      scanned: sql`
        update raw_skills r set scanned_rule_set = ${RULE_SET} where r.id in (${raws}) and r.folder_digest is null
          and exists (select from scan_reports s where s.digest = ${RAW_DIGEST} and s.rule_set = ${RULE_SET})`,
      ...judge({ versions: NONE, raws, skills }),
    },
    announce: [
      { kind: 'skill', ids: skills },
      { kind: 'document', ids: skills },
    ],
    record: FOLLOWS,
  })
}

const NONE = sql`select null::uuid as id where false`

const idsIn = (ids: readonly string[]): SQL =>
  sql`select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid as id`
