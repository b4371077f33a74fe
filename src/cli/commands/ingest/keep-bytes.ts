import type { FoundFile, FoundFolder } from '../../../intake/folders/found-folder.ts'

/** How many bytes may still be kept. */
export type Room = { bytes: number }

/** Keeps what is read of the files of a folder, as far as there is room: they are read to hash, to store and to describe them. */
export const keepBytes = (folder: FoundFolder, room: Room): FoundFolder => ({
  ...folder,
  files: folder.files.map((file) => ({ ...file, read: readOnce(file, room) })),
})

function readOnce({ read }: FoundFile, room: Room): FoundFile['read'] {
  let kept: Uint8Array | undefined
  return async () => {
    if (kept) return kept
    const bytes = await read()
    if (bytes.length > room.bytes) return bytes
    room.bytes -= bytes.length
    kept = bytes
    return bytes
  }
}
