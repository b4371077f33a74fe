import { isText } from '../files/content-type.ts'

/** So many hashes stand for a folder. More tell likeness more finely. */
export const SKETCH_SIZE = 64
/** A shingle is so many words in a row. */
const WORDS = 5
/** What lies beyond is not compared. */
const MAX_TEXT = 1024 * 1024

const decoder = new TextDecoder()

/**
 * The smallest hashes of all runs of five words in the texts of a folder, sorted. Two folders share as many of the smallest of both as
 * they share of their text, about (bottom-k sketches, Broder 1997). Case, punctuation and the names of files do not count.
 */
export function sketchOf(files: readonly { bytes: Uint8Array }[]): number[] {
  const hashes = new Set<number>()
  let left = MAX_TEXT
  for (const { bytes } of files) {
    if (left <= 0 || !isText(bytes)) continue
    const words =
      decoder
        .decode(bytes.subarray(0, left))
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    left -= bytes.length
    for (let i = 0; i + WORDS <= Math.max(words.length, WORDS); i++)
      hashes.add(hashOf(words.slice(i, i + WORDS).join(' ')))
  }
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_SIZE)
}

/** About how much of their texts two folders share, from 0 to 1: the share of the smallest hashes of both that both have. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  const [ofA, ofB] = [new Set(a), new Set(b)]
  const smallest = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, SKETCH_SIZE)
  const shared = smallest.filter((hash) => ofA.has(hash) && ofB.has(hash)).length
  return smallest.length === 0 ? 0 : shared / smallest.length
}

/** FNV-1a, mixed once more so that the smallest hashes are spread. Signed, as the database keeps it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
