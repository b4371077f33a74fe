import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { CHUNK_BYTES } from '../../../../src/files/file-place.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aFile, someBytes } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { logOf } from '../../../support/run/log.ts'

const SIZE = CHUNK_BYTES * 2 + 1000

let api: Api
beforeAll(async () => {
  api = await startApi()
})

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())

/** A skill with a file of three chunks. */
async function aLargeFile(name: string, seed: number) {
  const bytes = someBytes(SIZE, seed)
  const file = await aFile('model.bin', bytes)
  await aVersion(api.db, { name, files: [await aFile('SKILL.md', name), file] })
  return { ...file, read: (init?: RequestInit) => api.call(`/v1/files/${file.sha256}`, init) }
}

const ruin = (sha256: string, nth: number) =>
  api.db.execute(sql`
    update file_chunks set bytes = set_byte(bytes, 0, 255 - get_byte(bytes, 0)) where sha256 = decode(${sha256}, 'hex') and nth = ${nth}`)
const lose = (sha256: string, from: number) =>
  api.db.execute(sql`delete from file_chunks where sha256 = decode(${sha256}, 'hex') and nth >= ${from}`)

describe('a large file', () => {
  it('comes whole, with its length', async () => {
    const { bytes, read } = await aLargeFile('whole', 1)
    const response = await read()
    expect([response.status, response.headers.get('Content-Length')]).toEqual([200, String(SIZE)])
    expect(await bytesOf(response)).toEqual(bytes)
  })

  it('comes in ranges that cross the bounds of its chunks', async () => {
    const { bytes, read } = await aLargeFile('ranges', 2)
    for (const [start, end] of [
      [0, 0],
      [CHUNK_BYTES - 2, CHUNK_BYTES + 2],
      [CHUNK_BYTES, CHUNK_BYTES * 2 - 1],
      [5, SIZE - 1],
    ] as const) {
      const response = await read({ headers: { Range: `bytes=${start}-${end}` } })
      expect([response.status, response.headers.get('Content-Length')]).toEqual([206, String(end + 1 - start)])
      expect(await bytesOf(response)).toEqual(bytes.slice(start, end + 1))
    }
  })

  it('is read only as far as a range needs it', async () => {
    const { bytes, sha256, read } = await aLargeFile('needed', 3)
    await lose(sha256, 1)
    const response = await read({ headers: { Range: 'bytes=100-199' } })
    expect(await bytesOf(response)).toEqual(bytes.slice(100, 200))
  })

  it('is not read at all for whoever has it, or only asks for its length', async () => {
    const { sha256, read } = await aLargeFile('unread', 4)
    await lose(sha256, 0)
    for (const held of [`"${sha256}"`, `W/"${sha256}"`, `"other", "${sha256}"`, '*']) {
      const { status, headers } = await read({ headers: { 'If-None-Match': held } })
      expect([status, headers.get('ETag')]).toEqual([304, `"${sha256}"`])
    }
    const { status, headers } = await read({ method: 'HEAD' })
    expect([status, headers.get('Content-Length')]).toEqual([200, String(SIZE)])
  })

  it.each([0, 1, 2])('breaks off before its end if chunk %i is damaged, and says so in the log', async (nth) => {
    const { bytes, sha256, read } = await aLargeFile(`damaged-${nth}`, 5 + nth)
    await ruin(sha256, nth)
    const archive = `/v1/skills/acme--damaged-${nth}/versions/latest/archive.zip`
    for (const get of [() => read(), () => api.call(archive)]) {
      let got: Uint8Array | null = null
      const log = await logOf(async () => {
        const response = await get()
        expect(response.status).toBe(200)
        got = await bytesOf(response).catch(() => null)
      })
      expect(got).toBeNull()
      expect(log.filter((line) => line.includes('answer_cut_off'))).toHaveLength(1)
    }
    expect(bytes).toHaveLength(SIZE)
  })

  it('is no fault if the client goes away', async () => {
    const { read } = await aLargeFile('left', 8)
    const log = await logOf(async () => {
      const response = await read()
      const reader = response.body?.getReader()
      await reader?.read()
      await reader?.cancel()
    })
    expect(log.filter((line) => line.includes('answer_cut_off'))).toEqual([])
  })
})
