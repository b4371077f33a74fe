/**
 * Reads the tokens of o200k_base as lines of `BASE64 RANK`, from a module beside the Worker's bundle: a static import would read it at
 * each start. In Node, `src/local/token-ranks.ts` stands for this file (`imports` in package.json).
 */
export const readRanks = async (): Promise<Uint8Array> =>
  new Uint8Array((await import('gpt-tokenizer/data/o200k_base.tiktoken')).default)
