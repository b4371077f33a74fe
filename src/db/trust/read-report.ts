import { sql } from 'drizzle-orm'
import { answersOf } from '../authors/answer-finding.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import type { Db } from '../connect.ts'
import { chosen, VERSIONS, type VersionRef } from '../files/versions.ts'
import { WITHHELD } from '../files/withheld.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { decisionsAbout } from './decisions.ts'

/** What the scan says of a version, and what reviewers decided. Null if there is no such version. */
export const findReport = (db: Db, ref: SkillRef, version: VersionRef): Promise<JsonText | null> =>
  readJson(
    db,
    sql`
    select json_build_object('skill', s.slug, 'version', v.version, 'digest', 'sha256:' || encode(v.digest, 'hex'), 'verdict', v.verdict, 'withheld', ${WITHHELD},
      'scan', case when rep.digest is not null then json_build_object('rule_set', rep.rule_set, 'verdict', rep.verdict, 'risk', rep.risk, 'coverage', rep.coverage,
        'scanned_at', ${rfc3339('rep.scanned_at')}, 'duration_ms', rep.duration_ms, 'findings', rep.findings) end,
      'answers', ${answersOf(sql`v.skill_id`)},
      'decisions', ${decisionsAbout(sql`v.digest`, sql`v.skill_id`)})::text as body
    from ${VERSIONS} left join scan_reports rep on rep.digest = v.digest where ${chosen(ref, version)}`,
  )
