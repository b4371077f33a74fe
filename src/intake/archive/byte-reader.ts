/** Reads a stream of bytes by numbers of bytes, whatever pieces it comes in. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>
  #piece: Uint8Array = new Uint8Array()

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#pieces = source[Symbol.asyncIterator]()
  }

  /** Returns that many bytes, or fewer at the end of the stream. */
  async read(size: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(size)
    let filled = 0
    while (filled < size && (await this.#fill())) {
      const part = this.#piece.subarray(0, size - filled)
      bytes.set(part, filled)
      filled += part.length
      this.#piece = this.#piece.subarray(part.length)
    }
    return bytes.subarray(0, filled)
  }

  /** Passes over bytes. Returns false if the stream has fewer. */
  async skip(size: number): Promise<boolean> {
    let left = size
    while (left > 0 && (await this.#fill())) {
      const passed = Math.min(left, this.#piece.length)
      this.#piece = this.#piece.subarray(passed)
      left -= passed
    }
    return left === 0
  }

  /** Ends the stream. */
  async close(): Promise<void> {
    await this.#pieces.return?.()
  }

  async #fill(): Promise<boolean> {
    while (this.#piece.length === 0) {
      const { done, value } = await this.#pieces.next()
      if (done) return false
      this.#piece = value
    }
    return true
  }
}
