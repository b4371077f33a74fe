import { BytePairEncodingCore } from 'gpt-tokenizer/BytePairEncodingCore'
import { O200KBase } from 'gpt-tokenizer/encodingParams/o200k_base'
import { readRanks } from '#token-ranks'
import type { CountTokens } from '../../domain/files/context-tokens.ts'
import { parseRanks } from './parse-ranks.ts'

/**
 * The longest run of letters, signs or spaces that a part of the pattern takes, as merging takes the square of the length. Two parts
 * may share a run, of letters without case for example, so twice as many can be merged as a whole.
 */
const MAX_RUN = 128
/** How many merged words are kept. */
const KEPT_WORDS = 2000

let loading: Promise<CountTokens> | undefined

/** Loads the tokenizer at the first call: a megabyte of tables, which no public read needs. */
export function loadTokenizer(): Promise<CountTokens> {
  loading ??= load().catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<CountTokens> {
  const encoding = O200KBase(parseRanks(await readRanks()))
  const tokenSplitRegex = withBoundedRuns(encoding.tokenSplitRegex)
  const core = new BytePairEncodingCore({ ...encoding, tokenSplitRegex, mergeCacheSize: KEPT_WORDS })
  return (text, max) => {
    let count = 0
    for (const tokens of core.encodeNativeGenerator(text)) {
      count += tokens.length
      if (count > max) break
    }
    return count
  }
}

/** The pattern has no literal plus or asterisk. */
const withBoundedRuns = ({ source, flags }: RegExp): RegExp =>
  new RegExp(source.replaceAll('+', `{1,${MAX_RUN}}`).replaceAll('*', `{0,${MAX_RUN}}`), flags)
