import type { FileFacts } from './file-facts.ts'
import type { Mode } from './manifest.ts'

export type ArchiveFile = FileFacts & { path: string; mode: Mode }

/**
 * The bytes of files, one file after the other. A piece belongs to one file; a file may have several pieces, and an empty
 * one has none.
 */
export type Contents = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** An archive whose bytes depend on nothing but its files. `size` is known before any of them is read. */
export type Archive<F extends ArchiveFile = ArchiveFile> = {
  /** In the order in which their contents are needed: that of the bytes of their paths. */
  files: readonly F[]
  size: number
  /** Throws if `contents` do not have the sizes of the files. */
  parts: (contents: Contents) => AsyncGenerator<Uint8Array>
}

/** Hands out the pieces of one file after the other. */
export function pieceReader(contents: Contents) {
  const pieces = Symbol.asyncIterator in contents ? contents[Symbol.asyncIterator]() : contents[Symbol.iterator]()
  return {
    async *piecesOf({ path, size }: Pick<ArchiveFile, 'path' | 'size'>): AsyncGenerator<Uint8Array> {
      for (let left = size; left > 0; ) {
        const { done, value } = await pieces.next()
        if (done || value.length > left) throw new Error(`The bytes of ${path} are not as many as its size says.`)
        left -= value.length
        yield value
      }
    },
    async expectEnd(): Promise<void> {
      const { done } = await pieces.next()
      if (!done) throw new Error('There are bytes after those of the last file.')
    },
  }
}
