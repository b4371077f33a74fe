import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')

it('finds nothing in drizzle/ that migrations/ lacks', { timeout: 60_000 }, () => {
  // Inside the project and named relative to it: drizzle-kit puts './' before every folder.
  const copy = mkdtempSync(join(ROOT, 'node_modules/.drift-'))
  try {
    cpSync(join(ROOT, 'migrations'), copy, { recursive: true })
    const before = readdirSync(copy, { recursive: true })
    const out = copy.slice(ROOT.length + 1)
    const kit = ['node_modules/drizzle-kit/bin.cjs', 'generate', '--dialect', 'postgresql']
    const said = execFileSync(process.execPath, [...kit, '--schema', './drizzle/schema.ts', '--out', out], {
      cwd: ROOT,
    })
    expect(String(said)).toContain('No schema changes')
    expect(readdirSync(copy, { recursive: true })).toEqual(before)
  } finally {
    rmSync(copy, { recursive: true })
  }
})

it('has exactly one file for every entry of the journal', () => {
  const journal = JSON.parse(readFileSync(join(ROOT, 'migrations/meta/_journal.json'), 'utf8'))
  const files = readdirSync(join(ROOT, 'migrations')).filter((file) => file.endsWith('.sql'))
  expect(files.sort()).toEqual(journal.entries.map((entry: { tag: string }) => `${entry.tag}.sql`))
})
