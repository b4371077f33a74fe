import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/cli/runner/settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the settings of a command', () => {
  it('come from the environment first, then from .dev.vars', () => {
    const file = join(folder, '.dev.vars')
    writeFileSync(file, '# made by npm run dev\nDATABASE_URL="postgres://a:b@localhost/x?y=1#z"\nJWT_SECRET=file\n')
    expect(readSettings({ JWT_SECRET: 'environment', HOME: '/root' }, file)).toEqual({
      DATABASE_URL: 'postgres://a:b@localhost/x?y=1#z',
      JWT_SECRET: 'environment',
      HOME: '/root',
    })
  })

  it('come from the environment alone if there is no file', () => {
    expect(readSettings({ A: '1', B: undefined }, join(folder, 'none'))).toEqual({ A: '1' })
  })
})
