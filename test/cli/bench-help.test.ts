import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const MAIN = join(import.meta.dirname, '../bench/main.ts')

const bench = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })

it('npm run bench -- --help lists the benchmarks, and an unknown benchmark is refused with the same help', async () => {
  const help = await bench('--help')
  expect(help).toMatchObject({ code: 0, stderr: '' })
  for (const name of ['reads', 'events', 'ranking', 'feed', 'files', 'clients', 'start', 'pages', 'relevance'])
    expect(help.stdout).toContain(`\n  ${name} `)
  expect(await bench('all')).toMatchObject({ code: 3, stderr: `There is no benchmark 'all'.\n\n${help.stdout}\n` })
  expect(await bench('--jsn')).toMatchObject({ code: 3, stderr: expect.stringContaining('--jsn') })
})
