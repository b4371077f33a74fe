import { expect, it } from 'vitest'
import { keepBytes } from '../../../../src/cli/commands/ingest/keep-bytes.ts'

/** A folder with a file of each of these sizes, and the paths that were read. */
function aFolder(...sizes: number[]) {
  const reads: string[] = []
  const files = sizes.map((size, n) => ({
    path: `file-${n}`,
    mode: '0644' as const,
    size,
    read: async () => {
      reads.push(`file-${n}`)
      return new Uint8Array(size)
    },
  }))
  return { folder: { files }, reads }
}

it('reads a file once as long as there is room for it, and else each time', async () => {
  const { folder, reads } = aFolder(60, 50, 40)
  const kept = keepBytes(folder, { bytes: 100 })
  for (let time = 0; time < 2; time++) for (const file of kept.files) expect((await file.read()).length).toBe(file.size)
  expect(reads).toEqual(['file-0', 'file-1', 'file-2', 'file-1'])
})
