type Cost = { characters: number; steps: number }

/** The most that is read as YAML at once. The largest real frontmatter seen has 2,000 characters and 190 tokens. */
const MAX_CHARACTERS = 16_384
const MAX_STEPS = 1200

/** Thrown when a text costs more than its share of the budget. */
export class TooMuch extends Error {
  override message = `it has more than ${MAX_CHARACTERS} characters or too many parts`
}

/** What may still be spent on reading YAML. A step is one token, or one value that an alias stands for. */
export class ReadingBudget {
  readonly #left: Cost

  private constructor(left: Cost) {
    this.#left = left
  }

  /** The budget of one file, whatever is in it. It grows with the file, as the time for the rest of it does. */
  static ofFile(length: number): ReadingBudget {
    return new ReadingBudget({ characters: 2 * MAX_CHARACTERS, steps: Math.min(MAX_STEPS, 400 + (length >> 1)) })
  }

  /** Throws TooMuch if less is left. */
  spend({ characters = 0, steps = 0 }: Partial<Cost>): void {
    if (characters > this.#left.characters || steps > this.#left.steps) throw new TooMuch()
    this.#left.characters -= characters
    this.#left.steps -= steps
  }

  /** Reads one text with part of what is left, so that a text that takes too much leaves something to the others. */
  share<T>(read: (part: ReadingBudget) => T): T {
    const { characters, steps } = this.#left
    const most = { characters: Math.min(MAX_CHARACTERS, characters >> 1), steps: Math.floor((2 * steps) / 3) }
    const part = new ReadingBudget({ ...most })
    try {
      return read(part)
    } finally {
      this.spend({ characters: most.characters - part.#left.characters, steps: most.steps - part.#left.steps })
    }
  }
}
