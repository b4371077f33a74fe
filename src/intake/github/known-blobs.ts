import { findGitBlobs, type KnownBlob, storeGitBlobs } from '../../db/files/git-blobs.ts'
import { isLfsPointer } from '../../domain/files/missing-parts.ts'
import { toBase64 } from '../../domain/text/base64.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import type { FilePlace } from '../../files/file-place.ts'
import { missingFiles, putFiles } from '../../files/put-files.ts'

/** What a listing says of a blob that is to be read. A link has its bytes for their own sake, and no file. */
export type WantedBlob = { id: string; size: number; path: string; isLink: boolean }
/** A blob that was read, whose bytes have its id. */
export type BlobBytes = { id: string; bytes: Uint8Array; isLink: boolean }

/** Longer than any path. */
const MAX_LINK_BYTES = 4096
const LOOKED_UP = { items: 10_000, bytes: Number.POSITIVE_INFINITY }

/** What a crawl knows of the blobs of a repository. What it reads is stored at once, so no later crawl reads it again. */
export class KnownBlobs {
  readonly #at: FilePlace
  readonly #known = new Map<string, KnownBlob>()
  readonly #lookedUp = new Set<string>()

  constructor(at: FilePlace) {
    this.#at = at
  }

  /** Looks up what earlier crawls have read. Returns true if that was news. */
  async lookUp(ids: Iterable<string>): Promise<boolean> {
    const next = [...new Set(ids)].filter((id) => !this.#lookedUp.has(id)).map((id) => ({ id, size: 0 }))
    for (const page of inPages(next, LOOKED_UP)) {
      const found = await findGitBlobs(
        this.#at.db,
        page.map(({ id }) => id),
      )
      for (const { id } of page) this.#lookedUp.add(id)
      for (const [id, known] of found) this.#known.set(id, known)
    }
    return next.some(({ id }) => this.#known.has(id))
  }

  /** The file with the bytes of a blob, `lfs` if they are a pointer of Git LFS, or null if they have not been read. */
  fileOf(id: string): { sha256: string; size: number } | 'lfs' | null {
    const known = this.#known.get(id)
    return known?.file ?? (known?.bytes && isLfsPointer(known.bytes) ? 'lfs' : null)
  }

  /** Where a link leads. */
  readonly readLink = (id: string): Uint8Array | undefined => this.#known.get(id)?.bytes ?? undefined

  /** The pointer that stands in place of a file of Git LFS. */
  bytesOf(id: string): Uint8Array | null {
    return this.#known.get(id)?.bytes ?? null
  }

  has({ id, isLink }: Pick<WantedBlob, 'id' | 'isLink'>): boolean {
    return isLink ? this.readLink(id) !== undefined : this.fileOf(id) !== null
  }

  /** Notes a link that cannot be read, or is too long to be one: it leads nowhere. */
  noteLost(id: string): void {
    this.#known.set(id, { file: null, bytes: new Uint8Array() })
  }

  /** Keeps the files of these blobs for a day, and forgets those that are no longer stored. */
  async hold(ids: readonly string[]): Promise<void> {
    const byHash = new Map<string, string>()
    for (const id of ids) {
      const file = this.#known.get(id)?.file
      if (file) byHash.set(file.sha256, id)
    }
    for (const hash of await missingFiles(this.#at, [...byHash.keys()])) this.#known.delete(byHash.get(hash) ?? '')
  }

  /** Stores a few megabytes of what was read. */
  async keep(read: readonly BlobBytes[]): Promise<void> {
    const isKept = ({ bytes, isLink }: BlobBytes) => !isLink && !isLfsPointer(bytes)
    const files = read.filter(isKept)
    const facts = await putFiles(
      this.#at,
      files.map(({ bytes }) => bytes),
    )
    files.forEach(({ id }, i) => {
      const { sha256 = '', size = 0 } = facts[i] ?? {}
      this.#known.set(id, { file: { sha256, size }, bytes: this.bytesOf(id) })
    })
    for (const { id, bytes, isLink } of read.filter((blob) => !isKept(blob))) {
      const text = isLink && bytes.length > MAX_LINK_BYTES ? new Uint8Array() : bytes
      this.#known.set(id, { file: this.#known.get(id)?.file ?? null, bytes: text })
    }
    const rows = read.map(({ id }) => {
      const known = this.#known.get(id)
      return { id, sha256: known?.file?.sha256 ?? null, bytes: known?.bytes ? toBase64(known.bytes) : null }
    })
    await storeGitBlobs(this.#at.db, rows)
  }
}
