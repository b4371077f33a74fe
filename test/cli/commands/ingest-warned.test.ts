import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { aReport } from '../../support/builders/reports.ts'
import { aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
})

const ingest = (dir: string, ...more: string[]) => ops(at, ['ingest', dir, '--source', 'acme', ...more])
const rows = async (query: string) => (await at.db.execute(sql.raw(query))).rows

/** Two stored skills, one of which has a warning. Returns their folder. */
async function aWarnedSkill() {
  const dir = await aFolder({ 'good/SKILL.md': aSkillMd('good'), 'bad/SKILL.md': aSkillMd('bad') })
  await ingest(dir)
  const [bad] = await rows(`select encode(folder_digest, 'hex') as digest from raw_skills where name_raw = 'bad'`)
  await aReport(at.db, String(bad?.digest), { lure: 'warn', odd: 'review' })
  return dir
}

describe('ops ingest --approve', () => {
  it('scans what it stores', async () => {
    await ingest(await aFolder({ 'good/SKILL.md': aSkillMd('good') }), '--approve')
    expect(
      await rows(
        'select verdict from raw_skills union all select verdict from skill_versions union all select verdict from skills',
      ),
    ).toEqual([{ verdict: 'pass' }, { verdict: 'pass' }, { verdict: 'pass' }])
  })

  it('leaves out what has a warning, and names it in the summary', async () => {
    const run = await ingest(await aWarnedSkill(), '--approve')
    expect(run.summary()).toMatchObject({
      warnings: [expect.stringContaining('bad/SKILL.md')],
      details: { skills: { created: 1 }, warned: [{ target: 'bad/SKILL.md', verdict: 'warn', approved: false }] },
    })
    expect(await rows('select slug from skills')).toEqual([{ slug: 'acme--good' }])
  })

  it('takes the risk with --approve-warned, as a public decision about what was found', async () => {
    const dir = await aWarnedSkill()
    const run = await ingest(dir, '--approve', '--approve-warned')
    expect(run.summary()).toMatchObject({
      details: { skills: { created: 2 }, warned: [{ target: 'bad/SKILL.md', verdict: 'warn', approved: true }] },
    })
    expect(
      await rows(
        `select v.verdict, v.held from skill_versions v join skills s on s.id = v.skill_id where s.name = 'bad'`,
      ),
    ).toEqual([{ verdict: 'warn', held: null }])
    expect(await rows('select decision, rules, reason, decided_by from trust_decisions')).toEqual([
      {
        decision: 'accepted_risk',
        rules: ['lure', 'odd'],
        reason: 'Approved with --approve-warned.',
        decided_by: 'ops ingest',
      },
    ])
    expect(await rows(`select action, actor from audit_log`)).toEqual([
      { action: 'trust_decision.create', actor: 'ops ingest' },
    ])
    expect((await ingest(dir, '--approve')).summary()).toMatchObject({ warnings: [], details: { warned: [] } })
  })

  it('refuses --approve-warned alone', async () => {
    const run = await ingest(await aFolder({ 'good/SKILL.md': aSkillMd('good') }), '--approve-warned')
    expect(run.code).toBe(3)
    expect(run.stderr).toContain('--approve-warned')
  })
})
