import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)

/** Reads the tokens of o200k_base as lines of `BASE64 RANK`. In the Worker, `src/files/tokens/ranks.ts` stands for this file. */
export const readRanks = (): Promise<Uint8Array> => readFile(resolve('gpt-tokenizer/data/o200k_base.tiktoken'))
