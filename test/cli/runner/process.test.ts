import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')

describe('a command whose output nobody reads', () => {
  it('goes on to its end and says nothing of it', async () => {
    const command = spawn(process.execPath, ['src/cli/main.ts', 'scan', '--help'], { cwd: ROOT })
    command.stdout.destroy()
    const [stderr, [code]] = await Promise.all([text(command.stderr), once(command, 'close')])
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  })
})
